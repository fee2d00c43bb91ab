using MedBill.Local.Commands;
using MedBill.Local.Tye;

namespace MedBill.Local.Tests.Tye;

public sealed class TyeReaderTests
{
    [Fact]
    public void The_repositorys_file_lists_the_suite_in_its_order_with_its_ports()
    {
        var file = TyeReader.Read(Path.Combine(RepositoryFolder.Root, "tye.yaml"));

        Assert.Equal("medbill", file.Name);
        Assert.Equal(
            [
                ("gateway", 8080), ("patient-registry", 5101), ("coverage", 5102), ("claims", 5103), ("remittance", 5104),
                ("collections", 5105), ("sandbox-payer", 5106),
            ],
            file.Services.Select(service => (service.Name, service.Binding!.Port)));
        Assert.All(file.Services, service => Assert.True(File.Exists(service.Project), $"{service.Name} has no project"));
    }

    [Fact]
    public void Every_service_of_the_file_has_the_environment_of_a_laptop()
    {
        var file = TyeReader.Read(Path.Combine(RepositoryFolder.Root, "tye.yaml"));

        Assert.All(file.Services, service =>
        {
            var environment = service.Environment.ToDictionary();
            Assert.Equal("Development", environment["ASPNETCORE_ENVIRONMENT"]);
            Assert.Equal("Direct", environment["Messaging__Mode"]);
            Assert.Equal("patient-registry,coverage,claims,remittance,collections", environment["Messaging__Direct__Peers"]);
            Assert.Equal(("medbill-worker", "medbill-worker"), (environment["Auth__ClientId"], environment["Auth__ClientSecret"]));
        });
    }

    [Fact]
    public void Projects_executables_and_external_services_are_read()
    {
        var file = Read("""
            services:
              - name: one
                project: a/One.csproj
                args: --verbose "two words"
                bindings: [ { protocol: http, port: 5001 } ]
              - name: two
                executable: cat
                workingDirectory: work
              - name: three
                external: true
                bindings: [ { protocol: http, host: elsewhere, port: 80 } ]
            """);

        Assert.Equal("app", file.Name);
        Assert.Equal(Path.GetFullPath("/root/a/One.csproj"), file.Services[0].Project);
        Assert.Equal(["--verbose", "two words"], file.Services[0].Arguments);
        Assert.Equal(("cat", Path.GetFullPath("/root/work")), (file.Services[1].Executable, file.Services[1].WorkingDirectory));
        Assert.Equal(new TyeBinding("http", "elsewhere", 80), file.Services[2].Binding);
        Assert.Equal(["one", "two"], file.Started.Select(service => service.Name));
    }

    [Fact]
    public void One_list_of_variables_serves_several_services()
    {
        var file = Read("""
            services:
              - name: one
                executable: cat
                env: &env
                  - { name: A, value: "1" }
              - name: two
                executable: cat
                env: *env
            """);

        Assert.Equal(file.Services[0].Environment, file.Services[1].Environment);
    }

    [Theory]
    [InlineData("nonsense: 1\nservices: [ { name: a, executable: cat } ]", 1, "'nonsense'")]
    [InlineData("name: x\nservices: []", 1, "1 to 50")]
    [InlineData("name: x\nservices:\n  - name: a", 3, "exactly one of")]
    [InlineData("services:\n  - name: a\n    project: p\n    executable: e", 2, "exactly one of")]
    [InlineData("services:\n  - name: a\n    image: redis", 2, "'image'")]
    [InlineData("services:\n  - name: A_B\n    executable: e", 2, "lower-case")]
    [InlineData("services:\n  - name: a\n    executable: e\n    replicas: 2", 4, "one replica")]
    [InlineData("services:\n  - name: a\n    executable: e\n    typo: 1", 4, "'typo'")]
    [InlineData("services:\n  - name: a\n    executable: e\n    bindings: [ { protocol: https, port: 1 } ]", 4, "http")]
    [InlineData("services:\n  - name: a\n    executable: e\n    bindings: [ { protocol: http, port: 70000 } ]", 4, "1 to 65535")]
    [InlineData("services:\n  - name: a\n    executable: e\n    bindings: [ { protocol: http, port: 1 }, { protocol: http, port: 2 } ]", 4, "one binding")]
    [InlineData("services:\n  - name: a\n    executable: e\n    env: [ { name: A } ]", 4, "'value'")]
    [InlineData("services:\n  - name: a\n    executable: [", 4, "")]
    [InlineData("- a", 1, "mapping")]
    public void What_cannot_be_started_as_written_is_refused_with_its_line(string yaml, int line, string reason)
    {
        var refused = Assert.Throws<LaunchException>(() => Read(yaml));

        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains($"line {line}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services:\n  - { name: a, executable: e }\n  - { name: a, executable: f }", "service a")]
    [InlineData("services:\n  - { name: a, executable: e, bindings: [ { protocol: http, port: 1 } ] }\n  - { name: b, executable: f, bindings: [ { protocol: http, port: 1 } ] }", "port 1")]
    public void No_name_and_no_port_is_there_twice(string yaml, string what) =>
        Assert.Contains(what, Assert.Throws<LaunchException>(() => Read(yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var refused = Assert.Throws<LaunchException>(() => TyeReader.Read("/nowhere/tye.yaml"));

        Assert.Equal((ExitCode.Usage, "/nowhere/tye.yaml is not there."), (refused.Code, refused.Message));
    }

    private static TyeFile Read(string yaml) => TyeReader.Read(new StringReader(yaml), "/root");
}
