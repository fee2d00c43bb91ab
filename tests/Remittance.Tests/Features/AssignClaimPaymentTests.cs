using Grpc.Core;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Storage;
using MedBill.Remittance.Tests.Fixture;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using Microsoft.EntityFrameworkCore;
using ClaimPayment = MedBill.X12.Remittances835.ClaimPayment;
using Claims = MedBill.Contracts.Claims.Events.V1;
using Events = MedBill.Contracts.Remittance.Events.V1;
using Rule = MedBill.Contracts.Remittance.V1.ClaimPayment.Types.MatchRule;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Features;

/// <summary>Somebody found the claim of a payment that its numbers do not say.</summary>
public sealed class AssignClaimPaymentTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    // Whoever hears it cannot tell it from a claim that came late: the same events, amounts and lines.
    [Theory]
    [InlineData("1")]
    [InlineData("22")]
    public async Task What_is_booked_by_hand_is_told_like_a_late_match(string status)
    {
        var (late, byHand) = (Payment(status), Payment(status));
        var (lateTrace, handTrace) = (Samples.Unique("EFT"), Samples.Unique("EFT"));
        await host.ReceiveAsync(Advice(lateTrace, late));
        await host.ReceiveAsync(Advice(handTrace, byHand with { PatientControlNumber = "OLD" + byHand.PatientControlNumber }));
        var submitted = Samples.Submitted(byHand);
        await host.SubmitAsync(late);
        await host.DeliverAsync(submitted);
        await host.DrainAsync();
        var before = await host.RemittanceAsync(handTrace);
        Assert.Equal((1, byHand.PaidCents), (before.UnmatchedCount, before.UnappliedAmount.Cents()));

        var booked = await host.Poster.AssignClaimPaymentAsync(Request(before, submitted));
        await host.DrainAsync();

        Assert.Equal((submitted.Claim, 1, Rule.Manual, "", 1), (
            booked.Claim, booked.ClaimVersionNumber, booked.MatchRule, booked.UnmatchedReasonCode, booked.Lines[0].ClaimLineNumber));
        var (automatic, manual) = (await host.RemittanceAsync(lateTrace), await host.RemittanceAsync(handTrace));
        Assert.Equal((0, 0L, before.PostTime), (manual.UnmatchedCount, manual.UnappliedAmount.Cents(), manual.PostTime));
        Assert.Equal(await ToldAsync(automatic, late), await ToldAsync(manual, byHand));
        Assert.Equal(await host.EventsAsync(automatic.Name), await host.EventsAsync(manual.Name));
        Assert.Equal(await host.PostedAsync(automatic.Name), await host.PostedAsync(manual.Name));
        Assert.Equal(byHand.PaidCents, Assert.Single(await host.PostingsAsync(manual)).PaidAmount.Cents());
        var totals = await host.BooksAsync();
        Assert.Equal(totals.ReceivedCents, totals.PaidCents + totals.UnappliedCents - totals.AdjustedCents);
    }

    [Fact]
    public async Task What_a_second_payer_decided_is_booked_by_hand_and_teaches_no_payers_id()
    {
        var (visit, next, id) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")), Samples.Unique("SEC"));
        await host.SubmitAsync(visit, next);
        var second = await UnmatchedAsync(visit with { Status = "2" }, id, "OTHER_PAYER");

        await host.Poster.AssignClaimPaymentAsync(Request(second, Samples.Submitted(visit)));

        await UnmatchedAsync(next with { Status = "2" }, id, "OTHER_PAYER");
        Assert.Empty(await LearnedAsync(id));
    }

    // An id that no claim was sent under is taken for the first payer's whose claims it decides; a person knows that it is the other's as well.
    [Fact]
    public async Task An_id_that_two_payers_share_stands_for_both_once_a_claim_of_the_second_is_assigned()
    {
        var (first, again, id, other) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")), Samples.Unique("NEW"), Samples.Unique("OTH"));
        var (second, next, third) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")));
        await host.SubmitAsync(first, again);
        await SubmitToAsync("payers/pyr-2", other, second, next);
        await SubmitToAsync("payers/pyr-3", other + "3", third);
        await MatchedAsync(first, id);
        var refused = await UnmatchedAsync(second, id, "OTHER_PAYER");

        await host.Poster.AssignClaimPaymentAsync(Request(refused, Samples.Submitted(second)));

        Assert.Equal(2, (await LearnedAsync(id)).Distinct().Count());
        await MatchedAsync(next, id.ToLowerInvariant());
        await MatchedAsync(again, id);
        await UnmatchedAsync(third, id, "OTHER_PAYER");
    }

    // Claims are sent to another payer under it: what a person says of one claim says nothing of all the others.
    [Fact]
    public async Task An_id_that_claims_were_sent_under_stays_its_payers_own()
    {
        var (visit, next, id) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")), Samples.Unique("OWN"));
        await host.SubmitAsync(visit, next);
        await SubmitToAsync("payers/pyr-2", id, Samples.Visit(Samples.Unique("PCN")));
        var refused = await UnmatchedAsync(visit, id, "OTHER_PAYER");

        await host.Poster.AssignClaimPaymentAsync(Request(refused, Samples.Submitted(visit)));

        Assert.Empty(await LearnedAsync(id));
        await UnmatchedAsync(next, id, "OTHER_PAYER");
    }

    // What only TRN03 says is a company: it is taken for each remittance advice anew.
    [Fact]
    public async Task A_companys_id_is_not_learned_by_hand_either()
    {
        const string Company = "1512345678";
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        var nameless = await UnmatchedAsync(visit with { PatientControlNumber = Samples.Unique("OLD") }, Company);

        await host.Poster.AssignClaimPaymentAsync(Request(nameless, Samples.Submitted(visit)));

        Assert.Empty(await LearnedAsync(Company));
    }

    // A reversal of it names the claim as the payer did before.
    [Fact]
    public async Task The_payers_number_is_known_from_then_on()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        var nameless = visit with { PatientControlNumber = Samples.Unique("OLD") };
        var first = await UnmatchedAsync(nameless);
        await host.Poster.AssignClaimPaymentAsync(Request(first, Samples.Submitted(visit)));
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, Reversed(nameless), Reversed(nameless) with { Status = "1", ChargeCents = 12_500, PaidCents = 8_000, Lines = visit.Lines }));

        Assert.Equal(
            [Rule.PayerClaimControlNumber, Rule.PayerClaimControlNumber],
            (await host.ClaimPaymentsAsync(await host.RemittanceAsync(trace))).Select(payment => payment.MatchRule));
    }

    [Fact]
    public async Task A_retry_answers_as_the_first_time_and_books_once()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        var remittance = await UnmatchedAsync(visit with { PatientControlNumber = Samples.Unique("OLD") });
        var request = Request(remittance, Samples.Submitted(visit));
        (request.RequestId, request.Etag) = ("assign-" + remittance.TraceNumber, (await host.ClaimPaymentsAsync(remittance))[0].Etag);

        var once = await host.Poster.AssignClaimPaymentAsync(request);
        var again = await host.Poster.AssignClaimPaymentAsync(request);

        Assert.Equal(once, again);
        Assert.Equal(once, Assert.Single(await host.ClaimPaymentsAsync(remittance)));
        Assert.Single(await host.EventsAsync<Events.PaymentsPosted>(remittance.Name));
        Assert.Equal(1, await host.WithDbAsync<ServiceDb, int>(db => db.Set<AuditRow>().CountAsync(
            row => row.Method.EndsWith("/AssignClaimPayment") && row.Resource == request.Name)));
        request.RequestId = "";
        request.Etag = "";
        Assert.Equal("ILLEGAL_TRANSITION", await RefusedAsync(request, StatusCode.FailedPrecondition));
    }

    // Eight at once, and the claim itself comes meanwhile: whoever is first, the money is booked once.
    [Fact]
    public async Task Assigned_by_many_at_once_while_its_claim_comes_it_is_booked_once()
    {
        var (visit, other) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")));
        await host.SubmitAsync(other);
        var remittance = await UnmatchedAsync(visit);
        var request = Request(remittance, Samples.Submitted(other));

        await Task.WhenAll([
            Task.Run(async () =>
            {
                await host.SubmitAsync(visit);
                await host.SweepAsync<PostingWorker>();
            }),
            .. Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await Record.ExceptionAsync(async () => await host.Poster.AssignClaimPaymentAsync(request)))),
        ]);
        await host.DrainAsync();

        var posted = Assert.Single(await host.EventsAsync<Events.PaymentsPosted>(remittance.Name));
        Assert.Equal(Assert.Single(await host.ClaimPaymentsAsync(remittance)).Claim, Assert.Single(posted.Claims).Claim);
        Assert.Equal(0, (await host.RemittanceAsync(remittance.TraceNumber)).UnmatchedCount);
    }

    [Theory]
    [InlineData("1", 12_501, "CHARGE_DIFFERS")]
    [InlineData("1", -12_500, "WRONG_SIGN")]
    [InlineData("22", 12_500, "WRONG_SIGN")]
    [InlineData("22", -12_501, "CHARGE_DIFFERS")]
    public async Task What_cannot_be_about_the_claim_is_not_booked_on_it_whoever_says_so(string status, long cents, string reason)
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        var payment = Samples.Claim(Samples.Unique("OLD"), Samples.Line("99213", cents, new Adjustment("CO", "45", cents))) with { Status = status };
        var remittance = await UnmatchedAsync(payment, reason: reason == "WRONG_SIGN" ? reason : "UNKNOWN_CLAIM");
        var before = await host.ClaimPaymentsAsync(remittance);

        Assert.Equal(reason, await RefusedAsync(Request(remittance, Samples.Submitted(visit)), StatusCode.FailedPrecondition));

        Assert.Equal(before, await host.ClaimPaymentsAsync(remittance));
        Assert.Empty(await host.PostingsAsync(remittance));
    }

    [Fact]
    public async Task Only_what_is_there_and_unmatched_and_the_callers_own_is_booked_by_hand()
    {
        var (visit, matched, trace) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")), Samples.Unique("EFT"));
        await host.SubmitAsync(visit, matched);
        await host.ReceiveAsync(Samples.Advice(trace, visit with { PatientControlNumber = Samples.Unique("OLD") }, matched));
        var remittance = await host.RemittanceAsync(trace);
        var request = Request(remittance, Samples.Submitted(visit));

        Assert.Equal("ILLEGAL_TRANSITION", await RefusedAsync(With(one => one.Name = $"{remittance.Name}/claimPayments/2"), StatusCode.FailedPrecondition));
        Assert.Equal("CLAIM_PAYMENT_NOT_FOUND", await RefusedAsync(With(one => one.Name = $"{remittance.Name}/claimPayments/3"), StatusCode.NotFound));
        Assert.Equal("REMITTANCE_NOT_FOUND", await RefusedAsync(With(one => one.Name = "remittances/era-none/claimPayments/1"), StatusCode.NotFound));
        Assert.Equal("CLAIM_VERSION_NOT_FOUND", await RefusedAsync(With(one => one.ClaimVersionNumber = 2), StatusCode.NotFound));
        Assert.Equal("CLAIM_VERSION_NOT_FOUND", await RefusedAsync(With(one => one.Claim = "claims/clm-none"), StatusCode.NotFound));
        Assert.Equal("ETAG_MISMATCH", await RefusedAsync(With(one => one.Etag = "\"99\""), StatusCode.Aborted));
        await RefusedAsync(With(one => one.Name = remittance.Name), StatusCode.InvalidArgument);
        await RefusedAsync(With(one => one.Name = $"{remittance.Name}/claimPayments/-1"), StatusCode.InvalidArgument);
        await RefusedAsync(request, StatusCode.PermissionDenied, host.Writer);
        Assert.Equal("REMITTANCE_NOT_FOUND", await RefusedAsync(
            request, StatusCode.NotFound, host.ClientFor<Wire.RemittanceService.RemittanceServiceClient>(RemittanceHost.OtherPractice, "remittance.post")));
        Assert.Equal(1, (await host.RemittanceAsync(trace)).UnmatchedCount);

        Wire.AssignClaimPaymentRequest With(Action<Wire.AssignClaimPaymentRequest> change)
        {
            var changed = request.Clone();
            change(changed);
            return changed;
        }
    }

    [Fact]
    public async Task What_is_in_quarantine_is_booked_by_nobody()
    {
        var (visit, trace) = (Samples.Visit(Samples.Unique("PCN")), Samples.Unique("EFT"));
        await host.SubmitAsync(visit);
        await host.ReceiveAsync(Samples.Advice(trace, visit with { PatientControlNumber = Samples.Unique("OLD") }).OffBy(1));

        Assert.Equal(
            "REMITTANCE_NOT_POSTED", await RefusedAsync(Request(await host.RemittanceAsync(trace), Samples.Submitted(visit)), StatusCode.FailedPrecondition));
    }

    private static Wire.AssignClaimPaymentRequest Request(Wire.Remittance remittance, Claims.ClaimSubmitted submitted) => new()
    {
        Name = $"{remittance.Name}/claimPayments/1",
        Claim = submitted.Claim,
        ClaimVersionNumber = submitted.VersionNumber,
    };

    private static ClaimPayment Payment(string status)
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        return status == "22" ? Reversed(visit) : visit;
    }

    private static ClaimPayment Reversed(ClaimPayment visit) => Samples.Claim(
        visit.PatientControlNumber, Samples.Line("99213", -12_500, new("CO", "45", -2_500), new("PR", "3", -2_000)).Numbered("L1")) with
    {
        Status = "22",
        PayerClaimControlNumber = visit.PayerClaimControlNumber,
    };

    // A reversal pays nothing: what it takes back is carried forward.
    private static Remittance835 Advice(string trace, ClaimPayment payment) => payment.PaidCents < 0
        ? Samples.Advice(trace, [payment], Samples.Plb(new ProviderAdjustmentEntry("FB", trace, payment.PaidCents)))
        : Samples.Advice(trace, payment);

    // What a further chunk says, but for the names of this one claim and payment.
    private async Task<string> ToldAsync(Wire.Remittance remittance, ClaimPayment payment)
    {
        var told = Assert.Single(await host.EventsAsync<Events.PaymentsPosted>(remittance.Name));
        told.Posting = "";
        return told.ToString().Replace(remittance.Name, "", StringComparison.Ordinal)
            .Replace(payment.PatientControlNumber, "", StringComparison.OrdinalIgnoreCase);
    }

    private async Task<Wire.Remittance> UnmatchedAsync(ClaimPayment payment, string payerId = "PAYER01", string reason = "UNKNOWN_CLAIM")
    {
        var trace = Samples.Unique("EFT");
        await host.ReceiveAsync(Advice(trace, payment).From(payerId));
        var remittance = await host.RemittanceAsync(trace);
        Assert.Equal(reason, Assert.Single(await host.ClaimPaymentsAsync(remittance)).UnmatchedReasonCode);
        return remittance;
    }

    private async Task MatchedAsync(ClaimPayment payment, string payerId)
    {
        var trace = Samples.Unique("EFT");
        await host.ReceiveAsync(Advice(trace, payment).From(payerId));
        Assert.Equal("", Assert.Single(await host.ClaimPaymentsAsync(await host.RemittanceAsync(trace))).UnmatchedReasonCode);
    }

    private async Task SubmitToAsync(string payer, string payerId, params ClaimPayment[] payments)
    {
        foreach (var payment in payments)
        {
            var submitted = Samples.Submitted(payment);
            (submitted.Payer, submitted.PayerId) = (payer, payerId);
            await host.DeliverAsync(submitted);
        }
    }

    private async Task<List<string>> LearnedAsync(string id) => await host.WithDbAsync<RemittanceDb, List<string>>(db => db.KnownPayers
        .IgnoreQueryFilters().Where(payer => payer.ElectronicPayerId == id && payer.IsLearned).Select(payer => payer.PayerId).ToListAsync());

    private async Task<string> RefusedAsync(
        Wire.AssignClaimPaymentRequest request, StatusCode status, Wire.RemittanceService.RemittanceServiceClient? client = null)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await (client ?? host.Poster).AssignClaimPaymentAsync(request));
        Assert.Equal(status, refusal.StatusCode);
        return refusal.ToFailure(out _)?.Reason ?? "";
    }
}
