using System.Globalization;
using MedBill.Local.Commands;
using Spectre.Console;

namespace MedBill.Local.Load;

/// <summary>A load run as tables.</summary>
internal sealed class LoadReport(IAnsiConsole console, LoadFigures figures)
{
    public void Write(int callers)
    {
        var phases = new Table().RoundedBorder().Title($"{callers} callers").AddColumn("What");
        foreach (var column in new[] { "Claims", "Seconds", "Claims/s", "Target", "Repeated calls" })
        {
            phases.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var phase in figures.Phases)
        {
            phases.AddRow(phase.Name, Number(phase.Claims), Number(phase.Elapsed.TotalSeconds, 1), Number(phase.PerSecond, 1), Number(phase.Target), Number(phase.Repeats));
        }

        console.Write(phases);
        foreach (var phase in figures.Phases.Where(phase => phase.Calls.Count > 0))
        {
            WriteLatencies(phase);
        }

        var floors = figures.Floors;
        console.WriteLine(
            $"This machine at best: {Number(floors.SingleRowCommitsPerSecond)} single-row commits/s, {Number(floors.BatchedRowsPerSecond)} rows/s in batches of {floors.BatchRows}, "
            + $"{Number(floors.EmptyGrpcCallsPerSecondOneCaller)} empty gRPC calls/s with one caller, {Number(floors.EmptyGrpcCallsPerSecondEightCallers)} with eight.");
        console.WriteLine($"Peak memory of all processes: {SuiteTable.Megabytes(figures.PeakMemoryBytes)}. Restarts: {figures.Restarts}.");
    }

    private void WriteLatencies(PhaseResult phase)
    {
        var table = new Table().RoundedBorder().Title($"{phase.Name}: milliseconds").AddColumn("Call");
        foreach (var column in new[] { "Calls", "p50", "p95", "p99", "max" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var (call, times) in phase.Calls)
        {
            AddRow(table, call, times);
        }

        AddRow(table, "all of a bill, or of a batch", phase.Pieces);
        console.Write(table);
        if (phase.RateBy1000.Count > 1)
        {
            console.WriteLine($"Claims/s by the thousand: {string.Join(' ', phase.RateBy1000.Select(rate => Number(rate)))}");
        }
    }

    private static void AddRow(Table table, string name, Percentiles times) => table.AddRow(
        name, Number(times.Count), Number(times.P50, 1), Number(times.P95, 1), Number(times.P99, 1), Number(times.Max, 1));

    private static string Number(double number, int digits = 0) => number.ToString($"N{digits}", CultureInfo.InvariantCulture);
}
