namespace MedBill.Architecture.Tests;

/// <summary>ARCHITECTURE.md, "Who may reference whom": which project may reference which.</summary>
public sealed class ProjectReferenceTests
{
    private const string Contracts = "protos/Contracts.csproj";
    private const string Platform = "services/Platform/Platform.csproj";
    private const string X12 = "services/X12/X12.csproj";
    private const string SampleData = "deploy/SampleData/SampleData.csproj";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Contracts] = [],
        [X12] = [],
        ["services/X12.Cli/X12.Cli.csproj"] = [X12],
        [Platform] = [],
        ["services/PatientRegistry/PatientRegistry.csproj"] = [Contracts, Platform],
        ["services/Coverage/Coverage.csproj"] = [Contracts, Platform, X12],
        ["services/Claims/Claims.csproj"] = [Contracts, Platform, X12],
        ["services/Remittance/Remittance.csproj"] = [Contracts, Platform, X12],
        ["services/Collections/Collections.csproj"] = [Contracts, Platform],
        ["services/SandboxPayer/SandboxPayer.csproj"] = [Platform, X12],
        ["gateway/Gateway.csproj"] = [Contracts, Platform],
        [SampleData] = [],
        ["deploy/local/Local.csproj"] = [SampleData],
    };

    [Fact]
    public void Every_project_references_only_what_it_may() =>
        Assert.Empty(Violations(Repository.ProjectReferences));

    [Theory]
    [InlineData("services/Claims/Claims.csproj", "../Coverage/Coverage.csproj")]
    [InlineData("services/Collections/Collections.csproj", "../X12/X12.csproj")]
    [InlineData("services/Platform/Platform.csproj", "../../protos/Contracts.csproj")]
    [InlineData("gateway/Gateway.csproj", "../services/Claims/Claims.csproj")]
    [InlineData("deploy/local/Local.csproj", "../../services/Platform/Platform.csproj")]
    [InlineData("services/Newcomer/Newcomer.csproj", "../Platform/Platform.csproj")]
    [InlineData("tests/Claims.Tests/Claims.Tests.csproj", "../../services/Coverage/Coverage.csproj")]
    public void A_reference_too_many_is_caught(string project, string reference)
    {
        var xml = $"""<Project><ItemGroup><ProjectReference Include="{reference}" /></ItemGroup></Project>""";
        var broken = new Dictionary<string, string[]> { [project] = Repository.References(project, xml) };

        Assert.Single(Violations(broken));
    }

    [Fact]
    public void The_X12_library_depends_on_nothing_but_the_framework()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, X12));

        Assert.DoesNotContain("PackageReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("FrameworkReference", project, StringComparison.Ordinal);
    }

    private static List<string> Violations(IReadOnlyDictionary<string, string[]> projects)
    {
        var found = new List<string>();
        foreach (var (project, references) in projects)
        {
            if (project.StartsWith("tests/", StringComparison.Ordinal))
            {
                found.AddRange(TestViolations(project, references));
            }
            else if (!Allowed.TryGetValue(project, out var allowed))
            {
                found.Add($"{project} is not in the table");
            }
            else
            {
                found.AddRange(references.Except(allowed).Select(reference => $"{project} -> {reference}"));
            }
        }

        return found;
    }

    // A service's tests see that service, the contracts and the test kit; what spans services is named here.
    private static IEnumerable<string> TestViolations(string project, string[] references)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        if (name is "EndToEnd.Tests" or "Messaging.Tests" or "EndToEnd.Runner" or "SqlServer.Tests" or "Benchmarks" or "Architecture.Tests")
        {
            return [];
        }

        var subject = name.EndsWith(".Tests", StringComparison.Ordinal) ? name[..^".Tests".Length] : name;
        string[] allowed =
        [
            Contracts, Platform, X12, SampleData,
            "tests/TestKit/TestKit.csproj",
            $"services/{subject}/{subject}.csproj",
            $"services/{subject}.Cli/{subject}.Cli.csproj",
            "gateway/Gateway.csproj",
            "deploy/local/Local.csproj",
        ];
        return references.Except(allowed).Select(reference => $"{project} -> {reference}");
    }
}
