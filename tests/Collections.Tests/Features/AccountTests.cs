using Grpc.Core;
using MedBill.Collections.Tests.Fixture;
using Events = MedBill.Contracts.Collections.Events.V1;

namespace MedBill.Collections.Tests.Features;

public sealed class AccountTests(CollectionsHost host)
{
    private readonly Office _office = new(host);

    [Fact]
    public async Task Money_moves_from_unbilled_to_the_payer_to_the_patient()
    {
        var visit = Visit.OfSomebody(200_00);

        await _office.HearAsync(visit.Charged());
        Assert.Equal((200_00, 0, 0, 0), await _office.BalancesAsync(visit.Party));

        await _office.HearAsync(visit.Submitted());
        Assert.Equal((0, 200_00, 0, 0), await _office.BalancesAsync(visit.Party));

        // 40.00 are denied, and stay with the payer until somebody decides.
        await _office.HearAsync(visit.Posted(100_00, 35_00, 25_00));
        Assert.Equal((0, 40_00, 25_00, 0), await _office.BalancesAsync(visit.Party));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task Self_pay_is_the_patients_at_once()
    {
        var visit = Visit.OfSomebody(80_00);

        await _office.HearAsync(visit.Charged(selfPay: true));

        Assert.Equal((0, 0, 80_00, 0), await _office.BalancesAsync(visit.Party));
    }

    [Fact]
    public async Task An_account_is_opened_once_for_all_patients_of_a_guarantor_and_its_etag_changes_with_every_entry()
    {
        var guarantor = $"guarantors/gtr-{Visit.NextKey()}";
        await _office.HearAsync(Visit.OfSomebody(10_00, party: guarantor).Charged());
        var first = await _office.AccountAsync(guarantor);

        await _office.HearAsync(Visit.OfSomebody(20_00, party: guarantor).Charged());
        var second = await _office.AccountAsync(guarantor);

        Assert.Equal(first.Name, second.Name);
        Assert.Equal(30_00, second.UnbilledBalance.Cents());
        Assert.NotEqual(first.Etag, second.Etag);
        Assert.Equal(second, await _office.Desk.GetAccountAsync(new() { Name = second.Name }));
        var opened = Assert.Single(await host.EventsAsync<Events.AccountOpened>(first.Name));
        Assert.Equal((first.Name, guarantor), (opened.Account, opened.ResponsibleParty));
    }

    [Fact]
    public async Task What_becomes_the_patients_is_told()
    {
        var visit = await _office.OwedAsync(25_00);
        await _office.HearAsync(visit.Posted(-175_00, 0, -25_00));

        var account = await _office.AccountAsync(visit.Party);
        var told = await host.EventsAsync<Events.BalanceTransferredToPatient>(account.Name);

        Assert.Equal([25_00, -25_00], told.Select(one => one.Amount.Cents()));
        Assert.All(told, one => Assert.Equal(visit.Encounter, one.Encounter));
    }

    [Fact]
    public async Task Accounts_are_listed_in_pages_and_by_what_is_due()
    {
        var owing = await _office.OwedAsync(25_00);
        for (var i = 0; i < 4; i++)
        {
            await _office.HearAsync(Visit.OfSomebody(10_00).Charged());
        }

        var first = await _office.Desk.ListAccountsAsync(new() { PageSize = 3 });
        var rest = await _office.Desk.ListAccountsAsync(new() { PageSize = 3, PageToken = first.NextPageToken });
        var due = await _office.Desk.ListAccountsAsync(new() { BalanceDueOnly = true });

        Assert.Equal((3, 2, ""), (first.Accounts.Count, rest.Accounts.Count, rest.NextPageToken));
        Assert.Equal(5, first.Accounts.Concat(rest.Accounts).Select(account => account.Name).Distinct().Count());
        Assert.Equal(owing.Party, Assert.Single(due.Accounts).ResponsibleParty);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_what_is_no_name_is_refused()
    {
        await Calls.AssertFailsAsync(StatusCode.NotFound, "ACCOUNT_NOT_FOUND", _office.Desk.GetAccountAsync(new() { Name = "accounts/acc-none" }));
        await Calls.AssertFailsAsync(StatusCode.InvalidArgument, "VALIDATION_FAILED", _office.Desk.GetAccountAsync(new() { Name = "payments/acc-none" }));
        var (_, failure) = await Calls.FailureAsync(_office.Desk.ListAccountsAsync(new() { ResponsibleParty = "payers/pyr-1" }));
        var violation = Assert.Single(failure.Violations);
        Assert.Equal(("responsible_party", "INVALID_RESOURCE_NAME"), (violation.Field, violation.Reason));
    }
}
