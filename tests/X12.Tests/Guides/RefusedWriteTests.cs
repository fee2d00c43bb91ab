using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;
using MedBill.X12.Remittances835;

namespace MedBill.X12.Tests.Guides;

/// <summary>What a strict receiver refuses and many forgive: told as one warning to who reads, and never written.</summary>
public sealed class RefusedWriteTests
{
    private const string Subscriber = "837P-subscriber.x12";
    private const string Secondary = "837P-secondary.x12";
    private const string Accident = "837P-dependent-accident.x12";

    /// <summary>Name of the fault; file; what is replaced by what; finding; place; IK304; IK403.</summary>
    public static TheoryData<string, string, string, string, string, string, string?, string?> Faults => new()
    {
        { "EIN with a hyphen", Subscriber, "REF*EI*123456789~", "REF*EI*12-3456789~", "TAX_NUMBER_WRONG", "2010AA REF02", "8", "I12" },
        { "country named at home", Subscriber, "*IL*627010001~", "*IL*627010001*US~", "COUNTRY_IS_HOME", "2010AA N404", "8", "I13" },
        { "organization with a given name", Subscriber, "*RIVERBEND FAMILY PRACTICE*****", "*RIVERBEND FAMILY PRACTICE*ANN****", "ORGANIZATION_WITH_GIVEN_NAME", "2010AA NM104", "8", "I13" },
        { "two referring providers", Subscriber, "NM1*82*", "NM1*DN*1*REF*ANN~NM1*DN*1*REF*BEN~NM1*82*", "REFERRING_TWICE", "2310A NM1", "I9", null },
        { "line number twice", Subscriber, "REF*6R*LINE2~", "REF*6R*LINE1~", "LINE_NUMBER_REPEATED", "2400 REF02", "8", "7" },
        { "accident without its cause", Subscriber, "REF*G1*", "DTP*439*D8*20260308~REF*G1*", "ACCIDENT_DATE_ALONE", "2300 DTP", "I9", null },
        { "cause twice", Accident, "**AA:::IL~", "**AA:AA::IL~", "RELATED_CAUSE_REPEATED", "2300 CLM11-2", "8", "7" },
        { "disability on one day", Subscriber, "REF*G1*", "DTP*314*D8*20260308~REF*G1*", "DISABILITY_DATE_FORM", "2300 DTP02", "8", "7" },
        { "start of disability as a range", Subscriber, "REF*G1*", "DTP*360*RD8*20260308-20260309~REF*G1*", "DISABILITY_DATE_FORM", "2300 DTP02", "8", "7" },
        { "units below zero", Subscriber, "*180*UN*1*", "*180*UN*-1*", "UNITS_NEGATIVE", "2400 SV104", "8", "I12" },
        { "purchased from nobody", Subscriber, "REF*6R*LINE1~", "REF*6R*LINE1~PS1*LAB01*20~", "PURCHASED_PROVIDER_MISSING", "2400 PS1", "I9", null },
        { "bundled into no line", Secondary, "SVD*PHP01*92*HC:99214:25**1~", "SVD*PHP01*92*HC:99214:25**1*9~", "BUNDLED_LINE_WRONG", "2430 SVD06", "8", "7" },
        { "no guide in ST03", Subscriber, "ST*837*0001*005010X222A1~", "ST*837*0001~", "SET_VERSION_MISSING", "ST03", "", "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_a_reader_forgives_is_not_written(
        string fault, string file, string from, string to, string code, string place, string? segmentError, string? elementError)
    {
        var text = Golden.Edit(Golden.Text(file), from, to);
        if (code == "SET_VERSION_MISSING")
        {
            Assert.Equal((code, place), Only(text));
        }
        else
        {
            Assert.False(Fault.IsFound(fault, text, code, place, segmentError, elementError).Finding.IsError);
        }

        var received = Assert.Single(Claim837PFile.Read(Golden.Stream(Golden.Recount(text)), new FindingLog()));
        var output = Claim837PFile.Write(received.Envelope, received.Header, [received.Claim]);
        Assert.True(output.IsRefused);
        Assert.Equal(code, Assert.Single(output.Findings).Code);
    }

    [Theory]
    [InlineData("*000000101*0*T", "*101      *0*T", "INTERCHANGE_NUMBER_WRONG", "ISA13", "IEA*1*000000101", "IEA*1*101")]
    [InlineData("*ZZ*CLEARWATER     *", "*ZZ*               *", "ISA_PARTY_MISSING", "ISA06")]
    [InlineData("ISA*00*          *", "ISA*00*SECRET    *", "ISA_SECRET_UNANNOUNCED", "ISA02")]
    [InlineData("GS*HC*CLEARWATER*", "GS*HC*C*", "GROUP_PARTY_WRONG", "GS02")]
    [InlineData("*PRAIRIEHP*20260315*1030*1*X*", "**20260315*1030*1*X*", "GROUP_PARTY_WRONG", "GS03")]
    [InlineData("*1030*1*X*", "*1030*01*X*", "GROUP_NUMBER_ZEROS", "GS06", "GE*1*1~", "GE*1*01~")]
    public void An_envelope_is_right_to_the_character(string from, string to, string code, string place, string? and = null, string? instead = null)
    {
        var text = Golden.Edit(Golden.Text(Subscriber), from, to);
        text = and is null ? text : Golden.Edit(text, and, instead!);

        Assert.Equal((code, place), Only(text));
        var received = Assert.Single(Claim837PFile.Read(Golden.Stream(text), new FindingLog()));
        Assert.Contains(Claim837PFile.Write(received.Envelope, received.Header, [received.Claim]).Findings, finding => finding.Code == code && finding.IsError);
    }

    [Fact]
    public void A_group_holds_a_set()
    {
        var text = Golden.Text(Subscriber);
        var empty = text[..text.IndexOf("ST*", StringComparison.Ordinal)] + "GE*0*1~IEA*1*000000101~";

        Assert.Equal(("GROUP_EMPTY", "GE01"), Only(empty));
    }

    [Theory]
    [InlineData("*000000101*", "*101*", "TA101")]
    [InlineData("*R*025~", "*Q*025~", "TA104")]
    [InlineData("*R*025~", "*R*032~", "TA105")]
    public void An_answer_to_an_interchange_is_of_X12(string from, string to, string place)
    {
        var text = Golden.Text("TA1-duplicate.x12");
        var at = text.IndexOf("TA1*", StringComparison.Ordinal);

        Assert.Equal(("INTERCHANGE_ANSWER_WRONG", place), Only(text[..at] + Golden.Edit(text[at..], from, to)));
    }

    [Fact]
    public void Other_payers_have_a_place_and_a_number_of_their_own()
    {
        var received = Assert.Single(Claim837PFile.Read(Golden.Open(Secondary), new FindingLog()));
        var first = received.Claim.OtherPayers[0];
        string[] Codes(OtherPayer second) =>
            [.. Claim837PFile.Check(received.Header, received.Claim with { OtherPayers = [first, second] }).Select(finding => finding.Code)];
        var other = first with { Sequence = "T", Payer = first.Payer with { Id = "PHP02" }, Amounts = [], Adjustments = [] };

        Assert.Empty(Codes(other));
        Assert.Equal(["SEQUENCE_REPEATED"], Codes(other with { Sequence = first.Sequence }));
        Assert.Contains("OTHER_PAYER_REPEATED", Codes(first with { Sequence = "T" }));
    }

    [Fact]
    public void A_list_that_is_longer_than_its_places_is_refused_not_cut()
    {
        var received = Assert.Single(Claim837PFile.Read(Golden.Open(Secondary), new FindingLog()));
        var (claim, line) = (received.Claim, received.Claim.Lines[0]);
        Refused(claim with { Lines = [line with { Procedure = line.Procedure with { Modifiers = ["25", "59", "26", "TC", "LT"] } }, .. claim.Lines.Skip(1)] });
        Refused(claim with { RelatedCauses = ["EM", "OA", "AA", "EM"], Dates = [new("439", new DateOnly(2026, 3, 8))], AccidentState = "IL" });
        Refused(claim with
        {
            OtherPayers = [claim.OtherPayers[0] with { Outpatient = new() { RemarkCodes = ["MA01", "N1", "N2", "N3", "N4", "N5"] } }],
        });

        void Refused(ProfessionalClaim changed)
        {
            var output = Claim837PFile.Write(received.Envelope, received.Header, [changed]);
            Assert.True(output.IsRefused);
            Assert.Contains(output.Findings, finding => finding is { Code: "TOO_MANY_VALUES", SegmentPosition: > 1 });
        }
    }

    [Fact]
    public void A_wrong_number_of_another_payer_is_one_fault_however_many_lines_it_adjudicated()
    {
        var text = Golden.Edit(Golden.Text(Secondary), "NM1*PR*2*PRAIRIE HEALTH PLAN*****PI*PHP01~", "NM1*PR*2*PRAIRIE HEALTH PLAN*****PI*PHP02~");

        Assert.Equal(("LINE_PAYER_UNKNOWN", "2430 SVD01"), Only(text));
    }

    [Theory]
    [InlineData(Subscriber, "HI*ABK:E119*ABF:I10~", "HI*ABK:E119*ABQ:I10~", "CODE_NOT_ALLOWED")]
    [InlineData(Accident, "DTP*439*", "DTP*43Z*", "QUALIFIER_WRONG")]
    [InlineData("837I-inpatient-dependent.x12", "DTP*435*", "DTP*43Z*", "QUALIFIER_WRONG")]
    public void What_rests_on_a_faulty_segment_is_not_told_again(string file, string from, string to, string code) =>
        Assert.Equal(code, Only(Golden.Edit(Golden.Text(file), from, to)).Code);

    [Fact]
    public void Codes_of_a_remittance_keep_their_places()
    {
        var text = Golden.Edit(Golden.Edit(Golden.Text("835-medicare-crossover.x12"), "MOA***MA01*MA18~", "MOA***MA01**MA18~"),
            "MOA***MA130*N265~", "MIA*3***3800.25***********2.5*1*****N265**N1~");

        var advice = Assert.Single(Remittance835File.ReadAll(Golden.Stream(text), new FindingLog()));

        Assert.Equal(["MA01", "", "MA18"], advice.Claims[0].Outpatient!.RemarkCodes);
        Assert.Equal(["MA01", "MA18"], advice.Claims[0].RemarkCodes);
        Assert.Equal((3m, 380_025L, 2.5m), (advice.Claims[1].Inpatient!.CoveredDays, advice.Claims[1].Inpatient!.DrgCents, advice.Claims[1].Inpatient!.CostReportDays));
        Assert.Equal(["N265", "N1"], advice.Claims[1].RemarkCodes);
        Assert.Equal(text, Remittance835File.Write(advice.Header.Envelope!, advice).ToText());
    }

    [Fact]
    public void A_payment_that_is_missing_is_nothing_and_that_is_said()
    {
        var findings = new FindingLog();
        var advice = Assert.Single(Remittance835File.ReadAll(
            Golden.Stream(Golden.Edit(Golden.Text("835-medicare-crossover.x12"), "SVC*HC:83036*100*0**0**1~", "SVC*HC:83036*100***0**1~")), findings));

        Assert.Equal(0, advice.Claims[0].Lines[1].PaidCents);
        Assert.Equal(("AMOUNT_MISSING", FindingSeverity.Warning, 3), (findings[0].Code, findings[0].Severity, findings[0].Element));
    }

    private static (string Code, string Place) Only(string text)
    {
        var finding = Assert.Single(X12File.Validate(Golden.Stream(Golden.Recount(text))).Findings);
        return (finding.Code, finding.Location.Split(',')[0]);
    }
}
