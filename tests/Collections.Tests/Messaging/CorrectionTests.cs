using Grpc.Core;
using MedBill.Collections.Tests.Fixture;
using MedBill.Contracts.Collections.V1;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Events = MedBill.Contracts.Collections.Events.V1;

namespace MedBill.Collections.Tests.Messaging;

/// <summary>What was decided by hand does not survive what it was about.</summary>
public sealed class CorrectionTests(CollectionsHost host)
{
    private readonly Office _office = new(host);

    [Fact]
    public async Task A_void_claim_takes_its_transfers_and_write_offs_with_it()
    {
        var visit = await DeniedAsync();
        var account = (await _office.AccountAsync(visit.Party)).Name;
        var transfer = await TransferAsync(visit, 50_00);
        var written = await _office.Desk.CreateWriteOffAsync(new() { WriteOff = new() { Claim = visit.Claim, Amount = Of(30_00), Reason = WriteOff.Types.Reason.Administrative } });
        await _office.PayAsync(account, 20_00);

        // Told twice, under two ids: it happened once.
        await _office.HearAsync(visit.Voided(), visit.Voided());

        // All of it can be billed anew; what the patient paid for what is not his is a credit, and his money.
        Assert.Equal((100_00, 0, 0, 20_00), await _office.BalancesAsync(visit.Party));
        Assert.Equal(PatientTransfer.Types.State.Reversed, (await _office.Desk.GetPatientTransferAsync(new() { Name = transfer.Name })).State);
        Assert.Equal(WriteOff.Types.State.Reversed, (await _office.Desk.GetWriteOffAsync(new() { Name = written.Name })).State);
        Assert.Single(await host.EventsAsync<Events.WriteOffReversed>(written.Name));
        Assert.DoesNotContain(LedgerAccount.WriteOff, (await _office.LedgerAsync()).Keys);
        await _office.Desk.CreateRefundAsync(new()
        {
            Refund = new() { Account = account, Amount = Of(20_00), Method = Payment.Types.Method.Check, Reference = "1042" },
            RequestId = _office.NextRequest(),
        });
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "ILLEGAL_TRANSITION", _office.Desk.ReversePatientTransferAsync(new() { Name = transfer.Name }));
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_DENIED", TransferCall(visit, 1));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_void_claim_whose_transfer_was_given_up_leaves_no_credit_that_nobody_paid()
    {
        var visit = await DeniedAsync();
        await TransferAsync(visit, 100_00);
        var written = await _office.Desk.CreateWriteOffAsync(new() { WriteOff = new() { Encounter = visit.Encounter, Amount = Of(100_00), Reason = WriteOff.Types.Reason.BadDebt } });

        await _office.HearAsync(visit.Voided());

        Assert.Equal((100_00, 0, 0, 0), await _office.BalancesAsync(visit.Party));
        Assert.Equal(WriteOff.Types.State.Reversed, (await _office.Desk.GetWriteOffAsync(new() { Name = written.Name })).State);
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_void_claim_that_nobody_decided_about_only_books_its_charges_back()
    {
        var visit = await DeniedAsync();
        var other = Visit.OfSomebody(100_00, party: visit.Party);
        await _office.HearAsync(other.Charged(), other.Submitted(), other.Posted(0, 0, 0));
        var kept = await TransferAsync(other, 100_00);

        await _office.HearAsync(visit.Voided());

        Assert.Equal((100_00, 0, 100_00, 0), await _office.BalancesAsync(visit.Party));
        Assert.Equal(PatientTransfer.Types.State.Posted, (await _office.Desk.GetPatientTransferAsync(new() { Name = kept.Name })).State);
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task What_an_earlier_version_denied_is_not_the_patients_while_a_later_one_is_undecided()
    {
        var visit = await DeniedAsync();
        await _office.HearAsync(visit.Submitted(2));
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_DENIED", TransferCall(visit, 1));

        // It is refused and discarded: the first version, and what was denied of it, stand again.
        await _office.HearAsync(visit.Discarded());
        await _office.Desk.ReversePatientTransferAsync(new() { Name = (await TransferAsync(visit, 100_00)).Name });

        // The third is denied in part, and only that part is to be decided about.
        await _office.HearAsync(visit.Submitted(3), Posted(visit, 3, 70_00));
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_DENIED", TransferCall(visit, 30_01));
        await TransferAsync(visit, 30_00);
        Assert.Equal((0, 0, 30_00, 0), await _office.BalancesAsync(visit.Party));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task What_is_denied_late_of_an_earlier_version_is_not_the_patients()
    {
        var visit = Visit.OfSomebody(100_00);
        await _office.HearAsync(visit.Charged(), visit.Submitted(2), visit.Submitted(), visit.Posted(0, 0, 0));

        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_DENIED", TransferCall(visit, 1));
    }

    [Fact]
    public async Task A_claim_that_goes_to_another_payer_leaves_what_was_decided_about_the_first()
    {
        var visit = await DeniedAsync();
        await TransferAsync(visit, 60_00);
        await _office.Desk.CreateWriteOffAsync(new() { WriteOff = new() { Claim = visit.Claim, Amount = Of(40_00), Reason = WriteOff.Types.Reason.TimelyFiling } });
        var other = visit with { Payer = "payers/pyr-2" };
        var moved = other.Submitted(2, payerBefore: visit.Payer);

        await _office.HearAsync(moved);

        Assert.Equal((0, 100_00, 0, 0), await _office.BalancesAsync(visit.Party));
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_DENIED", TransferCall(visit, 1));

        // That one denies it too. What is decided about it stays when the old events come again.
        await _office.HearAsync(Posted(other, 2, 0));
        var kept = await TransferAsync(visit, 100_00);
        await _office.HearAsync(moved.Clone(), visit.Submitted());
        Assert.Equal(PatientTransfer.Types.State.Posted, (await _office.Desk.GetPatientTransferAsync(new() { Name = kept.Name })).State);
        Assert.Equal((0, 0, 100_00, 0), await _office.BalancesAsync(visit.Party));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_write_off_of_a_discarded_version_goes_with_it()
    {
        var visit = Visit.OfSomebody(100_00);
        var other = visit with { Payer = "payers/pyr-2" };
        await _office.HearAsync(visit.Charged(), visit.Submitted(), other.Submitted(2, payerBefore: visit.Payer));
        await _office.Desk.CreateWriteOffAsync(new() { WriteOff = new() { Claim = visit.Claim, Amount = Of(40_00), Reason = WriteOff.Types.Reason.TimelyFiling } });

        await _office.HearAsync(visit.Discarded(2, other.Payer));

        Assert.Equal((0, 100_00, 0, 0), await _office.BalancesAsync(visit.Party));
        Assert.DoesNotContain(LedgerAccount.WriteOff, (await _office.LedgerAsync()).Keys);
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_denial_taken_back_takes_back_the_transfers_that_exceed_what_is_left_of_it()
    {
        var visit = await DeniedAsync();
        var first = await TransferAsync(visit, 30_00);
        var second = await TransferAsync(visit, 50_00);
        var before = await _office.Desk.GetJournalTotalsAsync(new());
        var remittance = $"remittances/rmt-{Visit.NextKey()}";
        var back = visit.Decided(remittance, 1, 0, 0, 0);
        (back.ClaimStatusCode, back.Charge, back.DeniedAmount) = ("22", Of(-60_00), Of(-60_00));
        var chunk = Visit.Chunk(remittance, 1, Office.Today, back);

        await _office.HearAsync(chunk, chunk.Clone());

        // 40.00 is denied still: the older transfer stands, the newer does not.
        Assert.Equal((0, 70_00, 30_00, 0), await _office.BalancesAsync(visit.Party));
        Assert.Equal(PatientTransfer.Types.State.Posted, (await _office.Desk.GetPatientTransferAsync(new() { Name = first.Name })).State);
        Assert.Equal(PatientTransfer.Types.State.Reversed, (await _office.Desk.GetPatientTransferAsync(new() { Name = second.Name })).State);

        // The reconciliation counts the chunk, and nothing of what was taken back.
        var after = await _office.Desk.GetJournalTotalsAsync(new());
        Assert.Equal(before.PostingCount + 1, after.PostingCount);
        Assert.Equal((before.PaidAmount, before.PatientResponsibilityAmount), (after.PaidAmount, after.PatientResponsibilityAmount));
        await TransferAsync(visit, 10_00);
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_DENIED", TransferCall(visit, 1));
        await _office.AssertBalancedAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_later_version_that_is_paid_takes_back_what_the_patient_was_billed_for(bool postingComesFirst)
    {
        var visit = await DeniedAsync();
        await TransferAsync(visit, 100_00);
        var account = (await _office.AccountAsync(visit.Party)).Name;
        await _office.PayAsync(account, 100_00);

        await _office.HearAsync(postingComesFirst ? [Posted(visit, 2, 100_00), visit.Submitted(2)] : [visit.Submitted(2), Posted(visit, 2, 100_00)]);

        Assert.Equal((0, 0, 0, 100_00), await _office.BalancesAsync(visit.Party));
        await _office.Desk.CreateRefundAsync(new()
        {
            Refund = new() { Account = account, Amount = Of(100_00), Method = Payment.Types.Method.Check, Reference = "1042" },
            RequestId = _office.NextRequest(),
        });
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_claim_that_no_payer_owes_anything_for_is_not_found_rather_than_a_fault()
    {
        // A payer that only moved money between its own discount and the patient never owed anything.
        var visit = Visit.OfSomebody(100_00);
        await _office.HearAsync(visit.Posted(0, -20_00, 20_00));

        await Calls.AssertFailsAsync(StatusCode.NotFound, "CLAIM_NOT_FOUND", TransferCall(visit, 1));
        await Calls.AssertFailsAsync(
            StatusCode.NotFound,
            "CLAIM_NOT_FOUND",
            _office.Desk.CreateWriteOffAsync(new() { WriteOff = new() { Claim = visit.Claim, Amount = Of(1), Reason = WriteOff.Types.Reason.Administrative } }));
    }

    private static MedBill.Contracts.Remittance.Events.V1.PaymentsPosted Posted(Visit visit, int version, long paid)
    {
        var posted = visit.Posted(paid, 0, 0);
        posted.Claims[0].ClaimVersionNumber = version;
        return posted;
    }

    // 100.00 charged, and denied whole.
    private async Task<Visit> DeniedAsync()
    {
        var visit = Visit.OfSomebody(100_00);
        await _office.HearAsync(visit.Charged(), visit.Submitted(), visit.Posted(0, 0, 0));
        return visit;
    }

    private async Task<PatientTransfer> TransferAsync(Visit visit, long cents) => await TransferCall(visit, cents);

    private AsyncUnaryCall<PatientTransfer> TransferCall(Visit visit, long cents) => _office.Desk.CreatePatientTransferAsync(new()
    {
        PatientTransfer = new() { Claim = visit.Claim, Amount = Of(cents), Reason = PatientTransfer.Types.Reason.NotCovered },
        RequestId = _office.NextRequest(),
    });

    private static Google.Type.Money Of(long cents) => new Money(cents).ToWire();
}
