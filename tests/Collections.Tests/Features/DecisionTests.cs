using Grpc.Core;
using MedBill.Collections.Tests.Fixture;
using MedBill.Contracts.Collections.V1;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Events = MedBill.Contracts.Collections.Events.V1;

namespace MedBill.Collections.Tests.Features;

/// <summary>What somebody decides about money: given up, made the patient's, given back. Never more than there is, and always with a way back.</summary>
public sealed class DecisionTests(CollectionsHost host)
{
    private readonly Office _office = new(host);

    public static WriteOff OfClaim(Visit visit, long cents, WriteOff.Types.Reason reason = WriteOff.Types.Reason.TimelyFiling) =>
        new() { Claim = visit.Claim, Amount = new Money(cents).ToWire(), Reason = reason };

    public static WriteOff OfVisit(Visit visit, long cents, WriteOff.Types.Reason reason = WriteOff.Types.Reason.BadDebt) =>
        new() { Encounter = visit.Encounter, Amount = new Money(cents).ToWire(), Reason = reason };

    [Fact]
    public async Task What_a_payer_denied_is_given_up_and_taken_up_again()
    {
        var visit = await DeniedAsync(60_00);
        var request = new CreateWriteOffRequest { WriteOff = OfClaim(visit, 60_00), RequestId = _office.NextRequest() };

        var written = await _office.Desk.CreateWriteOffAsync(request);

        Assert.Equal(written, await _office.Desk.CreateWriteOffAsync(request));
        var account = await _office.AccountAsync(visit.Party);
        Assert.Equal(
            (visit.Claim, visit.Encounter, 60_00L, account.Name, WriteOff.Types.State.Posted),
            (written.Claim, written.Encounter, written.Amount.Cents(), written.Account, written.State));
        Assert.Equal((0, 0, 0, 0), await _office.BalancesAsync(visit.Party));
        Assert.Equal(60_00, (await _office.LedgerAsync())[LedgerAccount.WriteOff]);
        Assert.Equal(0, (await _office.Desk.GetAgingReportAsync(new())).TotalAmount.Cents());
        var told = Assert.Single(await host.EventsAsync<Events.BalanceWrittenOff>(written.Name));
        Assert.Equal((visit.Claim, visit.Encounter, 60_00L, "TIMELY_FILING"), (told.Claim, told.Encounter, told.Amount.Cents(), told.ReasonCode));
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_OPEN", _office.Desk.CreateWriteOffAsync(new() { WriteOff = OfClaim(visit, 1) }));

        var reversed = await _office.Desk.ReverseWriteOffAsync(new() { Name = written.Name, Etag = written.Etag });

        Assert.Equal(WriteOff.Types.State.Reversed, reversed.State);
        Assert.Equal(reversed, await _office.Desk.GetWriteOffAsync(new() { Name = written.Name }));
        Assert.Equal((0, 60_00, 0, 0), await _office.BalancesAsync(visit.Party));
        var mirror = (await _office.EntriesAsync(account.Name)).Single(entry => entry.CauseType == "WriteOffReversed");
        Assert.Equal((written.JournalEntry, visit.Claim, visit.Payer), (mirror.Reverses, mirror.Lines[0].Claim, mirror.Lines[0].Payer));
        Assert.Single(await host.EventsAsync<Events.WriteOffReversed>(written.Name));
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "ILLEGAL_TRANSITION", _office.Desk.ReverseWriteOffAsync(new() { Name = written.Name }));
        await Calls.AssertFailsAsync(StatusCode.Aborted, "ETAG_MISMATCH", _office.Desk.ReverseWriteOffAsync(new() { Name = written.Name, Etag = written.Etag }));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task What_a_patient_owes_for_a_visit_is_given_up_as_far_as_it_is_open_there()
    {
        var old = await _office.OwedAsync(30_00, day: new(2026, 1, 5));
        await _office.OwedAsync(50_00, old.Party, new(2026, 2, 5));
        var account = (await _office.AccountAsync(old.Party)).Name;
        await _office.PayAsync(account, 20_00);

        // The payment covers the oldest visit first, so ten are open there.
        var (code, failure) = await Calls.FailureAsync(_office.Desk.CreateWriteOffAsync(new() { WriteOff = OfVisit(old, 10_01) }));
        Assert.Equal((StatusCode.FailedPrecondition, "MORE_THAN_OPEN", "10.00"), (code, failure.Reason, failure.Facts.Single(fact => fact.Key == "most").Value));
        var written = await _office.Desk.CreateWriteOffAsync(new() { WriteOff = OfVisit(old, 10_00, WriteOff.Types.Reason.SmallBalance) });

        Assert.Equal("", written.Claim);
        Assert.Equal((0, 0, 50_00, 0), await _office.BalancesAsync(old.Party));
        Assert.Equal(30_00, (await host.EventsAsync<Events.BalanceTransferredToPatient>(account)).Where(told => told.Encounter == old.Encounter).Sum(told => told.Amount.Cents()));

        // The letter says that it was given up, not that it was paid.
        var statement = await _office.StateAsync(account);
        var item = statement.Items.Single(one => one.Encounter == old.Encounter);
        Assert.Equal((170_00, 10_00, 20_00), (item.PayerPaidAmount.Cents(), item.AdjustmentAmount.Cents(), item.PatientResponsibilityAmount.Cents()));
        Assert.Equal((20_00, 50_00), (statement.PatientPaidAmount.Cents(), statement.AmountDue.Cents()));
        Assert.Equal(50_00, (await _office.Desk.GetAgingReportAsync(new())).TotalAmount.Cents());

        await _office.Desk.ReverseWriteOffAsync(new() { Name = written.Name });
        Assert.Equal((0, 0, 60_00, 0), await _office.BalancesAsync(old.Party));
        Assert.DoesNotContain(LedgerAccount.WriteOff, (await _office.LedgerAsync()).Keys);
        Assert.Equal([written.Name], (await _office.Desk.ListWriteOffsAsync(new() { Account = account })).WriteOffs.Select(one => one.Name));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_write_off_names_a_claim_or_a_visit_and_a_reason()
    {
        var (_, failure) = await Calls.FailureAsync(_office.Desk.CreateWriteOffAsync(new()
        {
            WriteOff = new() { Claim = "x", Encounter = "y", Amount = new Money(-1).ToWire(), Reason = (WriteOff.Types.Reason)99 },
        }));
        Assert.Equal(
            [
                "write_off.amount AMOUNT_NOT_POSITIVE", "write_off.claim INVALID_RESOURCE_NAME", "write_off.encounter CLAIM_AND_ENCOUNTER_GIVEN",
                "write_off.encounter INVALID_RESOURCE_NAME", "write_off.reason UNKNOWN_REASON",
            ],
            failure.Violations.Select(violation => $"{violation.Field} {violation.Reason}").Order(StringComparer.Ordinal));

        (_, failure) = await Calls.FailureAsync(_office.Desk.CreateWriteOffAsync(new() { WriteOff = new() { Amount = new Money(1).ToWire(), Reason = WriteOff.Types.Reason.Charity } }));
        Assert.Equal("CLAIM_OR_ENCOUNTER_REQUIRED", Assert.Single(failure.Violations).Reason);
        (_, failure) = await Calls.FailureAsync(_office.Desk.CreateWriteOffAsync(new() { WriteOff = new() { Claim = "claims/clm-1", Amount = new Money(1).ToWire() } }));
        Assert.Equal("write_off.reason", Assert.Single(failure.Violations).Field);
    }

    [Theory]
    [InlineData(WriteOff.Types.Reason.BadDebt)]
    [InlineData(WriteOff.Types.Reason.SmallBalance)]
    [InlineData(WriteOff.Types.Reason.Charity)]
    [InlineData(WriteOff.Types.Reason.Administrative)]
    [InlineData(WriteOff.Types.Reason.TimelyFiling)]
    public async Task Its_reason_is_kept(WriteOff.Types.Reason reason)
    {
        var written = await _office.Desk.CreateWriteOffAsync(new() { WriteOff = OfVisit(await _office.OwedAsync(5_00), 5_00, reason) });

        Assert.Equal(reason, (await _office.Desk.GetWriteOffAsync(new() { Name = written.Name })).Reason);
    }

    [Fact]
    public async Task A_denied_amount_becomes_the_patients_only_by_decision_and_as_far_as_it_was_denied()
    {
        var visit = Visit.OfSomebody(200_00);
        await _office.HearAsync(visit.Charged(), visit.Submitted());
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_DENIED", TransferAsync(visit, 1));

        await _office.HearAsync(visit.Posted(120_00, 20_00, 0));
        Assert.Equal((0, 60_00, 0, 0), await _office.BalancesAsync(visit.Party));
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_DENIED", TransferAsync(visit, 60_01));
        var transfer = await TransferAsync(visit, 40_00);

        Assert.Equal((0, 20_00, 40_00, 0), await _office.BalancesAsync(visit.Party));
        Assert.Equal((visit.Encounter, PatientTransfer.Types.Reason.NotCovered), (transfer.Encounter, transfer.Reason));
        var account = await _office.AccountAsync(visit.Party);
        var told = Assert.Single(await host.EventsAsync<Events.BalanceTransferredToPatient>(account.Name));
        Assert.Equal((visit.Encounter, 40_00), (told.Encounter, told.Amount.Cents()));
        Assert.Equal(40_00, (await _office.StateAsync(account.Name)).AmountDue.Cents());

        // What is given up of the rest is not there to be transferred.
        await _office.Desk.CreateWriteOffAsync(new() { WriteOff = OfClaim(visit, 15_00, WriteOff.Types.Reason.Administrative) });
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_DENIED", TransferAsync(visit, 5_01));

        var reversed = await _office.Desk.ReversePatientTransferAsync(new() { Name = transfer.Name, Etag = transfer.Etag });
        Assert.Equal(PatientTransfer.Types.State.Reversed, reversed.State);
        Assert.Equal((0, 45_00, 0, 0), await _office.BalancesAsync(visit.Party));
        Assert.Equal(reversed, Assert.Single((await _office.Desk.ListPatientTransfersAsync(new() { Account = account.Name })).PatientTransfers));
        Assert.Equal([40_00L, -40_00], (await host.EventsAsync<Events.BalanceTransferredToPatient>(account.Name)).Select(one => one.Amount.Cents()));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_claim_denied_whole_may_be_transferred_and_a_denial_taken_back_no_longer()
    {
        var visit = Visit.OfSomebody(200_00);
        var remittance = $"remittances/rmt-{Visit.NextKey()}";
        var denial = Visit.Chunk(remittance, 1, Office.Today, visit.Decided(remittance, 1, 0, 0, 0));
        await _office.HearAsync(visit.Charged(), visit.Submitted(), denial, denial);
        await _office.Desk.ReversePatientTransferAsync(new() { Name = (await TransferAsync(visit, 200_00)).Name });

        // The payer pays after all: it takes its denial back first.
        var back = visit.Decided(remittance, 2, 0, 0, 0);
        (back.ClaimStatusCode, back.Charge, back.DeniedAmount) = ("22", new Money(-200_00).ToWire(), new Money(-200_00).ToWire());
        await _office.HearAsync(Visit.Chunk(remittance, 2, Office.Today, back));

        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_DENIED", TransferAsync(visit, 1));
        await _office.HearAsync(visit.Posted(200_00, 0, 0));
        Assert.Equal((0, 0, 0, 0), await _office.BalancesAsync(visit.Party));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_credit_is_given_back_and_no_more_than_it()
    {
        var visit = await _office.OwedAsync(50_00);
        var account = (await _office.AccountAsync(visit.Party)).Name;
        var payment = await _office.PayAsync(account, 80_00);
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_CREDIT", _office.Desk.CreateRefundAsync(new() { Refund = Back(account, 30_01) }));
        var request = new CreateRefundRequest { Refund = Back(account, 30_00), RequestId = _office.NextRequest() };

        var refund = await _office.Desk.CreateRefundAsync(request);

        Assert.Equal(refund, await _office.Desk.CreateRefundAsync(request));
        Assert.Equal(refund, await _office.Desk.GetRefundAsync(new() { Name = refund.Name }));
        Assert.Equal(
            (account, 30_00L, Payment.Types.Method.Check, "1042", Office.Today),
            (refund.Account, refund.Amount.Cents(), refund.Method, refund.Reference, refund.RefundDate.ToDate("refund_date")));
        Assert.Equal((0, 0, 0, 0), await _office.BalancesAsync(visit.Party));
        Assert.Equal(50_00, (await _office.LedgerAsync())[LedgerAccount.Cash]);
        Assert.Single(await host.EventsAsync<Events.RefundIssued>(refund.Name));

        // The check that paid comes back: what was given back of it is owed too.
        await _office.Desk.ReversePaymentAsync(new() { Name = payment.Name });
        Assert.Equal((0, 0, 80_00, 0), await _office.BalancesAsync(visit.Party));

        // The refund was never cashed.
        Assert.Equal(Refund.Types.State.Reversed, (await _office.Desk.ReverseRefundAsync(new() { Name = refund.Name })).State);
        Assert.Equal((0, 0, 50_00, 0), await _office.BalancesAsync(visit.Party));
        Assert.Single(await host.EventsAsync<Events.RefundReversed>(refund.Name));
        Assert.Single((await _office.Desk.ListRefundsAsync(new() { Account = account })).Refunds);
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task What_was_given_up_and_then_taken_back_is_never_paid_out()
    {
        var visit = await DeniedAsync(60_00);
        var transfer = await TransferAsync(visit, 60_00);
        var account = (await _office.AccountAsync(visit.Party)).Name;
        var written = await _office.Desk.CreateWriteOffAsync(new() { WriteOff = OfVisit(visit, 60_00) });

        var (code, failure) = await Calls.FailureAsync(_office.Desk.ReversePatientTransferAsync(new() { Name = transfer.Name }));
        Assert.Equal((StatusCode.FailedPrecondition, "WRITE_OFF_FIRST", "0.00"), (code, failure.Reason, failure.Facts.Single(fact => fact.Key == "standing").Value));
        Assert.Equal((0, 0, 0, 0), await _office.BalancesAsync(visit.Party));
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "MORE_THAN_CREDIT", _office.Desk.CreateRefundAsync(new() { Refund = Back(account, 1) }));

        await _office.Desk.ReverseWriteOffAsync(new() { Name = written.Name });
        await _office.Desk.ReversePatientTransferAsync(new() { Name = transfer.Name });
        Assert.Equal((0, 60_00, 0, 0), await _office.BalancesAsync(visit.Party));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_transfer_that_was_paid_is_reversed_and_the_money_given_back()
    {
        var visit = await DeniedAsync(60_00);
        var transfer = await TransferAsync(visit, 60_00);
        var account = (await _office.AccountAsync(visit.Party)).Name;
        await _office.PayAsync(account, 60_00);

        await _office.Desk.ReversePatientTransferAsync(new() { Name = transfer.Name });
        Assert.Equal((0, 60_00, 0, 60_00), await _office.BalancesAsync(visit.Party));
        await _office.Desk.CreateRefundAsync(new() { Refund = Back(account, 60_00) });

        Assert.Equal((0, 60_00, 0, 0), await _office.BalancesAsync(visit.Party));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_credit_that_nobody_paid_is_not_given_back_and_one_beside_it_is()
    {
        // The patient's part was written off as bad debt; then the payer takes back its whole decision (CLP02 22).
        var visit = await _office.OwedAsync(50_00);
        var account = (await _office.AccountAsync(visit.Party)).Name;
        await _office.Desk.CreateWriteOffAsync(new() { WriteOff = OfVisit(visit, 50_00) });
        await _office.HearAsync(visit.Posted(-150_00, 0, -50_00));
        Assert.Equal((0, 200_00, 0, 50_00), await _office.BalancesAsync(visit.Party));

        var (code, failure) = await Calls.FailureAsync(_office.Desk.CreateRefundAsync(new() { Refund = Back(account, 50_00) }));
        Assert.Equal((StatusCode.FailedPrecondition, "REFUND_EXCEEDS_PAYMENTS", "0.00"), (code, failure.Reason, failure.Facts.Single(fact => fact.Key == "most").Value));

        // Of what is paid now 20.00 is used for another visit: 10.00 is left, though the credit says 60.00.
        await _office.OwedAsync(20_00, visit.Party);
        await _office.PayAsync(account, 30_00);
        Assert.Equal((0, 200_00, 0, 60_00), await _office.BalancesAsync(visit.Party));
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "REFUND_EXCEEDS_PAYMENTS", _office.Desk.CreateRefundAsync(new() { Refund = Back(account, 10_01) }));
        await _office.Desk.CreateRefundAsync(new() { Refund = Back(account, 10_00) });
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "REFUND_EXCEEDS_PAYMENTS", _office.Desk.CreateRefundAsync(new() { Refund = Back(account, 1) }));
        Assert.Equal(20_00, (await _office.LedgerAsync())[LedgerAccount.Cash]);
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task What_was_wrong_with_a_refund_is_said_at_once()
    {
        var refund = Back("nonsense", -1);
        (refund.Method, refund.Reference, refund.RefundDate) = ((Payment.Types.Method)99, "4111/1111", Office.Today.AddDays(1).ToWire());

        var (_, failure) = await Calls.FailureAsync(_office.Desk.CreateRefundAsync(new() { Refund = refund }));

        Assert.Equal(
            [
                "refund.account INVALID_RESOURCE_NAME", "refund.amount AMOUNT_NOT_POSITIVE", "refund.method UNKNOWN_PAYMENT_METHOD",
                "refund.reference INVALID_REFERENCE", "refund.refund_date PAYMENT_DATE_IN_FUTURE",
            ],
            failure.Violations.Select(violation => $"{violation.Field} {violation.Reason}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Decisions_at_once_never_come_to_more_than_there_is()
    {
        var visit = await DeniedAsync(60_00);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => EndAsync(i % 2 == 0
            ? async () => await _office.Desk.CreateWriteOffAsync(new() { WriteOff = OfClaim(visit, 25_00) })
            : async () => await TransferAsync(visit, 25_00))));

        var (_, payer, patient, _) = await _office.BalancesAsync(visit.Party);
        Assert.Equal(10_00, payer);
        Assert.Equal(50_00, patient + (await _office.LedgerAsync()).GetValueOrDefault(LedgerAccount.WriteOff));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task What_was_decided_by_hand_makes_no_difference_to_what_payers_are_known_to_have_decided()
    {
        var visit = await DeniedAsync(60_00);
        var account = (await _office.AccountAsync(visit.Party)).Name;
        var before = await _office.Desk.GetJournalTotalsAsync(new());

        await _office.Desk.CreateWriteOffAsync(new() { WriteOff = OfClaim(visit, 20_00) });
        await TransferAsync(visit, 40_00);
        await _office.PayAsync(account, 45_00);
        await _office.Desk.CreateRefundAsync(new() { Refund = Back(account, 5_00) });

        Assert.Equal(before, await _office.Desk.GetJournalTotalsAsync(new()));
        Assert.Equal((0, 0, 0, 0), await _office.BalancesAsync(visit.Party));
        await _office.AssertBalancedAsync();
    }

    // 200.00 charged, a part of it denied, the rest paid.
    private async Task<Visit> DeniedAsync(long cents)
    {
        var visit = Visit.OfSomebody(200_00);
        await _office.HearAsync(visit.Charged(), visit.Submitted(), visit.Posted(200_00 - cents, 0, 0));
        return visit;
    }

    private AsyncUnaryCall<PatientTransfer> TransferAsync(Visit visit, long cents) => _office.Desk.CreatePatientTransferAsync(new()
    {
        PatientTransfer = new() { Claim = visit.Claim, Amount = new Money(cents).ToWire(), Reason = PatientTransfer.Types.Reason.NotCovered },
        RequestId = _office.NextRequest(),
    });

    private static Refund Back(string account, long cents) =>
        new() { Account = account, Amount = new Money(cents).ToWire(), Method = Payment.Types.Method.Check, Reference = "1042" };

    // Done, or refused because others were first.
    private static async Task EndAsync(Func<Task> decide)
    {
        try
        {
            await decide();
        }
        catch (RpcException error)
        {
            Assert.True(error.StatusCode is StatusCode.FailedPrecondition or StatusCode.Aborted, error.Status.ToString());
        }
    }
}
