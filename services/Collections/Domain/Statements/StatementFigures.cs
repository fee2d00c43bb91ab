using MedBill.Collections.Domain.Aging;
using MedBill.Collections.Domain.Journal;
using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Statements;

/// <summary>The sum of an account's lines of one visit (null: of no visit) in one ledger account.</summary>
/// <param name="Encounter"><c>encounters/…</c></param>
/// <param name="Patient"><c>patients/…</c> of the visit.</param>
/// <param name="ServiceDate">Date of service of the visit.</param>
/// <param name="Account">The ledger account.</param>
/// <param name="NetDebit">Debits - credits.</param>
/// <param name="FirstDebit">Effective date of the first debit; null when there is none.</param>
/// <param name="Stated">The account's last statement already spoke of these lines.</param>
public sealed record VisitSum(
    string? Encounter, string? Patient, DateOnly? ServiceDate, LedgerAccount Account, Money NetDebit, DateOnly? FirstDebit, bool Stated);

/// <summary>One visit, in the words of a statement. Charge = paid + adjustment + pending + patient responsibility.</summary>
/// <param name="Encounter"><c>encounters/…</c></param>
/// <param name="Patient"><c>patients/…</c></param>
/// <param name="ServiceDate">Date of service.</param>
/// <param name="Charge">Charged.</param>
/// <param name="PayerPaid">Paid by insurance.</param>
/// <param name="Adjustment">Written down by contract, or written off.</param>
/// <param name="PayerPending">Still with insurance, or not billed yet.</param>
/// <param name="PatientResponsibility">Fell to the patient.</param>
/// <param name="Due">What of that the account's payments do not cover.</param>
/// <param name="DueSince">The day an amount first became the patient's; the date of service while none has.</param>
public sealed record Visit(
    string Encounter,
    string Patient,
    DateOnly ServiceDate,
    Money Charge,
    Money PayerPaid,
    Money Adjustment,
    Money PayerPending,
    Money PatientResponsibility,
    Money Due,
    DateOnly DueSince);

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

        var visits = VisitsIn(sums);
        var settled = Settled(visits);
        var past = Settled(VisitsIn([.. sums.Where(sum => sum.Stated)]));
        past.IntersectWith(settled);
        past.ExceptWith(sums.Where(sum => !sum.Stated && sum.Encounter is not null).Select(sum => sum.Encounter!));
        var listed = visits.Where(visit => !past.Contains(visit.Encounter)).ToList();
        while (listed.Count > MaxVisits && listed.Find(visit => settled.Contains(visit.Encounter)) is { } oldest)
        {
            listed.Remove(oldest);
        }

        return listed.Count <= MaxVisits
            ? new(listed, Money.Sum(listed.Select(visit => visit.PatientResponsibility)) - due, due)
            : throw new Failure(FailureKind.Precondition, "TOO_MANY_VISITS", $"More than {MaxVisits} visits of this account are open.");
    }

    // Nothing open with insurance, and the patient's part covered.
    private static HashSet<string> Settled(IEnumerable<Visit> visits) =>
        [.. visits.Where(visit => visit.PayerPending == Money.Zero && visit.Due == Money.Zero).Select(visit => visit.Encounter)];

    // By date of service. The payments of the account cover the oldest visit first.
    private static List<Visit> VisitsIn(IReadOnlyList<VisitSum> sums)
    {
        var visits = sums.Where(sum => sum.Encounter is not null).GroupBy(sum => sum.Encounter).Select(VisitOf)
            .OrderBy(visit => visit.ServiceDate).ThenBy(visit => visit.Encounter, StringComparer.Ordinal).ToList();
        var accountLevel = Money.Sum(sums.Where(sum => sum.Encounter is null && sum.Account == LedgerAccount.ArPatient).Select(sum => sum.NetDebit));
        var open = OpenItems.Of(visits.Select(visit => new PatientItem(visit.Encounter, visit.ServiceDate, visit.PatientResponsibility)), accountLevel)
            .Where(item => item.Encounter is not null).ToDictionary(item => item.Encounter!, item => item.Amount);
        return visits.ConvertAll(visit => visit with { Due = open.GetValueOrDefault(visit.Encounter) });
    }

    private static Visit VisitOf(IGrouping<string?, VisitSum> visit)
    {
        Money Net(LedgerAccount account) => Money.Sum(visit.Where(sum => sum.Account == account).Select(sum => sum.NetDebit));

        var serviceDate = visit.Min(sum => sum.ServiceDate) ?? DateOnly.MinValue;
        return new(
            visit.Key!,
            visit.Max(sum => sum.Patient) ?? "",
            serviceDate,
            -Net(LedgerAccount.Revenue),
            Net(LedgerAccount.PayerCash),
            Net(LedgerAccount.Contractual) + Net(LedgerAccount.WriteOff),
            Net(LedgerAccount.ArPayer) + Net(LedgerAccount.ArUnbilled),
            Net(LedgerAccount.ArPatient),
            Money.Zero,
            visit.Where(sum => sum.Account == LedgerAccount.ArPatient).Min(sum => sum.FirstDebit) ?? serviceDate);
    }
}
