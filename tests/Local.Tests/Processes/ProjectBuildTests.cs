using MedBill.Local.Commands;
using MedBill.Local.Processes;
using MedBill.Local.Tye;

namespace MedBill.Local.Tests.Processes;

public sealed class ProjectBuildTests
{
    [Fact]
    public void The_solution_holds_exactly_the_listed_projects() => Assert.Equal(
        "<Solution>\n  <Project Path=\"../../gateway/Gateway.csproj\" />\n  <Project Path=\"../../services/Claims/Claims.csproj\" />\n</Solution>\n",
        ProjectBuild.Solution(["/r/gateway/Gateway.csproj", "/r/services/Claims/Claims.csproj"], "/r/artifacts/local"));

    [Fact]
    public void A_service_that_is_not_built_is_named()
    {
        var service = new TyeService { Name = "claims", Project = "/nowhere/services/Claims/Claims.csproj" };

        var missing = Assert.Throws<LaunchException>(() => new BuiltProjects("/nowhere", "Release").Dll(service));

        Assert.Equal(ExitCode.BuildFailed, missing.Code);
        Assert.Contains(Path.Combine("artifacts", "bin", "Claims", "release", "MedBill.Claims.dll"), missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listed_project_that_is_not_there_is_named_before_anything_is_built()
    {
        var build = new ProjectBuild(RepositoryFolder.Root, "Release");

        var missing = await Assert.ThrowsAsync<LaunchException>(() =>
            build.RunAsync([Path.Combine(RepositoryFolder.Root, "services/Nothing/Nothing.csproj")], _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(ExitCode.Usage, missing.Code);
        Assert.Contains("Nothing.csproj", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_that_fails_shows_the_compilers_errors()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Broken.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        folder.Write("Broken.cs", "this is no code");
        var build = new ProjectBuild(folder.Path, "Release");

        var failed = await Assert.ThrowsAsync<LaunchException>(() => build.RunAsync([folder.File("Broken.csproj")], _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(ExitCode.BuildFailed, failed.Code);
        Assert.Contains(failed.Details, line => line.Contains("error CS", StringComparison.Ordinal));
    }
}
