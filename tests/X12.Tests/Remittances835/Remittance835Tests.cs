using MedBill.X12.Findings;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.Remittances835;

public sealed class Remittance835Tests
{
    private const string File = "835-paid-denied-reversed.x12";

    [Fact]
    public void A_remittance_says_payment_claims_and_provider_adjustments()
    {
        var remittance = One(File);
        var header = remittance.Header;
        var first = remittance.Claims[0];

        Assert.Equal(("I", 7_800L, "ACH", "EFT0000123"), (header.HandlingCode, header.PaymentCents, header.Method, header.TraceNumber));
        Assert.Equal((new DateOnly(2026, 4, 1), new DateOnly(2026, 3, 31)), (header.EffectiveDate, header.ProductionDate));
        Assert.Equal(("PHP01", "1234567893", "123456789"),
            (header.Payer.Reference(ReferenceQualifiers.PayerId), header.Payee.Npi,
                header.Payee.Reference(ReferenceQualifiers.TaxpayerId)));
        Assert.Equal(["1", "4", "22", "1"], remittance.Claims.Select(claim => claim.Status));
        Assert.Equal(("PCN0000001", 21_000L, 10_800L, 2_700L, "ICN900001"),
            (first.PatientControlNumber, first.ChargeCents, first.PaidCents, first.PatientResponsibilityCents,
                first.PayerClaimControlNumber));
        Assert.Equal((11_500L, "LINE1", new DateOnly(2026, 3, 10)), (first.Lines[0].AllowedCents, first.Lines[0].ControlNumber,
            first.Lines[0].ServiceDate));
        Assert.Equal([Remark.Rarc("N706")], remittance.Claims[1].Lines[0].Remarks);
        Assert.True(remittance.Claims[1].IsDenied && remittance.Claims[2].IsReversal);
        Assert.Equal([new ProviderAdjustmentEntry("WO", "ICN700009", 2_000)], Assert.Single(remittance.ProviderAdjustments).Entries);
    }

    [Fact]
    public void A_crossover_names_the_next_payer_and_the_remarks_of_the_claim()
    {
        var remittance = One("835-medicare-crossover.x12");

        Assert.True(remittance.Claims[0].IsForwarded);
        Assert.Equal("HAR02", remittance.Claims[0].CrossoverCarrier!.Id);
        Assert.Equal(["MA01", "MA18"], remittance.Claims[0].RemarkCodes);
        Assert.Equal([new Adjustment("CO", "45", 2_000), new Adjustment("CO", "253", 224), new Adjustment("PR", "2", 2_800)],
            remittance.Claims[0].Lines[0].Adjustments);
        Assert.Equal([new Adjustment("CO", "16", 9_000)], remittance.Claims[1].Adjustments);
    }

    [Fact]
    public void Remarks_come_from_the_MIA_as_well()
    {
        var text = Golden.Recount(Golden.Edit(Golden.Text(File), "DTM*232*20260310~",
            "MIA*0****MA02***************N1*N2~DTM*232*20260310~"));

        Assert.Equal(["MA02", "N1", "N2"], Remittance835File.ReadAll(Golden.Stream(text), new FindingLog())[0].Claims[0].RemarkCodes);
    }

    [Theory]
    [InlineData(File)]
    [InlineData("835-medicare-crossover.x12")]
    public void The_good_files_balance(string name) => Assert.Empty(Balance835.Check(One(name)));

    [Theory]
    [InlineData("SVC*HC:99214:25*180*92*", "SVC*HC:99214:25*180*93*", BalanceLevel.Line, 1, 1, 9_200, 9_300)]
    [InlineData("*1*210*108*27*", "*1*210*107*27*", BalanceLevel.Claim, 1, 0, 10_800, 10_700)]
    [InlineData("*1*210*108*27*", "*1*211*108*27*", BalanceLevel.LineCharges, 1, 0, 21_000, 21_100)]
    [InlineData("BPR*I*78*", "BPR*I*79*", BalanceLevel.Transaction, 0, 0, 7_800, 7_900)]
    [InlineData("WO:ICN700009*20", "WO:ICN700009*-20", BalanceLevel.Transaction, 0, 0, 11_800, 7_800)]
    public void A_difference_is_named_with_its_place_and_its_cents(
        string from, string to, BalanceLevel level, int claim, int line, long expected, long actual)
    {
        var remittance = Assert.Single(Remittance835File.ReadAll(Golden.Stream(Golden.Edit(Golden.Text(File), from, to)),
            new FindingLog()));

        var difference = Assert.Single(Balance835.Check(remittance), difference => difference.Level == level);

        Assert.Equal((claim, line, expected, actual), (difference.ClaimIndex, difference.LineIndex, difference.ExpectedCents,
            difference.ActualCents));
        Assert.Equal(actual - expected, difference.DifferenceCents);
    }

    [Fact]
    public void The_same_adjustments_at_claim_and_line_are_called_doubled()
    {
        var claim = One(File).Claims[1] with { Adjustments = [new Adjustment("CO", "197", 15_000)] };

        Assert.Equal([BalanceLevel.Claim, BalanceLevel.DoubledAdjustment],
            Balance835.CheckClaim(claim).Select(difference => difference.Level));
    }

    [Fact]
    public void Different_adjustments_at_claim_and_line_balance_together()
    {
        var claim = One(File).Claims[0] with { PaidCents = 10_700, Adjustments = [new Adjustment("OA", "23", 100)] };

        Assert.Empty(Balance835.CheckClaim(claim));
    }

    [Fact]
    public void What_does_not_balance_is_not_written_unless_told_to()
    {
        var remittance = One(File);
        var bad = remittance with { Header = remittance.Header with { PaymentCents = 1 } };

        var refused = Remittance835File.Write(remittance.Header.Envelope!, bad);
        var written = Remittance835File.Write(remittance.Header.Envelope!, bad, requireBalance: false);

        Assert.Equal(("OUT_OF_BALANCE", true), (Assert.Single(refused.Findings).Code, refused.Bytes.IsEmpty));
        Assert.Contains("BPR*I*.01*", written.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_with_an_amount_that_is_no_number_is_left_out_and_the_next_follows()
    {
        var findings = new FindingLog();
        var text = Golden.Edit(Golden.Text(File), "CAS*CO*45*65~", "CAS*CO*45*6,5~");

        var claims = Remittance835File.Read(Golden.Stream(text), findings).OfType<ClaimPayment>();

        Assert.Equal(["PCN0000002", "PCN0000003", "PCN0000003"], claims.Select(claim => claim.PatientControlNumber));
        Assert.Equal(("AMOUNT_WRONG", "PCN0000001", "6,5"), (Assert.Single(findings).Code, findings[0].ClaimControlNumber,
            findings[0].Value));
    }

    [Fact]
    public void Claims_under_an_unreadable_payment_are_left_out()
    {
        var findings = new FindingLog();
        var text = Golden.Edit(Golden.Text(File), "BPR*I*78*", "BPR*I*SOME*");

        Assert.Empty(Remittance835File.Read(Golden.Stream(text), findings));
        Assert.Equal("AMOUNT_WRONG", findings[0].Code);
        Assert.Equal(4, findings.Count(finding => finding.Code == "CLAIM_WITHOUT_CONTEXT"));
    }

    [Fact]
    public async Task Streaming_without_blocking_gives_header_claims_and_trailer()
    {
        var items = new List<RemittanceItem>();
        await foreach (var item in Remittance835File.ReadAsync(Golden.Open(File), new FindingLog(),
            cancel: TestContext.Current.CancellationToken))
        {
            items.Add(item);
        }

        Assert.IsType<RemittanceHeader>(items[0]);
        Assert.Equal(4, items.OfType<ClaimPayment>().Count());
        Assert.IsType<RemittanceTrailer>(items[^1]);
    }

    private static Remittance835 One(string name) => Assert.Single(Remittance835File.ReadAll(Golden.Open(name), new FindingLog()));
}
