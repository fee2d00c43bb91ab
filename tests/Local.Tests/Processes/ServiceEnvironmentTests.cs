using MedBill.Local.Processes;
using MedBill.Local.Tye;

namespace MedBill.Local.Tests.Processes;

public sealed class ServiceEnvironmentTests
{
    private static readonly TyeFile File = TyeReader.Read(Path.Combine(RepositoryFolder.Root, "tye.yaml"));

    private static readonly RunSettings Run = new()
    {
        Folder = "/run",
        Ports = File.Services.Select((service, index) => (service.Name, Port: 20_000 + index)).ToDictionary(pair => pair.Name, pair => pair.Port),
        AppToken = "secret",
        Extra = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["claims"] = new Dictionary<string, string> { ["More"] = "yes" } },
    };

    [Fact]
    public void Every_process_knows_where_every_service_is()
    {
        var environment = Of("collections");

        Assert.Equal("localhost", environment["SERVICE__PATIENT_REGISTRY__HOST"]);
        Assert.Equal("20001", environment["SERVICE__PATIENT_REGISTRY__PORT"]);
        Assert.Equal("http", environment["SERVICE__PATIENT_REGISTRY__PROTOCOL"]);
        Assert.Equal(7, environment.Keys.Count(name => name.StartsWith("SERVICE__", StringComparison.Ordinal) && name.EndsWith("__PORT", StringComparison.Ordinal)));
    }

    [Fact]
    public void Whoever_is_called_through_sidecars_has_no_address()
    {
        var run = Run with { ThroughSidecars = new HashSet<string> { "claims", "gateway" } };

        var environment = ServiceEnvironment.Of(File.Services.Single(service => service.Name == "claims"), File, run);

        Assert.DoesNotContain(environment.Keys, name => name.StartsWith("SERVICE__CLAIMS__", StringComparison.Ordinal));
        Assert.Equal("20000", environment["Auth__Authority"].Split(':')[^1]);
        Assert.Contains("SERVICE__SANDBOX_PAYER__PORT", environment.Keys);
        Assert.Equal("http://localhost:20003", environment["ASPNETCORE_URLS"]);
    }

    [Fact]
    public void A_process_listens_on_its_own_port_and_trusts_the_gateway()
    {
        var environment = Of("claims");

        Assert.Equal("http://localhost:20003", environment["ASPNETCORE_URLS"]);
        Assert.Equal("http://localhost:20000", environment["Auth__Authority"]);
    }

    [Fact]
    public void Everything_a_run_keeps_is_in_its_folder()
    {
        var environment = Of("gateway");

        Assert.Equal("/run", environment["Storage__Folder"]);
        Assert.Equal("/run", environment["Auth__DevelopmentKeyFolder"]);
        Assert.Equal(Path.Combine("/run", "mailbox"), environment["Mailbox__Folder"]);
        Assert.Equal(Path.Combine("/run", "clock-offset"), environment["Clock__OffsetFile"]);
        Assert.Equal("secret", environment["Messaging__AppToken"]);
        Assert.Equal("true", environment["Launcher__StopWithInput"]);
    }

    [Fact]
    public void The_files_variables_and_those_of_the_run_are_there_too()
    {
        Assert.Equal(("Development", "yes"), (Of("claims")["ASPNETCORE_ENVIRONMENT"], Of("claims")["More"]));
        Assert.DoesNotContain("More", Of("coverage").Keys);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", false)]
    [InlineData("ASPNETCORE_ENVIRONMENT", false)]
    [InlineData("SERVICE__CLAIMS__PORT", false)]
    [InlineData("DOTNET_LAUNCH_PROFILE", false)]
    [InlineData("PATH", true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", true)]
    public void Only_what_cannot_mislead_a_service_is_inherited(string name, bool inherited) =>
        Assert.Equal(inherited, ServiceEnvironment.IsInherited(name));

    private static IReadOnlyDictionary<string, string> Of(string name) =>
        ServiceEnvironment.Of(File.Services.Single(service => service.Name == name), File, Run);
}
