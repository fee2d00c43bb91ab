using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace MedBill.Deploy.Tests;

/// <summary>
/// Renders kustomizations with <c>kubectl kustomize</c>: the one in artifacts/tools (.ci/kubectl puts it there), else the one on the PATH.
/// Tests skip, and say why, where there is none or it is older than 1.21.
/// </summary>
internal static class Kubectl
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Rendered = new(StringComparer.Ordinal);
    private static readonly Lazy<(string? Path, string Why)> Found = new(Find);

    /// <summary>The overlay as it stands in the repository.</summary>
    public static string Overlay(string name) => Render(Path.Combine(Repository.Root, "deploy/overlays", name));

    /// <summary>Base and components, with what the base leaves to overlays: names, images, and volumes unless a component has them.</summary>
    public static string Combination(params string[] components) => Rendered.GetOrAdd(string.Join(' ', components), _ => new(() =>
    {
        using var folder = new TemporaryFolder();
        string To(string path) => Path.GetRelativePath(folder.Path, Path.Combine(Repository.Root, path));
        var images = Repository.Projects.Keys.Select(app => $"  - {{ name: medbill/{app}, newTag: test }}");
        File.WriteAllText(Path.Combine(folder.Path, "kustomization.yaml"), $"""
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            namespace: medbill
            resources: [{To("deploy/base")}]
            components: [{string.Join(", ", components.Select(component => To("deploy/components/" + component)))}]
            configMapGenerator:
              - name: medbill-settings
                literals: ["authority=https://login.example.org", "otlp-endpoint=http://collector:4317"]
            images:
            {string.Join('\n', images)}
            """);
        return Run(folder.Path);
    })).Value;

    /// <summary>Any folder with a kustomization.yaml.</summary>
    public static string Render(string folder) => Rendered.GetOrAdd(folder, path => new(() => Run(path))).Value;

    private static string Run(string folder)
    {
        Assert.SkipWhen(Found.Value.Path is null, Found.Value.Why);
        var (code, output, error) = Execute(Found.Value.Path!, "kustomize", folder);
        return code == 0 ? output : throw new InvalidOperationException(error);
    }

    private static (string? Path, string Why) Find()
    {
        string[] candidates = [Path.Combine(Repository.Root, "artifacts/tools/kubectl"), "kubectl"];
        var why = "no kubectl: run .ci/kubectl";
        foreach (var candidate in candidates)
        {
            try
            {
                var (code, output, _) = Execute(candidate, "version", "--client", "-o", "json");
                if (code == 0)
                {
                    var version = JsonDocument.Parse(output).RootElement.GetProperty("clientVersion");
                    if (int.Parse(version.GetProperty("minor").GetString()!.TrimEnd('+'), System.Globalization.CultureInfo.InvariantCulture) >= 21)
                    {
                        return (candidate, "");
                    }

                    why = $"kubectl is {version.GetProperty("gitVersion")}; components need 1.21: run .ci/kubectl";
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not there.
            }
        }

        return (null, why);
    }

    private static (int Code, string Output, string Error) Execute(string program, params string[] args) => Programs.Run(program, args);
}

/// <summary>Runs a program to its end.</summary>
internal static class Programs
{
    public static (int Code, string Output, string Error) Run(string program, string[] args, string? input = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Repository.Root,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("medbill-deploy-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
