using System.Diagnostics;
using System.Text;
using MedBill.Local.Commands;
using MedBill.Local.Tye;

namespace MedBill.Local.Processes;

/// <summary>The <c>dotnet</c> that runs this launcher.</summary>
internal static class DotNet
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        if (System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host))
        {
            return host;
        }

        // <root>/shared/Microsoft.NETCore.App/<version>/
        var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        var program = System.IO.Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(program) ? program : "dotnet";
    }
}

/// <summary>How to start what a project makes.</summary>
/// <param name="Path">The program.</param>
/// <param name="Arguments">Before the service's own.</param>
/// <param name="Folder">Where it runs: the content root is the working directory, and its appsettings.json lies there.</param>
internal sealed record ServiceProgram(string Path, IReadOnlyList<string> Arguments, string Folder);

/// <summary>Where the programs of a run come from.</summary>
internal interface IServicePrograms
{
    /// <exception cref="LaunchException">It is not there.</exception>
    ServiceProgram Of(TyeService service);
}

/// <summary>What <c>deploy/publish</c> made: a folder for each app id, each with a program that brings its own runtime.</summary>
internal sealed record PublishedServices(string Root) : IServicePrograms
{
    public ServiceProgram Of(TyeService service)
    {
        var folder = Path.Combine(Root, service.Name);
        var program = Path.Combine(folder, $"MedBill.{Path.GetFileNameWithoutExtension(service.Project!)}");
        return File.Exists(program)
            ? new(program, [], folder)
            : throw new LaunchException(ExitCode.Usage, $"{service.Name} is not published: {program} is not there. deploy/publish makes it.");
    }
}

/// <summary>Where the repository's build puts things (Directory.Build.props: artifacts output, assemblies named MedBill.*).</summary>
internal sealed record BuiltProjects(string Root, string Configuration) : IServicePrograms
{
    public ServiceProgram Of(TyeService service)
    {
        var dll = Dll(service);
        return new(DotNet.Path, [dll], Path.GetDirectoryName(dll)!);
    }

    public string Dll(TyeService service)
    {
        var dll = Dll(Path.GetFileNameWithoutExtension(service.Project!));
        return File.Exists(dll)
            ? dll
            : throw new LaunchException(ExitCode.BuildFailed, $"{service.Name} is not built: {dll} is not there. Leave out --no-build.");
    }

    public string Dll(string project) =>
        Path.Combine(Root, "artifacts", "bin", project, Configuration.ToLowerInvariant(), $"MedBill.{project}.dll");
}

/// <summary>Builds the listed projects with one <c>dotnet build</c> of a solution made for it.</summary>
internal sealed class ProjectBuild(string root, string configuration)
{
    private const int ShownLines = 40;

    /// <param name="projects">Absolute paths.</param>
    /// <param name="onBuilt">Told the name of each project when it is done, dependencies included.</param>
    /// <param name="cancel">Ends the build.</param>
    public async Task RunAsync(IReadOnlyList<string> projects, Action<string> onBuilt, CancellationToken cancel)
    {
        foreach (var project in projects.Where(project => !File.Exists(project)))
        {
            throw new LaunchException(ExitCode.Usage, $"tye.yaml lists {Path.GetRelativePath(root, project)}, which is not there.");
        }

        var solution = Path.Combine(root, "artifacts", "local", "services.slnx");
        Directory.CreateDirectory(Path.GetDirectoryName(solution)!);
        await File.WriteAllTextAsync(solution, Solution(projects, Path.GetDirectoryName(solution)!), cancel);

        // What a listed project refers to is not in the solution; left alone, MSBuild would build it as Debug.
        string[] arguments =
        [
            "build", solution, "-c", configuration, "-p:ShouldUnsetParentConfigurationAndPlatform=false",
            "--nologo", "-v", "m", "-tl:off", "-clp:NoSummary", "-nodeReuse:false",
        ];
        using var process = Process.Start(new ProcessStartInfo(DotNet.Path, arguments)
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        }) ?? throw new LaunchException(ExitCode.BuildFailed, "dotnet build could not be started.");
        var lines = new List<string>();
        process.ErrorDataReceived += (_, line) => Keep(lines, line.Data);
        process.BeginErrorReadLine();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
            {
                Keep(lines, line);
                if (line.IndexOf(" -> ", StringComparison.Ordinal) is > 0 and var arrow)
                {
                    onBuilt(line[..arrow].Trim());
                }
            }

            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            var errors = lines.Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().ToList();
            throw new LaunchException(ExitCode.BuildFailed, "The build failed.", [.. (errors.Count > 0 ? errors : lines).TakeLast(ShownLines)]);
        }
    }

    /// <summary>A solution of exactly these projects.</summary>
    public static string Solution(IReadOnlyList<string> projects, string folder)
    {
        var text = new StringBuilder("<Solution>\n");
        foreach (var project in projects)
        {
            text.Append("  <Project Path=\"").Append(Path.GetRelativePath(folder, project).Replace('\\', '/')).Append("\" />\n");
        }

        return text.Append("</Solution>\n").ToString();
    }

    private static void Keep(List<string> lines, string? line)
    {
        if (line is { Length: > 0 })
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }
}
