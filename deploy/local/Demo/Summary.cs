using System.Text.Json;
using MedBill.SampleData;
using MedBill.SampleData.Play;

namespace MedBill.Local.Demo;

/// <summary>
/// <c>summary.json</c>. What stands under <c>outcomes</c>, <c>totals</c> and <c>trialBalance</c> depends on the day alone: it is the same
/// however long the run took and whatever died in it.
/// </summary>
internal sealed record Summary
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required string Day { get; init; }

    /// <summary>Visits by what became of them.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    public required IReadOnlyDictionary<string, string> Totals { get; init; }

    /// <summary>Debits - credits of each ledger account, and their sum.</summary>
    public required IReadOnlyDictionary<string, string> TrialBalance { get; init; }

    public required SummaryChecks Checks { get; init; }

    public required SummaryRun Run { get; init; }

    public static Summary Of(DayResult result, DemoFigures figures)
    {
        var divided = result.Divided;
        return new()
        {
            Day = result.Story.Name,
            Outcomes = result.Outcomes,
            Totals = new Dictionary<string, string>
            {
                ["charged"] = Money.Sum(result.Story.Visits.Select(visit => visit.Charge)).ToString(),
                ["paidByPayers"] = divided.Paid.ToString(),
                ["writtenDown"] = divided.Contractual.ToString(),
                ["patientResponsibility"] = divided.Patient.ToString(),
                ["deniedOpen"] = Money.Sum(result.OpenDenials.Select(denial => denial.Amount)).ToString(),
                ["quarantineDifference"] = result.QuarantineDifference.ToString(),
                ["paidByPatients"] = Money.Sum(result.Payments.Select(payment => payment.Amount)).ToString(),
                ["statementsDue"] = Money.Sum(result.Statements.Select(statement => statement.AmountDue)).ToString(),
                ["agedOpen"] = result.Aging.TotalAmount.ToString(),
                ["journaledFromPayers"] = result.Reconciliation.Journaled.PaidAmount.ToString(),
            },
            TrialBalance = result.Ledger.Select(row => KeyValuePair.Create(row.Key, row.Value.ToString()))
                .Append(KeyValuePair.Create("difference", result.TrialBalance.Difference.ToString())).ToDictionary(),
            Checks = new(result.Checks.Count, [.. result.Broken]),
            Run = new(
                Math.Round(figures.StartTime.TotalSeconds, 1),
                Math.Round(figures.Elapsed.TotalSeconds, 1),
                figures.TotalPeakBytes,
                figures.PeakBytes.Append(KeyValuePair.Create("launcher", figures.LauncherPeakBytes)).ToDictionary(),
                [.. figures.Killed.Select(killed => new SummaryKill(killed.Service, killed.Step.ToString()))],
                figures.Restarts),
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <summary>How many figures were compared, and those that were not as expected.</summary>
internal sealed record SummaryChecks(int Compared, IReadOnlyList<Check> Broken);

/// <summary>What the run cost, what was killed in it, and how often each service was started again. The memory is the sum of what each process held at most.</summary>
internal sealed record SummaryRun(
    double StartSeconds,
    double ElapsedSeconds,
    long PeakMemoryBytes,
    IReadOnlyDictionary<string, long> PeakMemoryByProcess,
    IReadOnlyList<SummaryKill> Killed,
    IReadOnlyDictionary<string, int> Restarts);

/// <summary>A service that was killed, and the step of the day in which it was.</summary>
internal sealed record SummaryKill(string Service, string Step);
