using System.Text.Json;
using System.Text.RegularExpressions;
using MedBill.Deploy.Tests.Rules;

namespace MedBill.Deploy.Tests;

/// <summary>The Dockerfile by its parts, and what deploy/build-images does without a registry.</summary>
public sealed partial class ImageTests
{
    private static readonly string Dockerfile = Repository.Read("deploy/Dockerfile");

    [Fact]
    public void The_Dockerfile_keeps_the_rules() => Assert.Empty(Wrong(Dockerfile));

    [Theory]
    [InlineData("COPY gateway/ gateway/", "COPY gateways/ gateways/")]
    [InlineData("COPY protos/ protos/\n", "")]
    [InlineData("USER 1654", "USER app")]
    [InlineData("USER 1654\n", "")]
    [InlineData("USER 1654", "USER 1000")]
    [InlineData("\"/app/app.$part\"", "\"/app/main.$part\"")]
    [InlineData("aspnet:10.0-noble-chiseled-extra", "sdk:10.0-noble")]
    [InlineData("aspnet:10.0-noble-chiseled-extra", "aspnet:latest")]
    [InlineData("aspnet:10.0-noble-chiseled-extra", "aspnet:10.0-noble-chiseled")]
    [InlineData("-p:InvariantGlobalization=false ", "")]
    [InlineData("--locked-mode", "")]
    [InlineData("-p:PublishReadyToRun=true", "")]
    [InlineData("ENTRYPOINT [\"dotnet\", \"/app/app.dll\"]", "ENTRYPOINT dotnet /app/app.dll")]
    [InlineData("HEALTHCHECK NONE", "HEALTHCHECK CMD curl localhost:8080")]
    public void A_Dockerfile_that_breaks_one_is_caught(string sound, string broken)
    {
        Assert.Contains(sound, Dockerfile, StringComparison.Ordinal);
        Assert.NotEmpty(Wrong(Dockerfile.Replace(sound, broken, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_copied_is_in_the_context_and_nothing_else() =>
        Assert.Equal(
            Copied(Dockerfile).Order(),
            Repository.Read("deploy/Dockerfile.dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).Order());

    [Fact]
    public void It_builds_what_tye_yaml_lists() => Assert.Equal(
        Repository.Projects.Select(pair => $"{pair.Key} {pair.Value}"),
        Script("--list").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Digests_are_written_into_an_overlay_all_or_none()
    {
        var file = Path.Combine(Repository.Root, "deploy/overlays/production/images/kustomization.yaml");
        using var folder = new TemporaryFolder();
        CopyForScript(folder.Path);
        var copy = Path.Combine(folder.Path, "deploy/overlays/production/images/kustomization.yaml");
        var digests = string.Concat(Repository.Projects.Keys.Select((app, i) => $"{app} sha256:{new string((char)('a' + (i % 6)), 64)}\n"));

        Assert.Equal(2, Script(["--digests", "registry.example", "production"], "claims sha256:abc\n", folder.Path).Code);
        Assert.Equal(2, Script(["--digests", "registry.example", "production"], digests.Split('\n')[0] + "\n", folder.Path).Code);
        Assert.Equal(File.ReadAllText(file), File.ReadAllText(copy));
        Assert.Equal(0, Script(["--digests", "registry.example", "production"], digests, folder.Path).Code);

        var images = Resource.Read(File.ReadAllText(copy)).Single().Root.Each("images").ToArray();
        Assert.Equal(Repository.Projects.Keys.Except(["sandbox-payer"]).Select(app => "medbill/" + app), images.Select(image => image.Text("name")));
        Assert.All(images, image => Assert.Matches(Images.Pinned(), $"{image.Text("newName")}@{image.Text("digest")}"));
    }

    // A stand-in for docker: it proves the script's order and what it writes down, nothing of Docker.
    [Fact]
    public void A_push_builds_every_project_and_ends_with_the_digests_in_the_overlay()
    {
        Assert.SkipUnless(HasJq(), "no jq");
        using var folder = new TemporaryFolder();
        CopyForScript(folder.Path);
        File.WriteAllText(Path.Combine(folder.Path, "docker"), """
            #!/usr/bin/env bash
            echo "$*" >> docker.log
            if [ "$1 $2" = "image inspect" ]; then echo 90000000; fi
            while [ $# -gt 0 ]; do if [ "$1" = --metadata-file ]; then printf '{"containerimage.digest":"sha256:%064d"}' 7 > "$2"; fi; shift; done
            """);
        File.WriteAllText(Path.Combine(folder.Path, "git"), "#!/usr/bin/env bash\necho c0ffee\n");

        var (code, output, error) = Programs.Run(
            "bash", ["-c", "chmod +x docker git && PATH=$PWD:$PATH deploy/build-images --push registry.example --overlay production"], null, folder.Path);

        Assert.True(code == 0, error);
        Assert.Equal(Repository.Projects.Keys, output.Split('\n').Where(line => line.EndsWith("90 MB", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]));
        var asked = File.ReadAllLines(Path.Combine(folder.Path, "docker.log"));
        Assert.All(Repository.Projects, pair => Assert.Single(
            asked, line => line.Contains($"PROJECT={pair.Value} ", StringComparison.Ordinal)
                && line.Contains($"-t registry.example/medbill/{pair.Key}:c0ffee --push --sbom=true", StringComparison.Ordinal)));
        var images = File.ReadAllText(Path.Combine(folder.Path, "deploy/overlays/production/images/kustomization.yaml"));
        Assert.Equal(Repository.Projects.Count - 1, images.Split("digest: sha256:").Length - 1);
    }

    [Fact]
    public void Every_image_gets_a_bill_of_materials_from_its_lock_file()
    {
        Assert.SkipUnless(HasJq(), "no jq");
        using var folder = new TemporaryFolder();
        CopyForScript(folder.Path);

        Assert.Equal(0, Script(["--sbom"], null, folder.Path).Code);

        foreach (var (app, project) in Repository.Projects)
        {
            using var bill = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, $"artifacts/images/{app}.cdx.json")));
            using var locked = JsonDocument.Parse(Repository.Read(Path.GetDirectoryName(project) + "/packages.lock.json"));
            var expected = locked.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.TryGetProperty("resolved", out _))
                .Select(package => $"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}");
            var components = bill.RootElement.GetProperty("components").EnumerateArray().ToArray();
            Assert.Equal(expected, components.Select(component => component.GetProperty("purl").GetString()));
            Assert.All(components, component => Assert.Matches("^[0-9a-f]{128}$", component.GetProperty("hashes")[0].GetProperty("content").GetString()));
        }
    }

    private static IEnumerable<string> Wrong(string dockerfile)
    {
        var stages = ("\n" + dockerfile).Split("\nFROM ")[1..];
        var last = stages[^1];
        foreach (var source in Copied(dockerfile).Where(source => !Path.Exists(Path.Combine(Repository.Root, source))))
        {
            yield return $"{source} is not there to be copied";
        }

        foreach (var folder in Repository.Projects.Values.Select(project => project.Split('/')[0]).Append("protos").Distinct().Except(Copied(dockerfile)))
        {
            yield return $"{folder} is not copied";
        }

        if (stages.Length < 2 || !last.StartsWith("mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra", StringComparison.Ordinal) || last.Contains("\nRUN ", StringComparison.Ordinal))
        {
            yield return "the image is not the chiseled runtime and what is copied into it";
        }

        if (FromLatest().IsMatch(dockerfile))
        {
            yield return "a base image has no version";
        }

        if (User().Match(last) is not { Success: true } user || !Repository.Read("deploy/base/pods/every.yaml").Contains($"runAsUser: {user.Groups[1].Value}\n", StringComparison.Ordinal))
        {
            yield return "the user is no number, or not the one that the pods run as";
        }

        if (!dockerfile.Contains("ln -s \"$name.$part\" \"/app/app.$part\"", StringComparison.Ordinal))
        {
            yield return "what is started is not there";
        }

        // Without the first two the SQL Server client refuses to open a connection: "Globalization Invariant Mode is not supported".
        foreach (var needed in new[] { "-p:InvariantGlobalization=false", "GLOBALIZATION_INVARIANT=false", "--locked-mode", "-p:PublishReadyToRun=true", "\nHEALTHCHECK NONE", "\nENTRYPOINT [\"dotnet\", \"/app/app.dll\"]", "type=cache" }
            .Where(needed => !dockerfile.Contains(needed, StringComparison.Ordinal)))
        {
            yield return $"has no {needed.Trim()}";
        }
    }

    private static string[] Copied(string dockerfile) =>
        [.. Copy().Matches(dockerfile).SelectMany(match => match.Groups[1].Value.Split(' ')[..^1]).Select(source => source.TrimEnd('/'))];

    private static (int Code, string Output, string Error) Script(params string[] args) => Script(args, null, Repository.Root);

    private static (int Code, string Output, string Error) Script(string[] args, string? input, string root) =>
        Programs.Run("bash", [Path.Combine(root, "deploy/build-images"), .. args], input, root);

    // What the script reads and writes, in a folder where it may.
    private static void CopyForScript(string root)
    {
        foreach (var path in Repository.Projects.Values.Select(project => Path.GetDirectoryName(project) + "/packages.lock.json")
            .Concat(["deploy/build-images", "deploy/overlays/production/images/kustomization.yaml", "tye.yaml", "Directory.Build.props"]))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            File.Copy(Path.Combine(Repository.Root, path), Path.Combine(root, path));
        }
    }

    private static bool HasJq() => Programs.Run("bash", ["-c", "command -v jq"]).Code == 0;

    [GeneratedRegex(@"^COPY (?!--from)(.+)$", RegexOptions.Multiline)]
    private static partial Regex Copy();

    [GeneratedRegex(@"^FROM [^\n]*(:latest|mcr\.microsoft\.com/[a-z/]+)(\s|$)", RegexOptions.Multiline)]
    private static partial Regex FromLatest();

    [GeneratedRegex(@"^USER ([1-9]\d*)$", RegexOptions.Multiline)]
    private static partial Regex User();
}
