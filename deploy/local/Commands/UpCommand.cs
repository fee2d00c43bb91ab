using MedBill.Local.Processes;
using Spectre.Console;

namespace MedBill.Local.Commands;

/// <summary><c>up</c>: starts the suite on its fixed ports and keeps it running until it is told to stop.</summary>
internal sealed class UpCommand(Launch launch)
{
    private static readonly TimeSpan KeyPause = TimeSpan.FromMilliseconds(50);

    public async Task<ExitCode> RunAsync(CancellationToken stop)
    {
        var ports = Ports.Fixed(launch.File);
        var built = await launch.BuildAsync([], stop);
        var folder = launch.DataFolder;
        Directory.CreateDirectory(folder);
        var started = launch.Time.GetUtcNow();
        var run = new RunSettings { Folder = folder, Ports = ports, AppToken = Suite.NewAppToken() };
        await using var suite = await launch.StartAsync(built, run, stop, (changed, service) => OnChanged(changed, service, started, stop));
        SuiteState.Of(suite, started).Write(folder);
        Greet(suite);
        await (launch.IsInteractive ? ListenAsync(suite, stop) : Task.Delay(Timeout.InfiniteTimeSpan, launch.Time, stop))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        launch.Say("Stopping.");
        await suite.StopAsync();
        SuiteState.Of(suite, started).Write(folder);
        return ExitCode.Ok;
    }

    // Started services are announced together; what happens later is news.
    private void OnChanged(Suite suite, ServiceProcess service, DateTimeOffset started, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        lock (suite)
        {
            SuiteState.Of(suite, started).Write(suite.Run.Folder);
        }

        if (service.Restarts > 0 || service.State is ProcessState.Failed)
        {
            launch.Say($"{launch.Time.GetLocalNow():HH:mm:ss} {service.Name}: {SuiteTable.Words(service.State)} (restarts: {service.Restarts})");
        }
    }

    private void Greet(Suite suite)
    {
        launch.Console.Write(SuiteTable.Of(SuiteState.Of(suite, launch.Time.GetUtcNow())));
        var gateway = suite.Services.FirstOrDefault(service => service.Name == ServiceEnvironment.Gateway)?.Address;
        if (gateway is not null)
        {
            launch.Say($"""
                API page   {gateway}docs
                A token    curl -s {gateway}connect/token -d grant_type=client_credentials -d client_id=medbill-dev -d client_secret=medbill-dev -d scope="admin patients.read"
                Mailbox    {suite.Run.MailboxFolder}
                Data       {suite.Run.Folder}
                """);
        }

        launch.Say(launch.IsInteractive ? Keys(suite) : "Ctrl-C stops it.");
    }

    private static string Keys(Suite suite) => $"Keys: s state, 1-{Math.Min(suite.Services.Count, 9)} log of a service, q quit.";

    private async Task ListenAsync(Suite suite, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            // ReadKeyAsync of the console polls as well; this one can be left at any time.
            if (!launch.Console.Input.IsKeyAvailable())
            {
                await Task.Delay(KeyPause, launch.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            var key = launch.Console.Input.ReadKey(intercept: true)?.KeyChar ?? ' ';
            if (key is 'q' or 'Q')
            {
                return;
            }

            Answer(suite, key);
        }
    }

    private void Answer(Suite suite, char key)
    {
        if (key is 's' or 'S')
        {
            launch.Console.Write(SuiteTable.Of(SuiteState.Of(suite, launch.Time.GetUtcNow())));
        }
        else if (char.IsAsciiDigit(key) && key - '1' is >= 0 and var index && index < suite.Services.Count)
        {
            var service = suite.Services[index];
            launch.Console.Write(new Rule(service.Name).LeftJustified());
            foreach (var line in service.Log.Tail(40))
            {
                launch.Say(line);
            }
        }
        else
        {
            launch.Say(Keys(suite));
        }
    }
}
