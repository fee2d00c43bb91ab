using Grpc.Core;
using MedBill.Collections.Tests.Fixture;
using MedBill.Contracts.Collections.V1;
using MedBill.Platform.Rpc;
using Basis = MedBill.Contracts.Collections.V1.AgingReport.Types.Basis;

namespace MedBill.Collections.Tests.Features;

public sealed class AgingReportTests(CollectionsHost host)
{
    private readonly Office _office = new(host);

    [Fact]
    public async Task Open_amounts_stand_by_payer_and_age_and_tie_to_the_trial_balance()
    {
        var fresh = Visit.OfSomebody(100_00, Office.Today.AddDays(-30));
        var old = Visit.OfSomebody(70_00, Office.Today.AddDays(-31));
        var other = Visit.OfSomebody(50_00, Office.Today.AddDays(-151)) with { Payer = "payers/pyr-2" };
        await _office.HearAsync(fresh.Charged(), fresh.Submitted(), old.Charged(), old.Submitted(), other.Charged(), other.Submitted());
        await _office.HearAsync(old.Posted(20_00, 0, 30_00));
        await _office.PayAsync((await _office.AccountAsync(old.Party)).Name, 12_00);

        var report = await _office.Desk.GetAgingReportAsync(new());

        Assert.Equal((Office.Today, Basis.ServiceDate), (report.AsOfDate.ToDate("d"), report.Basis));
        Assert.Equal(
            ["ArPayer payers/pyr-1 10000 2000 0 0 0 0 = 12000", "ArPayer payers/pyr-2 0 0 0 0 0 5000 = 5000", "ArPatient  0 1800 0 0 0 0 = 1800"],
            report.Rows.Select(Row));
        var ledger = await _office.LedgerAsync();
        Assert.Equal(ledger[LedgerAccount.ArPayer] + ledger[LedgerAccount.ArPatient], report.TotalAmount.Cents());
    }

    [Fact]
    public async Task The_age_counts_from_the_day_that_is_asked_for()
    {
        // Seen 100 days ago, billed today, the patient's for 40 days.
        var visit = Visit.OfSomebody(100_00, Office.Today.AddDays(-100));
        await _office.HearAsync(visit.Charged(), visit.Submitted(), visit.Posted(50_00, 0, 20_00, Office.Today.AddDays(-40)));

        Assert.Equal(["ArPayer payers/pyr-1 0 0 0 3000 0 0 = 3000", "ArPatient  0 0 0 2000 0 0 = 2000"], await RowsAsync(Basis.ServiceDate));
        Assert.Equal(["ArPayer payers/pyr-1 3000 0 0 0 0 0 = 3000", "ArPatient  2000 0 0 0 0 0 = 2000"], await RowsAsync(Basis.FirstBillDate));
        Assert.Equal(["ArPayer payers/pyr-1 0 3000 0 0 0 0 = 3000", "ArPatient  0 2000 0 0 0 0 = 2000"], await RowsAsync(Basis.PatientResponsibilityDate));
    }

    [Fact]
    public async Task A_first_statement_is_a_first_bill()
    {
        var visit = Visit.OfSomebody(100_00, Office.Today.AddDays(-100));
        await _office.HearAsync(visit.Charged(selfPay: true));
        Assert.Equal(["ArPatient  0 0 0 10000 0 0 = 10000"], await RowsAsync(Basis.FirstBillDate));

        await _office.StateAsync((await _office.AccountAsync(visit.Party)).Name);

        Assert.Equal(["ArPatient  10000 0 0 0 0 0 = 10000"], await RowsAsync(Basis.FirstBillDate));
    }

    [Fact]
    public async Task An_overpaid_visit_stays_in_below_zero()
    {
        var visit = Visit.OfSomebody(100_00);
        await _office.HearAsync(visit.Posted(120_00, 0, 0));

        Assert.Equal(["ArPayer payers/pyr-1 -12000 0 0 0 0 0 = -12000", "ArPatient  0 0 0 0 0 0 = 0"], await RowsAsync(Basis.ServiceDate));
    }

    [Fact]
    public async Task A_report_of_a_past_day_knows_what_was_booked_up_to_it()
    {
        await using var alone = new CollectionsHost();
        await alone.InitializeAsync();
        var office = new Office(alone);
        var visit = await office.OwedAsync(30_00, day: Office.Today.AddDays(-20));
        alone.Clock.Advance(TimeSpan.FromDays(40));
        alone.Machine.Advance(TimeSpan.FromDays(40));
        await office.PayAsync((await office.AccountAsync(visit.Party)).Name, 30_00);

        var past = await office.Desk.GetAgingReportAsync(new() { AsOfDate = Office.Today.AddDays(39).ToWire() });
        var before = await office.Desk.GetAgingReportAsync(new() { AsOfDate = Office.Today.AddDays(-1).ToWire() });
        var today = await office.Desk.GetAgingReportAsync(new());

        Assert.Equal("ArPatient  0 3000 0 0 0 0 = 3000", Assert.Single(past.Rows.Select(Row)));
        Assert.Equal((0, 0), (before.TotalAmount.Cents(), today.TotalAmount.Cents()));
    }

    [Fact]
    public async Task Accounts_with_many_visits_are_aged_one_by_one()
    {
        var (one, other) = ($"guarantors/gtr-{Visit.NextKey()}", $"guarantors/gtr-{Visit.NextKey()}");
        foreach (var days in new[] { 10, 70, 200 })
        {
            await _office.HearAsync(Visit.OfSomebody(10_00, Office.Today.AddDays(-days), one).Charged(selfPay: true));
            await _office.HearAsync(Visit.OfSomebody(5_00, Office.Today.AddDays(-days), other).Charged(selfPay: true));
        }

        await _office.PayAsync((await _office.AccountAsync(one)).Name, 12_00);

        Assert.Equal(["ArPatient  1500 0 1300 0 0 500 = 3300"], await RowsAsync(Basis.ServiceDate));
    }

    [Fact]
    public async Task There_are_three_bases() => await Calls.AssertFailsAsync(
        StatusCode.InvalidArgument, "VALIDATION_FAILED", _office.Desk.GetAgingReportAsync(new() { Basis = (Basis)9 }));

    private async Task<IEnumerable<string>> RowsAsync(Basis basis) =>
        (await _office.Desk.GetAgingReportAsync(new() { Basis = basis })).Rows.Select(Row);

    private static string Row(AgingRow row) =>
        $"{row.LedgerAccount} {row.Payer} {string.Join(' ', row.BucketAmounts.Select(amount => amount.Cents()))} = {row.TotalAmount.Cents()}";
}
