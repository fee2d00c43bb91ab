using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MedBill.Platform.Hosting;
using MedBill.SandboxPayer.Answers;
using MedBill.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.SandboxPayer.Tests;

public sealed class SandboxHost() : ServiceHost("sandbox-payer", SandboxPayerApp.Build);

public sealed class HostTests(SandboxHost host) : IClassFixture<SandboxHost>
{
    [Fact]
    public async Task The_clock_moves_the_file_that_everybody_reads()
    {
        var file = Path.Combine(host.Folder, "clock");
        await using var laptop = new SandboxHost();
        laptop.Settings["Clock:OffsetFile"] = file;
        await laptop.InitializeAsync();
        using var client = laptop.CreateHttpClient(laptop.Tokens.For(null, "sandbox"));

        using var answer = await client.PostAsJsonAsync("/v1/sandbox/clock", new { advance = "P30D" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(TimeSpan.FromDays(30), ClockOffsetFile.Read(file));
        var body = await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        Assert.Equal(laptop.Machine.GetUtcNow().AddDays(30), body!["now"]!.GetValue<DateTimeOffset>());
    }

    [Theory]
    [InlineData("P-3D", "DURATION_INVALID")]
    [InlineData("soon", "DURATION_INVALID")]
    [InlineData("P99999999Y", "DURATION_INVALID")]
    [InlineData("-P1D", "DURATION_INVALID")]
    public async Task A_step_that_is_none_is_refused(string advance, string code)
    {
        await using var laptop = new SandboxHost();
        laptop.Settings["Clock:OffsetFile"] = Path.Combine(host.Folder, "clock-refused");
        await laptop.InitializeAsync();
        using var client = laptop.CreateHttpClient(laptop.Tokens.For(null, "sandbox"));

        using var answer = await client.PostAsJsonAsync("/v1/sandbox/clock", new { advance }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        Assert.Equal(code, problem!["code"]!.GetValue<string>());
        Assert.False(File.Exists(Path.Combine(host.Folder, "clock-refused")));
    }

    [Fact]
    public async Task While_the_authoritys_keys_cannot_be_had_a_token_is_not_called_bad()
    {
        await using var fresh = new SandboxHost();
        await fresh.InitializeAsync();
        fresh.World.Network.Remove(ServiceTransport.Authority);
        using var client = fresh.CreateHttpClient(fresh.Tokens.For(null, "sandbox"));

        using var answer = await client.GetAsync("/v1/sandbox/scenarios", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1.0), (answer.StatusCode, answer.Headers.RetryAfter?.Delta?.TotalSeconds));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("claims.read", HttpStatusCode.Forbidden)]
    [InlineData("sandbox", HttpStatusCode.OK)]
    public async Task The_scenarios_need_the_scope_sandbox(string? scope, HttpStatusCode expected)
    {
        using var client = host.CreateHttpClient(scope is null ? null : host.Tokens.For(null, scope));

        using var answer = await client.GetAsync("/v1/sandbox/scenarios", TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_no_file_for_a_payer_is_quarantined_and_the_next_goes_on()
    {
        var outbound = Directory.CreateDirectory(Path.Combine(host.MailboxFolder, "outbound")).FullName;
        await File.WriteAllTextAsync(Path.Combine(outbound, "a-note.x12"), "not a claim", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(outbound, "b-empty.x12"), [], TestContext.Current.CancellationToken);

        await host.Services.GetRequiredService<OutboundReader>().SweepAsync(TestContext.Current.CancellationToken);

        Assert.Empty(Directory.GetFiles(outbound));
        Assert.Equal(
            ["a-note.x12", "a-note.x12.reason.txt", "b-empty.x12", "b-empty.x12.reason.txt"],
            Directory.GetFiles(Path.Combine(host.MailboxFolder, "quarantine")).Select(Path.GetFileName).Order());
    }
}
