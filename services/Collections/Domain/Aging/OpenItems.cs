using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Aging;

/// <summary>What the journal says fell to the patient for one visit, a payer's reversals taken off.</summary>
public sealed record PatientItem(string? Encounter, DateOnly ServiceDate, Money Amount);

/// <summary>Which visits of one account are still open, after what was paid for the account as a whole.</summary>
public static class OpenItems
{
    /// <summary>
    /// The open part of each visit, the oldest first. Payments name no visit: they pay the oldest visits first, as do visits below
    /// zero. The answer adds up to the items and <paramref name="accountLevel"/> together; an item without a visit is what is left should there be more paid than owed.
    /// </summary>
    /// <param name="visits">One item a visit.</param>
    /// <param name="accountLevel">AR_PATIENT of the lines that name no visit: below zero for payments.</param>
    public static IReadOnlyList<PatientItem> Of(IEnumerable<PatientItem> visits, Money accountLevel)
    {
        var ordered = visits.OrderBy(visit => visit.ServiceDate).ThenBy(visit => visit.Encounter, StringComparer.Ordinal).ToList();
        var paid = -accountLevel - Money.Sum(ordered.Where(visit => visit.Amount < Money.Zero).Select(visit => visit.Amount));
        var open = new List<PatientItem>();
        foreach (var visit in ordered.Where(visit => visit.Amount > Money.Zero))
        {
            var covered = paid < visit.Amount ? paid : visit.Amount;
            paid -= covered;
            if (covered != visit.Amount)
            {
                open.Add(visit with { Amount = visit.Amount - covered });
            }
        }

        if (paid != Money.Zero)
        {
            open.Add(new(null, DateOnly.MaxValue, -paid));
        }

        return open;
    }
}
