using System.Globalization;
using MedBill.SampleData;
using MedBill.SampleData.Expectations;
using MedBill.SampleData.Play;
using MedBill.SampleData.Rest;
using MedBill.SampleData.Story;
using Spectre.Console;

namespace MedBill.Local.Demo;

/// <summary>The day as a biller reads it: what became of the claims, where the money is, what to do next.</summary>
internal sealed class DemoReport(IAnsiConsole console, DayResult result, DemoFigures figures)
{
    private const int MaxBroken = 40;
    private static readonly string[] Buckets = ["0-30", "31-60", "61-90", "91-120", "121-150", "151+"];

    public void Write(string output)
    {
        console.WriteLine();
        console.Write(Claims());
        console.Write(Ledger());
        console.Write(Aging());
        WriteQuarantine();
        WriteNext();
        WriteChecks();
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Day {figures.Elapsed.TotalSeconds:0.0} s, of it start {figures.StartTime.TotalSeconds:0.0} s; peak memory {figures.TotalPeakBytes / 1_048_576.0:0} MB in {figures.PeakBytes.Count + 1} processes."));
        foreach (var killed in figures.Killed)
        {
            console.WriteLine($"{killed.Service} was killed (kill -9) in the step \"{DemoProgress.Words(killed.Step)}\" and started again.");
        }

        console.WriteLine($"Files: {output}/x12/outbound, x12/inbound, statements, summary.json");
    }

    private Table Claims()
    {
        var table = Titled("What became of the visits", "Outcome", "Visits", "Charged", "Paid by payer", "Written down", "Patient", "Denied, open", "Still with payer");
        var rows = result.Expectations.Visits.GroupBy(visit => Outcome(visit.Visit.Key, visit.Treatment)).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var decided = Decided(row.Select(visit => visit.Visit.Key));
            AddRow(table, row.Key, row.Count(), Money.Sum(row.Select(visit => visit.Visit.Charge)), decided, Pending(row));
        }

        table.AddEmptyRow();
        AddRow(table, "All", result.Story.Visits.Count, result.Expectations.Charged, result.Divided, Pending(result.Expectations.Visits));
        return table;
    }

    private Money Pending(IEnumerable<VisitExpectation> visits) => Money.Sum(visits
        .Where(visit => result.Claims.TryGetValue(visit.Visit.Key, out var claim) && claim.Adjudication is null)
        .Select(visit => visit.Visit.Charge));

    private string Outcome(string visit, Treatment treatment) => result.Claims.TryGetValue(visit, out var claim)
        ? (claim.Adjudication?.Outcome, treatment) switch
        {
            ("PAID", Treatment.Rejected) => "Rejected, corrected, paid",
            ("PAID", Treatment.Authorization) => "Denied, replaced, paid",
            ("PAID", Treatment.PatientShare) => "Paid, less the patient's share",
            ("PAID", _) => "Paid",
            ("PATIENT_RESPONSIBILITY", _) => "All to the patient's share",
            ("DENIED", _) => "Denied, open",
            (null, Treatment.OutOfBalance) => "Payment in quarantine",
            (var other, _) => other ?? claim.State,
        }
        : "Self-pay";

    private Decision Decided(IEnumerable<string> visits) => visits
        .Select(visit => result.Claims.GetValueOrDefault(visit)?.Adjudication).OfType<Adjudication>()
        .Select(decision => new Decision(decision.PaidAmount, decision.ContractualAmount, decision.PatientResponsibilityAmount, decision.DeniedAmount))
        .Aggregate(default(Decision), (sum, one) => sum + one);

    private static void AddRow(Table table, string words, int count, Money charged, Decision decided, Money pending) => table.AddRow(
        words.EscapeMarkup(), count.ToString(CultureInfo.InvariantCulture), charged.ToString(), Amount(decided.Paid), Amount(decided.Contractual),
        Amount(decided.Patient), Amount(decided.Denied), Amount(pending));

    private Table Ledger()
    {
        var table = Titled("Trial balance", "Account", "Debits", "Credits", "Balance");
        foreach (var row in result.TrialBalance.Rows ?? [])
        {
            table.AddRow(Words(row.LedgerAccount), row.DebitAmount.ToString(), row.CreditAmount.ToString(), row.Balance.ToString());
        }

        table.AddEmptyRow();
        return table.AddRow("Difference", result.TrialBalance.DebitAmount.ToString(), result.TrialBalance.CreditAmount.ToString(), result.TrialBalance.Difference.ToString());
    }

    private Table Aging()
    {
        var table = Titled("Open receivables by age in days", ["Who owes", .. Buckets, "All"]);
        foreach (var row in (result.Aging.Rows ?? []).Where(row => row.TotalAmount != Money.Zero))
        {
            var who = row.PayerId is { } payer ? result.PayerNames.GetValueOrDefault(payer, payer) : "Patients";
            table.AddRow([who.EscapeMarkup(), .. row.BucketAmounts.Select(Amount), row.TotalAmount.ToString()]);
        }

        return table;
    }

    private void WriteQuarantine()
    {
        foreach (var remittance in result.Quarantined)
        {
            foreach (var difference in remittance.Differences ?? [])
            {
                console.WriteLine(
                    $"Quarantined: payment {remittance.TraceNumber} says {difference.ActualAmount}, its claims add up to {difference.ExpectedAmount}; difference {difference.Difference}. Nothing of it is posted.");
            }
        }
    }

    private void WriteNext()
    {
        console.WriteLine();
        console.WriteLine("What to do next");
        foreach (var group in result.OpenDenials.GroupBy(denial => (denial.GroupCode, denial.ReasonCode, denial.WorkQueue)))
        {
            var claims = group.Select(denial => denial.ClaimId).Distinct().Count();
            console.WriteLine($"  Work {claims} denied claim(s), {group.Key.GroupCode}-{group.Key.ReasonCode}, queue {group.Key.WorkQueue}: {Money.Sum(group.Select(denial => denial.Amount))} open.");
        }

        foreach (var remittance in result.Quarantined)
        {
            console.WriteLine($"  Call the payer about {remittance.TraceNumber}: ask for a corrected 835.");
        }

        var owing = result.Expectations.Accounts.Where(account => account.PatientBalance > Money.Zero).ToList();
        console.WriteLine($"  {owing.Count} account(s) still owe {Money.Sum(owing.Select(account => account.PatientBalance))} after their statements.");
        var credit = Money.Sum(result.Expectations.Accounts.Select(account => account.Credit));
        if (credit > Money.Zero)
        {
            console.WriteLine($"  {credit} paid too much: use it for the next visit, or give it back.");
        }

        console.WriteLine();
    }

    private void WriteChecks()
    {
        console.WriteLine($"{result.Checks.Count - result.Broken.Count} of {result.Checks.Count} figures are as the story says.");
        if (result.Broken.Count == 0)
        {
            return;
        }

        var table = Titled("Not as expected", "Figure", "Expected", "Found");
        foreach (var check in result.Broken.Take(MaxBroken))
        {
            table.AddRow(check.Subject.EscapeMarkup(), check.Expected.EscapeMarkup(), check.Actual.EscapeMarkup());
        }

        console.Write(table);
    }

    private static Table Titled(string title, params string[] columns)
    {
        var table = new Table().RoundedBorder().Title(title).AddColumn(columns[0]);
        foreach (var column in columns.Skip(1))
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        return table;
    }

    private static string Amount(Money money) => money == Money.Zero ? "" : money.ToString();

    private static string Words(string account) => account switch
    {
        "AR_UNBILLED" => "Charged, not billed",
        "AR_PAYER" => "Owed by payers",
        "AR_PATIENT" => "Owed by patients",
        "REVENUE" => "Charges earned",
        "CONTRACTUAL" => "Written down by contract",
        "PAYER_CASH" => "Money from payers",
        "CASH" => "Money from patients",
        "PATIENT_CREDIT" => "Patients' credit",
        _ => account.EscapeMarkup(),
    };
}
