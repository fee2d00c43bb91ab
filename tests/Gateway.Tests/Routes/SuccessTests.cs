using System.Collections;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MedBill.Gateway.Http;
using MedBill.Gateway.Tests.Fixture;
using Microsoft.AspNetCore.Routing;
using FieldMask = Google.Protobuf.WellKnownTypes.FieldMask;

namespace MedBill.Gateway.Tests.Routes;

/// <summary>Every route, over services that answer messages filled to the last field: what goes in and what comes out.</summary>
public sealed class SuccessTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private RouteEndpoint Endpoint(RouteCase route) => host.EndpointOf(route.Method, route.Pattern);

    [Theory]
    [MemberData(nameof(RouteTable.WithRpc), MemberType = typeof(RouteTable))]
    public async Task The_call_carries_the_callers_token_and_its_deadline(RouteCase route)
    {
        var (call, _, _) = await SendAsync(route);

        Assert.Equal(route.Rpc, call.Rpc);
        Assert.StartsWith("Bearer ey", call.Header("authorization"), StringComparison.Ordinal);
        Assert.InRange(call.TimeLeft.TotalSeconds, route.IsLong ? 30 : 1, route.IsLong ? 60 : 5);
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithRpc), MemberType = typeof(RouteTable))]
    public async Task The_answer_has_its_status_its_headers_and_every_field(RouteCase route)
    {
        var (call, answer, reply) = await SendAsync(route);

        Assert.Equal(route.Status, (int)answer.StatusCode);
        Assert.Matches("^req-[0-9a-z]{26}$", answer.Header("Request-Id"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal(reply.Descriptor.FindFieldByName("etag") is { } etag && etag.ContainingType == reply.Descriptor ? etag.Accessor.GetValue(reply) : null, answer.Header("ETag"));
        if (route.Rpc == "GetStatementDocument")
        {
            Assert.Equal("application/pdf", answer.Header("Content-Type"));
            Assert.StartsWith("%PDF-", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            return;
        }

        Assert.StartsWith("application/json", answer.Header("Content-Type"), StringComparison.Ordinal);
        var json = await answer.JsonAsync();
        Assert.Equal(route.Location is null ? null : Regex.Replace(route.Location, @"\{(\w+)\}", member => json.GetProperty(member.Groups[1].Value).ToString()), answer.Header("Location"));
        Compare(reply, json, Endpoint(route));
        Assert.Equal(route.Rpc, call.Rpc);
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithRpc), MemberType = typeof(RouteTable))]
    public async Task Every_member_of_the_body_every_parameter_and_every_header_arrives(RouteCase route)
    {
        var (call, _, _) = await SendAsync(route);
        var request = call.Request;
        var endpoint = Endpoint(route);

        Assert.Equal(route.Key == Taken.Never ? "" : "key-1", Value(request, "request_id") ?? "");
        CheckNames(route, request);
        CheckFilters(request, endpoint);
        if (endpoint.Metadata.GetMetadata<BodyMetadata>() is { } body && route.Body is not BodyKind.Empty)
        {
            var target = body.Root.Length == 0 ? request : (IMessage)Value(request, body.Root)!;
            using var json = JsonDocument.Parse(Filled.Json(body.Shape).ToJsonString());
            if (route.Method == "PATCH")
            {
                CheckPatch(target, request, body.Shape, json.RootElement);
            }
            else
            {
                Alike.InRequest(target, json.RootElement, body.Shape);
            }

            CheckReferences(target, body.Shape);
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithKey), MemberType = typeof(RouteTable))]
    public async Task A_replay_says_so(RouteCase route)
    {
        host.Backend.Reset();
        host.Backend.Replays = true;
        using var client = host.With(route.Scopes);
        using var replayed = await client.SendAsync(host.Request(route));
        host.Backend.Replays = false;
        using var first = await client.SendAsync(host.Request(route));

        Assert.Equal("true", replayed.Header("Idempotent-Replayed"));
        Assert.Null(first.Header("Idempotent-Replayed"));
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task What_only_answers_say_may_be_sent_and_is_ignored(RouteCase route)
    {
        var shape = Endpoint(route).Metadata.GetMetadata<BodyMetadata>()!.Shape;
        var body = Filled.Json(shape);
        foreach (var member in shape.Members.Values.Where(member => member is { IsOutputOnly: true, Shape.Kind: not (ShapeKind.Object or ShapeKind.List or ShapeKind.Money) }))
        {
            body[member.Name] = member.Shape.Kind switch
            {
                ShapeKind.Whole or ShapeKind.LongWhole => 99,
                ShapeKind.Flag => true,
                ShapeKind.Instant => "2020-01-01T00:00:00Z",
                ShapeKind.Date => "2020-01-01",
                ShapeKind.Code => member.Shape.Codes[0],
                _ => "sent",
            };
        }

        host.Backend.Reset();
        using var client = host.With(route.Scopes);
        using var answer = await client.SendAsync(host.Request(route, body.ToJsonString()));

        Assert.Equal(route.Pattern.StartsWith("/v1/sandbox", StringComparison.Ordinal) ? 503 : route.Status, (int)answer.StatusCode);
        if (host.Backend.Calls.LastOrDefault() is { } call && route.Method != "PATCH" && route.Body is not BodyKind.Empty)
        {
            var root = Endpoint(route).Metadata.GetMetadata<BodyMetadata>()!.Root;
            using var json = JsonDocument.Parse(body.ToJsonString());
            Alike.InRequest(root.Length == 0 ? call.Request : (IMessage)Value(call.Request, root)!, json.RootElement, shape);
        }
    }

    private async Task<(BackendCall Call, HttpResponseMessage Answer, IMessage Reply)> SendAsync(RouteCase route)
    {
        host.Backend.Reset();
        var endpoint = Endpoint(route);
        var request = host.Request(route);
        request.RequestUri = new(route.Path + QueryOf(endpoint), UriKind.Relative);
        using var client = host.With(route.Scopes);
        var answer = await client.SendAsync(request);

        // A patch that names medical history entries asks for the patient first.
        var call = host.Backend.Calls.Last();
        Assert.True(host.Backend.Calls.Count == 1 || (route.Rpc == "UpdateEncounter" && host.Backend.Calls.Count == 2), await answer.Content.ReadAsStringAsync());
        return (call, answer, Filled.Message((IMessage)Activator.CreateInstance(Backend.MethodOf(route.Rpc).OutputType.ClrType)!));
    }

    private static string QueryOf(RouteEndpoint endpoint)
    {
        var parameters = endpoint.Metadata.GetOrderedMetadata<QueryParameter>();
        return parameters.Count == 0 ? "" : "?" + string.Join('&', parameters.Select((parameter, i) => $"{parameter.Name}={SampleOf(parameter, i)}"));
    }

    private static string SampleOf(QueryParameter parameter, int i) => parameter switch
    {
        { Name: "limit" } => "7",
        { Shape.Kind: ShapeKind.Code } => parameter.Shape.Codes[^1],
        { Shape.Kind: ShapeKind.Flag } => "true",
        { Shape.Kind: ShapeKind.Date } => "2026-02-28",
        _ => $"thg-{i}",
    };

    private static object? Value(IMessage message, string field) => message.Descriptor.FindFieldByName(field)?.Accessor.GetValue(message);

    private static void Compare(IMessage reply, JsonElement json, RouteEndpoint endpoint)
    {
        var fields = reply.Descriptor.Fields.InDeclarationOrder();
        var list = fields.FirstOrDefault(field => field.IsRepeated && field.FieldType == FieldType.Message);
        var isWrapper = list is not null && fields.All(field => field == list || field.Name == "next_page_token");
        if (!isWrapper)
        {
            Alike.InAnswer(reply, json, Shape.Of(ModelOf(endpoint)));
            return;
        }

        var items = (IList)list!.Accessor.GetValue(reply);
        var model = ModelOf(endpoint);
        var (member, shape) = model.IsGenericType
            ? ("items", Shape.Of(model.GetGenericArguments()[0]))
            : (Shape.Of(model).Members.Keys.Single(), Shape.Of(model).Members.Values.Single().Shape.Item!);
        var shown = json.GetProperty(member);
        Assert.Equal(items.Count, shown.GetArrayLength());
        for (var i = 0; i < items.Count; i++)
        {
            Alike.InAnswer((IMessage)items[i]!, shown[i], shape, $"/{member}/{i}");
        }

        Assert.Equal(reply.Descriptor.FindFieldByName("next_page_token") is null ? null : "next", json.TryGetProperty("nextCursor", out var cursor) ? cursor.GetString() : null);
    }

    private static Type ModelOf(RouteEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<Microsoft.AspNetCore.Http.Metadata.IProducesResponseTypeMetadata>()
        .First(produces => produces.StatusCode is >= 200 and < 300).Type!;

    private static void CheckNames(RouteCase route, IMessage request)
    {
        string?[] ids = [.. route.Parameters.Select(name => "x-" + name.ToLowerInvariant())];
        if (ids.Length == 0)
        {
            return;
        }

        var resource = request.Descriptor.FindFieldByName("update_mask") is null ? request : (IMessage)request.Descriptor.Fields[1].Accessor.GetValue(request);
        var name = (string?)Value(resource, "name") ?? (string?)Value(request, "parent") ?? (string?)Value(request, "payer");
        Assert.Equal(ids, name!.Split('/').Where((_, i) => i % 2 == 1));
        Assert.Matches("^[a-z]+[A-Za-z]*/", name);
        if (route.Match != Taken.Never)
        {
            Assert.Equal("\"7\"", Value(resource, "etag"));
        }
    }

    private static void CheckFilters(IMessage request, RouteEndpoint endpoint)
    {
        foreach (var (parameter, i) in endpoint.Metadata.GetOrderedMetadata<QueryParameter>().Select((parameter, i) => (parameter, i)))
        {
            var sent = SampleOf(parameter, i);
            if (parameter.Name == "patientId" && request.Descriptor.FindFieldByName("patient") is null)
            {
                Assert.Contains($"patients/{sent}/policies/", (string)Value(request, "policy")!, StringComparison.Ordinal);
                continue;
            }

            var field = request.Descriptor.FindFieldByName(parameter.Field);
            var arrived = field.Accessor.GetValue(request);
            var expected = parameter.Shape?.Kind switch
            {
                ShapeKind.Id => ((string)arrived).Split('/')[^1],
                ShapeKind.Code => field.EnumType.FindValueByNumber(Convert.ToInt32(arrived, CultureInfo.InvariantCulture)).Name,
                ShapeKind.Date => new DateOnly(2026, 2, 28) == DateOf(arrived) ? "2026-02-28" : "",
                _ => Convert.ToString(arrived, CultureInfo.InvariantCulture)!.Replace("True", "true", StringComparison.Ordinal),
            };
            Assert.EndsWith(sent, expected, StringComparison.Ordinal);
        }
    }

    private static DateOnly DateOf(object date) => date is Google.Type.Date { } wire ? new(wire.Year, wire.Month, wire.Day) : default;

    private static void CheckPatch(IMessage target, IMessage request, Shape shape, JsonElement json)
    {
        Alike.InRequest(WithoutOutputs(target, shape), json, shape);
        var mask = (FieldMask)Value(request, "update_mask")!;
        var tops = mask.Paths.Select(path => path.Split('.')[0]).Distinct().Order();
        var writable = shape.Members.Values.Where(member => member is { IsOutputOnly: false, Field: not null }).Select(member => member.Field!).Order();
        Assert.Equal(writable, tops);
        Assert.All(mask.Paths, path => Assert.True(FieldMask.IsValid(target.Descriptor, path), path));
    }

    // A patch says which thing by its name and etag; both came from elsewhere than its body.
    private static IMessage WithoutOutputs(IMessage target, Shape shape)
    {
        var copy = target.Descriptor.Parser.ParseFrom(target.ToByteArray());
        foreach (var member in shape.Members.Values.Where(member => member.Field is "name" or "etag"))
        {
            copy.Descriptor.FindFieldByName(member.Field).Accessor.Clear(copy);
        }

        return copy;
    }

    // `patientId` must come to be a name of a patient, not of something else.
    private static void CheckReferences(IMessage message, Shape shape)
    {
        foreach (var member in shape.Members.Values.Where(member => member is { IsOutputOnly: false, Field: not null }))
        {
            var kind = (member.Shape.Item ?? member.Shape).Kind;
            if (message.Descriptor.FindFieldByName(member.Field) is not { } field)
            {
                continue;
            }

            IEnumerable values = field.IsRepeated ? (IList)field.Accessor.GetValue(message) : new[] { field.Accessor.GetValue(message) };
            foreach (var value in values)
            {
                if (kind == ShapeKind.Id && value is string name)
                {
                    Assert.StartsWith(CollectionOf(field.Name), name.Split('/')[^2] + "/", StringComparison.Ordinal);
                }
                else if (kind == ShapeKind.Object && value is IMessage nested)
                {
                    CheckReferences(nested, member.Shape.Item ?? member.Shape);
                }
            }
        }
    }

    private static string CollectionOf(string field) => field switch
    {
        "rendering_provider" or "referring_provider" => "providers/",
        "facility" => "facilities/",
        "medical_history_entries" => "medicalHistoryEntries/",
        "policy" => "policies/",
        "names" => "claims/",
        "encounters" => "encounters/",
        _ => field + "s/",
    };
}
