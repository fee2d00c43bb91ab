using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MedBill.SampleData;
using MedBill.SampleData.Play;
using MedBill.SampleData.Story;
using Microsoft.Data.Sqlite;

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

    /// <summary>The short day, played once; tokens, and the names of what it left.</summary>
    public sealed class PlayedDay : IAsyncLifetime
    {
        private static readonly Dictionary<string, string> Lists = new()
        {
            ["practice"] = "/v1/practices",
            ["provider"] = "/v1/providers",
            ["guarantor"] = "/v1/guarantors",
            ["patient"] = "/v1/patients",
            ["encounter"] = "/v1/encounters",
            ["payer"] = "/v1/payers",
            ["claim"] = "/v1/claims",
            ["payment"] = "/v1/payments",
        };

        private readonly Dictionary<string, string> _ids = [];
        private readonly Dictionary<string, string> _tokens = [];
        private Suite _suite = null!;

        public HttpClient Gateway => _suite.Gateway;

        public IReadOnlyList<Operation> Writes { get; private set; } = [];

        public string Token { get; private set; } = "";

        public string Stranger { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            _suite = await Suite.StartAsync();
            using var player = new DayPlayer(DemoDay.Short, _suite.Gateway, new DayRun("bad-input"));
            Assert.Empty((await player.PlayAsync(CancellationToken.None)).Broken);
            Token = await TokenAsync(null, null);
            _ids["practice"] = (await FirstAsync("/v1/practices")).GetProperty("id").GetString()!;
            Token = await TokenAsync(null, _ids["practice"]);
            Stranger = await TokenAsync(null, "prc-00000000000000000000000002");
            foreach (var (name, path) in Lists)
            {
                _ids[name] = (await FirstAsync(path)).GetProperty("id").GetString()!;
            }

            var policy = await FirstAsync("/v1/patients?limit=200", patient => $"/v1/patients/{patient}/policies");
            (_ids["patient"], _ids["policy"]) = (policy.Owner, policy.Id);
            _ids["claimVersion"] = "1";
            Writes = Read(await Gateway.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        }

        public ValueTask DisposeAsync() => _suite.DisposeAsync();

        /// <summary>Rows of each table of each store; who read what is written down also when a request is refused.</summary>
        public IReadOnlyList<string> Rows()
        {
            var rows = new List<string>();
            foreach (var file in Directory.GetFiles(_suite.World.Folder, "*.db", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
                connection.Open();
                var tables = Query(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'audit' ORDER BY name");
                rows.AddRange(tables.Select(table => $"{Path.GetFileName(file)} {table} {Query(connection, $"SELECT COUNT(*) FROM \"{table}\"")[0]}"));
            }

            Assert.NotEmpty(rows);
            return rows;
        }

        public async Task<(string Id, string Etag)> ClaimAsync(string outcome)
        {
            using var response = await GetAsync("/v1/claims?state=ADJUDICATED&limit=200");
            var claim = (await JsonAsync(response)).GetProperty("items").EnumerateArray()
                .First(one => one.GetProperty("adjudication").GetProperty("outcome").GetString() == outcome);
            return (claim.GetProperty("id").GetString()!, claim.GetProperty("etag").GetString()!);
        }

        public HttpRequestMessage Request(Operation operation, string? token, string? body = null, string mediaType = "application/json")
        {
            var path = Parameter().Replace(operation.Path, match => _ids[match.Groups[1].Value]);
            var request = new HttpRequestMessage(new(operation.Method), path);
            if (token is not null)
            {
                request.Headers.Authorization = new("Bearer", token);
            }

            if (operation.TakesKey)
            {
                request.Headers.Add("Idempotency-Key", $"bad-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}");
            }

            if (operation.TakesEtag)
            {
                request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
            }

            if (operation.Body is { } example)
            {
                request.Content = new StringContent(body ?? example.GetRawText(), Encoding.UTF8, mediaType);
            }

            return request;
        }

        public async Task<string> TokenForAsync(string scope) =>
            _tokens.TryGetValue(scope, out var known) ? known : _tokens[scope] = await TokenAsync(scope, _ids["practice"]);

        public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
            await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        private async Task<HttpResponseMessage> GetAsync(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new("Bearer", Token);
            var response = await Gateway.SendAsync(request);
            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
            return response;
        }

        private async Task<JsonElement> FirstAsync(string path)
        {
            using var response = await GetAsync(path);
            return (await JsonAsync(response)).GetProperty("items")[0];
        }

        private async Task<(string Owner, string Id)> FirstAsync(string path, Func<string, string> below)
        {
            using var owners = await GetAsync(path);
            foreach (var owner in (await JsonAsync(owners)).GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()!))
            {
                using var response = await GetAsync(below(owner));
                if ((await JsonAsync(response)).GetProperty("items") is { } items && items.GetArrayLength() > 0)
                {
                    return (owner, items[0].GetProperty("id").GetString()!);
                }
            }

            throw new InvalidOperationException($"Nothing lies below {path}.");
        }

        private async Task<string> TokenAsync(string? scope, string? practice)
        {
            var form = new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = "medbill-dev",
                ["client_secret"] = "medbill-dev",
            };
            if (scope is not null)
            {
                form["scope"] = scope;
            }

            if (practice is not null)
            {
                form["practice"] = practice;
            }

            using var content = new FormUrlEncodedContent(form);
            using var response = await Gateway.PostAsync(new Uri("/connect/token", UriKind.Relative), content);
            return (await JsonAsync(response)).GetProperty("access_token").GetString()!;
        }

        private static List<Operation> Read(string description)
        {
            var root = JsonDocument.Parse(description).RootElement;
            return
            [
                .. from path in root.GetProperty("paths").EnumerateObject()
                   from operation in path.Value.EnumerateObject()
                   where operation.Name is "post" or "patch" && path.Name.StartsWith("/v1/", StringComparison.Ordinal)
                   let parameters = operation.Value.TryGetProperty("parameters", out var some) ? some.EnumerateArray().ToList() : []
                   let key = parameters.Find(one => one.GetProperty("name").GetString() == "Idempotency-Key")
                   select new Operation(
                       operation.Name.ToUpperInvariant(),
                       path.Name,
                       Example(operation.Value),
                       operation.Value.TryGetProperty("requestBody", out var body) && body.TryGetProperty("required", out var needed) && needed.GetBoolean(),
                       key.ValueKind == JsonValueKind.Object,
                       key.ValueKind == JsonValueKind.Object && key.TryGetProperty("required", out var required) && required.GetBoolean(),
                       parameters.Exists(one => one.GetProperty("name").GetString() == "If-Match")),
            ];
        }

        private static JsonElement? Example(JsonElement operation) =>
            operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json)
                ? json.GetProperty("example")
                : null;

        private static List<string> Query(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names come from the store's own catalogue.
            command.CommandText = sql;
#pragma warning restore CA2100
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read())
            {
                rows.Add(reader.GetString(0));
            }

            return rows;
        }
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
