using CsCheck;
using MedBill.Remittance.Tests.Fixture;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using Events = MedBill.Contracts.Remittance.Events.V1;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Postings;

/// <summary>Money neither appears nor disappears, whatever is in the file and in whatever order things come.</summary>
public sealed class ConservationTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    private static readonly Gen<Adjustment> Adjustments =
        from @group in Any.Of("CO", "PR", "OA", "PI")
        from reason in Any.Of("1", "2", "3", "16", "23", "45", "94", "97", "197", "253")
        from cents in Gen.Long[-5_000, 12_000]
        select new Adjustment(@group, reason, cents);

    private static readonly Gen<ServicePayment> Lines =
        from code in Any.Of("99213", "99214", "83036", "36415")
        from cents in Gen.Long[-20_000, 40_000]
        from adjustments in Adjustments.Array[0, 4]
        select Samples.Line(code, cents, adjustments);

    private static readonly Gen<ClaimPayment> Claims =
        from lines in Lines.Array[1, 4]
        from status in Any.Of("1", "2", "4", "19", "22")
        select Samples.Claim("", lines) with { Status = status };

    // For each claim: told before the file, after it, or never.
    private static readonly Gen<Story> Stories =
        from claims in Claims.Array[0, 7]
        from told in Gen.Int[0, 2].Array[7]
        from plb in Gen.Long[-9_000, 9_000].Array[0, 3]
        from again in Gen.Int[0, 2]
        select new Story(claims, told, plb, again);

    [Fact]
    public Task Posted_and_unapplied_less_provider_adjustments_is_what_was_paid() => Stories.SampleAsync(PlayAsync, iter: 25, threads: 1);

    private async Task PlayAsync(Story story)
    {
        var claims = story.Claims.Select(claim =>
        {
            var number = Samples.Unique("PCN");
            return claim with { PatientControlNumber = number, PayerClaimControlNumber = "ICN" + number };
        }).ToArray();
        var trace = Samples.Unique("EFT");
        var advice = Balanced(trace, claims, story.Plb);
        var file = Samples.File(advice);

        await host.SubmitAsync(claims.Where((_, i) => story.Told[i] == 0));
        await host.ReceiveAsync(file);
        if (story.Again > 0)
        {
            // The same file, or the same payment in another.
            await host.ReceiveAsync(story.Again == 1 ? file : Samples.File(advice));
        }

        await host.SubmitAsync(claims.Where((_, i) => story.Told[i] == 1));
        await host.DrainAsync();

        var told = claims.Where((claim, i) => story.Told[i] < 2 && HasItsSign(claim)).ToList();
        await CheckAsync(advice, trace, told, claims.Length - told.Count);
    }

    private async Task CheckAsync(Remittance835 advice, string trace, List<ClaimPayment> told, int never)
    {
        var accepted = Assert.Single(await host.RemittancesAsync(trace), one => one.State != Wire.Remittance.Types.State.Quarantined);
        var postings = await host.PostingsAsync(accepted);
        var posted = (await host.EventsAsync<Events.PaymentsPosted>(accepted.Name)).SelectMany(chunk => chunk.Claims).ToList();
        var adjustments = (await host.Reader.ListProviderAdjustmentsAsync(new() { Remittance = accepted.Name })).ProviderAdjustments;

        Assert.Equal(advice.Header.PaymentCents, accepted.PaymentAmount.Cents());
        Assert.Equal(
            accepted.PaymentAmount.Cents(),
            postings.Sum(one => one.PaidAmount.Cents()) + accepted.UnappliedAmount.Cents() - adjustments.Sum(one => one.Amount.Cents()));
        Assert.Equal(told.Sum(claim => claim.PaidCents), postings.Sum(one => one.PaidAmount.Cents()));
        Assert.Equal(never, accepted.UnmatchedCount);
        Assert.Equal(told.Select(claim => claim.PayerClaimControlNumber).Order(), posted.Select(claim => claim.PayerClaimControlNumber).Order());
        Assert.All(posted, claim => Assert.Equal(
            claim.Charge.Cents(),
            claim.PaidAmount.Cents() + claim.ContractualAmount.Cents() + claim.PatientResponsibilityAmount.Cents() + claim.DeniedAmount.Cents()));
        Assert.All(posted, claim => Assert.Equal(
            claim.Charge.Cents() - claim.PaidAmount.Cents(), claim.Adjustments.Sum(adjustment => adjustment.Amount.Cents())));
        var books = await host.BooksAsync();
        Assert.Equal(books.ReceivedCents, books.PaidCents + books.UnappliedCents - books.AdjustedCents);
    }

    // A reversal that adds, or anything else that takes away, is never booked.
    private static bool HasItsSign(ClaimPayment claim) => claim.Status == "22"
        ? claim is { ChargeCents: <= 0, PaidCents: <= 0 }
        : claim is { ChargeCents: >= 0, PaidCents: >= 0 };

    // BPR02 is never below zero: what is left is carried forward (PLB FB).
    private static Remittance835 Balanced(string trace, ClaimPayment[] claims, long[] plb)
    {
        var entries = plb.Select((cents, i) => new ProviderAdjustmentEntry(i == 0 ? "WO" : "L6", $"ICN{i}", cents)).ToList();
        var rest = claims.Sum(claim => claim.PaidCents) - entries.Sum(entry => entry.AmountCents);
        if (rest < 0)
        {
            entries.Add(new("FB", trace, rest));
        }

        return Samples.Advice(trace, claims, entries.Count == 0 ? [] : [Samples.Plb([.. entries])]);
    }

    private sealed record Story(ClaimPayment[] Claims, int[] Told, long[] Plb, int Again);
}
