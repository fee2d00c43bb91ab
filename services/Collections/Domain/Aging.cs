namespace MedBill.Collections.Domain;

public enum AgingBasis
{
    ServiceDate = 1,
    FirstBillDate,
    PatientResponsibilityDate,
}

/// <summary>What is open of one visit in one ledger account.</summary>
/// <param name="LedgerAccount">AR_PAYER or AR_PATIENT.</param>
/// <param name="Payer">For AR_PAYER.</param>
/// <param name="AccountId">Whose.</param>
/// <param name="Encounter">Empty for what is about no single visit, such as a payment of a whole balance.</param>
/// <param name="Cents">Negative when more was credited than debited.</param>
/// <param name="ServiceDate">Date of service.</param>
/// <param name="FirstDate">First entry in this account: for AR_PAYER the first bill, for AR_PATIENT the day it became the patient's.</param>
public sealed record OpenItem(LedgerAccount LedgerAccount, string Payer, string AccountId, string Encounter, long Cents, DateOnly ServiceDate, DateOnly FirstDate);

/// <summary>Open receivables of one kind in six buckets.</summary>
public sealed record AgingRow(LedgerAccount LedgerAccount, string Payer, long[] Buckets);

/// <summary>Receivables by age: 0-30, 31-60, 61-90, 91-120, 121-150, 151 and more days.</summary>
public static class Aging
{
    private const int BucketDays = 30;
    private const int Buckets = 6;

    public static IReadOnlyList<AgingRow> Rows(IEnumerable<OpenItem> items, AgingBasis basis, DateOnly day) =>
    [
        .. items.GroupBy(item => (item.LedgerAccount, Payer: item.LedgerAccount == LedgerAccount.ArPayer ? item.Payer : ""))
            .Select(group => new AgingRow(group.Key.LedgerAccount, group.Key.Payer, Fill(Settle(group), basis, day)))
            .Where(row => row.Buckets.Any(cents => cents != 0))
            .OrderBy(row => row.LedgerAccount).ThenBy(row => row.Payer, StringComparer.Ordinal),
    ];

    // What an account paid on no single visit pays its oldest visits first, as a desk would.
    private static IEnumerable<OpenItem> Settle(IEnumerable<OpenItem> items)
    {
        foreach (var account in items.GroupBy(item => item.AccountId))
        {
            var paid = account.Where(item => item.Cents < 0).Sum(item => -item.Cents);
            foreach (var item in account.Where(item => item.Cents > 0).OrderBy(item => item.ServiceDate).ThenBy(item => item.Encounter, StringComparer.Ordinal))
            {
                var used = Math.Min(paid, item.Cents);
                paid -= used;
                yield return item with { Cents = item.Cents - used };
            }

            if (paid > 0)
            {
                yield return account.First() with { Cents = -paid };
            }
        }
    }

    private static long[] Fill(IEnumerable<OpenItem> items, AgingBasis basis, DateOnly day)
    {
        var buckets = new long[Buckets];
        foreach (var item in items)
        {
            var from = basis == AgingBasis.ServiceDate ? item.ServiceDate : item.FirstDate;
            var age = Math.Max(0, day.DayNumber - from.DayNumber);
            buckets[Math.Clamp((age - 1) / BucketDays, 0, Buckets - 1)] += item.Cents;
        }

        return buckets;
    }
}

/// <summary>What a statement says of each visit, from the journal alone.</summary>
public static class StatementItems
{
    public static IReadOnlyList<StatementItem> Of(IReadOnlyCollection<JournalLine> lines) =>
    [
        .. lines.Where(line => line.Encounter.Length > 0).GroupBy(line => line.Encounter)
            .Select(visit => new StatementItem(
                visit.Key,
                visit.Min(line => line.ServiceDate) ?? default,
                -Sum(visit, LedgerAccount.Revenue),
                Sum(visit, LedgerAccount.PayerCash),
                Sum(visit, LedgerAccount.Contractual),
                Sum(visit, LedgerAccount.ArPayer) + Sum(visit, LedgerAccount.ArUnbilled),
                visit.Where(line => line.LedgerAccount == LedgerAccount.ArPatient).Sum(line => line.SignedCents) + CreditUsed(visit)))
            .Where(item => item.PatientCents != 0)
            .OrderBy(item => item.ServiceDate).ThenBy(item => item.Encounter, StringComparer.Ordinal)
            .TakeLast(Statement.MostItems),
    ];

    /// <summary>Money from the patient, less what was taken back and what is still unused credit.</summary>
    public static long PatientPaid(IReadOnlyCollection<JournalLine> lines) => Sum(lines, LedgerAccount.Cash) + Sum(lines, LedgerAccount.PatientCredit);

    // Credit that paid this visit's balance is the patient's payment, not a smaller share.
    private static long CreditUsed(IEnumerable<JournalLine> visit) => Sum(visit, LedgerAccount.PatientCredit);

    private static long Sum(IEnumerable<JournalLine> lines, LedgerAccount account) =>
        lines.Where(line => line.LedgerAccount == account).Sum(line => line.SignedCents);
}
