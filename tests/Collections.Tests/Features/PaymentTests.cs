using Grpc.Core;
using MedBill.Collections.Tests.Fixture;
using MedBill.Contracts.Collections.V1;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Events = MedBill.Contracts.Collections.Events.V1;

namespace MedBill.Collections.Tests.Features;

public sealed class PaymentTests(CollectionsHost host)
{
    private readonly Office _office = new(host);

    [Fact]
    public async Task A_payment_pays_what_is_due()
    {
        var visit = await _office.OwedAsync(50_00);
        var account = await _office.AccountAsync(visit.Party);

        var payment = await _office.PayAsync(account.Name, 20_00);

        Assert.Equal((20_00, 0), (payment.AppliedAmount.Cents(), payment.CreditAmount.Cents()));
        Assert.Equal(Payment.Types.State.Posted, payment.State);
        Assert.Equal(Office.Today, payment.PaymentDate.ToDate("payment_date"));
        Assert.Equal((0, 0, 30_00, 0), await _office.BalancesAsync(visit.Party));
        Assert.Equal(payment, await _office.Desk.GetPaymentAsync(new() { Name = payment.Name }));
        var entry = await _office.Desk.GetJournalEntryAsync(new() { Name = payment.JournalEntry });
        Assert.Equal(("PaymentReceived", payment.Name), (entry.CauseType, entry.CauseKey));
        var told = Assert.Single(await host.EventsAsync<Events.PaymentReceived>(payment.Name));
        Assert.Equal((payment.Name, account.Name, 20_00, payment.PaymentDate), (told.Payment, told.Account, told.Amount.Cents(), told.PaymentDate));
    }

    [Fact]
    public async Task What_is_too_much_becomes_a_credit_and_pays_the_next_balance()
    {
        var visit = await _office.OwedAsync(50_00);
        var account = await _office.AccountAsync(visit.Party);

        var payment = await _office.PayAsync(account.Name, 80_00);
        Assert.Equal((50_00, 30_00), (payment.AppliedAmount.Cents(), payment.CreditAmount.Cents()));
        Assert.Equal((0, 0, 0, 30_00), await _office.BalancesAsync(visit.Party));

        await _office.OwedAsync(40_00, visit.Party);
        Assert.Equal((0, 0, 10_00, 0), await _office.BalancesAsync(visit.Party));
        Assert.Equal(
            ["EncounterCharged", "ClaimSubmitted", "PaymentsPosted", "PaymentReceived", "EncounterCharged", "ClaimSubmitted", "PaymentsPosted", "CreditApplied"],
            (await _office.EntriesAsync(account.Name)).Select(entry => entry.CauseType));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task The_desk_may_name_the_patient_before_there_is_an_account()
    {
        var key = Visit.NextKey();

        var payment = await _office.Desk.CreatePaymentAsync(new()
        {
            Payment = new() { Patient = $"patients/child-{key}", Amount = new Money(25_00).ToWire(), Method = Payment.Types.Method.Cash },
        });

        var account = await _office.AccountAsync($"guarantors/gtr-{key}");
        Assert.Equal((account.Name, $"patients/child-{key}", 25_00), (payment.Account, payment.Patient, payment.CreditAmount.Cents()));
        Assert.Equal((0, 0, 0, 25_00), await _office.BalancesAsync($"guarantors/gtr-{key}"));
    }

    [Fact]
    public async Task What_a_patient_brings_goes_where_his_visits_are_owed_whoever_pays_for_him_today()
    {
        var key = Visit.NextKey();
        var (before, today) = ($"guarantors/gtr-before-{key}", $"guarantors/gtr-{key}");
        var owed = await _office.OwedAsync(50_00, before);

        var payment = await PayForAsync(owed.Patient, 30_00);

        Assert.Equal((await _office.AccountAsync(before)).Name, payment.Account);
        Assert.Equal((30_00, 0), (payment.AppliedAmount.Cents(), payment.CreditAmount.Cents()));
        Assert.Empty((await _office.Desk.ListAccountsAsync(new() { ResponsibleParty = today })).Accounts);

        // Owed on two accounts: the registry says which; owed on none: likewise.
        var newer = Visit.OfSomebody(200_00, party: today) with { Patient = owed.Patient };
        await _office.HearAsync(newer.Charged(), newer.Submitted(), newer.Posted(190_00, 0, 10_00));
        Assert.Equal((await _office.AccountAsync(today)).Name, (await PayForAsync(owed.Patient, 10_00)).Account);
        Assert.Equal((await _office.AccountAsync(before)).Name, (await PayForAsync(owed.Patient, 20_00)).Account);
        Assert.Equal((await _office.AccountAsync(today)).Name, (await PayForAsync(owed.Patient, 5_00)).Account);
        Assert.Equal((0, 0, 0, 0), await _office.BalancesAsync(before));
        Assert.Equal((0, 0, 0, 5_00), await _office.BalancesAsync(today));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_retry_gets_the_first_answer_and_books_once()
    {
        var account = await _office.AccountOwingAsync(50_00);
        var request = new CreatePaymentRequest { Payment = Office.Paid(account, 20_00), RequestId = "pay-once" };

        var first = await _office.Desk.CreatePaymentAsync(request);
        var retry = await _office.Desk.CreatePaymentAsync(request);

        Assert.Equal(first, retry);
        Assert.Single((await _office.Desk.ListPaymentsAsync(new())).Payments);
        Assert.Equal(30_00, (await _office.Desk.GetAccountAsync(new() { Name = account })).PatientBalance.Cents());
        Assert.Single(await host.EventsAsync(first.Name));
    }

    [Fact]
    public async Task A_key_belongs_to_one_request()
    {
        var account = await _office.AccountOwingAsync(50_00);
        await _office.PayAsync(account, 20_00, "pay-other");

        await Calls.AssertFailsAsync(
            StatusCode.InvalidArgument,
            "REQUEST_ID_REUSED",
            _office.Desk.CreatePaymentAsync(new() { Payment = Office.Paid(account, 21_00), RequestId = "pay-other" }));

        Assert.Equal(30_00, (await _office.Desk.GetAccountAsync(new() { Name = account })).PatientBalance.Cents());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var (code, failure) = await Calls.FailureAsync(_office.Desk.CreatePaymentAsync(new()
        {
            Payment = new()
            {
                Account = "nonsense",
                Patient = "guarantors/gtr-1",
                Amount = new Money(-1).ToWire(),
                Method = (Payment.Types.Method)99,
                Reference = "4111/1111",
                PaymentDate = Office.Today.AddDays(1).ToWire(),
            },
        }));

        Assert.Equal((StatusCode.InvalidArgument, "VALIDATION_FAILED"), (code, failure.Reason));
        Assert.Equal(
            [
                "payment.account INVALID_RESOURCE_NAME", "payment.amount AMOUNT_NOT_POSITIVE", "payment.method UNKNOWN_PAYMENT_METHOD",
                "payment.patient ACCOUNT_AND_PATIENT_GIVEN", "payment.patient INVALID_RESOURCE_NAME", "payment.payment_date PAYMENT_DATE_IN_FUTURE",
                "payment.reference INVALID_REFERENCE",
            ],
            failure.Violations.Select(violation => $"{violation.Field} {violation.Reason}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain(failure.Violations, violation => violation.Description.Contains("4111", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 0, "AMOUNT_NOT_POSITIVE")]
    [InlineData(1_000_000, 10_000_000, "AMOUNT_OUT_OF_RANGE")]
    [InlineData(10, 5_000_000, "NOT_WHOLE_CENTS")]
    public async Task An_amount_is_whole_cents_above_zero_and_no_slip_of_the_keyboard(long units, int nanos, string reason)
    {
        var payment = Office.Paid("accounts/acc-1", 1);
        payment.Amount = new() { CurrencyCode = "USD", Units = units, Nanos = nanos };

        var (_, failure) = await Calls.FailureAsync(_office.Desk.CreatePaymentAsync(new() { Payment = payment }));

        var violation = Assert.Single(failure.Violations);
        Assert.Equal(("payment.amount", reason), (violation.Field, violation.Reason));
    }

    [Fact]
    public async Task A_payment_names_an_account_or_a_patient_that_exists()
    {
        var (_, failure) = await Calls.FailureAsync(_office.Desk.CreatePaymentAsync(new() { Payment = Office.Paid("", 1) }));
        Assert.Equal("ACCOUNT_OR_PATIENT_REQUIRED", Assert.Single(failure.Violations).Reason);
        await Calls.AssertFailsAsync(StatusCode.NotFound, "ACCOUNT_NOT_FOUND", _office.Desk.CreatePaymentAsync(new() { Payment = Office.Paid("accounts/acc-none", 1) }));
    }

    [Fact]
    public async Task A_payment_taken_back_makes_the_balance_due_again()
    {
        var visit = await _office.OwedAsync(50_00);
        var account = await _office.AccountAsync(visit.Party);
        var payment = await _office.PayAsync(account.Name, 80_00);
        await _office.OwedAsync(10_00, visit.Party);

        var reversed = await _office.Desk.ReversePaymentAsync(new() { Name = payment.Name, Etag = payment.Etag, RequestId = "back" });
        var retry = await _office.Desk.ReversePaymentAsync(new() { Name = payment.Name, Etag = payment.Etag, RequestId = "back" });

        Assert.Equal(reversed, retry);
        Assert.Equal(Payment.Types.State.Reversed, reversed.State);
        Assert.NotEqual(payment.Etag, reversed.Etag);
        Assert.Equal((0, 0, 60_00, 0), await _office.BalancesAsync(visit.Party));
        var mirror = (await _office.EntriesAsync(account.Name)).Single(entry => entry.CauseType == "PaymentReversed");
        Assert.Equal((payment.Name, payment.JournalEntry), (mirror.CauseKey, mirror.Reverses));
        Assert.Single(await host.EventsAsync<Events.PaymentReversed>(payment.Name));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_payment_is_taken_back_once_and_by_whom_has_seen_it_last()
    {
        var payment = await _office.PayAsync(await _office.AccountOwingAsync(50_00), 50_00);

        await Calls.AssertFailsAsync(StatusCode.Aborted, "ETAG_MISMATCH", _office.Desk.ReversePaymentAsync(new() { Name = payment.Name, Etag = "\"7\"" }));
        var reversed = await _office.Desk.ReversePaymentAsync(new() { Name = payment.Name });
        await Calls.AssertFailsAsync(StatusCode.Aborted, "ETAG_MISMATCH", _office.Desk.ReversePaymentAsync(new() { Name = payment.Name, Etag = payment.Etag }));
        await Calls.AssertFailsAsync(
            StatusCode.FailedPrecondition, "ILLEGAL_TRANSITION", _office.Desk.ReversePaymentAsync(new() { Name = payment.Name, Etag = reversed.Etag }));
        await Calls.AssertFailsAsync(StatusCode.NotFound, "PAYMENT_NOT_FOUND", _office.Desk.ReversePaymentAsync(new() { Name = "payments/pmt-none" }));

        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task Payments_are_listed_in_pages_and_by_account()
    {
        var (one, other) = (await _office.AccountOwingAsync(50_00), await _office.AccountOwingAsync(50_00));
        for (var i = 0; i < 3; i++)
        {
            await _office.PayAsync(one, 10_00);
        }

        var single = await _office.PayAsync(other, 10_00);

        var first = await _office.Desk.ListPaymentsAsync(new() { Account = one, PageSize = 2 });
        var rest = await _office.Desk.ListPaymentsAsync(new() { Account = one, PageSize = 2, PageToken = first.NextPageToken });
        Assert.Equal((2, 1, ""), (first.Payments.Count, rest.Payments.Count, rest.NextPageToken));
        Assert.Equal(single, Assert.Single((await _office.Desk.ListPaymentsAsync(new() { Account = other })).Payments));
        Assert.Equal(4, (await _office.Desk.ListPaymentsAsync(new())).Payments.Count);
        await Calls.AssertFailsAsync(
            StatusCode.InvalidArgument,
            "VALIDATION_FAILED",
            _office.Desk.ListPaymentsAsync(new() { Account = other, PageSize = 2, PageToken = first.NextPageToken }));
    }

    [Theory]
    [InlineData(Payment.Types.Method.Cash)]
    [InlineData(Payment.Types.Method.Check)]
    [InlineData(Payment.Types.Method.Card)]
    [InlineData(Payment.Types.Method.BankTransfer)]
    public async Task What_the_desk_says_is_what_it_reads(Payment.Types.Method method)
    {
        var account = await _office.AccountOwingAsync(50_00);
        var asked = Office.Paid(account, 5_00);
        (asked.Method, asked.Reference, asked.PaymentDate) = (method, "Receipt 17-B", Office.Today.AddDays(-2).ToWire());

        var taken = await _office.Desk.CreatePaymentAsync(new() { Payment = asked });

        var read = await _office.Desk.GetPaymentAsync(new() { Name = taken.Name });
        Assert.Equal(taken, read);
        Assert.Equal((method, "Receipt 17-B", asked.PaymentDate), (read.Method, read.Reference, read.PaymentDate));
    }

    [Fact]
    public async Task Without_the_registry_a_payment_by_patient_waits_and_one_by_account_does_not()
    {
        await using var alone = new CollectionsHost();
        await alone.InitializeAsync();
        var office = new Office(alone);
        var account = await office.AccountOwingAsync(50_00);
        var before = new CreatePaymentRequest
        {
            Payment = new() { Patient = "patients/pat-0", Amount = new Money(1_00).ToWire(), Method = Payment.Types.Method.Cash },
            RequestId = "before",
        };
        var taken = await office.Desk.CreatePaymentAsync(before);
        var issued = await office.StateAsync(account, "issued");
        alone.Registry.Away = true;

        // What was done already is only said again.
        Assert.Equal(taken, await office.Desk.CreatePaymentAsync(before));
        Assert.Equal(issued, await office.StateAsync(account, "issued"));
        before.Payment.Amount = new Money(2_00).ToWire();
        await Calls.AssertFailsAsync(StatusCode.InvalidArgument, "REQUEST_ID_REUSED", office.Desk.CreatePaymentAsync(before));

        var byPatient = new Payment { Patient = "patients/pat-1", Amount = new Money(1_00).ToWire(), Method = Payment.Types.Method.Cash };
        var (code, _) = await Calls.FailureAsync(office.Desk.CreatePaymentAsync(new() { Payment = byPatient }));

        Assert.Equal(StatusCode.Unavailable, code);
        Assert.Equal(1_00, (await office.PayAsync(account, 1_00)).AppliedAmount.Cents());
    }

    private async Task<Payment> PayForAsync(string patient, long cents) => await _office.Desk.CreatePaymentAsync(new()
    {
        Payment = new() { Patient = patient, Amount = new Money(cents).ToWire(), Method = Payment.Types.Method.Cash },
        RequestId = _office.NextRequest(),
    });
}
