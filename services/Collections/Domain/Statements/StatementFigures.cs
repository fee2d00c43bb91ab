using MedBill.Collections.Domain.Aging;
using MedBill.Collections.Domain.Journal;
using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Statements;

/// <summary>The sum of an account's lines of one visit (null: of no visit) in one ledger account.</summary>
/// <param name="Encounter"><c>encounters/…</c></param>
/// <param name="ServiceDate">Date of service of the visit.</param>
/// <param name="Account">The ledger account.</param>
/// <param name="NetDebit">Debits - credits.</param>
/// <param name="Stated">The account's last statement already spoke of these lines.</param>
public sealed record VisitSum(string? Encounter, DateOnly? ServiceDate, LedgerAccount Account, Money NetDebit, bool Stated);

/// <summary>One visit, in the words of a statement. Charge = paid + adjustment + pending + patient responsibility.</summary>
public sealed record Visit(
    string Encounter,
    DateOnly ServiceDate,
    Money Charge,
    Money PayerPaid,
    Money Adjustment,
    Money PayerPending,
    Money PatientResponsibility);

/// <summary>What a statement says: visits, what was paid for them, what is due.</summary>
public sealed record StatementFigures(IReadOnlyList<Visit> Visits, Money PatientPaid, Money AmountDue)
{
    public const int MaxVisits = 500;

    /// <summary>
    /// A statement lists every visit but those that the last statement showed as settled and that nothing has happened to since; what was
    /// paid for these is left out with them. So patient responsibility - paid = due holds for what is printed.
    /// </summary>
    /// <exception cref="Failure">Precondition NOTHING_DUE, TOO_MANY_VISITS.</exception>
    public static StatementFigures Of(IReadOnlyList<VisitSum> sums)
    {
        ArgumentNullException.ThrowIfNull(sums);
        var due = Money.Sum(sums.Where(sum => sum.Account == LedgerAccount.ArPatient).Select(sum => sum.NetDebit));
        if (due <= Money.Zero)
        {
            throw new Failure(FailureKind.Precondition, "NOTHING_DUE", "There is nothing to pay on this account.");
        }

        var settled = Settled(sums);
        var past = Settled([.. sums.Where(sum => sum.Stated)]);
        past.IntersectWith(settled);
        past.ExceptWith(sums.Where(sum => !sum.Stated && sum.Encounter is not null).Select(sum => sum.Encounter!));
        var listed = VisitsIn(sums).Where(visit => !past.Contains(visit.Encounter)).ToList();
        while (listed.Count > MaxVisits && listed.Find(visit => settled.Contains(visit.Encounter)) is { } oldest)
        {
            listed.Remove(oldest);
        }

        return listed.Count <= MaxVisits
            ? new(listed, Money.Sum(listed.Select(visit => visit.PatientResponsibility)) - due, due)
            : throw new Failure(FailureKind.Precondition, "TOO_MANY_VISITS", $"More than {MaxVisits} visits of this account are open.");
    }

    private static Visit VisitOf(IGrouping<string?, VisitSum> visit)
    {
        Money Net(LedgerAccount account) => Money.Sum(visit.Where(sum => sum.Account == account).Select(sum => sum.NetDebit));

        return new(
            visit.Key!,
            visit.Min(sum => sum.ServiceDate) ?? DateOnly.MinValue,
            -Net(LedgerAccount.Revenue),
            Net(LedgerAccount.PayerCash),
            Net(LedgerAccount.Contractual),
            Net(LedgerAccount.ArPayer) + Net(LedgerAccount.ArUnbilled),
            Net(LedgerAccount.ArPatient));
    }

    private static IEnumerable<Visit> VisitsIn(IEnumerable<VisitSum> sums) => sums.Where(sum => sum.Encounter is not null)
        .GroupBy(sum => sum.Encounter).Select(VisitOf)
        .OrderBy(visit => visit.ServiceDate).ThenBy(visit => visit.Encounter, StringComparer.Ordinal);

    // Nothing open with insurance, and the patient's part covered by the payments of the account, the oldest visit first.
    private static HashSet<string> Settled(IReadOnlyList<VisitSum> sums)
    {
        var visits = VisitsIn(sums).ToList();
        var accountLevel = Money.Sum(sums.Where(sum => sum.Encounter is null && sum.Account == LedgerAccount.ArPatient).Select(sum => sum.NetDebit));
        var open = OpenItems.Of(visits.Select(visit => new PatientItem(visit.Encounter, visit.ServiceDate, visit.PatientResponsibility)), accountLevel)
            .Select(item => item.Encounter).ToHashSet();
        return [.. visits.Where(visit => visit.PayerPending == Money.Zero && !open.Contains(visit.Encounter)).Select(visit => visit.Encounter)];
    }
}
