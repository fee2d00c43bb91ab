using System.Text;
using MedBill.X12.Claims837D;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;
using MedBill.X12.Tests.Tokens;

namespace MedBill.X12.Tests.Guides;

/// <summary>Faults after which much that follows looks wrong, and shapes of values: each is told once.</summary>
public sealed class SingleCauseTests
{
    /// <summary>Name of the fault; file; what is replaced by what; finding; place; IK304; IK403.</summary>
    public static TheoryData<string, string, string, string, string, string, string?, string?> Faults => new()
    {
        { "patient segment in an institutional subscriber", "837I-outpatient.x12", "~NM1*IL*", "~PAT*****D8*20260301~NM1*IL*",
            "SEGMENT_UNEXPECTED", "2000B PAT", "2", null },
        { "answer without BHT", "278-response-certified.x12", "BHT*0007*11*REVIEW0001*20260316*1103*18~", "", "SEGMENT_MISSING", "ST BHT", "3", null },
        { "answer with a purpose of neither", "278-response-certified.x12", "BHT*0007*11*", "BHT*0007*12*", "CODE_NOT_ALLOWED", "ST BHT02", "8", "7" },
        { "answer with something before BHT", "278-response-not-found.x12", "~BHT*", "~ZZZ*1~BHT*", "SEGMENT_UNKNOWN", "ST ZZZ", "1", null },
        { "former name with another qualifier", "834-changes-cob.x12", "NM1*70*1*", "NM1*7Z*1*", "QUALIFIER_WRONG", "2100B NM101", "8", "7" },
        { "line number behind what another payer decided", "837P-secondary.x12", "REF*6R*LINE1~SVD*PHP01*92*HC:99214:25**1~",
            "SVD*PHP01*92*HC:99214:25**1~REF*6R*LINE1~", "SEGMENT_OUT_OF_ORDER", "2400 REF", "7", null },
        { "pointers without diagnoses", "837D-secondary.x12", "HI*ABK:K0381*ABF:S025XXA~", "", "DIAGNOSIS_MISSING", "2300 HI", "I6", null },
        { "amount of eleven digits", "837P-subscriber.x12", "REF*G1*AUTH12345~", "AMT*F5*100000000~REF*G1*AUTH12345~", "TOO_LONG", "2300 AMT02", "8", "5" },
        { "date of the year 1", "837P-subscriber.x12", "DMG*D8*19800214*F~", "DMG*D8*00010101*F~", "VALUE_WRONG", "2010BA DMG02", "8", "8" },

        // Told, not refused.
        { "telephone number with hyphens", "837P-subscriber.x12", "*TE*5555550100~", "*TE*555-555-0100~", "TELEPHONE_SHAPE", "1000A PER04", "8", null },
        { "telephone number with a 1 before it", "837P-subscriber.x12", "*TE*5555550100~", "*TE*15555550100~", "TELEPHONE_SHAPE", "1000A PER04", "8", null },
        { "diagnosis of two signs", "837P-subscriber.x12", "*ABF:I10~", "*ABF:I1~", "DIAGNOSIS_SHAPE", "2300 HI02-2", null, null },
        { "value code with tenths of cents", "837I-inpatient-dependent.x12", "BE:01:::850.5*", "BE:01:::850.505*", "AMOUNT_DECIMALS", "2300 HI01-5", "8", null },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void It_is_told_once(
        string fault, string file, string from, string to, string code, string place, string? segmentError, string? elementError) =>
        Fault.IsFound(fault, Golden.Edit(Golden.Text(file), from, to), code, place, segmentError, elementError);

    [Fact]
    public void An_answer_whose_BHT_comes_late_is_an_answer_all_the_same()
    {
        var text = Golden.Text("278-response-certified.x12");
        var bht = text[text.IndexOf("BHT*", StringComparison.Ordinal)..(text.IndexOf("~HL*1*", StringComparison.Ordinal) + 1)];
        var level = text[text.IndexOf("HL*1*", StringComparison.Ordinal)..text.IndexOf("NM1*", StringComparison.Ordinal)];

        var finding = Assert.Single(X12File.Validate(Golden.Stream(Golden.Edit(text, bht + level, level + bht))).Findings);

        Assert.Equal(("SEGMENT_OUT_OF_ORDER", "BHT", 3), (finding.Code, finding.SegmentId, finding.SegmentPosition));
    }

    [Fact]
    public void A_level_left_out_with_the_rest_numbered_anew_is_one_fault()
    {
        var text = Golden.Edit(Golden.Text("270-subscriber.x12"), "HL*2*1*21*1~", "");

        var finding = Assert.Single(X12File.Validate(Golden.Stream(Golden.Recount(Golden.Edit(text, "HL*3*2*22*0~", "HL*2*1*22*0~")))).Findings);

        Assert.Equal(("SEGMENT_MISSING", "2000B HL"), (finding.Code, finding.Location.Split(',')[0]));
    }

    [Fact]
    public void What_the_set_lacks_is_no_fault_of_a_claim()
    {
        var text = Golden.Text("837P-subscriber.x12");
        var receiver = text[text.IndexOf("NM1*40*", StringComparison.Ordinal)..text.IndexOf("HL*1*", StringComparison.Ordinal)];

        var finding = Assert.Single(X12File.Validate(Golden.Stream(Golden.Recount(Golden.Edit(text, receiver, "")))).Findings);

        Assert.Equal(("1000B NM1", null), (finding.Location.Split(',')[0], finding.ClaimControlNumber));
    }

    [Fact]
    public void A_loop_of_which_only_the_first_segment_came_lacks_all_the_others()
    {
        var text = Golden.Text("837P-subscriber.x12");
        var address = text[text.IndexOf("N3*", StringComparison.Ordinal)..text.IndexOf("HL*2*", StringComparison.Ordinal)];

        var report = X12File.Validate(Golden.Stream(Golden.Recount(Golden.Edit(text, address, ""))));

        Assert.Equal(["N3", "N4", "REF"], report.Findings.Select(finding => finding.SegmentId));
        Assert.All(report.Findings, finding => Assert.Equal("SEGMENT_MISSING", finding.Code));
    }

    [Fact]
    public void An_interchange_holds_a_group_or_an_answer()
    {
        var empty = Golden.Text("837P-subscriber.x12")[..106] + "IEA*0*000000101~";

        var report = X12File.Validate(Golden.Stream(empty));

        var finding = Assert.Single(report.Findings);
        Assert.Equal(("NO_GROUP", "IEA", "024"), (finding.Code, finding.SegmentId, finding.InterchangeNoteCode));
        Assert.False(report.IsAccepted);
        Assert.Empty(X12File.Validate(Golden.Open("TA1-duplicate.x12")).Findings);
    }

    [Fact]
    public void A_thirteenth_diagnosis_is_refused_with_one_finding()
    {
        var received = Assert.Single(Claim837PFile.Read(Golden.Open("837P-subscriber.x12"), new FindingLog()));
        var first = received.Claim.Diagnoses[0];
        var claim = received.Claim with
        {
            Diagnoses = [first, .. Enumerable.Range(0, 12).Select(index => first with { Qualifier = "ABF", Code = $"I{10 + index}" })],
        };

        Assert.Equal("TOO_MANY_VALUES", Assert.Single(Claim837PFile.Write(received.Envelope, received.Header, [claim]).Findings).Code);
    }

    [Fact]
    public void A_day_that_was_never_set_is_not_written()
    {
        var received = Claim837DFile.Read(Golden.Open("837D-secondary.x12"), new FindingLog()).First();
        var claim = received.Claim with { Dates = [.. received.Claim.Dates.Select(date => date with { From = default, To = null })] };

        var output = Claim837DFile.Write(received.Envelope, received.Header, [claim]);

        Assert.True(output.IsRefused);
        Assert.All(output.Findings.Where(finding => finding.IsError), finding => Assert.Equal("VALUE_WRONG", finding.Code));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000_000)]
    public void What_is_said_does_not_depend_on_how_the_file_arrives(int chunk)
    {
        var text = Golden.Recount(Golden.Edit(Golden.Text("278-request-imaging.x12"), "HL*5*4*SS*0~", ""));

        var report = X12File.Validate(new ChoppedStream(Encoding.Latin1.GetBytes(text), [chunk]));

        Assert.Equal("2000F HL", Assert.Single(report.Findings).Location.Split(',')[0]);
    }
}
