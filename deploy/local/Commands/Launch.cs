using MedBill.Local.Processes;
using MedBill.Local.Tye;
using Spectre.Console;

namespace MedBill.Local.Commands;

/// <summary>What every verb needs: the console, the clock, the file, and how to build and start what it lists.</summary>
internal sealed class Launch
{
    private const string TyeFileName = "tye.yaml";

    public Launch(CommandLine options, IAnsiConsole console, TimeProvider time)
    {
        (Options, Console, Time) = (options, console, time);
        File = TyeReader.Read(options.File ?? Find());
    }

    public CommandLine Options { get; }

    public IAnsiConsole Console { get; }

    public TimeProvider Time { get; }

    public TyeFile File { get; }

    public string Root => File.Folder;

    /// <summary>Somebody is looking who can press keys.</summary>
    public bool IsInteractive => Console.Profile.Capabilities.Interactive && Console.Profile.Out.IsTerminal;

    /// <summary>The folder of the suite that stays.</summary>
    public string DataFolder => Path.GetFullPath(Options.Data ?? Path.Combine(Root, "artifacts", "data"));

    /// <summary>A new empty folder for a run that leaves nothing behind.</summary>
    public string NewRunFolder(string verb)
    {
        var folder = Path.Combine(Root, "artifacts", "runs", $"{verb}-{Time.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Builds the listed projects, unless it was said to take what is there.</summary>
    public async Task<BuiltProjects> BuildAsync(IReadOnlyList<string> more, CancellationToken cancel)
    {
        var built = new BuiltProjects(Root, Options.Configuration);
        var projects = File.Started.Select(service => service.Project).OfType<string>().Concat(more).ToList();
        if (Options.NoBuild || projects.Count == 0)
        {
            return built;
        }

        var started = Time.GetTimestamp();
        var build = new ProjectBuild(Root, Options.Configuration);
        if (IsInteractive)
        {
            await Console.Status().StartAsync("Building", status =>
                build.RunAsync(projects, project => status.Status($"Building: {project.EscapeMarkup()}"), cancel));
        }
        else
        {
            await build.RunAsync(projects, _ => { }, cancel);
        }

        Say($"Built {projects.Count} projects in {Time.GetElapsedTime(started).TotalSeconds:0.0} s.");
        return built;
    }

    /// <summary>Starts everything and waits until it is ready.</summary>
    public async Task<Suite> StartAsync(
        BuiltProjects built, RunSettings run, CancellationToken cancel, Action<Suite, ServiceProcess>? changed = null)
    {
        var started = Time.GetTimestamp();
        var suite = new Suite(File, run, built, Time, changed);
        try
        {
            if (IsInteractive)
            {
                await Console.Status().StartAsync("Starting", async status =>
                {
                    var starting = suite.StartAsync(cancel);
                    while (!starting.IsCompleted)
                    {
                        var late = suite.Services.Where(service => service.State != ProcessState.Up).Select(service => service.Name);
                        status.Status($"Starting: {string.Join(", ", late).EscapeMarkup()}");
                        await Task.WhenAny(starting, Task.Delay(TimeSpan.FromMilliseconds(100), Time, cancel));
                    }

                    await starting;
                });
            }
            else
            {
                await suite.StartAsync(cancel);
            }
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }

        Say($"Started {suite.Services.Count} services in {Time.GetElapsedTime(started).TotalSeconds:0.0} s.");
        return suite;
    }

    public void Say(string text) => Console.WriteLine(text);

    private static string Find()
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var path = Path.Combine(folder.FullName, TyeFileName);
                if (System.IO.File.Exists(path))
                {
                    return path;
                }
            }
        }

        throw new LaunchException(ExitCode.Usage, $"{TyeFileName} is in none of the folders above this one.");
    }
}
