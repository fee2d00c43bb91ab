using System.Collections.Concurrent;
using System.Net;
using MedBill.SampleData.Rest;

namespace MedBill.Local.Tests.SampleData;

public sealed class ClientTests
{
    private static readonly RetryPolicy Quick = new() { FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(5) };

    private static readonly (string, string) RetryAfter = ("Retry-After", "1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int, bool, bool> Answers => new()
    {
        { 503, false, true }, { 503, true, true }, { 504, false, true }, { 429, true, true }, { 409, true, true },
        { 409, false, false }, { 400, false, false }, { 403, false, false }, { 404, false, false }, { 412, false, false }, { 422, false, false }, { 500, false, false },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Only_not_now_is_asked_again_and_under_the_same_key(int status, bool retryAfter, bool again)
    {
        await using var gateway = new Gateway(_ => new(status, """{"code":"SOME_REASON"}""", retryAfter ? [RetryAfter] : []), Ok);
        using var client = gateway.Client(Quick);

        var posting = client.PostAsync<ThingModel>("v1/things", new { a = 1 }, "run/one", Cancel);

        if (again)
        {
            Assert.Equal("thg-1", (await posting).Id);
        }
        else
        {
            var refused = await Assert.ThrowsAsync<ApiException>(() => posting);
            Assert.Equal(((HttpStatusCode)status, "SOME_REASON"), (refused.Status, refused.Code));
        }

        Assert.Equal(Enumerable.Repeat("run/one", again ? 2 : 1), gateway.Calls.Select(call => call.Header("Idempotency-Key")));
        Assert.Equal(Enumerable.Repeat("""{"a":1}""", again ? 2 : 1), gateway.Calls.Select(call => call.Body));
    }

    [Fact]
    public async Task A_lost_connection_is_asked_again_under_the_same_key()
    {
        await using var gateway = new Gateway(_ => null, _ => null, Ok);
        using var client = gateway.Client(Quick);

        var thing = await client.PostAsync<ThingModel>("v1/things", new { }, "run/one", Cancel);

        Assert.Equal("thg-1", thing.Id);
        Assert.All(gateway.Calls, call => Assert.Equal("run/one", call.Header("Idempotency-Key")));
        Assert.InRange(gateway.Calls.Count, 3, 5);
    }

    [Fact]
    public async Task A_service_that_stays_away_is_given_up()
    {
        await using var gateway = new Gateway(_ => new(503));
        using var client = gateway.Client(Quick with { GiveUpAfter = TimeSpan.FromSeconds(3) }, new SecondALook());

        var refused = await Assert.ThrowsAsync<ApiException>(() => client.PostAsync<ThingModel>("v1/things", new { }, "run/one", Cancel));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Equal(3, gateway.Calls.Count);
    }

    [Fact]
    public async Task Nobody_there_is_given_up_with_the_number_of_attempts()
    {
        using var http = new HttpClient { BaseAddress = new("http://127.0.0.1:9") };
        using var client = new MedBillClient(http, TokenRequest.Development, Quick with { GiveUpAfter = TimeSpan.FromMilliseconds(30) });

        var refused = await Assert.ThrowsAsync<ApiException>(() => client.GetAsync<ThingModel>("v1/things/thg-1", Cancel));

        Assert.Null(refused.Status);
        Assert.Contains("no answer in", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_that_takes_too_long_counts_as_lost()
    {
        using var slow = new ManualResetEventSlim();
        await using var gateway = new Gateway(
            _ =>
            {
                slow.Wait(TimeSpan.FromSeconds(5), Cancel);
                return null;
            },
            Ok);
        using var client = gateway.Client(Quick with { AttemptTimeout = TimeSpan.FromMilliseconds(100) });

        Assert.Equal("thg-1", (await client.PostAsync<ThingModel>("v1/things", new { }, "run/one", Cancel)).Id);
        slow.Set();
    }

    [Fact]
    public async Task A_token_is_fetched_once_and_shown_with_every_call()
    {
        await using var gateway = new Gateway(Ok);
        using var client = gateway.Client(Quick);

        await client.GetAsync<ThingModel>("v1/things/thg-1", Cancel);
        await client.GetAsync<ThingModel>("v1/things/thg-1", Cancel);

        Assert.Single(gateway.TokenRequests);
        Assert.Contains("grant_type=client_credentials", gateway.TokenRequests[0].Body, StringComparison.Ordinal);
        Assert.Contains("practice=prc-1", gateway.TokenRequests[0].Body, StringComparison.Ordinal);
        Assert.All(gateway.Calls, call => Assert.Equal("Bearer token-1", call.Header("Authorization")));
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once()
    {
        await using var gateway = new Gateway(_ => new(401), Ok);
        using var client = gateway.Client(Quick);

        await client.GetAsync<ThingModel>("v1/things/thg-1", Cancel);

        Assert.Equal(["Bearer token-1", "Bearer token-2"], gateway.Calls.Select(call => call.Header("Authorization")));
    }

    [Fact]
    public async Task A_change_that_met_another_starts_from_a_fresh_read()
    {
        await using var gateway = new Gateway(
            _ => Thing("1", "old"), _ => new(412, """{"code":"ETAG_MISMATCH"}"""), _ => Thing("2", "old"), _ => Thing("3", "new"));
        using var client = gateway.Client(Quick);

        var changed = await client.PatchAsync<ThingModel>("v1/things/thg-1", new { word = "new" }, thing => thing.Word == "new", Cancel);

        Assert.Equal("new", changed.Word);
        Assert.Equal(["GET", "PATCH", "GET", "PATCH"], gateway.Calls.Select(call => call.Method));
        Assert.Equal([null, "\"1\"", null, "\"2\""], gateway.Calls.Select(call => call.Header("If-Match")));
        Assert.StartsWith("application/merge-patch+json", gateway.Calls[1].Header("Content-Type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_not_made_twice()
    {
        await using var gateway = new Gateway(
            _ => Thing("1", "old"), _ => null, _ => new(412, """{"code":"ETAG_MISMATCH"}"""), _ => Thing("2", "new"));
        using var client = gateway.Client(Quick);

        var changed = await client.PatchAsync<ThingModel>("v1/things/thg-1", new { word = "new" }, thing => thing.Word == "new", Cancel);

        Assert.Equal("new", changed.Word);
        Assert.Equal("GET", gateway.Calls[^1].Method);
    }

    [Fact]
    public async Task Every_page_of_a_list_is_read()
    {
        await using var gateway = new Gateway(
            _ => new(200, """{"items":[{"id":"thg-1"},{"id":"thg-2"}],"nextCursor":"a+b"}"""), _ => new(200, """{"items":[{"id":"thg-3"}]}"""));
        using var client = gateway.Client(Quick);

        var things = await client.ListAsync<ThingModel>("v1/things?state=OPEN", Cancel).ToListAsync(Cancel);

        Assert.Equal(["thg-1", "thg-2", "thg-3"], things.Select(thing => thing.Id));
        Assert.Equal(["/v1/things?state=OPEN&limit=200", "/v1/things?state=OPEN&limit=200&cursor=a%2Bb"], gateway.Calls.Select(call => call.Path));
    }

    [Fact]
    public async Task What_was_refused_is_told_by_pointer_and_code()
    {
        const string Problem = """
            {"code":"VALIDATION_FAILED","detail":"Two fields are wrong.","requestId":"req-1",
             "errors":[{"pointer":"/npi","code":"NPI_CHECK_DIGIT","detail":"wrong"},{"pointer":"/taxId","code":"FIELD_REQUIRED","detail":"missing"}]}
            """;
        await using var gateway = new Gateway(_ => new(422, Problem));
        using var client = gateway.Client(Quick);

        var refused = await Assert.ThrowsAsync<ApiException>(() => client.PostAsync<ThingModel>("v1/things", new { }, "k", Cancel));

        Assert.Equal(
            "POST v1/things answered 422 VALIDATION_FAILED: Two fields are wrong. [/npi NPI_CHECK_DIGIT: wrong; /taxId FIELD_REQUIRED: missing] (request req-1)",
            refused.Message);
    }

    [Fact]
    public void Pauses_double_and_stay_within_their_limit()
    {
        var policy = new RetryPolicy();

        Assert.Equal([100, 200, 400, 800, 1_600, 2_000, 2_000], Enumerable.Range(1, 7).Select(attempt => policy.Pause(attempt).TotalMilliseconds));
        Assert.Equal(TimeSpan.FromSeconds(1), policy.Pause(1, TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromSeconds(2), policy.Pause(1, TimeSpan.FromHours(1)));
    }

    private static StubAnswer Ok(StubRequest request) => Thing("1", "word");

    private static StubAnswer Thing(string etag, string word) =>
        new(200, $$"""{"id":"thg-1","word":"{{word}}"}""", ("ETag", $"\"{etag}\""));

    private sealed record ThingModel(string Id, string? Word);

    /// <summary>A stopwatch that has moved on by a second each time somebody looks at it.</summary>
    private sealed class SecondALook : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Increment(ref _looks);
    }

    /// <summary>Gives tokens, and answers everything else from a list; the last answer stays.</summary>
    private sealed class Gateway : IAsyncDisposable
    {
        private readonly StubServer _server;
        private readonly ConcurrentQueue<Func<StubRequest, StubAnswer?>> _answers;
        private readonly HttpClient _http;
        private int _tokens;

        public Gateway(params Func<StubRequest, StubAnswer?>[] answers)
        {
            _answers = new(answers);
            _server = new(Answer);
            _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _server.Address };
        }

        public IReadOnlyList<StubRequest> Calls => [.. _server.Seen.Where(request => request.Path != "/connect/token")];

        public IReadOnlyList<StubRequest> TokenRequests => [.. _server.Seen.Where(request => request.Path == "/connect/token")];

        public MedBillClient Client(RetryPolicy retry, TimeProvider? time = null) =>
            new(_http, TokenRequest.Development with { Practice = "prc-1" }, retry, time);

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            await _server.DisposeAsync();
        }

        private StubAnswer? Answer(StubRequest request)
        {
            if (request.Path == "/connect/token")
            {
                return new(200, $$"""{"access_token":"token-{{Interlocked.Increment(ref _tokens)}}","token_type":"Bearer","expires_in":3600,"scope":""}""");
            }

            return _answers.Count > 1 && _answers.TryDequeue(out var next) ? next(request) : _answers.First()(request);
        }
    }
}
