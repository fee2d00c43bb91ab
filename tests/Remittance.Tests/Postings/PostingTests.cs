using MedBill.Remittance.Tests.Fixture;
using MedBill.X12.Segments;
using Events = MedBill.Contracts.Remittance.Events.V1;
using Told = MedBill.Contracts.Remittance.Events.V1.PaymentsPosted.Types;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Postings;

public sealed class PostingTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    [Fact]
    public async Task A_file_from_the_mailbox_is_balanced_matched_and_posted()
    {
        var trace = Samples.Unique("EFT");
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);

        await host.ReceiveAsync(Samples.Advice(trace, visit));

        var remittance = await host.RemittanceAsync(trace);
        Assert.Equal(Wire.Remittance.Types.State.Posted, remittance.State);
        Assert.Equal((8_000, 0, 0, 1), (remittance.PaymentAmount.Cents(), remittance.UnappliedAmount.Cents(), remittance.UnmatchedCount, remittance.ClaimPaymentCount));
        Assert.Equal(("EXAMPLE PAYER", "PAYER01", "ACH"), (remittance.PayerDisplayName, remittance.PayerId, remittance.PaymentMethodCode));
        Assert.Equal(
            [
                "medbill.remittance.events.v1.RemittanceReceived",
                "medbill.remittance.events.v1.RemittanceMatched",
                "medbill.remittance.events.v1.PaymentsPosted",
                "medbill.remittance.events.v1.RemittancePosted",
            ],
            await host.EventsAsync(remittance.Name));
    }

    [Fact]
    public async Task A_posting_tells_everything_a_journal_needs()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        var number = visit.PatientControlNumber.ToLowerInvariant();
        await host.SubmitAsync(visit);
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, visit));

        var remittance = await host.RemittanceAsync(trace);
        var posted = Assert.Single(await host.EventsAsync<Events.PaymentsPosted>(remittance.Name));
        var posting = Assert.Single(await host.PostingsAsync(remittance));
        Assert.Equal((posting.Name, remittance.Name, 1), (posted.Posting, posted.Remittance, posted.ChunkNumber));
        Assert.Equal(new Google.Type.Date { Year = 2026, Month = 3, Day = 3 }, posted.PaymentDate);
        Assert.Equal(
            new Told.ClaimPosting
            {
                ClaimPayment = $"{remittance.Name}/claimPayments/1",
                Claim = $"claims/clm-{number}",
                ClaimVersionNumber = 1,
                Encounter = $"encounters/enc-{number}",
                Patient = $"patients/pat-{number}",
                ResponsibleParty = $"guarantors/gtr-{number}",
                Payer = "payers/pyr-1",
                ServiceDate = new() { Year = 2026, Month = 2, Day = 10 },
                ClaimStatusCode = "1",
                PayerClaimControlNumber = visit.PayerClaimControlNumber!,
                Charge = Samples.Amount(12_500),
                PaidAmount = Samples.Amount(8_000),
                ContractualAmount = Samples.Amount(2_500),
                PatientResponsibilityAmount = Samples.Amount(2_000),
                DeniedAmount = Samples.Amount(0),
                LineNumbers = { 1 },
                Adjustments =
                {
                    new Told.PostedAdjustment
                    {
                        LineNumber = 1, GroupCode = "CO", ReasonCode = "45", Amount = Samples.Amount(2_500), Disposition = Told.Disposition.Contractual,
                    },
                    new Told.PostedAdjustment
                    {
                        LineNumber = 1, GroupCode = "PR", ReasonCode = "3", Amount = Samples.Amount(2_000), Disposition = Told.Disposition.PatientResponsibility,
                    },
                },
            },
            Assert.Single(posted.Claims));
        Assert.Equal((1, 8_000, 2_500, 2_000, 0), (posting.ClaimCount, posting.PaidAmount.Cents(), posting.ContractualAmount.Cents(), posting.PatientResponsibilityAmount.Cents(), posting.DeniedAmount.Cents()));
    }

    // Too many adjustments for one event: told by group and reason, of which no line can be said.
    [Fact]
    public async Task A_claim_of_hundreds_of_lines_is_told_in_sums_and_names_no_lines()
    {
        var claim = Samples.Claim(
            Samples.Unique("PCN"),
            [
                .. Enumerable.Range(1, 400).Select(line => Samples.Line(
                    "99213", 1_000, new("CO", "45", 100), new("CO", "59", 100), new("CO", "253", 100), new("PR", "1", 100), new("PR", "2", 100)).Numbered($"L{line}")),
            ]);
        await host.SubmitAsync(claim);
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, claim));

        var remittance = await host.RemittanceAsync(trace);
        var told = Assert.Single(Assert.Single(await host.EventsAsync<Events.PaymentsPosted>(remittance.Name)).Claims);
        Assert.Empty(told.LineNumbers);
        Assert.Equal(5, told.Adjustments.Count);
        Assert.All(told.Adjustments, adjustment => Assert.Equal((0, 40_000), (adjustment.LineNumber, adjustment.Amount.Cents())));
    }

    // x12-facts 13.3: paid, denied, reversal and correction, takeback; BPR 78 = 108 + 0 - 50 + 40 - 20.
    [Fact]
    public async Task Denial_reversal_correction_and_takeback_post_to_the_cent()
    {
        var (paid, denied, again) = (Samples.Unique("PCN"), Samples.Unique("PCN"), Samples.Unique("PCN"));
        var first = Samples.Claim(
            paid,
            Samples.Line("99214", 18_000, new("CO", "45", 6_500), new("PR", "2", 2_300)).Numbered("L1"),
            Samples.Line("83036", 3_000, new("CO", "45", 1_000), new("PR", "2", 400)).Numbered("L2"));
        var second = Samples.Claim(denied, Samples.Line("99213", 15_000, new Adjustment("CO", "197", 15_000)) with { Remarks = [new("HE", "N706")] }) with { Status = "4" };
        var reversal = Samples.Claim(again, Samples.Line("99213", -10_000, new("CO", "45", -3_000), new("PR", "3", -2_000))) with { Status = "22" };
        var correction = Samples.Claim(again, Samples.Line("99213", 10_000, new("CO", "45", 3_000), new("PR", "3", 3_000)));
        await host.SubmitAsync(first, second, correction);
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, [first, second, reversal, correction], Samples.Plb(new X12.Remittances835.ProviderAdjustmentEntry("WO", "ICN700009", 2_000))));

        var remittance = await host.RemittanceAsync(trace);
        var claims = Assert.Single(await host.EventsAsync<Events.PaymentsPosted>(remittance.Name)).Claims;
        Assert.Equal((Wire.Remittance.Types.State.Posted, 7_800, 2_000), (remittance.State, remittance.PaymentAmount.Cents(), remittance.ProviderAdjustmentAmount.Cents()));
        Assert.Equal(
            [(21_000, 10_800, 7_500, 2_700, 0), (15_000, 0, 0, 0, 15_000), (-10_000, -5_000, -3_000, -2_000, 0), (10_000, 4_000, 3_000, 3_000, 0)],
            claims.Select(claim => (claim.Charge.Cents(), claim.PaidAmount.Cents(), claim.ContractualAmount.Cents(), claim.PatientResponsibilityAmount.Cents(), claim.DeniedAmount.Cents())));
        Assert.Equal(["N706"], claims[1].Adjustments[0].RemarkCodes);
        Assert.Equal([1, 1, 2, 2], claims[0].Adjustments.Select(adjustment => adjustment.LineNumber));
        Assert.Equal([[1, 2], [1], [1], [1]], claims.Select(claim => claim.LineNumbers));
        var plb = Assert.Single((await host.Reader.ListProviderAdjustmentsAsync(new() { Remittance = remittance.Name })).ProviderAdjustments);
        Assert.Equal((Samples.Npi, "WO", "ICN700009", 2_000), (plb.ProviderId, plb.ReasonCode, plb.Reference, plb.Amount.Cents()));
    }

    // x12-facts 13.13: the remark code of the whole claim (MOA) goes with each of its adjustments.
    [Fact]
    public async Task A_refused_claim_without_lines_keeps_its_claim_level_remarks()
    {
        var refused = Samples.Claim(Samples.Unique("PCN")) with
        {
            Status = "4",
            ChargeCents = 9_000,
            Adjustments = [new("CO", "16", 9_000)],
            Outpatient = new() { RemarkCodes = ["MA130", "N265"] },
        };
        await host.SubmitAsync(refused);
        var trace = Samples.Unique("CHK");

        await host.ReceiveAsync(Samples.Advice(trace, refused));

        var remittance = await host.RemittanceAsync(trace);
        var told = Assert.Single(Assert.Single(await host.EventsAsync<Events.PaymentsPosted>(remittance.Name)).Claims);
        var adjustment = Assert.Single(told.Adjustments);
        Assert.Equal((0, Told.Disposition.Denied, 9_000), (adjustment.LineNumber, adjustment.Disposition, told.DeniedAmount.Cents()));
        Assert.Equal(["MA130", "N265"], adjustment.RemarkCodes);
        Assert.Equal(["MA130", "N265"], Assert.Single(await host.ClaimPaymentsAsync(remittance)).RemarkCodes);
    }

    [Fact]
    public async Task A_predetermination_tells_and_posts_nothing()
    {
        var estimate = Samples.Claim(Samples.Unique("PCN"), Samples.Line("99213", 10_000, new Adjustment("OA", "101", 10_000))) with { Status = "25" };
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(estimate, visit);
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, estimate, visit));

        var remittance = await host.RemittanceAsync(trace);
        Assert.Equal((Wire.Remittance.Types.State.Posted, 0), (remittance.State, remittance.UnmatchedCount));
        Assert.Equal(1, Assert.Single(await host.PostingsAsync(remittance)).ClaimCount);
        Assert.Equal(2, (await host.ClaimPaymentsAsync(remittance)).Count);
    }

    [Fact]
    public async Task A_large_remittance_is_posted_in_chunks_of_at_most_200_claims_and_256_KB()
    {
        var visits = Enumerable.Range(0, 450).Select(_ => Samples.Visit(Samples.Unique("PCN"))).ToList();
        await host.KnowClaimsAsync(visits);
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, visits));

        var remittance = await host.RemittanceAsync(trace);
        var postings = (await host.PostingsAsync(remittance)).OrderBy(posting => posting.ChunkNumber).ToList();
        var chunks = await host.EventsAsync<Events.PaymentsPosted>(remittance.Name);
        Assert.Equal(Enumerable.Range(1, postings.Count), postings.Select(posting => posting.ChunkNumber));
        Assert.Equal(450 * 8_000L, postings.Sum(posting => posting.PaidAmount.Cents()));
        Assert.Equal(Enumerable.Range(1, 450), chunks.SelectMany(chunk => chunk.Claims).Select(claim => int.Parse(claim.ClaimPayment.Split('/')[^1], null)));
        Assert.All(chunks, chunk => Assert.InRange(chunk.Claims.Count, 1, 200));
        Assert.All(await host.EnvelopesAsync(remittance.Name), envelope => Assert.InRange(envelope.Length, 1, 256 * 1024));
        Assert.Equal((postings.Count, 450 * 8_000L), await host.PostedAsync(remittance.Name));
    }

    // An institutional claim may have 999 lines; told line by line it would not fit into an event.
    [Fact]
    public async Task A_claim_too_large_for_an_event_is_told_by_group_and_reason()
    {
        var lines = Enumerable.Range(0, 900).Select(_ => Samples.Line("99213", 1_000, new("CO", "45", 300), new("PR", "2", 100), new("CO", "253", 7))).ToArray();
        var giant = Samples.Claim(Samples.Unique("PCN"), lines);
        await host.DeliverAsync(Samples.Submitted(giant with { Lines = [] }));
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, giant));

        var remittance = await host.RemittanceAsync(trace);
        var told = Assert.Single(Assert.Single(await host.EventsAsync<Events.PaymentsPosted>(remittance.Name)).Claims);
        Assert.Equal(
            [(0, "CO", "45", 270_000), (0, "PR", "2", 90_000), (0, "CO", "253", 6_300)],
            told.Adjustments.Select(adjustment => (adjustment.LineNumber, adjustment.GroupCode, adjustment.ReasonCode, adjustment.Amount.Cents())));
        Assert.Equal(900_000, told.PaidAmount.Cents() + told.ContractualAmount.Cents() + told.PatientResponsibilityAmount.Cents());
        Assert.All(await host.EnvelopesAsync(remittance.Name), envelope => Assert.InRange(envelope.Length, 1, 256 * 1024));
    }
}
