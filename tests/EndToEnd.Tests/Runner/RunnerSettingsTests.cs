using MedBill.EndToEnd.Runner.Installation;
using MedBill.Local.Commands;

namespace MedBill.EndToEnd.Tests.Runner;

public sealed class RunnerSettingsTests
{
    private static readonly string[] Apps = ["gateway", .. RunnerSettings.Stores, "sandbox-payer"];

    [Fact]
    public void Nothing_said_means_services_of_its_own_on_sqlite()
    {
        var settings = Read([]);

        Assert.Null(settings.Gateway);
        Assert.False(settings.SqlServer || settings.Dapr || settings.StandIn);
        Assert.Equal(Path.GetFullPath("/published"), settings.Apps);
        Assert.Equal("medbill-dev", settings.Tokens.ClientId);
    }

    [Fact]
    public void Everything_can_be_said()
    {
        var said = RunnerSettings.Stores.Append("gateway").SelectMany(app => new Dictionary<string, string>
        {
            [RunnerSettings.Variable(app, "CONNECTION")] = $"Server=s;Database={app}",
            [RunnerSettings.Variable(app, "PORT")] = "7001",
            [RunnerSettings.Variable(app, "DAPR_GRPC_PORT")] = "50001",
            [RunnerSettings.Variable(app, "2_PORT")] = "7002",
            [RunnerSettings.Variable(app, "2_DAPR_GRPC_PORT")] = "50002",
        }).ToDictionary();
        said["MEDBILL_STORAGE"] = "SqlServer";
        said["MEDBILL_MAX_BATCH_SIZE"] = "1";
        said["MEDBILL_MESSAGING"] = "Dapr";
        said["APP_API_TOKEN"] = "in";
        said["DAPR_API_TOKEN"] = "out";
        said["MEDBILL_REDIS"] = "localhost:6379";
        said["MEDBILL_PATIENT_REGISTRY_MIGRATE_CONNECTION"] = "Server=s;User ID=migrate";

        var settings = Read(said);

        settings.RequireReplicas();
        Assert.Equal((true, true, 1, "in", "out", "localhost:6379"), (settings.SqlServer, settings.Dapr, settings.MaxBatchSize, settings.AppToken, settings.DaprToken, settings.Redis));
        Assert.Equal(new("Server=s;Database=patient-registry", "Server=s;User ID=migrate", 7001, 50001), settings.PerApp[("patient-registry", 1)]);
        Assert.Equal(new("Server=s;Database=claims", null, 7002, 50002), settings.PerApp[("claims", 2)]);
    }

    [Fact]
    public void A_gateway_that_runs_already_needs_no_more_than_who_asks()
    {
        var settings = Read(new()
        {
            ["MEDBILL_GATEWAY"] = "https://billing.example",
            ["MEDBILL_TOKEN_ENDPOINT"] = "https://login.example/token",
            ["MEDBILL_CLIENT_ID"] = "runner",
            ["MEDBILL_CLIENT_SECRET"] = "secret",
            ["MEDBILL_STORAGE"] = "SqlServer",
        });

        Assert.Equal(new Uri("https://billing.example/"), settings.Gateway);
        Assert.Equal(("https://login.example/token", "runner", "secret"), (settings.Tokens.Endpoint, settings.Tokens.ClientId, settings.Tokens.ClientSecret));
    }

    [Theory]
    [InlineData("MEDBILL_STORAGE", "Oracle", "MEDBILL_STORAGE is Sqlite or SqlServer")]
    [InlineData("MEDBILL_STORAGE", "SqlServer", "MEDBILL_PATIENT_REGISTRY_CONNECTION, MEDBILL_COVERAGE_CONNECTION")]
    [InlineData("MEDBILL_MESSAGING", "Kafka", "MEDBILL_MESSAGING is Direct, Dapr or StandIn")]
    [InlineData("MEDBILL_MESSAGING", "Dapr", "MEDBILL_COLLECTIONS_DAPR_GRPC_PORT, MEDBILL_GATEWAY_DAPR_GRPC_PORT (with …_PORT beside it)")]
    [InlineData("MEDBILL_GATEWAY", "billing", "MEDBILL_GATEWAY is an http or https address")]
    [InlineData("MEDBILL_CLAIMS_PORT", "70000", "MEDBILL_CLAIMS_PORT is a number")]
    [InlineData("MEDBILL_MAX_BATCH_SIZE", "0", "MEDBILL_MAX_BATCH_SIZE is a number")]
    public void What_is_missing_or_wrong_is_named(string name, string value, string said)
    {
        var refused = Assert.Throws<LaunchException>(() => Read(new() { [name] = value }));

        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_replicas_may_share_a_SQLite_file_and_a_broker_that_the_runner_brings_along()
    {
        Read([]).RequireReplicas();
        var settings = Read(new() { ["MEDBILL_MESSAGING"] = "StandIn" });
        settings.RequireReplicas();

        Assert.Equal((true, false, false), (settings.StandIn, settings.Dapr, settings.SqlServer));
    }

    [Fact]
    public void Sidecars_that_run_already_must_be_there_for_the_second_replica_too()
    {
        var said = RunnerSettings.Stores.Append("gateway").SelectMany(app => new Dictionary<string, string>
        {
            [RunnerSettings.Variable(app, "PORT")] = "7001",
            [RunnerSettings.Variable(app, "DAPR_GRPC_PORT")] = "50001",
        }).ToDictionary();
        said["MEDBILL_MESSAGING"] = "Dapr";
        said["APP_API_TOKEN"] = "in";

        var refused = Assert.Throws<LaunchException>(() => Read(said).RequireReplicas());

        Assert.Contains("MEDBILL_CLAIMS_2_DAPR_GRPC_PORT", refused.Message, StringComparison.Ordinal);
    }

    private static RunnerSettings Read(Dictionary<string, string> environment) =>
        RunnerSettings.Read(environment.GetValueOrDefault, Apps, "/published/runner");
}
