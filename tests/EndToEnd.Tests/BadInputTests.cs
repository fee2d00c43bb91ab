using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MedBill.EndToEnd.Tests;

/// <summary>
/// Every write of the API, over the real services and the records of a day: whatever is wrong with a request, one problem document says so,
/// and no row of any store comes or goes.
/// </summary>
public sealed partial class BadInputTests(BadInputTests.PlayedDay day) : IClassFixture<BadInputTests.PlayedDay>
{
    [Fact]
    public async Task No_bad_request_stores_anything_and_each_gets_one_problem()
    {
        var before = day.Rows();
        var wrong = new List<string>();
        var asked = 0;
        foreach (var operation in day.Writes)
        {
            foreach (var (name, request, statuses) in await CasesAsync(operation))
            {
                using var _ = request;
                using var response = await day.Gateway.SendAsync(request, TestContext.Current.CancellationToken);
                var complaint = await ComplaintAsync(response, statuses);
                if (complaint is not null)
                {
                    wrong.Add($"{operation.Method} {operation.Path}, {name}: {complaint}");
                }

                asked++;
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(asked > 200, $"Only {asked} requests were made.");
        Assert.Equal(before, day.Rows());
    }

    [Theory]
    [InlineData(
        "POST", "/v1/patients",
        """{"personName":{"familyName":"Winter"},"birthDate":"2999-01-01","gender":7,"nonsense":1,"address":{"lines":["1 Elm St"],"city":"Reno","state":"Nevada","postalCode":"ABC"}}""",
        "/address/postalCode", "/address/state", "/birthDate", "/gender", "/nonsense", "/personName/givenName")]
    [InlineData(
        "POST", "/v1/providers",
        """{"npi":"1234567890","personName":{"familyName":true},"taxonomyCode":[]}""",
        "/npi", "/personName/familyName", "/personName/givenName", "/taxonomyCode")]
    public async Task Faults_of_form_and_of_value_are_told_at_once(string method, string path, string body, params string[] pointers)
    {
        var before = day.Rows();
        using var request = new HttpRequestMessage(new(method), path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", day.Token);
        request.Headers.Add("Idempotency-Key", "all-at-once");

        using var response = await day.Gateway.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var told = (await PlayedDay.JsonAsync(response)).GetProperty("errors").EnumerateArray().Select(one => one.GetProperty("pointer").GetString());
        Assert.Equal(pointers, told.Order(StringComparer.Ordinal));
        Assert.Equal(before, day.Rows());
    }

    [Theory]
    [InlineData("PAID", "submissions", "ILLEGAL_TRANSITION")]
    [InlineData("PAID", ":void", "CLAIM_ALREADY_SENT")]
    [InlineData("DENIED", "submissions", "ILLEGAL_TRANSITION")]
    public async Task What_a_claims_state_does_not_allow_is_refused_with_one_code(string outcome, string action, string code)
    {
        var before = day.Rows();
        var claim = await day.ClaimAsync(outcome);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/claims/{claim.Id}{(action[0] == ':' ? "" : "/")}{action}");
        request.Headers.Authorization = new("Bearer", day.Token);
        request.Headers.Add("Idempotency-Key", $"illegal-{outcome}-{action.Trim(':')}");
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(claim.Etag));

        using var response = await day.Gateway.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(code, (await PlayedDay.JsonAsync(response)).GetProperty("code").GetString());
        Assert.Equal(before, day.Rows());
    }

    private async Task<List<(string Name, HttpRequestMessage Request, int[] Statuses)>> CasesAsync(Operation operation)
    {
        var cases = new List<(string, HttpRequestMessage, int[])>
        {
            ("no token", day.Request(operation, null), [401]),
            ("a token of another scope", day.Request(operation, await day.TokenForAsync(operation.Path.Contains("sandbox", StringComparison.Ordinal) ? "claims.read" : "sandbox")), [403]),
        };
        // The scope admin is the installation's, not a practice's.
        if (operation.HasIds && !operation.Path.StartsWith("/v1/practices", StringComparison.Ordinal))
        {
            cases.Add(("another practice's token", day.Request(operation, day.Stranger), [404, 409, 412, 422]));
        }

        if (operation.KeyRequired)
        {
            var without = day.Request(operation, day.Token);
            without.Headers.Remove("Idempotency-Key");
            cases.Add(("no key", without, [400]));
        }

        if (operation.TakesKey)
        {
            var spaced = day.Request(operation, day.Token);
            spaced.Headers.Remove("Idempotency-Key");
            spaced.Headers.TryAddWithoutValidation("Idempotency-Key", new string('k', 256));
            cases.Add(("a key too long", spaced, [400]));
        }

        if (operation.TakesEtag)
        {
            var stale = day.Request(operation, day.Token);
            stale.Headers.IfMatch.Clear();
            stale.Headers.IfMatch.Add(new("\"999999\""));
            cases.Add(("a stale etag", stale, [409, 412, 422]));
            var malformed = day.Request(operation, day.Token);
            malformed.Headers.IfMatch.Clear();
            malformed.Headers.TryAddWithoutValidation("If-Match", "no-quotes");
            cases.Add(("a malformed etag", malformed, [400]));
        }

        if (operation.Body is not null)
        {
            cases.Add(("malformed JSON", day.Request(operation, day.Token, "{\"a\":"), [400]));
            cases.Add(("an unknown field", day.Request(operation, day.Token, "{\"nonsense\":1}"), [422]));
            cases.Add(("a list", day.Request(operation, day.Token, "[1]"), [400, 422]));
            if (operation.BodyRequired)
            {
                cases.Add(("no body", day.Request(operation, day.Token, ""), [400, 422]));
            }

            cases.Add(("a foreign media type", day.Request(operation, day.Token, "<a/>", "application/xml"), [415]));
            foreach (var member in operation.Body.Value.EnumerateObject())
            {
                var changed = operation.Body.Value.EnumerateObject().Where(other => other.Name != member.Name)
                    .Select(other => $"{JsonSerializer.Serialize(other.Name)}:{other.Value.GetRawText()}")
                    .Append($"{JsonSerializer.Serialize(member.Name)}:{(member.Value.ValueKind == JsonValueKind.Object ? "7" : "{\"a\":[]}")}");
                cases.Add(($"{member.Name} of another type", day.Request(operation, day.Token, $"{{{string.Join(',', changed)}}}"), [422]));
            }
        }

        return cases;
    }

    private static async Task<string?> ComplaintAsync(HttpResponseMessage response, int[] statuses)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (!statuses.Contains((int)response.StatusCode))
        {
            return $"{(int)response.StatusCode} instead of {string.Join('/', statuses)}: {text}";
        }

        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return $"is {response.Content.Headers.ContentType}";
        }

        using var problem = JsonDocument.Parse(text);
        var code = problem.RootElement.GetProperty("code").GetString()!;
        return Code().IsMatch(code)
            && problem.RootElement.GetProperty("status").GetInt32() == (int)response.StatusCode
            && problem.RootElement.GetProperty("type").GetString() == $"urn:medbill:problem:{code.ToLowerInvariant().Replace('_', '-')}"
            ? null
            : text;
    }

    [GeneratedRegex("^[A-Z][A-Z0-9_]+$")]
    private static partial Regex Code();

    /// <summary>A write, as the committed description has it.</summary>
    public sealed record Operation(string Method, string Path, JsonElement? Body, bool BodyRequired, bool TakesKey, bool KeyRequired, bool TakesEtag)
    {
        public bool HasIds => Path.Contains('{', StringComparison.Ordinal);
    }
}
