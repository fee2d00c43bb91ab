using MedBill.X12.Findings;
using MedBill.X12.PremiumPayments820;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.Members;

public sealed class PremiumPayment820Tests
{
    private const string List = "820-list-bill-adjusted.x12";
    private const string Summary = "820-summary-bill.x12";

    [Fact]
    public void A_list_bill_says_who_pays_what_for_whom()
    {
        var findings = new FindingLog();
        var items = PremiumPayment820File.Read(Golden.Open(List), findings).ToList();

        Assert.Empty(findings);
        var header = Assert.IsType<PremiumPaymentHeader>(items[0]);
        Assert.Equal(("C", 118_050L, "ACH", "EFT0000703", "USD"),
            (header.HandlingCode, header.PaymentCents, header.Method, header.TraceNumber, header.Currency));
        Assert.Equal(("PRAIRIE HEALTH PLAN", "OMAHA", "OAK TOOLS INC", "5125550199"),
            (header.Receiver!.Name, header.Receiver.Address!.City, header.Payer!.Name, header.Payer.Contacts[0].Numbers[0].Value));
        Assert.Equal([new QualifiedDate("582", new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 31))], header.Dates);
        var people = items.OfType<PremiumRemittance>().ToList();
        Assert.Equal([(true, "FIELD", 68_050L), (true, "WATER", 55_000L)],
            people.Select(person => (person.IsIndividual, person.Individuals[0].Name!, person.PaidCents)));
        Assert.Equal([new PremiumAdjustment(-5_000, "52")], people[1].PreviousPaymentAdjustments);
        Assert.Equal((60_000L, new PremiumAdjustment(-5_000, "H1")), (people[1].Details[0].BilledCents!.Value, people[1].Details[0].Adjustments[0]));
        Assert.Equal("MASTER77", people[0].Details[0].References.Find("38")!.Value);
        Assert.Equal(new PremiumPaymentTrailer(118_050, 123_050, -5_000), items[^1]);
    }

    [Fact]
    public void A_summary_bill_has_charges_in_cents_and_head_counts()
    {
        var remittance = Assert.Single(PremiumPayment820File.Read(Golden.Open(Summary), new FindingLog()).OfType<PremiumRemittance>());
        var line = Assert.Single(remittance.Details[0].Lines);

        Assert.Equal((false, "PI", 300_000L), (remittance.IsIndividual, remittance.Details[0].PaymentAction, remittance.Details[0].PaidCents));
        Assert.Equal([new PremiumCharge("A172", 250_000)], line.Charges);
        Assert.Equal([new PremiumMemberCount("1", 4, "IE"), new PremiumMemberCount("2", 3, "PR")], line.MemberCounts);
    }

    [Theory]
    [InlineData(List, "BPR*C*1180.5*", "BPR*C*1180.51*", "BPR", FindingSeverity.Error, "1180.51 is written, 1180.50 is the sum")]
    [InlineData(List, "RMR*AZ*POL101**40.5~", "RMR*AZ*POL101**40.49~", "BPR", FindingSeverity.Error, "1180.50 is written, 1180.49 is the sum")]
    [InlineData(List, "ADX*-50*52~", "ADX*-51*52~", "BPR", FindingSeverity.Error, "1180.50 is written, 1179.50 is the sum")]
    [InlineData(List, "ADX*-50*H1~", "ADX*-49*H1~", "RMR", FindingSeverity.Warning, "550.00 is written, 551.00 is the sum")]
    [InlineData(List, "**550*600~", "**550*601~", "RMR", FindingSeverity.Warning, "550.00 is written, 551.00 is the sum")]
    [InlineData(Summary, "BPR*I*3000*", "BPR*I*2999*", "BPR", FindingSeverity.Error, "2999.00 is written, 3000.00 is the sum")]
    public void A_cent_of_difference_is_one_finding_reading_and_validating(
        string name, string from, string to, string segment, FindingSeverity severity, string words)
    {
        var text = Golden.Edit(Golden.Text(name), from, to);
        var read = new FindingLog();

        Assert.NotEmpty(PremiumPayment820File.Read(Golden.Stream(text), read).ToList());
        var validated = X12File.Validate(Golden.Stream(text)).Findings;

        foreach (var finding in new[] { Assert.Single(read), Assert.Single(validated) })
        {
            Assert.Equal(("OUT_OF_BALANCE", segment, severity, SnipType.Balancing), (finding.Code, finding.SegmentId, finding.Severity, finding.Snip));
            Assert.Contains(words, finding.Message, StringComparison.Ordinal);
            Assert.True(finding.SegmentPosition > 0 && finding.ByteOffset > 0);
        }
    }

    [Fact]
    public void Of_a_payment_with_a_remittance_that_cannot_be_read_no_sum_is_claimed()
    {
        var findings = new FindingLog();
        var text = Golden.Edit(Golden.Text(List), "RMR*AZ*POL101**40.5~", "RMR*AZ*POL101**FORTY~");

        var items = PremiumPayment820File.Read(Golden.Stream(text), findings).ToList();

        Assert.Equal("WATER", Assert.Single(items.OfType<PremiumRemittance>()).Individuals[0].Name);
        Assert.Equal(["AMOUNT_WRONG"], findings.Select(finding => finding.Code));
    }

    [Fact]
    public void A_payment_that_leaves_earlier_adjustments_outside_is_taken_as_balanced()
    {
        var findings = new FindingLog();
        var text = Golden.Edit(Golden.Text(List), "BPR*C*1180.5*", "BPR*C*1230.5*");

        Assert.Equal(4, PremiumPayment820File.Read(Golden.Stream(text), findings).Count());
        Assert.Empty(findings);
    }

    [Fact]
    public void An_amount_in_hundredths_with_a_point_is_never_guessed()
    {
        var findings = new FindingLog();
        var text = Golden.Edit(Golden.Text(Summary), "SAC*C*A172***250000~", "SAC*C*A172***2500.00~");

        Assert.Empty(PremiumPayment820File.Read(Golden.Stream(text), findings).OfType<PremiumRemittance>());
        Assert.Equal(("AMOUNT_WRONG", "SAC", 5), (Assert.Single(findings).Code, findings[0].SegmentId, findings[0].Element));
    }
}
