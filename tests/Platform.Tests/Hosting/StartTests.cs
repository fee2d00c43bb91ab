using MedBill.Platform.Hosting;
using MedBill.Platform.Tests.Fixture;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MedBill.Platform.Tests.Hosting;

public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medbill-start-").FullName;

    [Theory]
    [InlineData("Auth:Authority", "", "Production", "Auth:Authority is required outside Development.")]
    [InlineData("Clock:OffsetFile", "offset.txt", "Staging", "Clock:OffsetFile is for Development only.")]
    [InlineData("Messaging:AppToken", "", "Development", "Messaging:AppToken is required to receive events.")]
    [InlineData("Storage:Provider", "Oracle", "Development", "Storage:Provider is Sqlite or SqlServer, not 'Oracle'.")]
    [InlineData("Storage:Provider", "SqlServer", "Development", "Storage:ConnectionString is required with SqlServer.")]
    [InlineData("Storage:ConnectionString", "Passwort=secret", "Development", "Storage:ConnectionString cannot be read as one of SQLite.")]
    [InlineData("Storage:SqlServer:MaxBatchSize", "few", "Development", "Storage:SqlServer:MaxBatchSize is a whole number from 1 to 1000, not 'few'.")]
    [InlineData("Storage:SqlServer:MaxBatchSize", "0", "Development", "Storage:SqlServer:MaxBatchSize is a whole number from 1 to 1000, not '0'.")]
    [InlineData("Storage:ConectionString", "x", "Development", "Storage:ConectionString is no setting of this service.")]
    [InlineData("Messaging:Mode", "dapr", "Development", "Messaging:Mode is Direct or Dapr, not 'dapr'.")]
    [InlineData("Messaging:Direct:Pears", "others", "Development", "Messaging:Direct:Pears is no setting of this service.")]
    [InlineData("Shutdown:Delay", "00:00:11", "Development", "Shutdown:Delay is a time span like 00:00:30 from 00:00:00 to 00:00:10, not '00:00:11'.")]
    [InlineData("Messaging:EventMode", "lively", "Development", "Messaging:EventMode is live or test, not 'lively'.")]
    [InlineData("Messaging:Direct:Peers", "", "Production", "Messaging:Direct:Peers is required in Direct mode outside Development.")]
    [InlineData("Auth:Authority", "authority", "Development", "Auth:Authority is an http or https address, not 'authority'.")]
    [InlineData("Auth:Authority", "http://authority", "Production", "Auth:Authority is an https address outside Development.")]
    [InlineData("Auth:ClientSecret", "", "Production", "Auth:ClientSecret is required outside Development.")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "99999", "Development", "ASPNETCORE_HTTP_PORTS is a whole number from 0 to 65535, not '99999'.")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "http", "Development", "ASPNETCORE_HTTP_PORTS is a whole number from 0 to 65535, not 'http'.")]
    [InlineData("Storage:Folder", "/proc/none", "Development", "Storage:Folder is a folder that can be written to, not '/proc/none'.")]
    [InlineData("Shutdown:Delay", "5", "Development", "Shutdown:Delay is a time span like 00:00:30 from 00:00:00 to 00:00:10, not '5'.")]
    [InlineData("Launcher:StopWithInput", "maybe", "Development", "Launcher:StopWithInput is true or false, not 'maybe'.")]
    public async Task An_unsafe_configuration_is_refused_in_one_line(string key, string value, string environment, string reason)
    {
        await using var host = new ServiceHost("things", ThingsApp.Build)
        {
            Environment = environment,
            Settings = { ["Auth:Authority"] = "https://authority", ["Auth:ClientSecret"] = "secret", ["Messaging:Direct:Peers"] = "others", [key] = value },
        };

        var refused = await Assert.ThrowsAsync<StartRefusedException>(host.StartAsync);

        Assert.Equal(reason, refused.Message);
    }

    [Fact]
    public async Task The_executable_answers_a_refusal_with_that_line_and_a_code()
    {
        var output = new StringWriter();

        var code = await Build("Production", ("Auth:Authority", "")).RunServiceAsync([], output);

        Assert.Equal((2, "Auth:Authority is required outside Development." + Environment.NewLine), (code, output.ToString()));
    }

    [Theory]
    [InlineData(SettingKind.Count, "0", true)]
    [InlineData(SettingKind.Count, "-1", false)]
    [InlineData(SettingKind.Count, "1.5", false)]
    [InlineData(SettingKind.Duration, "00:00:02", true)]
    [InlineData(SettingKind.Duration, "30.00:00:00", true)]
    [InlineData(SettingKind.Duration, "-00:00:02", false)]
    [InlineData(SettingKind.Duration, "2s", false)]
    [InlineData(SettingKind.Duration, "2", false)]
    [InlineData(SettingKind.File, "/proc/self/status", true)]
    [InlineData(SettingKind.File, "/proc/self/none", false)]
    [InlineData(SettingKind.Folder, "/proc/none", false)]
    [InlineData(SettingKind.Flag, "True", true)]
    [InlineData(SettingKind.Flag, "1", false)]
    [InlineData(SettingKind.Address, "https://a.example", true)]
    [InlineData(SettingKind.Address, "ftp://a.example", false)]
    [InlineData(SettingKind.Address, "/a", false)]
    [InlineData(SettingKind.Choice, "one", true)]
    [InlineData(SettingKind.Choice, "One", false)]
    [InlineData(SettingKind.Text, "anything", true)]
    public void A_value_is_held_against_its_kind(SettingKind kind, string value, bool isSound)
    {
        var fault = new Setting("Thing:Setting", "It is.", "none", kind) { Choices = ["one", "two"] }.Fault(value);

        Assert.Equal(isSound, fault is null);
        Assert.All(fault is null ? [] : (string[])[fault], line => Assert.StartsWith("Thing:Setting is ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_is_not_repeated() =>
        Assert.Equal("Thing:Token is true or false.", new Setting("Thing:Token", "It is.", "none", SettingKind.Flag) { IsSecret = true }.Fault("s3cret"));

    [Theory]
    [InlineData("migrate")]
    [InlineData("dead-letters", "list")]
    public async Task A_verb_too_is_refused_a_setting_that_is_wrong(params string[] verb)
    {
        var output = new StringWriter();

        Assert.Equal(2, await Build("Development", ("Storage:SqlServer:MaxBatchSize", "few")).RunServiceAsync(verb, output));

        Assert.Equal("Storage:SqlServer:MaxBatchSize is a whole number from 1 to 1000, not 'few'." + Environment.NewLine, output.ToString());
    }

    [Fact]
    public async Task In_Dapr_mode_the_sidecars_token_is_required()
    {
        var output = new StringWriter();

        var code = await Build("Production", ("Messaging:Mode", "Dapr"), ("Auth:Authority", "https://authority"), ("Auth:ClientSecret", "secret")).RunServiceAsync([], output);

        Assert.Equal((2, "DAPR_API_TOKEN is required in Dapr mode outside Development." + Environment.NewLine), (code, output.ToString()));
    }

    [Fact]
    public async Task Outside_development_a_complete_configuration_starts()
    {
        await using var host = new ServiceHost("things", ThingsApp.Build)
        {
            Environment = "Production",
            Settings = { ["Auth:Authority"] = "https://authority", ["Auth:ClientSecret"] = "secret", ["Messaging:Direct:Peers"] = "others" },
        };

        await host.StartAsync();

        Assert.NotNull(host.App);
    }

    [Fact]
    public async Task The_migrate_verb_makes_the_database_and_may_be_repeated()
    {
        for (var i = 0; i < 2; i++)
        {
            var output = new StringWriter();
            Assert.Equal(0, await Build("Development").RunServiceAsync(["migrate"], output));
            Assert.Equal("migrated" + Environment.NewLine, output.ToString());
        }

        Assert.True(File.Exists(Path.Combine(_folder, "things.db")));
    }

    // The migrate job has the store's settings alone: no mailbox, no authority, no sidecar.
    [Fact]
    public async Task The_migrate_verb_asks_for_nothing_that_a_worker_needs()
    {
        var app = Build("Production", services => services.AddHostedService<NeedsMore>(), ("Auth:Authority", ""), ("Messaging:AppToken", ""));

        Assert.Equal(0, await app.RunServiceAsync(["migrate"], new StringWriter()));
    }

    [Theory]
    [InlineData("explode")]
    [InlineData("dead-letters")]
    [InlineData("dead-letters", "replay")]
    [InlineData("migrate", "now")]
    public async Task An_unknown_verb_is_refused_with_the_usage(params string[] args)
    {
        var output = new StringWriter();

        Assert.Equal(2, await Build("Development").RunServiceAsync(args, output));

        Assert.StartsWith("usage:", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Business_time_is_machine_time_plus_the_offset_in_the_file_and_follows_it()
    {
        var path = Path.Combine(_folder, "clock.txt");
        using var app = (IDisposable)Build("Development", ("Clock:OffsetFile", path));
        var clock = ((WebApplication)app).Services.GetRequiredService<TimeProvider>();
        Assert.InRange(Ahead(clock), -1, 1);

        ClockOffsetFile.Write(path, TimeSpan.FromDays(30));
        Assert.True(SpinWait.SpinUntil(() => Ahead(clock) > 29 * 86_400, TimeSpan.FromSeconds(10)));
        Assert.InRange(Ahead(clock), (30 * 86_400) - 1, (30 * 86_400) + 1);

        ClockOffsetFile.Write(path, TimeSpan.FromDays(60));
        Assert.True(SpinWait.SpinUntil(() => Ahead(clock) > 59 * 86_400, TimeSpan.FromSeconds(10)));
        Assert.Equal(TimeSpan.FromDays(60), ClockOffsetFile.Read(path));
    }

    [Fact]
    public void An_offset_that_is_none_counts_as_zero()
    {
        var path = Path.Combine(_folder, "clock.txt");
        File.WriteAllText(path, "tomorrow");

        Assert.Equal(TimeSpan.Zero, ClockOffsetFile.Read(path));
        Assert.Equal(TimeSpan.Zero, ClockOffsetFile.Read(path + "-missing"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static double Ahead(TimeProvider clock) => (clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).TotalSeconds;

    private WebApplication Build(string environment, params (string Key, string Value)[] settings) => Build(environment, _ => { }, settings);

    private WebApplication Build(string environment, Action<IServiceCollection> add, params (string Key, string Value)[] settings) => ThingsApp.Build(
        ["--environment", environment],
        builder =>
    {
        builder.WebHost.UseTestServer();
        add(builder.Services);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Folder"] = _folder,
            ["Auth:Authority"] = "https://authority",
            ["Messaging:AppToken"] = "token",
        }).AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
    });

    private sealed class NeedsMore : BackgroundService
    {
        public NeedsMore() => throw new StartRefusedException("Mailbox:Folder is required.");

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }
}
