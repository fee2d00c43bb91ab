using System.Globalization;
using MedBill.Local.Processes;
using Spectre.Console;

namespace MedBill.Local.Commands;

/// <summary>The state of a suite as a table.</summary>
internal static class SuiteTable
{
    public static Table Of(SuiteState state)
    {
        var table = new Table().RoundedBorder();
        foreach (var column in new[] { "", "Service", "State", "Address", "Process", "Restarts", "Peak memory" })
        {
            table.AddColumn(new TableColumn(column).NoWrap());
        }

        foreach (var (service, index) in state.Services.Select((service, index) => (service, index)))
        {
            table.AddRow(
                (index + 1).ToString(CultureInfo.InvariantCulture),
                service.Name.EscapeMarkup(),
                Words(Enum.Parse<ProcessState>(service.State)),
                (service.Address ?? "").EscapeMarkup(),
                service.ProcessId?.ToString(CultureInfo.InvariantCulture) ?? "",
                service.Restarts.ToString(CultureInfo.InvariantCulture),
                Megabytes(service.PeakBytes));
        }

        return table;
    }

    public static string Words(ProcessState state) => state switch
    {
        ProcessState.Waiting => "waiting",
        ProcessState.Starting => "starting",
        ProcessState.Up => "up",
        ProcessState.Restarting => "restarting",
        ProcessState.Stopped => "stopped",
        ProcessState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_048_576.0:0} MB");
}
