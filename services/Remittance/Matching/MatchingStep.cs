using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Matching;

/// <summary>
/// Finds the claims of a remittance advice: most of them while it is stored, and the rest, once it is known to balance, one batch and one
/// transaction after the other. What is found stays found; that there is none is only said here, where a claim that comes is not missed.
/// </summary>
internal static class MatchingStep
{
    private const int BatchSize = 500;

    /// <summary>Looks up payments that are about to be stored. What is not found stays PENDING, and so does what is never posted.</summary>
    public static async Task LookAheadAsync(RemittanceDb db, string electronicPayerId, IReadOnlyList<ClaimPayment> payments, CancellationToken cancel)
    {
        if (payments.Count == 0)
        {
            return;
        }

        // Under an id nobody knows nothing is found here: that waits until all of the remittance advice is there to say whose it is.
        var search = await ClaimSearch.LoadAsync(db, electronicPayerId, remittanceId: null, payments, cancel);
        foreach (var payment in payments.Where(payment => payment is { State: ClaimPaymentState.Pending, IsInformation: false }))
        {
            if (search.Find(payment) is { Match: not null } found)
            {
                payment.LookUp(found);
            }
        }
    }

    /// <summary>Looks up the next batch; after the last one the remittance advice is MATCHED.</summary>
    public static async Task RunAsync(RemittanceDb db, RemittanceAdvice advice, CancellationToken cancel)
    {
        var payments = await db.ClaimPayments
            .Where(payment => payment.RemittanceId == advice.Id && payment.Position > advice.MatchedThrough && payment.State == ClaimPaymentState.Pending)
            .OrderBy(payment => payment.Position).Take(BatchSize).ToListAsync(cancel);
        if (payments.Count > 0)
        {
            await LookUpAsync(db, advice, payments, cancel);
            var unapplied = payments.Where(payment => payment.IsUnapplied).ToList();
            advice.LookUp(payments[^1].Position, unapplied.Count, Money.Sum(unapplied.Select(payment => payment.Paid)));
        }

        if (payments.Count < BatchSize)
        {
            advice.Match();
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Looks up these payments, and keeps what they teach: the payer's numbers, and whom an id stands for that nobody knew.</summary>
    public static async Task LookUpAsync(RemittanceDb db, RemittanceAdvice advice, IReadOnlyList<ClaimPayment> payments, CancellationToken cancel)
    {
        var search = await ClaimSearch.LoadAsync(db, advice.PayerId, advice.Id, payments, cancel);
        var decided = new List<SubmittedClaim>();
        foreach (var payment in payments)
        {
            var found = search.Find(payment);
            payment.LookUp(found);
            decided.AddRange(found.Match is { } match ? [match.Claim] : []);
        }

        if (MayLearnPayer(advice) && search.LearnPayer(decided) is { } payer)
        {
            db.KnownPayers.Add(payer);
        }

        var learned = search.Learn(payments);
        var numbers = learned.Select(number => number.Number).ToHashSet();
        foreach (var payment in payments.Where(payment => payment.IsUnapplied && numbers.Contains(payment.PayerClaimControlNumber)))
        {
            payment.AskAgain();
        }

        await KeepAsync(db, learned, cancel);
    }

    /// <summary>Keeps the payer's numbers that these payments teach; payments that found no claim may find it by them.</summary>
    public static async Task LearnAsync(RemittanceDb db, IReadOnlyList<ClaimPayment> payments, CancellationToken cancel) =>
        await KeepAsync(db, (await ClaimSearch.KnownAsync(db, payments, cancel)).Learn(payments), cancel);

    /// <summary>
    /// Keeps whom an id stands for besides, when somebody says that it decided this claim: two payers of ours may share one that no claim was
    /// sent under, and the first whose claims it decides is not to keep the other's out for ever.
    /// </summary>
    public static async Task LearnPayerAsync(
        RemittanceDb db, RemittanceAdvice advice, ClaimPayment payment, SubmittedClaim claim, CancellationToken cancel)
    {
        // As when it is taken for one from the claims it names: a payer that comes after another decides what is that one's.
        if (!MayLearnPayer(advice) || claim.ElectronicPayerId.Length == 0 || PayingPayer.ProcessedAfterAnother.Contains(payment.StatusCode))
        {
            return;
        }

        var id = PayingPayer.Canonical(advice.PayerId);
        var known = await db.KnownPayers.Where(payer => payer.ElectronicPayerId == id).ToListAsync(cancel);
        if (known.All(payer => payer.IsLearned && payer.PayerId != claim.PayerId))
        {
            db.KnownPayers.Add(new() { Practice = claim.Practice, ElectronicPayerId = id, PayerId = claim.PayerId, IsLearned = true });
        }
    }

    // Not what only TRN03 says: that is a company, which may pay for several of our payers.
    private static bool MayLearnPayer(RemittanceAdvice advice) => advice.PayerId.Length > 0 && advice.PayerId != advice.TraceOriginator;

    private static async Task KeepAsync(RemittanceDb db, IReadOnlyList<PayerClaimNumber> learned, CancellationToken cancel)
    {
        await db.InsertManyAsync(learned, cancel);
        await db.AskAgainAsync([.. learned.Select(number => number.Number).Distinct()], cancel);
    }
}
