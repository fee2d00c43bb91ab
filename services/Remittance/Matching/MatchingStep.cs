using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Matching;

/// <summary>Looks up the claims of a balanced remittance advice, one batch and one transaction after the other.</summary>
internal static class MatchingStep
{
    private const int BatchSize = 500;

    /// <summary>Looks up the next batch; after the last one the remittance advice is MATCHED.</summary>
    public static async Task RunAsync(RemittanceDb db, RemittanceAdvice advice, CancellationToken cancel)
    {
        var payments = await db.ClaimPayments.Where(payment => payment.RemittanceId == advice.Id && payment.Position > advice.MatchedThrough)
            .OrderBy(payment => payment.Position).Take(BatchSize).ToListAsync(cancel);
        if (payments.Count > 0)
        {
            await LookUpAsync(db, payments, cancel);
            var unapplied = payments.Where(payment => payment.IsUnapplied).ToList();
            advice.LookUp(payments[^1].Position, unapplied.Count, Money.Sum(unapplied.Select(payment => payment.Paid)));
        }

        if (payments.Count < BatchSize)
        {
            advice.Match();
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Looks up these payments, and keeps the payer's numbers they teach.</summary>
    public static async Task LookUpAsync(RemittanceDb db, IReadOnlyList<ClaimPayment> payments, CancellationToken cancel)
    {
        var search = await ClaimSearch.LoadAsync(db, payments, cancel);
        foreach (var payment in payments)
        {
            payment.LookUp(search.Find(payment));
        }

        var learned = search.Learn(payments);
        db.AddRange(learned);
        var numbers = learned.Select(number => number.Number).ToHashSet();
        foreach (var payment in payments.Where(payment => payment.IsUnapplied && numbers.Contains(payment.PayerClaimControlNumber)))
        {
            payment.AskAgain();
        }

        await db.AskAgainAsync([.. numbers], cancel);
    }
}
