using System.Text.RegularExpressions;

namespace MedBill.Deploy.Tests;

/// <summary>The YAML as it is written, before anything renders it.</summary>
public sealed partial class SourceFileTests
{
    private static readonly string[] Choices = ["SqlServer", "Sqlite", "redis", "kafka", "replicas", "Staging", "Development", "example.org", "storageClassName"];

    [Fact]
    public void The_base_makes_no_choice() => Assert.Empty(
        from path in Repository.DeployFiles("deploy/base")
        from line in ChoicesIn(Repository.Read(path))
        select $"{path}: {line}");

    [Theory]
    [InlineData("  replicas: 3")]
    [InlineData("      - { name: Storage__Provider, value: SqlServer }")]
    [InlineData("authority: https://login.example.org # ours")]
    public void A_choice_in_the_base_is_caught(string line) => Assert.Single(ChoicesIn(line));

    [Fact]
    public void Patches_name_what_they_change_and_never_count() => Assert.Empty(
        from path in Repository.DeployFiles()
        where Counted().IsMatch(Repository.Read(path))
        select path);

    [Theory]
    [InlineData("- op: add\n  path: /spec/template/spec/containers/0/env/-")]
    [InlineData("      - { op: replace, path: /spec/egress/0/to }")]
    [InlineData("fieldPaths: [\"spec.metadata.0.value\"]")]
    public void A_patch_that_counts_is_caught(string yaml) => Assert.Matches(Counted(), yaml);

    [Fact]
    public void Every_component_says_what_it_chooses() => Assert.Empty(
        from component in Repository.Components
        where !component.StartsWith("pubsub-", StringComparison.Ordinal)
        let path = Path.Combine(Repository.Root, "deploy/components", component, "README.md")
        where !File.Exists(path) || !File.ReadAllText(path).StartsWith("# ", StringComparison.Ordinal)
        select component);

    [Fact]
    public void An_overlay_is_a_list_of_base_components_and_small_patches() => Assert.Empty(
        from overlay in Repository.Overlays
        let kustomization = Resource.Read(Repository.Read($"deploy/overlays/{overlay}/kustomization.yaml")).Single().Root
        where string.Join(' ', kustomization.Each("resources")) != "../../base" || kustomization.Each("components").Count() < 5
            || kustomization.Each("components").Last().ToString() != "images"
        select overlay);

    [Fact]
    public void The_table_of_calls_is_read()
    {
        Assert.Equal(7, Repository.Calls.Count);
        Assert.Equal(["patient-registry", "coverage"], Repository.Calls["claims"]);
        Assert.Equal(5, Repository.Calls["gateway"].Length);
        Assert.Empty(Repository.Calls["remittance"]);
    }

    private static IEnumerable<string> ChoicesIn(string yaml) =>
        yaml.Split('\n').Select(line => Comment().Replace(line, ""))
            .Where(line => Choices.Any(choice => line.Contains(choice, StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(@"(^|\s)#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"path: /\S*/\d+(/|\s|$)|fieldPaths: .*\.\d+\.")]
    private static partial Regex Counted();
}
