using System.Net;
using System.Text.Json;
using MedBill.EndToEnd.Runner;
using MedBill.EndToEnd.Runner.Checks;
using MedBill.EndToEnd.Runner.Installation;
using MedBill.Local.Commands;
using MedBill.SampleData.Rest;

namespace MedBill.EndToEnd.Tests.Runner;

public sealed class RunnerPartsTests
{
    [Theory]
    [InlineData("same", "same", true, 0)]
    [InlineData("one", "another", true, 1)]
    [InlineData("same", "same", false, 1)]
    public async Task A_write_is_sent_twice_and_its_second_answer_is_the_first(string first, string second, bool replayed, int differences)
    {
        var seen = new List<string>();
        using var twice = new TwiceHandler(new Stub(async request =>
        {
            seen.Add(await request.Content!.ReadAsStringAsync());
            var answer = new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent(seen.Count == 1 ? first : second) };
            if (replayed && seen.Count > 1)
            {
                answer.Headers.Add("Idempotent-Replayed", "true");
            }

            return answer;
        }));
        using var http = new HttpClient(twice) { BaseAddress = new("http://gateway") };
        using var write = new HttpRequestMessage(HttpMethod.Post, "v1/payments") { Content = new StringContent("{}") };
        write.Headers.Add("Idempotency-Key", "k");

        using var answer = await http.SendAsync(write);

        Assert.Equal(["{}", "{}"], seen);
        Assert.Equal(first, await answer.Content.ReadAsStringAsync());
        Assert.Equal((1, differences), (twice.Sent, twice.Differences.Count));
    }

    [Fact]
    public async Task Requests_go_to_each_gateway_in_turn()
    {
        var seen = new List<string>();
        using var http = new HttpClient(new TurnsHandler([new("http://one/"), new("http://two/")], new Stub(request =>
        {
            seen.Add(request.RequestUri!.ToString());
            return Task.FromResult(new HttpResponseMessage());
        })))
        { BaseAddress = new("http://one/") };

        for (var i = 0; i < 4; i++)
        {
            using var answer = await http.GetAsync(new Uri("v1/claims?limit=1", UriKind.Relative));
        }

        Assert.Equal(["http://one/v1/claims?limit=1", "http://one/v1/claims?limit=1", "http://two/v1/claims?limit=1", "http://two/v1/claims?limit=1"], seen.Order());
    }

    [Fact]
    public void A_report_is_a_line_for_each_check_or_one_object()
    {
        using var lines = new StringWriter();
        using var json = new StringWriter();
        foreach (var report in new[] { new Report(lines, json: false), new Report(json, json: true) })
        {
            report.Check("ledger", "1.00", "1.00");
            report.Check("aging", "2.00", "3.00");
            report.Figure("days", 4);
            report.Finish("day");
            Assert.Equal(1, report.Failed);
        }

        Assert.Contains("FAIL  aging: expected 2.00, is 3.00", lines.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("day: 1 as expected, 1 not", lines.ToString().TrimEnd(), StringComparison.Ordinal);
        using var read = JsonDocument.Parse(json.ToString());
        Assert.Equal((1, 4), (read.RootElement.GetProperty("failed").GetInt32(), read.RootElement.GetProperty("figures").GetProperty("days").GetInt32()));
    }

    [Theory]
    [InlineData("crash")]
    [InlineData("replicas")]
    public async Task What_cannot_be_killed_is_not_tried(string verb)
    {
        using var output = new StringWriter();
        var settings = RunnerSettings.Read(
            name => name == "MEDBILL_GATEWAY" ? "http://localhost:1" : null, [.. RunnerSettings.Stores, "gateway"], "/published/runner");
        var runner = new EndToEnd.Runner.Runner(RunnerArguments.Parse([verb]), settings, null, new Report(output, false), TimeProvider.System);

        var refused = await Assert.ThrowsAsync<LaunchException>(() => runner.RunAsync(CancellationToken.None));

        Assert.Equal(ExitCode.Usage, refused.Code);
    }

    [Fact]
    public void Credentials_default_to_the_development_client() =>
        Assert.Equal(TokenRequest.Development.Scopes, RunnerSettings.Read(_ => null, RunnerSettings.Stores, "/r").Tokens.Scopes);

    private sealed class Stub(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);
    }
}
