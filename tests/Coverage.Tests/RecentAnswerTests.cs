using MedBill.Contracts.Coverage.V1;
using MedBill.Coverage.Domain;
using MedBill.Coverage.Eligibility;
using MedBill.Coverage.Storage;
using MedBill.Platform.Caching;
using MedBill.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using EligibilityCheck = MedBill.Contracts.Coverage.V1.EligibilityCheck;

namespace MedBill.Coverage.Tests;

/// <summary>With a real Redis, without one, and with one that goes away in the middle: the same answers.</summary>
public sealed class RecentAnswerTests
{
    [Fact]
    public async Task An_answer_is_served_from_the_cache_and_one_that_is_taken_back_is_not()
    {
        await using var server = await RedisServer.StartNewAsync();
        await using var host = await StartAsync(server);
        var policy = await PolicyAsync(host);
        await AnsweredAsync(host, policy);

        var first = await AskAsync(host, policy);
        var marked = await MarkAsync(host);
        var second = await AskAsync(host, policy);
        await ForgetAsync(host, second);
        var (left, _) = await ContentAsync(host);

        Assert.Equal((true, 1), (first.ServedFromCache, marked));
        Assert.Equal("7", Assert.Single(second.Benefits).BenefitCode);
        Assert.Empty(left);
    }

    [Fact]
    public async Task An_answer_in_the_cache_is_too_old_when_the_stores_would_be()
    {
        await using var server = await RedisServer.StartNewAsync();
        await using var host = await StartAsync(server);
        var policy = await PolicyAsync(host);
        await AnsweredAsync(host, policy);
        await AskAsync(host, policy);

        host.World.Clock.Advance(Domain.EligibilityCheck.AnswerServes + TimeSpan.FromSeconds(1));
        var later = await AskAsync(host, policy);

        Assert.Equal((false, EligibilityCheck.Types.State.Pending), (later.ServedFromCache, later.State));
    }

    [Fact]
    public async Task Killed_in_the_middle_the_store_answers()
    {
        await using var server = await RedisServer.StartNewAsync();
        await using var host = await StartAsync(server);
        var policy = await PolicyAsync(host);
        await AnsweredAsync(host, policy);
        await AskAsync(host, policy);

        await server.KillAsync();
        var without = await AskAsync(host, policy);
        await ForgetAsync(host, without);
        await server.StartAsync();
        host.World.Machine.Advance(RedisConnection.Pause);
        var again = await AskAsync(host, policy);

        Assert.Equal(("1", "1"), (Assert.Single(without.Benefits).BenefitCode, Assert.Single(again.Benefits).BenefitCode));
    }

    [Fact]
    public async Task Nothing_in_the_cache_names_a_person()
    {
        await using var server = await RedisServer.StartNewAsync();
        await using var host = await StartAsync(server);
        var policy = await PolicyAsync(host);
        await AnsweredAsync(host, policy);
        await AskAsync(host, policy);

        var (keys, values) = await ContentAsync(host);

        var key = Assert.Single(keys);
        Assert.Contains(ServiceHost.Practice, key, StringComparison.Ordinal);
        var kept = await host.Coverage.GetPolicyAsync(new() { Name = policy });
        Assert.All(keys.Concat(values), text => Assert.DoesNotContain(kept.MemberId, text, StringComparison.Ordinal));
        Assert.All(values, text => Assert.Contains("BenefitCode", text, StringComparison.Ordinal));
    }

    private static async Task<CoverageHost> StartAsync(RedisServer server)
    {
        var host = new CoverageHost { Settings = { ["Redis:ConnectionString"] = server.ConnectionString } };
        await host.InitializeAsync();
        var redis = host.Services.GetRequiredService<RedisConnection>();
        for (var left = 500; !await redis.TryAsync(async database => await database.PingAsync() >= TimeSpan.Zero, false); left--)
        {
            Assert.True(left > 0, "Redis does not answer.");
            host.World.Machine.Advance(RedisConnection.Pause);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return host;
    }

    private static async Task<string> PolicyAsync(CoverageHost host)
    {
        await host.Services.GetRequiredService<InquiryWorker>().StopAsync(CancellationToken.None);
        var (_, plan) = await host.PayerAsync();
        var policy = await host.Coverage.CreatePolicyAsync(new() { Parent = "patients/pat-00000000000000000000000001", Policy = CoverageHost.Self(plan, 1) });
        return policy.Name;
    }

    private static Task<EligibilityCheck> AskAsync(CoverageHost host, string policy) =>
        host.Coverage.CreateEligibilityCheckAsync(new() { EligibilityCheck = new() { Policy = policy } }).ResponseAsync;

    // As the payer's answer would be applied.
    private static async Task AnsweredAsync(CoverageHost host, string policy)
    {
        var asked = await AskAsync(host, policy);
        var id = asked.Name.Split('/')[1];
        var benefit = new BenefitRow("1", "", ["30"], "", "", null, null, "", "");
        await host.WithDbAsync<CoverageDb, int>(async db =>
        {
            (await db.EligibilityChecks.SingleAsync(check => check.Id == id)).Take(new(CoverageStatus.Active, [benefit], []), host.World.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
    }

    private static async Task ForgetAsync(CoverageHost host, EligibilityCheck check)
    {
        var id = check.Name.Split('/')[1];
        await host.WithDbAsync<CoverageDb, int>(async db =>
        {
            var question = EligibilityQuestion.Of(await db.EligibilityChecks.AsNoTracking().SingleAsync(one => one.Id == id));
            await ActivatorUtilities.CreateInstance<RecentAnswers>(host.Services, db).ForgetAsync([question], CancellationToken.None);
            return 0;
        });
    }

    // Changes the benefit code of what the cache holds, so that it can be told from the store's.
    private static async Task<int> MarkAsync(CoverageHost host)
    {
        return await host.Services.GetRequiredService<RedisConnection>().TryAsync(
            async database =>
            {
                var marked = 0;
                await foreach (var key in database.Multiplexer.GetServers()[0].KeysAsync(pattern: "medbill:eligibility:*"))
                {
                    var value = (byte[])(await database.StringGetAsync(key))!;
                    var text = System.Text.Encoding.Latin1.GetString(value).Replace("\"BenefitCode\":\"1\"", "\"BenefitCode\":\"7\"", StringComparison.Ordinal);
                    marked += await database.StringSetAsync(key, System.Text.Encoding.Latin1.GetBytes(text)) ? 1 : 0;
                }

                return marked;
            },
            -1);
    }

    private static Task<(List<string> Keys, List<string> Values)> ContentAsync(CoverageHost host) =>
        host.Services.GetRequiredService<RedisConnection>().TryAsync(
            async database =>
            {
                List<string> keys = [], values = [];
                await foreach (var key in database.Multiplexer.GetServers()[0].KeysAsync())
                {
                    keys.Add(key!);
                    values.Add(System.Text.Encoding.Latin1.GetString((byte[])(await database.StringGetAsync(key))!));
                }

                return (keys, values);
            },
            ([], []));
}
