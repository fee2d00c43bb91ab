using CsCheck;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837I;
using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.Claims837I;

public sealed class Claim837IWriteTests
{
    private static readonly ReceivedClaim<InstitutionalClaim> Visit =
        Claim837IFile.Read(Golden.Open("837I-outpatient.x12"), new FindingLog()).Single();

    private static readonly InstitutionalClaim Stay =
        Claim837IFile.Read(Golden.Open("837I-inpatient-dependent.x12"), new FindingLog()).Single().Claim;

    private static readonly InstitutionalClaim Second =
        Claim837IFile.Read(Golden.Open("837I-secondary.x12"), new FindingLog()).First().Claim;

    [Fact]
    public void Claims_that_are_written_are_read_as_the_same_claims_and_written_as_the_same_bytes() =>
        InstitutionalGenerator.Claim(Visit.Claim, Stay).Array[1, 3].Sample(
            claims =>
            {
                var written = Claim837IFile.Write(Visit.Envelope, Visit.Header, claims);
                Assert.DoesNotContain(written.Findings, finding => finding.IsError);
                var findings = new FindingLog();
                var read = Claim837IFile.Read(Golden.Stream(written.ToText()), findings).Select(received => received.Claim).ToArray();
                Assert.Empty(findings);
                Assert.Equal(claims, read);
                Assert.Equal(written.ToText(), Claim837IFile.Write(Visit.Envelope, Visit.Header, read).ToText());
            },
            iter: 200);

    [Fact]
    public void Each_kind_of_code_has_segments_of_its_own_in_the_order_of_the_guide()
    {
        var day = new DateOnly(2026, 3, 1);
        var claim = Stay with
        {
            OtherDiagnoses = [.. Enumerable.Range(10, 13).Select(code => new Diagnosis("ABF", $"E{code}") { PresentOnAdmission = "Y" })],
            TreatmentCodes = ["A1"],
            ValueCodes = [new ValueCode("01", .5m)],
        };

        var text = Claim837IFile.Write(Visit.Envelope, Visit.Header, [claim]).ToText();

        Assert.Equal(
            ["ABK", "ABJ", "ABN", "DR", "ABF", "ABF", "BBR", "BBQ", "BI", "BH", "BE", "BG", "TC"],
            text.Split('~').Where(segment => segment.StartsWith("HI*", StringComparison.Ordinal)).Select(segment => segment[3..].Split(':')[0]));
        Assert.Contains("~HI*ABF:E22:::::::Y~", text, StringComparison.Ordinal);
        Assert.Contains("~HI*BE:01:::.5~", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_the_guide_forbids_is_refused_before_a_byte_is_written()
    {
        var bad = Visit.Claim with { PatientControlNumber = "BAD1", Providers = [] };

        var output = Claim837IFile.Write(Visit.Envelope, Visit.Header, [Visit.Claim, bad]);

        Assert.True(output.IsRefused);
        Assert.True(output.Bytes.IsEmpty);
        Assert.Equal(("ATTENDING_MISSING", "BAD1"), (Assert.Single(output.Findings).Code, output.Findings[0].ClaimControlNumber));
        Assert.Equal("ATTENDING_MISSING", Assert.Single(Claim837IFile.Check(Visit.Header, bad)).Code);
        Assert.Empty(Claim837IFile.Check(Visit.Header, Visit.Claim));
    }

    [Fact]
    public void Every_fault_of_a_claim_is_found_at_once()
    {
        var bad = Stay with
        {
            ChargeCents = 1,
            PrincipalDiagnosis = null,
            PatientStatus = null,
            Dates = [],
            Lines = [Stay.Lines[0] with { RevenueCode = "120", UnitCode = "" }],
        };

        Assert.Equal(
            ["ADMISSION_DATE_MISSING", "CHARGE_NOT_SUM", "ELEMENT_MISSING", "ELEMENT_MISSING", "REVENUE_CODE_WRONG", "SEGMENT_MISSING", "SEGMENT_MISSING"],
            Claim837IFile.Check(Visit.Header, bad).Where(finding => finding.IsError && finding.Code != "ELEMENTS_DISAGREE")
                .Select(finding => finding.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_payer_paid_is_the_sum_of_what_it_paid_on_the_lines()
    {
        var payer = Second.OtherPayers[0];
        var bad = Second with
        {
            OtherPayers = [payer with { Amounts = [new QualifiedAmount("D", 50_000)] }],
            Lines = [Second.Lines[0], Second.Lines[1] with { Adjudications = [] }],
        };

        var finding = Assert.Single(Claim837IFile.Check(Visit.Header, bad));

        Assert.Equal(("OTHER_PAYER_PAID_NOT_SUM", SnipType.Balancing, "2320"), (finding.Code, finding.Snip, finding.Loop));
        Assert.Empty(Claim837IFile.Check(Visit.Header, Second));
    }

    [Fact]
    public void A_transport_nobody_attends_needs_no_attending_provider()
    {
        var line = Visit.Claim.Lines[1] with { RevenueCode = "0540", Procedure = ProcedureCode.Hcpcs("A0425", "RH") };
        var claim = Visit.Claim with { Providers = [], ReasonsForVisit = [], ChargeCents = line.ChargeCents, Lines = [line] };

        Assert.Empty(Claim837IFile.Check(Visit.Header, claim));
    }

    [Fact]
    public void What_the_model_has_no_place_for_is_kept_and_comes_back()
    {
        var text = Golden.Recount(Golden.Edit(Golden.Text("837I-outpatient.x12"), "NTE*ADD*", "K3*STATE DATA~NTE*ADD*"));
        text = Golden.Recount(Golden.Edit(text, "HI*BG:G0~", "HI*BG:G0~HCP*00*745.5~"));
        text = Golden.Recount(Golden.Edit(text, "REF*6R*LINE2~", "REF*6R*LINE2~HCP*00*180~"));

        var received = Assert.Single(Claim837IFile.Read(Golden.Stream(text), new FindingLog()));

        Assert.Equal(["K3", "HCP"], received.Claim.OtherSegments.Select(segment => segment.Id));
        Assert.Equal("HCP", Assert.Single(received.Claim.Lines[1].OtherSegments).Id);
        Assert.Equal(text, Claim837IFile.Write(received.Envelope, received.Header, [received.Claim]).ToText());
    }

    [Theory]
    [InlineData("HI*BH:05:D8:20260310~", "HI*BH:05:RD8:20260310-20260311~")]
    [InlineData("HI*ABF:I10~", "HI*ABF:I10*ABF:I11:D8:20260310~")]
    [InlineData("HI*BG:G0~", "HI*ZZ:G0~")]
    public void Codes_in_a_form_the_model_has_not_are_kept_as_they_came(string from, string to)
    {
        var text = Golden.Edit(Golden.Text("837I-outpatient.x12"), from, to);

        var received = Assert.Single(Claim837IFile.Read(Golden.Stream(text), new FindingLog()));

        var kept = Assert.Single(received.Claim.OtherSegments);
        Assert.Equal(to, $"HI*{string.Join('*', kept.Elements)}~");
        Assert.True(Claim837IFile.Write(received.Envelope, received.Header, [received.Claim]).IsRefused);
    }

    [Fact]
    public void Codes_of_several_kinds_in_one_segment_are_read_each_as_what_it_is()
    {
        var text = Golden.Recount(Golden.Edit(Golden.Text("837I-outpatient.x12"),
            "HI*ABK:S93401A~HI*APR:M25571*APR:R6884~HI*ABN:W109XXA*ABN:Y92018~HI*ABF:I10~",
            "HI*ABK:S93401A*APR:M25571*APR:R6884*ABN:W109XXA*ABN:Y92018*ABF:I10~"));

        Assert.Equal(Visit.Claim, Assert.Single(Claim837IFile.Read(Golden.Stream(text), new FindingLog())).Claim);
    }

    [Fact]
    public void A_thousand_lines_are_refused()
    {
        var claim = Visit.Claim with
        {
            ChargeCents = 100_000,
            Lines = [.. Enumerable.Range(0, 1_000).Select(_ => Visit.Claim.Lines[1] with { ChargeCents = 100, References = [] })],
        };

        Assert.Contains(Claim837IFile.Check(Visit.Header, claim), finding => finding is { Code: "LOOP_TOO_OFTEN", Loop: "2400", IsError: true });
        Assert.Empty(Claim837IFile.Check(Visit.Header, claim with { ChargeCents = 99_900, Lines = [.. claim.Lines.Take(999)] }));
    }
}
