using System.Text;
using MedBill.Gateway.Http;
using MedBill.Gateway.Tests.Fixture;
using MedBill.Gateway.Tests.Routes;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;

namespace MedBill.Gateway.Tests.BadInput;

/// <summary>Every body that the API takes, wrong in every way that its text alone can tell: one problem, and no service is asked to do it.</summary>
public sealed class BodyTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private const int MostErrors = 100;

    private static readonly byte[][] Malformed =
    [
        "{"u8.ToArray(), "{\"id\":}"u8.ToArray(), "{} {}"u8.ToArray(), "{'a':1}"u8.ToArray(), "{\"a\":1,}"u8.ToArray(), "// no\n{}"u8.ToArray(),
        "Quillfeather, Ada"u8.ToArray(), "{\"a\":01}"u8.ToArray(), "<a/>"u8.ToArray(), [0xFF, 0xFE, 0x7B, 0x00], [0xEF, 0xBB, 0xBF, 0x7B], [0],
        Encoding.UTF8.GetBytes(new string('[', 17)), Encoding.UTF8.GetBytes("{\"nobody\":" + new string('[', 50_000) + new string(']', 50_000) + "}"),
    ];

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task What_is_not_JSON_is_a_malformed_request(RouteCase route)
    {
        foreach (var bytes in route.Some(Malformed))
        {
            var problem = await RefusedAsync(route, bytes, 400, "MALFORMED_REQUEST", Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(20, bytes.Length))));

            Assert.Empty(problem);
        }

        if (route.Body is BodyKind.Json or BodyKind.Patch)
        {
            await RefusedAsync(route, [], 400, "MALFORMED_REQUEST", "no body");
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task A_body_that_is_no_object_is_of_the_wrong_type(RouteCase route)
    {
        foreach (var text in (string[])["null", "[]", "[{}]", "true", "1", "\"Quillfeather\""])
        {
            Assert.Equal(["WRONG_TYPE "], await RefusedAsync(route, text, text));
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task Unknown_members_are_named_at_every_depth_at_once(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        var objects = BodyText.PlacesOf(shape).Where(place => place.IsObject).Select(place => place.Pointer).ToList();
        var text = BodyText.Of(shape, more: _ => """ "nobodyKnows":{"a":[1,{"b":"Quillfeather"}]}, "a/b~c":1 """);

        var expected = objects.SelectMany(pointer => (string[])[$"UNKNOWN_FIELD {pointer}/nobodyKnows", $"UNKNOWN_FIELD {pointer}/a~1b~0c"]);
        Assert.Equal(Sorted(expected), await RefusedAsync(route, text, "unknown members"));
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task Members_are_spelled_exactly(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        foreach (var member in shape.Members.Values)
        {
            var other = char.ToUpperInvariant(member.Name[0]) + member.Name[1..];

            Assert.Equal([$"UNKNOWN_FIELD /{other}"], await RefusedAsync(route, $$"""{"{{other}}":null}""", other));
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task A_member_that_is_there_twice_is_named(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        foreach (var place in BodyText.PlacesOf(shape).Where(place => place.Member is not null))
        {
            var parent = place.Pointer[..place.Pointer.LastIndexOf('/')];
            var text = BodyText.Of(shape, more: at => at.Pointer == parent ? $"\"{place.Member!.Name}\":\"Quillfeather\"" : null);

            Assert.Equal([$"DUPLICATE_FIELD {place.Pointer}"], await RefusedAsync(route, text, place.Pointer));
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task Every_wrong_type_is_named_at_once(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        var leaves = BodyText.PlacesOf(shape).Where(place => place.IsLeaf).Select(place => $"WRONG_TYPE {place.Pointer}").ToList();
        for (var choice = 0; choice < 4 && leaves.Count > 0; choice++)
        {
            var text = BodyText.Of(shape, place => place.IsLeaf ? WrongFor(place.Shape.Kind, choice) : null);

            Assert.Equal(Sorted(leaves), await RefusedAsync(route, text, $"choice {choice}"));
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task Every_object_and_list_that_is_something_else_is_named(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        foreach (var place in BodyText.PlacesOf(shape).Where(place => !place.IsLeaf && place.Pointer.Length > 0))
        {
            foreach (var wrong in (string[])[place.IsObject ? "[]" : "{}", "\"Quillfeather\"", "7", "false"])
            {
                var text = BodyText.Of(shape, at => at.Pointer == place.Pointer ? wrong : null);

                Assert.Equal([$"WRONG_TYPE {place.Pointer}"], await RefusedAsync(route, text, wrong));
            }
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task Values_that_are_none_are_named_at_once_each_with_its_own_code(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        var places = BodyText.PlacesOf(shape).Where(place => IllFormed.For(place.Shape.Kind).Count > 0).ToList();
        var most = places.Select(place => IllFormed.For(place.Shape.Kind).Count).DefaultIfEmpty().Max();
        for (var choice = 0; choice < most; choice++)
        {
            var expected = new List<string>();
            var text = BodyText.Of(shape, place =>
            {
                if (IllFormed.For(place.Shape.Kind) is not { Count: > 0 } wrong)
                {
                    return null;
                }

                var (raw, code) = wrong[choice % wrong.Count];
                expected.Add($"{code} {place.Pointer}");
                return raw;
            });

            Assert.Equal(Sorted(expected), await RefusedAsync(route, text, text));
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task Bytes_that_are_no_UTF_8_inside_a_text_are_named(RouteCase route)
    {
        var shape = host.ShapeOf(route)!;
        foreach (var place in BodyText.PlacesOf(shape).Where(place => place.Shape.Kind == ShapeKind.Text).DistinctBy(place => place.Member?.Name))
        {
            var text = BodyText.Of(shape, at => at.Pointer == place.Pointer ? "\"\u0001\"" : null);
            var bytes = Encoding.Latin1.GetBytes(text.Replace('\u0001', 'ÿ'));

            Assert.Equal([$"INVALID_TEXT {place.Pointer}"], await RefusedAsync(route, bytes, 422, "VALIDATION_FAILED", place.Pointer));
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task A_body_over_one_megabyte_is_too_large_said_or_not(RouteCase route)
    {
        var json = Encoding.UTF8.GetBytes("{\"Quillfeather\":\"" + new string('x', RequestBodies.MostBytes) + "\"}");

        await RefusedAsync(route, json, 413, "BODY_TOO_LARGE", "with a length");
        await RefusedAsync(route, json, 413, "BODY_TOO_LARGE", "in pieces", inPieces: true);
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task Another_media_type_is_not_taken(RouteCase route)
    {
        foreach (var type in (string?[])[null, "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "json", "application/json-patch+json"])
        {
            await RefusedAsync(route, "{}"u8.ToArray(), 415, "UNSUPPORTED_MEDIA_TYPE", type ?? "none", type);
        }

        if (route.Body != BodyKind.Patch)
        {
            await RefusedAsync(route, "{}"u8.ToArray(), 415, "UNSUPPORTED_MEDIA_TYPE", "a patch", "application/merge-patch+json");
        }
    }

    [Fact]
    public async Task What_the_service_says_of_the_rest_is_told_in_the_same_answer()
    {
        var violations = new Violations();
        violations.Add("patient.person_name.given_name", "FIELD_REQUIRED", "Left out by us: not missing.");
        violations.Add("patient.person_name", "NAME_INCOMPLETE", "About what was left out.");
        violations.Add("patient.birth_date", "DATE_IN_FUTURE", "Not born yet.");
        violations.Add("patient.address.postal_code", "INVALID_POSTAL_CODE", "No digits.");
        violations.Add("request_id", "INVALID_REQUEST_ID", "A header.");
        const string Body = """
            {"personName":{"givenName":7,"familyName":"Quillfeather"},"birthDate":"2999-01-01","nonsense":1,"address":{"lines":["1 Elm St",2],"postalCode":"x"}}
            """;

        Assert.Equal(
            ["DATE_IN_FUTURE /birthDate", "INVALID_POSTAL_CODE /address/postalCode", "INVALID_REQUEST_ID Idempotency-Key", "UNKNOWN_FIELD /nonsense", "WRONG_TYPE /address/lines/1", "WRONG_TYPE /personName/givenName"],
            await RefusedAsync(RouteTable.All.Single(route => route.Rpc == "CreatePatient"), Encoding.UTF8.GetBytes(Body), 422, "VALIDATION_FAILED", "both", failure: Failure.Invalid(violations.All)));
        var asked = (Contracts.Patients.V1.CreatePatientRequest)Assert.Single(host.Backend.Calls).Request;
        Assert.Equal(("", "Quillfeather", 0, "x"), (asked.Patient.PersonName.GivenName, asked.Patient.PersonName.FamilyName, asked.Patient.Address.AddressLines.Count, asked.Patient.Address.PostalCode));
    }

    [Theory]
    [InlineData(FailureKind.PermissionDenied, 403)]
    [InlineData(FailureKind.Unauthenticated, 401)]
    [InlineData(FailureKind.Limited, 429)]
    public async Task Who_may_not_ask_is_told_so(FailureKind kind, int status)
    {
        var route = RouteTable.All.Single(one => one.Rpc == "UpdatePatient");
        host.Backend.Reset();
        host.Backend.FailAll(new Failure(kind, "NOT_YOU", "No."));
        using var client = host.With(route.Scopes);
        using var request = host.Request(route, """{"nonsense":1,"gender":"FEMALE"}""");
        using var answer = await client.SendAsync(request);

        await answer.ProblemAsync(status, "NOT_YOU");
    }

    [Theory]
    [InlineData(FailureKind.NotFound)]
    [InlineData(FailureKind.Stale)]
    [InlineData(FailureKind.Unavailable)]
    [InlineData(FailureKind.ReusedKey)]
    public async Task What_else_stops_the_service_does_not_hide_the_faults(FailureKind kind)
    {
        var route = RouteTable.All.Single(one => one.Rpc == "UpdatePatient");

        Assert.Equal(
            ["UNKNOWN_FIELD /nonsense"],
            await RefusedAsync(route, """{"nonsense":1,"gender":"FEMALE"}"""u8.ToArray(), 422, "VALIDATION_FAILED", kind.ToString(), failure: new(kind, "SOMETHING_ELSE", "No.")));
        Assert.Equal(["gender"], ((Contracts.Patients.V1.UpdatePatientRequest)Assert.Single(host.Backend.Calls).Request).UpdateMask.Paths.Select(path => path.Replace("administrative_", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_lists_of_bad_values_leave_no_kind_out() =>
        Assert.All(Enum.GetValues<ShapeKind>(), kind => Assert.True(
            kind is ShapeKind.Object or ShapeKind.Money or ShapeKind.List or ShapeKind.Flag || IllFormed.For(kind).Count > 0, kind.ToString()));

    private static string WrongFor(ShapeKind kind, int choice) => kind switch
    {
        ShapeKind.Whole or ShapeKind.LongWhole => new[] { "\"7\"", "7.5", "true", "{\"a\":1}" }[choice],
        ShapeKind.Flag => new[] { "\"true\"", "1", "[true]", "{}" }[choice],
        _ => new[] { "7", "true", "[\"Quillfeather\"]", "{\"a\":\"Quillfeather\"}" }[choice],
    };

    private static List<string> Sorted(IEnumerable<string> expected) => [.. expected.Take(MostErrors).Order(StringComparer.Ordinal)];

    private Task<IReadOnlyList<string>> RefusedAsync(RouteCase route, string json, string because) =>
        RefusedAsync(route, Encoding.UTF8.GetBytes(json), 422, "VALIDATION_FAILED", because);

    private async Task<IReadOnlyList<string>> RefusedAsync(
        RouteCase route, byte[] body, int status, string code, string because, string? mediaType = "application/json", bool inPieces = false, Failure? failure = null)
    {
        host.Backend.Reset();
        if (failure is not null)
        {
            host.Backend.FailAll(failure);
        }

        host.Logs.Clear();
        using var client = host.With(route.Scopes);
        using var request = host.Request(route, "{}");
        request.Content = inPieces ? new StreamContent(new Pieces(body)) : new ByteArrayContent(body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        using var answer = await client.SendAsync(request);
        var problem = await answer.ProblemAsync(status, code, because);

        // A service is only asked what else is wrong, and only of what can be read as a body of this route.
        Assert.All(host.Backend.Calls, call => Assert.NotNull(call.Header(Caller.OnlyCheckHeader)));
        Assert.True(status == 422 || host.Backend.Calls.IsEmpty, because);
        Assert.DoesNotContain(host.Logs, line => line.Contains(ProblemAnswer.Person, StringComparison.OrdinalIgnoreCase));
        return problem.Errors();
    }

    /// <summary>A stream that does not know its length.</summary>
    private sealed class Pieces(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
