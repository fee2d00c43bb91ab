using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Envelopes;
using MedBill.X12.Validation;

namespace MedBill.X12.Tests.Guides;

/// <summary>What the guide wants in one situation and not in another, and how values are written: one edit, one finding in its place.</summary>
public sealed class SituationTests
{
    private const string Subscriber = "837P-subscriber.x12";
    private const string Dependent = "837P-dependent-accident.x12";
    private const string Secondary = "837P-secondary.x12";
    private const string BeforeReference = "REF*G1*AUTH12345~";

    public static TheoryData<string, string, string, string, string, bool> Faults => new()
    {
        { Subscriber, "NM1*IL*1*TESTWELL*MARIA****MI*W000000001~", "NM1*IL*1*TESTWELL*MARIA~", "MEMBER_ID_MISSING", "2010BA NM109", true },
        { Subscriber, "SBR*P*18*GRP100", "SBR*P**GRP100", "SUBSCRIBER_RELATION_MISSING", "2000B SBR02", true },
        { Subscriber, BeforeReference, "DTP*444*D8*20260301~" + BeforeReference, "CASUALTY_NUMBER_MISSING", "2010BA REF", true },
        { Subscriber, "*180*UN*1***", "*180*UN*1.2345***", "UNITS_WRONG", "2400 SV104", true },
        { Secondary, "AMT*D*108~", "", "OTHER_PAYER_PAID_MISSING", "2320 AMT02", true },
        { Dependent, "PWK*OZ*EL***AC", "PWK*OZ*AA***AC", "ATTACHMENT_NUMBER_FORBIDDEN", "2300 PWK06", true },
        { Dependent, "NM1*DN*1*TRIALMAN", "NM1*P3*1*TRIALMAN", "PRIMARY_CARE_WITHOUT_REFERRING", "2310A NM101", true },

        // Told to who reads, refused when written.
        { Subscriber, "N4*SPRINGFIELD*IL*62702~", "N4*SPRINGFIELD**62702~", "ADDRESS_INCOMPLETE", "2010BA N402", false },
        { Subscriber, "PRACTICE*****XX*1234567893~", "PRACTICE~", "BILLING_ID_MISSING", "2010AA NM109", false },
        { Subscriber, "REF*EI*123456789~", "REF*EI*123456789~PER*IC*CLAIMS OFFICE*TE*5555550100~", "CONTACT_REPEATED", "2010AA PER", false },
        { Subscriber, "PRV*BI*PXC*207Q00000X~", "PRV*BI*PXC*207Q00000X~CUR*85*USD~", "CURRENCY_IS_DOLLAR", "2000A CUR02", false },
        { Subscriber, "GRP100******CI~", "GRP100~", "FILING_INDICATOR_MISSING", "2000B SBR09", false },
        { Subscriber, "GRP100******CI~", "GRP100*LAKESIDE MILLS*****CI~", "GROUP_NAME_FORBIDDEN", "2000B SBR04", false },
        { Subscriber, BeforeReference, "DTP*431*D8*20260310~" + BeforeReference, "ONSET_IS_SERVICE", "2300 DTP03", false },
        { Subscriber, "HI*ABK:E119", "CR1****A*DH*12~HI*ABK:E119", "PICK_UP_MISSING", "2300 CR1", false },
        { Subscriber, "REF*6R*LINE1~", "REF*G1*AUTH12345~REF*6R*LINE1~", "REFERENCE_REPEATED", "2400 REF02", false },
        { Subscriber, "TESTWELL*MARIA", "TESTWELL *MARIA", "TRAILING_BLANK", "2010BA NM103", false },
        { Subscriber, "TESTWELL*MARIA", "TESTWELL*MAR\u00cdA", "CHARACTER_WRONG", "2010BA NM104", false },
        { Subscriber, "N3*7 BIRCH LN~", "N3*7 BIRCH LN*~", "TRAILING_SEPARATOR", "2010BA N302", false },
        { Secondary, "SBR*S*18*GRP200******CI~", "SBR*S*18*GRP200**12****CI~", "INSURANCE_TYPE_NOT_MEDICARE", "2000B SBR05", false },
        { Secondary, "AMT*D*108~", "AMT*D*108~AMT*A8*210~", "NON_COVERED_WRONG", "2320 AMT02", false },
        { Dependent, "SBR*P**GRP100", "SBR*P*18*GRP100", "SUBSCRIBER_RELATION_FORBIDDEN", "2000B SBR02", false },
        { Dependent, "SBR*P**GRP100******CI~", "SBR*P**GRP100******CI~PAT*****D8*20260301~", "SUBSCRIBER_CONDITION", "2000B PAT", false },
        { Dependent, "*460***11:B:1*", "*460***12:B:1*", "FACILITY_AT_HOME", "2310C NM1", false },
        { Subscriber, BeforeReference, "AMT*F5*0~" + BeforeReference, "PATIENT_PAID_ZERO", "2300 AMT", false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_situation_is_told_where_it_is(string file, string from, string to, string code, string place, bool isError)
    {
        var text = Golden.Recount(Golden.Edit(Golden.Text(file), from, to));

        var finding = Assert.Single(X12File.Validate(Golden.Stream(text)).Findings);

        Assert.Equal((code, place, isError), (finding.Code, finding.Location.Split(',')[0], finding.IsError));
        Assert.True(finding.SegmentPosition > 1);
        Assert.Equal('~', text[(int)finding.ByteOffset - 1]);
    }

    [Fact]
    public void What_is_wrong_above_the_claims_is_told_once_for_all_of_them()
    {
        var text = Golden.Text(Subscriber);
        var claim = text[text.IndexOf("CLM*", StringComparison.Ordinal)..text.IndexOf("SE*", StringComparison.Ordinal)];
        text = Golden.Recount(Golden.Edit(Golden.Edit(text, claim, claim + claim.Replace("PCN0000001", "PCN0000002", StringComparison.Ordinal)),
            "627010001", "62701"));

        var finding = Assert.Single(X12File.Validate(Golden.Stream(text)).Findings);

        Assert.Equal(("ZIP_NINE_DIGITS", "N4", "62701"), (finding.Code, finding.SegmentId, finding.Value));
        Assert.Equal(text.IndexOf("N4*", StringComparison.Ordinal), finding.ByteOffset);
    }

    [Fact]
    public void Who_renders_every_line_stands_at_the_claim()
    {
        const string Rendering = "NM1*82*1*CURELL*DANA****XX*1999999984~PRV*PE*PXC*207Q00000X~";
        var text = Golden.Edit(Golden.Text(Subscriber), Rendering, "");
        text = Golden.Edit(Golden.Edit(text, "REF*6R*LINE1~", "REF*6R*LINE1~" + Rendering), "REF*6R*LINE2~", "REF*6R*LINE2~" + Rendering);

        var finding = Assert.Single(X12File.Validate(Golden.Stream(Golden.Recount(text))).Findings);

        Assert.Equal(("LINE_RENDERING_SHARED", "2420A NM1"), (finding.Code, finding.Location.Split(',')[0]));
    }

    [Fact]
    public void A_charge_below_zero_is_told_of_the_line()
    {
        var text = Golden.Edit(Golden.Edit(Golden.Text(Subscriber), "HC:83036*30*", "HC:83036*-30*"), "PCN0000001*210*", "PCN0000001*150*");

        var finding = Assert.Single(X12File.Validate(Golden.Stream(text)).Findings);

        Assert.Equal(("CHARGE_NEGATIVE", "2400 SV102", "-30"), (finding.Code, finding.Location.Split(',')[0], finding.Value));
    }

    [Theory]
    [InlineData(Subscriber, "CLM05")]
    [InlineData("835-medicare-crossover.x12", "SVC01")]
    public void Data_that_uses_another_separator_than_the_ISA_names_is_one_finding(string file, string place)
    {
        var text = Golden.Text(file);
        var body = text.IndexOf("GS*", StringComparison.Ordinal);
        text = text[..body] + text[body..].Replace(':', '>');

        var finding = Assert.Single(X12File.Validate(Golden.Stream(text)).Findings);

        Assert.Equal("COMPONENT_SEPARATOR_WRONG", finding.Code);
        Assert.EndsWith(place, finding.Location.Split(',')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_may_be_as_deep_as_the_reader_takes_it()
    {
        var options = new ValidationOptions { Limits = ReadLimits.Default with { HierarchyDepth = 2 } };

        var finding = Assert.Single(X12File.Validate(Golden.Open(Dependent), options).Findings);

        Assert.Equal(("HL_TOO_DEEP", 16), (finding.Code, finding.SegmentPosition));
    }

    [Fact]
    public void What_is_discouraged_is_not_written()
    {
        var received = Assert.Single(Claim837PFile.Read(Golden.Open(Subscriber), new()));
        var claim = received.Claim with
        {
            BillingProvider = received.Claim.BillingProvider with
            {
                Provider = received.Claim.BillingProvider.Provider with { Id = "1234567890" },
            },
            Diagnoses = [Diagnosis("ABK", 0), .. Enumerable.Range(1, 12).Select(index => Diagnosis("ABF", index))],
        };

        var codes = Claim837PFile.Check(received.Header, claim).Where(finding => finding.IsError).Select(finding => finding.Code).ToHashSet();

        Assert.Contains("NPI_CHECK_DIGIT", codes);
        Assert.Contains("TOO_MANY_VALUES", codes);
        Assert.Equal(2, codes.Count);
    }

    private static Diagnosis Diagnosis(string qualifier, int index) => new(qualifier, $"E1{index:00}");
}
