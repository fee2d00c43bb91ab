using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Matching;

/// <summary>Payments that found no claim, and what may change that.</summary>
internal static class UnmatchedPayments
{
    private const int MaxMissed = 1_000;

    /// <summary>Marks those with this patient control number to be looked up again, with the next save. Says whether there are any.</summary>
    public static async Task<bool> AskAgainAsync(this RemittanceDb db, string patientControlNumber, CancellationToken cancel) =>
        Mark(await db.ClaimPayments
            .Where(payment => payment.State == ClaimPaymentState.Unmatched && payment.PatientControlNumber == patientControlNumber).ToListAsync(cancel));

    /// <summary>Marks those with one of these payer claim control numbers to be looked up again, with the next save. Says whether there are any.</summary>
    public static async Task<bool> AskAgainAsync(this RemittanceDb db, string[] payerNumbers, CancellationToken cancel) =>
        payerNumbers.Length > 0 && Mark(await db.ClaimPayments
            .Where(payment => payment.State == ClaimPaymentState.Unmatched && EF.Parameter(payerNumbers).Contains(payment.PayerClaimControlNumber)).ToListAsync(cancel));

    /// <summary>
    /// Marks payments whose claim is known all the same. On SQLite there are none: its one writer at a time sees the other's work. On a
    /// server two transactions may each miss what the other is about to write.
    /// </summary>
    public static async Task AskAgainWhereMissedAsync(IServiceScopeFactory scopes, CancellationToken cancel)
    {
        List<Missed> missed;
        await using (var scope = scopes.CreatePracticeScope(null))
        {
            var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
            var unmatched = db.ClaimPayments.IgnoreQueryFilters([ServiceDb.PracticeFilter]).Where(payment => payment.State == ClaimPaymentState.Unmatched);
            missed = await (
                from payment in unmatched
                where db.SubmittedClaims.Any(claim => claim.Practice == payment.Practice && claim.PatientControlNumber == payment.PatientControlNumber)
                    || db.PayerClaimNumbers.Any(number => number.Practice == payment.Practice && number.Number == payment.PayerClaimControlNumber)
                orderby payment.RemittanceId, payment.Position
                select new Missed(payment.Practice, payment.RemittanceId, payment.Position)).Take(MaxMissed).ToListAsync(cancel);
        }

        foreach (var practice in missed.GroupBy(one => one.Practice))
        {
            await using var scope = scopes.CreatePracticeScope(practice.Key);
            var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
            await db.InTransactionAsync(
                async token =>
                {
                    foreach (var remittance in practice.GroupBy(one => one.RemittanceId))
                    {
                        var positions = remittance.Select(one => one.Position).ToArray();
                        Mark(await db.ClaimPayments.Where(payment => payment.RemittanceId == remittance.Key
                            && payment.State == ClaimPaymentState.Unmatched && EF.Parameter(positions).Contains(payment.Position)).ToListAsync(token));
                    }

                    await db.SaveChangesAsync(token);
                },
                cancel);
        }
    }

    private static bool Mark(List<ClaimPayment> payments)
    {
        payments.ForEach(payment => payment.AskAgain());
        return payments.Count > 0;
    }

    private sealed record Missed(string Practice, string RemittanceId, int Position);
}
