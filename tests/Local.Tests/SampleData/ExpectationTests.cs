using CsCheck;
using MedBill.SampleData;
using MedBill.SampleData.Expectations;
using MedBill.SampleData.Story;

namespace MedBill.Local.Tests.SampleData;

/// <summary>The arithmetic against figures worked out by hand.</summary>
public sealed class ExpectationTests
{
    private static readonly Gen<VisitStory> Visits =
        from codes in Gen.Select(Gen.Int[0, CodeTable.Codes.Count - 1], Gen.Int[1, 9]).List[1, 6]
        select Visit([.. codes.Select(code => new ServiceStory(CodeTable.Codes.Keys.ElementAt(code.Item1), 1) { Units = code.Item2 })]);

    public static TheoryData<string> Days => StoryTests.Days;

    // 99213: 145.00, allowed 92.00. 36415: 12.00, allowed 3.00.
    [Fact]
    public void Paid_as_billed_the_contract_takes_what_is_above_its_fee() =>
        AssertDecision("95.00", "62.00", "0.00", "0.00", Treatment.Paid, new("99213", 1), new("36415", 1));

    // J1100: 4 x 0.35 = 1.40, allowed 4 x 0.15 = 0.60.
    [Fact]
    public void The_fee_is_for_each_unit() => AssertDecision("0.60", "0.80", "0.00", "0.00", Treatment.Paid, new ServiceStory("J1100", 1) { Units = 4 });

    // 81002 costs 3.25, less than the 3.50 the contract allows.
    [Fact]
    public void No_more_than_the_charge_is_paid() => AssertDecision("3.25", "0.00", "0.00", "0.00", Treatment.Paid, new ServiceStory("81002", 1));

    // A4550: 60 % of 25.01 is 15.006.
    [Fact]
    public void A_code_outside_the_contract_gets_sixty_percent_cents_down() => AssertDecision("15.00", "10.01", "0.00", "0.00", Treatment.Paid, new ServiceStory("A4550", 1));

    // 99212: allowed 56.00 = copay 25.00 + deductible 31.00.
    [Fact]
    public void A_small_visit_can_fall_to_the_patient_whole() => AssertDecision("0.00", "36.00", "56.00", "0.00", Treatment.PatientShare, new ServiceStory("99212", 1));

    // 99214: allowed 130.00 - 25.00 copay - 100.00 deductible = 5.00, 20 % = 1.00. 83036: allowed 9.70, 20 % = 1.94.
    [Fact]
    public void Copay_deductible_and_coinsurance_come_in_that_order() =>
        AssertDecision("11.76", "93.30", "127.94", "0.00", Treatment.PatientShare, new("99214", 1), new("83036", 1));

    // Two office visits on one claim: 99213 92.00 - 25.00 - 67.00 deductible; 99212 56.00 - 33.00 deductible = 23.00, 20 % = 4.60.
    [Fact]
    public void The_copay_is_taken_once_and_the_deductible_to_its_end() =>
        AssertDecision("18.40", "89.00", "129.60", "0.00", Treatment.PatientShare, new("99213", 1), new("99212", 1));

    // 3 x 36415 allowed 9.00 and 87426 35.00 use 44.00 of the deductible; 20610 65.00 the other 56.00: 9.00, 20 % = 1.80.
    [Fact]
    public void Without_an_office_visit_there_is_no_copay() => AssertDecision(
        "7.20", "121.00", "101.80", "0.00", Treatment.PatientShare, new ServiceStory("36415", 1) { Units = 3 }, new("87426", 1), new("20610", 1));

    [Fact]
    public void A_denial_denies_the_whole_charge() => AssertDecision("0.00", "0.00", "0.00", "157.00", Treatment.Denied, new("99213", 1), new("36415", 1));

    [Fact]
    public void Every_charge_is_divided_without_rest() => Visits.Sample(visit =>
        Array.TrueForAll([Treatment.Paid, Treatment.PatientShare, Treatment.Denied], treatment =>
            PayerRules.Decide(visit, treatment) is var decision
            && decision.Charge == visit.Charge
            && decision is { Paid.Cents: >= 0, Contractual.Cents: >= 0, Patient.Cents: >= 0, Denied.Cents: >= 0 }));

    [Theory]
    [MemberData(nameof(Days))]
    public void Debits_equal_credits(string name) =>
        Assert.Equal(Money.Zero, Money.Sum(DayExpectations.Of(StoryTests.Day(name)).Ledger.Values));

    [Theory]
    [MemberData(nameof(Days))]
    public void What_is_charged_is_paid_written_down_owed_or_open(string name)
    {
        var day = DayExpectations.Of(StoryTests.Day(name));

        Assert.Equal(
            day.Charged, day.Paid + day.Contractual + day.PatientResponsibility + day.SelfPay + day.DeniedOpen + day.Quarantined);
        Assert.Equal(day.Ledger["AR_PAYER"], day.DeniedOpen + day.Quarantined);
        Assert.Equal(day.Ledger["AR_PAYER"], Money.Sum(day.PayerAging.Values.SelectMany(buckets => buckets)));
    }

    [Fact]
    public void The_whole_day_comes_out_as_worked_out_by_hand()
    {
        var day = DemoDay.Expectations(DemoDay.Whole);

        Assert.Equal(
            [("DENIED", 3), ("PAID", 31), ("PATIENT_RESPONSIBILITY", 3), ("QUARANTINED", 1), ("SELF_PAY", 2)],
            day.Outcomes.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => (row.Key, row.Value)));
        Assert.Equal("40.00 122.00 187.00", string.Join(' ', day.Visits.Where(visit => visit.Outcome == "DENIED").Select(visit => visit.Visit.Charge)));
        Assert.Equal("15.00", (-day.Ledger["PATIENT_CREDIT"]).ToString());
        Assert.Equal("287.00", day.Quarantined.ToString());
    }

    [Fact]
    public void Payments_at_the_desk_pay_what_falls_due_later_and_the_rest_is_credit()
    {
        var more = new AccountExpectation("P1", new(10_00), new(25_00), Money.Zero);
        var less = new AccountExpectation("P2", new(40_00), new(25_00), new(7_50));

        Assert.Equal(("0.00", "15.00", "0.00"), ($"{more.StatementAmount}", $"{more.Credit}", $"{more.PatientBalance}"));
        Assert.Equal(("15.00", "0.00", "7.50"), ($"{less.StatementAmount}", $"{less.Credit}", $"{less.PatientBalance}"));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 2)]
    [InlineData(150, 4)]
    [InlineData(151, 5)]
    [InlineData(999, 5)]
    public void Open_amounts_age_by_thirty_days(int daysAgo, int bucket)
    {
        var story = DemoDay.Whole.Only("one", "V33");
        story = story with { Visits = [story.Visits[0] with { DaysAgo = daysAgo }] };

        var aging = DayExpectations.Of(story).PayerAging.Single().Value;

        Assert.Equal(bucket, aging.Index().Single(cell => cell.Item > Money.Zero).Index);
    }

    private static void AssertDecision(string paid, string contractual, string patient, string denied, Treatment treatment, params ServiceStory[] services)
    {
        var decision = PayerRules.Decide(Visit(services), treatment);

        Assert.Equal((paid, contractual, patient, denied), ($"{decision.Paid}", $"{decision.Contractual}", $"{decision.Patient}", $"{decision.Denied}"));
    }

    private static VisitStory Visit(params ServiceStory[] services) => new("V", "P", 0, ["I10"], services);
}
