using System.Runtime.InteropServices;
using MedBill.EndToEnd.Runner;
using MedBill.EndToEnd.Runner.Checks;
using MedBill.EndToEnd.Runner.Installation;
using MedBill.Local.Commands;
using MedBill.Local.Tye;

#pragma warning disable RS0030 // A command line speaks through its console.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var arguments = RunnerArguments.Parse(args);
    if (arguments.Verb == RunnerVerb.Help)
    {
        Console.Out.WriteLine(RunnerArguments.Usage);
        return 0;
    }

    var apps = Environment.GetEnvironmentVariable("MEDBILL_APPS") is { Length: > 0 } folder ? folder : Path.Combine(AppContext.BaseDirectory, "..");
    var listed = Path.Combine(apps, "tye.yaml");
    var file = File.Exists(listed) ? TyeReader.Read(listed) : null;
    var settings = RunnerSettings.Read(
        Environment.GetEnvironmentVariable, [.. file?.Services.Select(service => service.Name) ?? [.. RunnerSettings.Stores, "gateway"]], AppContext.BaseDirectory);
    if (settings.Gateway is null && file is null)
    {
        throw new LaunchException(ExitCode.Usage, $"{Path.GetFullPath(listed)} is not there: MEDBILL_APPS is the folder that deploy/publish made, or MEDBILL_GATEWAY says where the suite runs.");
    }

    var report = new Report(Console.Out, arguments.Json);
    var code = await new Runner(arguments, settings, file, report, TimeProvider.System).RunAsync(stop.Token);
    report.Finish(args[0]);
    return (int)code;
}
catch (LaunchException exception)
{
    Console.Error.WriteLine(exception.Message);
    foreach (var line in exception.Details)
    {
        Console.Error.WriteLine($"  {line}");
    }

    // Whatever kept it from being tried: usage, a port, a service that did not come up. Only a suite that was up can be found wanting.
    return exception.Code == ExitCode.NotAsExpected ? 1 : 2;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return (int)ExitCode.Interrupted;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
