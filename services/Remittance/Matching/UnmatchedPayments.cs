using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Matching;

/// <summary>A place in the order of all claim payments.</summary>
internal sealed record PaymentPlace(string RemittanceId, int Position)
{
    public static PaymentPlace Beginning { get; } = new("", 0);
}

/// <summary>A payment without a claim that may have one by now.</summary>
internal sealed record Suspect(string Practice, string RemittanceId, string PayerId, int Position);

/// <summary>Payments that found no claim, and what may change that.</summary>
internal static class UnmatchedPayments
{
    /// <summary>Most payments looked at in one round.</summary>
    public const int MaxSuspects = 1_000;

    /// <summary>Marks those with this patient control number to be looked up again, with the next save. Says whether there are any.</summary>
    public static async Task<bool> AskAgainAsync(this RemittanceDb db, string patientControlNumber, CancellationToken cancel) =>
        Mark(await db.ClaimPayments
            .Where(payment => payment.State == ClaimPaymentState.Unmatched && payment.PatientControlNumber == patientControlNumber).ToListAsync(cancel));

    /// <summary>Marks those with one of these payer claim control numbers to be looked up again, with the next save. Says whether there are any.</summary>
    public static async Task<bool> AskAgainAsync(this RemittanceDb db, string[] payerNumbers, CancellationToken cancel) =>
        payerNumbers.Length > 0 && Mark(await db.ClaimPayments
            .Where(payment => payment.State == ClaimPaymentState.Unmatched && EF.Parameter(payerNumbers).Contains(payment.PayerClaimControlNumber)).ToListAsync(cancel));

    /// <summary>
    /// Payments without a claim although one is known under a number of theirs. On SQLite there are hardly any: its one writer at a time sees
    /// the other's work. On a server two transactions may each miss what the other is about to write; and a further version of a claim, or a
    /// payer's id, may make something fit that did not. What does not fit stays as it is, and the next round goes on behind it: however much
    /// of that there is, every payment has its turn.
    /// </summary>
    /// <param name="scopes">Makes scopes.</param>
    /// <param name="after">Where the last round ended.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Them, and where this round ends; the beginning after the last payment.</returns>
    public static async Task<(IReadOnlyList<Suspect> Suspects, PaymentPlace Through)> SuspectsAsync(
        IServiceScopeFactory scopes, PaymentPlace after, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(null);
        var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
        var unmatched = db.ClaimPayments.IgnoreQueryFilters([ServiceDb.PracticeFilter]).Where(payment => payment.State == ClaimPaymentState.Unmatched);
        var (id, position) = (after.RemittanceId, after.Position);
        var suspects = await (
            from payment in unmatched
            where string.Compare(payment.RemittanceId, id) > 0 || (payment.RemittanceId == id && payment.Position > position)
            where db.SubmittedClaims.Any(claim => claim.Practice == payment.Practice && claim.PatientControlNumber == payment.PatientControlNumber)
                || db.PayerClaimNumbers.Any(number => number.Practice == payment.Practice && number.Number == payment.PayerClaimControlNumber)
            join advice in db.Remittances on payment.RemittanceId equals advice.Id
            orderby payment.RemittanceId, payment.Position
            select new Suspect(payment.Practice, payment.RemittanceId, advice.PayerId, payment.Position)).Take(MaxSuspects).ToListAsync(cancel);
        return (suspects, suspects.Count < MaxSuspects ? PaymentPlace.Beginning : new(suspects[^1].RemittanceId, suspects[^1].Position));
    }

    /// <summary>Marks those of these whose claim fits by now. All are of one remittance advice.</summary>
    public static async Task AskAgainWhereMissedAsync(IServiceScopeFactory scopes, IReadOnlyList<Suspect> suspects, CancellationToken cancel)
    {
        var (practice, remittance, payer, _) = suspects[0];
        int[] positions = [.. suspects.Select(one => one.Position)];
        await using var scope = scopes.CreatePracticeScope(practice);
        var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
        await db.InTransactionAsync(
            async token =>
            {
                var payments = await db.ClaimPayments.Where(payment => payment.RemittanceId == remittance
                    && payment.State == ClaimPaymentState.Unmatched && EF.Parameter(positions).Contains(payment.Position)).ToListAsync(token);
                var search = await ClaimSearch.LoadAsync(db, payer, remittance, payments, token);
                Mark([.. payments.Where(payment => search.Find(payment).Match is not null)]);
                await db.SaveChangesAsync(token);
            },
            cancel);
    }

    // Both numbers of a payment may find it before one save: the second time the store still says that it is unmatched.
    private static bool Mark(List<ClaimPayment> payments)
    {
        payments.Where(payment => payment.State == ClaimPaymentState.Unmatched).ToList().ForEach(payment => payment.AskAgain());
        return payments.Count > 0;
    }
}
