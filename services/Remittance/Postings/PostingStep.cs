using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Matching;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;
using Events = MedBill.Contracts.Remittance.Events.V1;

namespace MedBill.Remittance.Postings;

/// <summary>
/// Posts a matched remittance advice chunk by chunk. A chunk is one transaction: the posting, the state of its claim payments, its event and
/// where the next one begins stand or fall together, so it is posted once, whole, and with the content its number was given for.
/// </summary>
internal static class PostingStep
{
    /// <summary>Posts the next chunk; after the last one the remittance advice is POSTED.</summary>
    public static async Task RunAsync(RemittanceDb db, RemittanceAdvice advice, DateTimeOffset now, CancellationToken cancel)
    {
        // One more than a chunk holds tells whether this is the last.
        var payments = await db.ClaimPayments.AsNoTracking()
            .Where(payment => payment.RemittanceId == advice.Id && payment.Position > advice.PostedThrough && payment.State == ClaimPaymentState.Matched)
            .OrderBy(payment => payment.Position).Take(Posting.MaxClaims + 1).ToListAsync(cancel);
        var chunk = PostedEvents.Fill(await WithClaimsAsync(db, payments, cancel));
        if (chunk.Count > 0)
        {
            var total = Sum(chunk);
            var number = advice.Post(chunk[^1].Payment.Position, total.Paid);
            Record(db, advice, number, chunk, total, now);
            await MarkPostedAsync(db, advice.Id, number, chunk, cancel);
            await MatchingStep.LearnAsync(db, [.. chunk.Select(one => one.Payment)], cancel);
            await db.SaveChangesAsync(cancel);
        }

        if (chunk.Count == payments.Count)
        {
            advice.FinishPosting(now);
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>Looks again for claims that have come since, and posts what is found as further chunks. Says whether anything was looked up.</summary>
    public static async Task<bool> RunLateAsync(RemittanceDb db, RemittanceAdvice advice, DateTimeOffset now, CancellationToken cancel)
    {
        var payments = await db.ClaimPayments
            .Where(payment => payment.RemittanceId == advice.Id && payment.State == ClaimPaymentState.Recheck)
            .OrderBy(payment => payment.Position).Take(Posting.MaxClaims).ToListAsync(cancel);
        await MatchingStep.LookUpAsync(db, advice, payments, cancel);
        await PostLateAsync(db, advice, [.. payments.Where(payment => payment.State == ClaimPaymentState.Matched)], now, cancel);
        await db.SaveChangesAsync(cancel);
        return payments.Count > 0;
    }

    /// <summary>Posts these, matched after the rest of their remittance advice was posted, as further chunks.</summary>
    public static async Task PostLateAsync(
        RemittanceDb db, RemittanceAdvice advice, IReadOnlyList<ClaimPayment> payments, DateTimeOffset now, CancellationToken cancel)
    {
        var matched = await WithClaimsAsync(db, payments, cancel);
        for (var rest = matched; rest.Count > 0;)
        {
            var chunk = PostedEvents.Fill(rest);
            var total = Sum(chunk);
            Record(db, advice, advice.PostLate(chunk.Count, total.Paid), chunk, total, now);
            await db.SaveChangesAsync(cancel);
            rest = rest[chunk.Count..];
        }

        if (matched.Count > 0)
        {
            advice.FinishPostingLate();
            await db.SaveChangesAsync(cancel);
        }
    }

    private static async Task<List<(ClaimPayment Payment, ClaimReference Claim)>> WithClaimsAsync(
        RemittanceDb db, IReadOnlyList<ClaimPayment> payments, CancellationToken cancel)
    {
        var ids = payments.Select(payment => payment.ClaimId).Distinct().ToArray();
        var claims = ids.Length == 0
            ? []
            : await db.SubmittedClaims.Where(claim => EF.Parameter(ids).Contains(claim.ClaimId))
                .Select(claim => new ClaimReference(
                    claim.ClaimId, claim.VersionNumber, claim.EncounterId, claim.PatientId, claim.ResponsibleParty, claim.PayerId, claim.ServiceDate))
                .ToDictionaryAsync(claim => (claim.ClaimId, claim.VersionNumber), cancel);
        return [.. payments.Select(payment => (payment, claims[(payment.ClaimId, payment.ClaimVersion)]))];
    }

    // One statement instead of one for each claim: a chunk is a run of matched positions.
    private static async Task MarkPostedAsync(RemittanceDb db, string remittanceId, int number, List<ClaimToPost> chunk, CancellationToken cancel)
    {
        var (first, last) = (chunk[0].Payment.Position, chunk[^1].Payment.Position);
        var marked = await db.ClaimPayments
            .Where(payment => payment.RemittanceId == remittanceId && payment.Position >= first && payment.Position <= last
                && payment.State == ClaimPaymentState.Matched)
            .ExecuteUpdateAsync(
                set => set.SetProperty(payment => payment.State, ClaimPaymentState.Posted).SetProperty(payment => payment.ChunkNumber, number)
                    .SetProperty(payment => payment.Version, payment => payment.Version + 1),
                cancel);
        if (marked != chunk.Count)
        {
            throw new Failure(FailureKind.Contention, "CONCURRENT_WRITE", "Another worker posts the same remittance advice.");
        }
    }

    private static PostedAmounts Sum(List<ClaimToPost> chunk) => chunk.Aggregate(default(PostedAmounts), (sum, one) => sum + one.Amounts);

    private static void Record(RemittanceDb db, RemittanceAdvice advice, int number, List<ClaimToPost> chunk, PostedAmounts total, DateTimeOffset now)
    {
        var id = ResourceName.NewId("pst", now);
        var told = new Events.PaymentsPosted
        {
            Posting = $"postings/{id}",
            Remittance = advice.Name,
            ChunkNumber = number,
            PaymentDate = advice.PaymentDate.ToWire(),
        };
        told.Claims.Add(chunk.Select(one => one.Told));
        db.Publish(told, advice.Name, advice.Version);
        foreach (var one in chunk)
        {
            one.Payment.Post(number);
        }

        db.Postings.Add(new()
        {
            Id = id,
            RemittanceId = advice.Id,
            ChunkNumber = number,
            FirstPosition = chunk[0].Payment.Position,
            LastPosition = chunk[^1].Payment.Position,
            ClaimCount = chunk.Count,
            ChargeAmount = total.Charge,
            PaidAmount = total.Paid,
            ContractualAmount = total.Contractual,
            PatientResponsibilityAmount = total.PatientResponsibility,
            DeniedAmount = total.Denied,
            PostTime = now,
            EventId = db.ChangeTracker.Entries<OutboxRow>().Single(row => row.State == EntityState.Added).Entity.Id,
        });
    }
}
