using Grpc.Core;
using MedBill.Collections.Tests.Fixture;
using MedBill.Contracts.Collections.V1;
using MedBill.Platform.Rpc;

namespace MedBill.Collections.Tests.Features;

public sealed class JournalTests(CollectionsHost host)
{
    private readonly Office _office = new(host);

    [Fact]
    public async Task Entries_are_listed_in_the_order_of_booking_page_by_page()
    {
        var visits = Enumerable.Range(0, 12).Select(_ => Visit.OfSomebody(10_00)).ToList();
        await _office.HearAsync(visits.Select(visit => visit.Charged()));

        var entries = new List<JournalEntry>();
        var token = "";
        do
        {
            var page = await _office.Desk.ListJournalEntriesAsync(new() { PageSize = 5, PageToken = token });
            Assert.InRange(page.JournalEntries.Count, 1, 5);
            entries.AddRange(page.JournalEntries);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(visits.Select(visit => $"{visit.Encounter}/captures/1"), entries.Select(entry => entry.CauseKey));
        Assert.Equal(entries.Select(entry => entry.Name).Order(StringComparer.Ordinal), entries.Select(entry => entry.Name));
    }

    [Fact]
    public async Task A_chunk_is_booked_in_its_order()
    {
        var remittance = $"remittances/rmt-{Visit.NextKey()}";
        var visits = Enumerable.Range(0, 200).Select(_ => Visit.OfSomebody(10_00)).ToList();
        await _office.HearAsync(Visit.Chunk(remittance, 1, Office.Today, visits.Select((visit, i) => visit.Decided(remittance, i + 1, 8_00, 0, 2_00))));

        var entries = await _office.EntriesAsync();

        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"{remittance}/claimPayments/{i}"), entries.Select(entry => entry.CauseKey));
    }

    [Fact]
    public async Task Entries_are_found_by_account_visit_and_claim()
    {
        var guarantor = $"guarantors/gtr-{Visit.NextKey()}";
        var one = await _office.OwedAsync(20_00, guarantor);
        var other = await _office.OwedAsync(30_00, guarantor);
        await _office.OwedAsync(40_00);
        var account = (await _office.AccountAsync(guarantor)).Name;

        Assert.Equal(6, (await _office.EntriesAsync(account)).Count);
        Assert.Equal(3, (await _office.Desk.ListJournalEntriesAsync(new() { Encounter = one.Encounter })).JournalEntries.Count);
        Assert.Equal(2, (await _office.Desk.ListJournalEntriesAsync(new() { Claim = other.Claim })).JournalEntries.Count);
        Assert.Empty((await _office.Desk.ListJournalEntriesAsync(new() { Encounter = one.Encounter, Claim = other.Claim })).JournalEntries);
        var first = await _office.Desk.ListJournalEntriesAsync(new() { Account = account, PageSize = 4 });
        var rest = await _office.Desk.ListJournalEntriesAsync(new() { Account = account, PageSize = 4, PageToken = first.NextPageToken });
        Assert.Equal((4, 2, ""), (first.JournalEntries.Count, rest.JournalEntries.Count, rest.NextPageToken));
        Assert.Equal(await _office.EntriesAsync(account), first.JournalEntries.Concat(rest.JournalEntries));
    }

    [Fact]
    public async Task An_entry_says_all_about_its_fact()
    {
        var visit = Visit.OfSomebody(100_00);
        var posted = visit.Posted(60_00, 25_00, 15_00, new(2026, 2, 27));
        await _office.HearAsync(posted);
        var account = (await _office.AccountAsync(visit.Party)).Name;

        var entry = Assert.Single(await _office.EntriesAsync(account));

        Assert.Equal(entry, await _office.Desk.GetJournalEntryAsync(new() { Name = entry.Name }));
        Assert.Equal(("PaymentsPosted", posted.Claims[0].ClaimPayment, ""), (entry.CauseType, entry.CauseKey, entry.Reverses));
        Assert.Equal((new DateOnly(2026, 2, 27), host.Clock.GetUtcNow()), (entry.EffectiveDate.ToDate("d"), entry.BookTime.ToDateTimeOffset()));
        Assert.Equal(
            ["PayerCash Debit 6000", "Contractual Debit 2500", "ArPatient Debit 1500", "ArPayer Credit 10000"],
            entry.Lines.Select(line => $"{line.LedgerAccount} {line.Side} {line.Amount.Cents()}"));
        Assert.All(entry.Lines, line => Assert.Equal(
            (account, visit.Patient, visit.Encounter, visit.Claim, visit.Payer), (line.Account, line.Patient, line.Encounter, line.Claim, line.Payer)));
    }

    [Fact]
    public async Task A_page_belongs_to_its_question()
    {
        await _office.HearAsync(Visit.OfSomebody(1_00).Charged(), Visit.OfSomebody(1_00).Charged());
        var page = await _office.Desk.ListJournalEntriesAsync(new() { PageSize = 1 });

        await Calls.AssertFailsAsync(
            StatusCode.InvalidArgument,
            "VALIDATION_FAILED",
            _office.Desk.ListJournalEntriesAsync(new() { PageSize = 1, PageToken = page.NextPageToken, Encounter = "encounters/enc-1" }));
        await Calls.AssertFailsAsync(
            StatusCode.InvalidArgument, "VALIDATION_FAILED", _office.Desk.ListJournalEntriesAsync(new() { Claim = "encounters/enc-1" }));
        await Calls.AssertFailsAsync(StatusCode.InvalidArgument, "VALIDATION_FAILED", _office.Desk.ListJournalEntriesAsync(new() { PageSize = -1 }));
        await Calls.AssertFailsAsync(
            StatusCode.NotFound, "JOURNAL_ENTRY_NOT_FOUND", _office.Desk.GetJournalEntryAsync(new() { Name = "journalEntries/jrn-none" }));
    }

    [Fact]
    public async Task The_trial_balance_has_every_account_and_no_difference()
    {
        var visit = Visit.OfSomebody(100_00);
        await _office.HearAsync(visit.Charged(), visit.Submitted(), visit.Posted(50_00, 20_00, 10_00));
        await _office.PayAsync((await _office.AccountAsync(visit.Party)).Name, 15_00);

        var trial = await _office.Desk.GetTrialBalanceAsync(new());

        Assert.Equal(
            [
                "ArUnbilled 10000 10000 0", "ArPayer 10000 8000 2000", "ArPatient 1000 1000 0", "Revenue 0 10000 -10000",
                "Contractual 2000 0 2000", "PayerCash 5000 0 5000", "Cash 1500 0 1500", "PatientCredit 0 500 -500",
            ],
            trial.Rows.Select(row => $"{row.LedgerAccount} {row.DebitAmount.Cents()} {row.CreditAmount.Cents()} {row.Balance.Cents()}"));
        Assert.Equal((295_00, 295_00, 0, 4), (trial.DebitAmount.Cents(), trial.CreditAmount.Cents(), trial.Difference.Cents(), trial.EntryCount));
    }

    [Fact]
    public async Task Journal_totals_count_what_payers_decided_and_chunks_of_denials_too()
    {
        var (paid, denied) = (Visit.OfSomebody(100_00), Visit.OfSomebody(100_00));
        await _office.HearAsync(paid.Charged(selfPay: true), paid.Posted(50_00, 20_00, 10_00), denied.Posted(0, 0, 0), paid.Posted(-50_00, -20_00, -10_00), paid.Posted(40_00, 20_00, 5_00));

        var totals = await _office.Desk.GetJournalTotalsAsync(new());

        Assert.Equal(
            (4, 40_00, 20_00, 5_00),
            (totals.PostingCount, totals.PaidAmount.Cents(), totals.ContractualAmount.Cents(), totals.PatientResponsibilityAmount.Cents()));
    }

    [Fact]
    public async Task An_empty_ledger_is_in_balance()
    {
        var trial = await _office.Desk.GetTrialBalanceAsync(new());
        var totals = await _office.Desk.GetJournalTotalsAsync(new());

        Assert.Empty(trial.Rows);
        Assert.Equal((0, 0, 0), (trial.DebitAmount.Cents(), trial.EntryCount, totals.PostingCount));
        Assert.Equal(0, (await _office.Desk.GetAgingReportAsync(new())).TotalAmount.Cents());
    }
}
