using MedBill.Local.Processes;

namespace MedBill.Local.Commands;

/// <summary><c>logs</c>: the end of the logs of the suite that is, or was, up, and with <c>--follow</c> what comes.</summary>
internal sealed class LogsCommand(Launch launch)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    public async Task<ExitCode> RunAsync(CancellationToken stop)
    {
        var state = SuiteState.Read(launch.DataFolder) ?? throw new LaunchException(ExitCode.Usage, $"Nothing was ever started in {launch.DataFolder}.");
        var wanted = state.Services.Where(service => launch.Options.Service is null || service.Name == launch.Options.Service).ToList();
        if (wanted.Count == 0)
        {
            throw new LaunchException(ExitCode.Usage, $"{launch.Options.Service} is not one of {string.Join(", ", state.Services.Select(service => service.Name))}.");
        }

        var read = new Dictionary<string, long>();
        foreach (var service in wanted.Where(service => File.Exists(service.Log)))
        {
            var lines = await ReadAsync(service.Log, 0, read, stop);
            foreach (var line in lines.TakeLast(launch.Options.Lines))
            {
                Say(wanted.Count > 1, service.Name, line);
            }
        }

        while (launch.Options.Follow && !stop.IsCancellationRequested)
        {
            foreach (var service in wanted.Where(service => File.Exists(service.Log)))
            {
                foreach (var line in await ReadAsync(service.Log, read.GetValueOrDefault(service.Log), read, stop))
                {
                    Say(wanted.Count > 1, service.Name, line);
                }
            }

            await Task.Delay(LookEvery, launch.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return ExitCode.Ok;
    }

    private void Say(bool named, string service, string line) => launch.Say(named ? $"{service} | {line}" : line);

    // Whole lines from a position; a file that became shorter was begun anew.
    private static async Task<IReadOnlyList<string>> ReadAsync(string path, long from, Dictionary<string, long> read, CancellationToken cancel)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = from <= stream.Length ? from : 0;
        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync(cancel);
        var end = text.LastIndexOf('\n') + 1;
        read[path] = (from <= stream.Length ? from : 0) + System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, end));
        return text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
