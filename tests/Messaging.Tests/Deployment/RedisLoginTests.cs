using System.Text.RegularExpressions;
using MedBill.Messaging.Tests.StandIn;
using MedBill.Messaging.Tests.Story;
using MedBill.TestKit;
using MedBill.TestKit.Sidecar;
using StackExchange.Redis;

namespace MedBill.Messaging.Tests.Deployment;

/// <summary>The lines that operators type into Redis, word for word from the READMEs, against a real one.</summary>
public sealed partial class RedisLoginTests
{
    private const string App = Outsiders.Http;

    // What daprd's component and its client send, but for CLIENT SETINFO: Redis knows it from 7.2 on, before that no rule may name it, and the client
    // goes on when it is refused.
    private static readonly string[] OfDapr =
    [
        "PING", "INFO server", "CLIENT SETNAME denial-desk", "XGROUP CREATE claims denial-desk 0 MKSTREAM",
        "XREADGROUP GROUP denial-desk denial-desk COUNT 100 STREAMS claims >", "XPENDING claims denial-desk - + 100",
        "XCLAIM claims denial-desk denial-desk 0 1-1", "XACK claims denial-desk 1-1", "XADD claims-dead-denial-desk MINID ~ 0 * data x", "XLEN claims-dead-denial-desk",
    ];

    // An app straight on the stream (deploy/subscribers/README.md).
    private static readonly string[] WithoutDapr =
    [
        "XGROUP CREATE claims claims-archive 0", "XREADGROUP GROUP claims-archive worker-1 COUNT 100 STREAMS claims >", "XACK claims claims-archive 1-1",
        "XAUTOCLAIM claims claims-archive worker-1 60000 0",
    ];

    [Fact]
    public async Task The_login_of_another_team_may_do_what_its_sidecar_does()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var admin = await LetInAsync(redis);
        await admin.GetDatabase().ExecuteAsync("XADD", "claims", "1-1", "data", "x");
        await using var theirs = await ConnectionMultiplexer.ConnectAsync(Login(redis));

        foreach (var command in OfDapr.Concat(WithoutDapr))
        {
            await SendAsync(theirs, command);
        }
    }

    [Theory]
    [InlineData("XADD claims * data forged")]
    [InlineData("XDEL claims 1-1")]
    [InlineData("XTRIM claims MAXLEN 0")]
    [InlineData("DEL claims")]
    [InlineData("XGROUP DESTROY claims collections")]
    [InlineData("XGROUP SETID claims collections $")]
    [InlineData("XGROUP CREATE remittances denial-desk 0")]
    [InlineData("XREADGROUP GROUP denial-desk denial-desk STREAMS patients >")]
    [InlineData("XREADGROUP GROUP collections collections STREAMS claims-dead-collections >")]
    [InlineData("XRANGE accounts - +")]
    [InlineData("XADD claims-dead-collections * data x")]
    [InlineData("XADD remittances * data x")]
    [InlineData("GET eligibility")]
    [InlineData("KEYS *")]
    [InlineData("SCAN 0")]
    [InlineData("CONFIG GET requirepass")]
    [InlineData("ACL LIST")]
    [InlineData("FLUSHALL")]
    [InlineData("EVAL return 0")]
    [InlineData("MONITOR")]
    public async Task And_nothing_else(string command)
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var admin = await LetInAsync(redis);
        await admin.GetDatabase().ExecuteAsync("XADD", "claims", "1-1", "data", "x");
        await using var theirs = await ConnectionMultiplexer.ConnectAsync(Login(redis));

        var refused = await Assert.ThrowsAnyAsync<RedisException>(() => SendAsync(theirs, command));

        Assert.Contains("NOPERM", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, (long)await admin.GetDatabase().ExecuteAsync("XLEN", "claims"));
    }

    [Fact]
    public async Task A_sidecar_with_that_login_and_the_files_of_deploy_hears_claims_and_sends_its_dead_letters()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var admin = await LetInAsync(redis);
        await using var app = new HttpApp { Subscribe = null };
        await app.StartAsync();
        await using var sidecar = new DaprSidecar(new()
        {
            AppId = App,
            Namespace = "denials",
            Files = Outsiders.Files(App),
            Redis = Login(redis),
            App = app.Handler,
            IsGrpc = false,
            ConfigurationName = null,
            Hurry = 30,
        });
        await sidecar.StartAsync();
        await sidecar.SubscribedAsync();

        await admin.GetDatabase().ExecuteAsync("XADD", "claims", "*", "data", Event("heard", "medbill.claims.events.v1.ClaimSubmitted"));
        await Eventually.TrueAsync(() => app.Heard.Any(one => one.Path == "/claims"), "heard");

        // Once it fails: the files' retry brings it again.
        var before = app.Heard.Count;
        app.Answer = count => (count == before + 1 ? 500 : 200, "");
        await admin.GetDatabase().ExecuteAsync("XADD", "claims", "*", "data", Event("again", "medbill.claims.events.v1.ClaimSubmitted"));
        await Eventually.TrueAsync(() => app.Heard.Count == before + 2, "heard again");
        Assert.Equal(0, (long)await admin.GetDatabase().ExecuteAsync("XLEN", "claims-dead-denial-desk"));

        app.Answer = _ => (404, "");
        await admin.GetDatabase().ExecuteAsync("XADD", "claims", "*", "data", Event("refused", "medbill.claims.events.v1.DenialOpened"));
        await Eventually.TrueAsync(async () => (long)await admin.GetDatabase().ExecuteAsync("XLEN", "claims-dead-denial-desk") == 1, "a dead letter");
    }

    // A known limit, told in the README: Redis gives rights on keys, and a group is none.
    [Fact]
    public async Task Redis_does_not_hold_a_login_to_its_own_group()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var admin = await LetInAsync(redis);
        await admin.GetDatabase().ExecuteAsync("XGROUP", "CREATE", "claims", "collections", "0", "MKSTREAM");
        await using var theirs = await ConnectionMultiplexer.ConnectAsync(Login(redis));

        await SendAsync(theirs, "XREADGROUP GROUP collections collections STREAMS claims >");

        Assert.Contains("Redis cannot hold a login to its own group", Text("deploy/subscribers/README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_of_the_broker_is_changed_while_both_are_good()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var admin = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",allowAdmin=true");
        await SendAsync(admin, "ACL SETUSER default resetpass >OLD");
        var lines = Rotation().Matches(Text("deploy/README.md")).Select(match => match.Value).ToList();
        Assert.Equal(2, lines.Count);
        await using var standing = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",password=OLD");

        await SendAsync(admin, lines[0]);
        Assert.True(await EntersAsync("OLD") && await EntersAsync("NEW"));
        await SendAsync(admin, lines[1]);
        Assert.True(!await EntersAsync("OLD") && await EntersAsync("NEW"));
        Assert.True((await standing.GetDatabase().PingAsync()).Ticks > 0);

        async Task<bool> EntersAsync(string password)
        {
            try
            {
                await using var one = await ConnectionMultiplexer.ConnectAsync($"{redis.ConnectionString},password={password},connectTimeout=1000,connectRetry=1");
                return true;
            }
            catch (RedisConnectionException)
            {
                return false;
            }
        }
    }

    private static async Task<ConnectionMultiplexer> LetInAsync(RedisServer redis)
    {
        var admin = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",allowAdmin=true");
        await SendAsync(admin, LetIn().Match(Text("deploy/subscribers/README.md")).Value);
        return admin;
    }

    private static string Login(RedisServer redis) => $"{redis.ConnectionString},user={App},password=CHOOSE-ONE,abortConnect=false,allowAdmin=true";

    private static Task SendAsync(ConnectionMultiplexer redis, string line)
    {
        var words = line.Split(' ');
        return redis.GetDatabase().ExecuteAsync(words[0], [.. words[1..]]);
    }

    private static string Event(string id, string type) =>
        $$"""{ "specversion":"1.0","id":"{{id}}","source":"//claims.medbill","type":"{{type}}","datacontenttype":"application/json","data":{ } }""";

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    [GeneratedRegex("(?m)^ACL SETUSER denial-desk .+$")]
    private static partial Regex LetIn();

    [GeneratedRegex("(?<=`)ACL SETUSER default [^`]+(?=`)")]
    private static partial Regex Rotation();
}
