using MedBill.Local.Processes;

namespace MedBill.Local.Commands;

/// <summary><c>state</c>: what the suite that is up is doing.</summary>
internal sealed class StateCommand(Launch launch)
{
    public ExitCode Run()
    {
        if (SuiteState.Read(launch.DataFolder) is not { } state || !state.IsRunning())
        {
            launch.Say("Nothing is up. Start it with: dotnet run --project deploy/local -- up");
            return ExitCode.NotHealthy;
        }

        launch.Console.Write(SuiteTable.Of(state));
        return state.Services.All(service => service.State == nameof(ProcessState.Up)) ? ExitCode.Ok : ExitCode.NotHealthy;
    }
}
