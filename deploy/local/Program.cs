using System.Runtime.InteropServices;
using MedBill.Local.Commands;
using MedBill.Local.Demo;
using MedBill.Local.Load;
using Spectre.Console;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop);
var console = AnsiConsole.Console;
if (!console.Profile.Out.IsTerminal)
{
    // A log or a pipe has no width to fold at.
    console.Profile.Width = 240;
}

try
{
    var options = CommandLine.Parse(args);
    return (int)await RunAsync(options);
}
catch (LaunchException exception)
{
    console.WriteLine(exception.Message);
    foreach (var line in exception.Details)
    {
        console.WriteLine($"  {line}");
    }

    return (int)exception.Code;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return (int)ExitCode.Interrupted;
}

async Task<ExitCode> RunAsync(CommandLine options)
{
    if (options.Verb == Verb.Help)
    {
        console.WriteLine(CommandLine.Usage);
        return ExitCode.Ok;
    }

    var launch = new Launch(options, console, TimeProvider.System);
    return options.Verb switch
    {
        Verb.Up => await new UpCommand(launch).RunAsync(stop.Token),
        Verb.Demo => await new DemoCommand(launch).RunAsync(stop.Token),
        Verb.Load => await new LoadCommand(launch).RunAsync(stop.Token),
        Verb.State => new StateCommand(launch).Run(),
        Verb.Logs => await new LogsCommand(launch).RunAsync(stop.Token),
        _ => throw new InvalidOperationException($"No command for {options.Verb}."),
    };
}

// The signal is answered by stopping what was started; the exit code says the rest.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
