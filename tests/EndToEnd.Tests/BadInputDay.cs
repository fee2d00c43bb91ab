using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MedBill.SampleData.Play;
using MedBill.SampleData.Story;
using Microsoft.Data.Sqlite;

namespace MedBill.EndToEnd.Tests;

/// <content>The day whose records the bad requests are about.</content>
public sealed partial class BadInputTests
{
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
            ["denial"] = "/v1/denials",
            ["remittance"] = "/v1/remittances",
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
            _ids["claimPayment"] = (await FirstAsync($"/v1/remittances/{_ids["remittance"]}/claim-payments")).GetProperty("id").GetString()!;
            await DecideByHandAsync();
            Writes = Read(await Gateway.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        }

        public ValueTask DisposeAsync() => _suite.DisposeAsync();

        // What a day has none of: a cent of a denied claim given up, one made the patient's, and a credit paid back.
        private async Task DecideByHandAsync()
        {
            var (claim, _) = await ClaimAsync("DENIED");
            var cent = new { amount = "0.01", currency = "USD" };
            _ids["writeOff"] = await CreateAsync("/v1/write-offs", new { claimId = claim, amount = cent, reason = "ADMINISTRATIVE" });
            _ids["patientTransfer"] = await CreateAsync("/v1/patient-transfers", new { claimId = claim, amount = cent, reason = "NOTICE_SIGNED" });
            var paid = new { patientId = _ids["patient"], amount = new { amount = "5000.00", currency = "USD" }, method = "CHECK" };
            using var payment = await GetAsync($"/v1/payments/{await CreateAsync("/v1/payments", paid)}");
            var account = (await JsonAsync(payment)).GetProperty("accountId").GetString();
            _ids["refund"] = await CreateAsync("/v1/refunds", new { accountId = account, amount = cent, method = "CHECK", reference = "1042" });
        }

        private async Task<string> CreateAsync(string path, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Authorization = new("Bearer", Token);
            request.Headers.Add("Idempotency-Key", $"made{path.Replace('/', '-')}");
            using var response = await Gateway.SendAsync(request);
            var made = await JsonAsync(response);
            Assert.True(response.StatusCode == HttpStatusCode.Created, $"{path}: {made}");
            return made.GetProperty("id").GetString()!;
        }

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
