using MedBill.Gateway.Http;
using MedBill.Gateway.Tests.Fixture;
using MedBill.Gateway.Tests.Routes;

namespace MedBill.Gateway.Tests.BadInput;

/// <summary>
/// What the contract's own annotations refuse, as every service does: required fields that are missing, texts and lists that are too long,
/// changes of what cannot change. Each comes back as a pointer into the body that the caller wrote.
/// </summary>
public sealed class ContractTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    public static TheoryData<RouteCase> NewThings => [.. RouteTable.All.Where(route => route.Rpc.Length > 0 && route.Body is BodyKind.Json or BodyKind.Optional)];

    public static TheoryData<RouteCase> Changes => [.. RouteTable.All.Where(route => route.Body == BodyKind.Patch)];

    [Theory]
    [MemberData(nameof(NewThings))]
    public async Task Each_required_member_that_is_missing_is_named(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        foreach (var place in Required(shape))
        {
            foreach (var missing in (string[])[BodyText.LeftOut, "null"])
            {
                var text = BodyText.Of(shape, at => at.Pointer == place.Pointer ? missing : null);

                Assert.Equal([$"FIELD_REQUIRED {place.Pointer}"], await RefusedAsync(route, text));
            }
        }
    }

    [Theory]
    [MemberData(nameof(NewThings))]
    public async Task All_required_members_that_are_missing_are_named_at_once(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        var required = Required(shape).Select(place => place.Pointer).ToList();

        // Inside of what is left out nothing can be missing.
        var outer = required.Where(pointer => !required.Exists(other => pointer.StartsWith(other + "/", StringComparison.Ordinal))).ToList();
        if (outer.Count > 0)
        {
            var text = BodyText.Of(shape, at => outer.Contains(at.Pointer) ? BodyText.LeftOut : null);

            Assert.Equal(outer.Select(pointer => $"FIELD_REQUIRED {pointer}").Order(StringComparer.Ordinal), await RefusedAsync(route, text));
        }
    }

    [Theory]
    [MemberData(nameof(NewThings))]
    public async Task Texts_that_are_too_long_are_named_at_once(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        var texts = BodyText.PlacesOf(shape).Where(place => place.Shape.Kind == ShapeKind.Text && !IsGoogles(place)).Select(place => place.Pointer).ToHashSet();
        var text = BodyText.Of(shape, place => texts.Contains(place.Pointer) ? "\"Quillfeather" + new string('x', 4_096) + "\"" : null);

        if (texts.Count > 0)
        {
            Assert.Equal(texts.Select(pointer => $"FIELD_TOO_LONG {pointer}").Order(StringComparer.Ordinal), await RefusedAsync(route, text));
        }
    }

    [Theory]
    [MemberData(nameof(NewThings))]
    public async Task Lists_that_are_too_long_are_named(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        foreach (var place in BodyText.PlacesOf(shape).Where(place => place.Shape is { Kind: ShapeKind.List, Item.Kind: ShapeKind.Text or ShapeKind.Id } && !IsGoogles(place)))
        {
            var text = BodyText.Of(shape, at => at.Pointer == place.Pointer ? "[" + string.Join(',', Enumerable.Repeat("\"x\"", 5_001)) + "]" : null);

            Assert.Equal([$"TOO_MANY_ITEMS {place.Pointer}"], await RefusedAsync(route, text));
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_cannot_change_is_named_at_once(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        var fixedOnes = BodyText.PlacesOf(shape).Where(place => place.Member is { IsImmutable: true } && place.Pointer.LastIndexOf('/') == 0).Select(place => place.Pointer);

        var expected = fixedOnes.Select(pointer => $"FIELD_IMMUTABLE {pointer}").Order(StringComparer.Ordinal).ToList();
        if (expected.Count > 0)
        {
            Assert.Equal(expected, await RefusedAsync(route, BodyText.Of(shape)));
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Clearing_what_is_required_is_named(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        foreach (var place in Required(shape).Where(place => place.Pointer.LastIndexOf('/') == 0 && place.Member is { IsImmutable: false }))
        {
            Assert.Equal([$"FIELD_REQUIRED {place.Pointer}"], await RefusedAsync(route, $$"""{"{{place.Member!.Name}}":null}"""));
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_of_nothing_is_refused_before_anybody_is_asked(RouteCase route)
    {
        var output = host.ShapeOf(route)!.Members.Values.First(member => member.IsOutputOnly && member.Shape.Kind is ShapeKind.Id or ShapeKind.Text);
        foreach (var text in (string[])["{}", $$"""{"{{output.Name}}":null}"""])
        {
            Assert.Equal(["EMPTY_PATCH "], await RefusedAsync(route, text));
        }
    }

    private static List<Place> Required(Shape shape) =>
        [.. BodyText.PlacesOf(shape).Where(place => place.Member is { IsRequired: true } && !IsGoogles(place) && CanBeMissed(place))];

    // A number or a flag without presence cannot be told from its zero (AIP-203 leaves them to the service's own rules).
    private static bool CanBeMissed(Place place)
    {
        var field = place.Message?.FindFieldByName(place.Member!.Field!) ?? FieldOfInner(place);
        return field is { IsRepeated: true } or { HasPresence: true }
            or { FieldType: Google.Protobuf.Reflection.FieldType.String or Google.Protobuf.Reflection.FieldType.Enum };
    }

    private static Google.Protobuf.Reflection.FieldDescriptor? FieldOfInner(Place place) =>
        place.Message!.Fields.InDeclarationOrder().Where(field => field.FieldType == Google.Protobuf.Reflection.FieldType.Message)
            .Select(field => field.MessageType.FindFieldByName(place.Member!.Field!)).FirstOrDefault(field => field is not null);

    private static bool IsGoogles(Place place) => place.Message?.File.Package.StartsWith("google.", StringComparison.Ordinal) == true;

    private async Task<IReadOnlyList<string>> RefusedAsync(RouteCase route, string json)
    {
        host.Backend.Reset();
        host.Backend.ChecksFields = true;
        using var client = host.With(route.Scopes);
        using var answer = await client.SendAsync(host.Request(route, json));
        var problem = await answer.ProblemAsync(422, "VALIDATION_FAILED", json[..Math.Min(200, json.Length)]);

        Assert.DoesNotContain(host.Backend.Calls, call => call.Rpc == route.Rpc);
        return problem.Errors();
    }
}
