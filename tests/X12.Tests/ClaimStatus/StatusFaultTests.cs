using MedBill.X12.Findings;
using MedBill.X12.Validation;

namespace MedBill.X12.Tests.ClaimStatus;

/// <summary>One fault at a time in a good file: exactly that is found, with its place and its code for the 999.</summary>
public sealed class StatusFaultTests
{
    private const string Request = "276-subscriber-and-dependent.x12";
    private const string Answer = "277-paid-and-records-requested.x12";
    private const string Provider = "277-provider-refused.x12";
    private const string Receiver = "277-receiver-refused.x12";

    /// <summary>Name of the fault; file; what is replaced by what; finding; place; IK304; IK403.</summary>
    public static TheoryData<string, string, string, string, string, string, string?, string?> Faults => new()
    {
        // 276: the guide.
        { "purpose of an answer", Request, "BHT*0010*13*", "BHT*0010*08*", "CODE_NOT_ALLOWED", "ST BHT02", "8", "7" },
        { "transaction type not used", Request, "*20260402*0900~HL*1*", "*20260402*0900*DG~HL*1*", "ELEMENT_NOT_USED", "ST BHT06", "8", "I10" },
        { "payer a person", Request, "NM1*PR*2*", "NM1*PR*1*", "CODE_NOT_ALLOWED", "2100A NM102", "8", "7" },
        { "payer without name", Request, "NM1*PR*2*PRAIRIE HEALTH PLAN*", "NM1*PR*2**", "ELEMENT_MISSING", "2100A NM103", "8", "1" },
        { "provider qualifier unknown", Request, "*****XX*1234567893", "*****PI*1234567893", "CODE_NOT_ALLOWED", "2100C NM108", "8", "7" },
        { "third provider", Request, "*SV*P0077~", "*SV*P0077~NM1*1P*1*CURELL*DANA****FI*123456789~", "LOOP_TOO_OFTEN", "2100C NM1", "4", null },
        { "DMG behind NM1", Request, "DMG*D8*19800214*F~NM1*IL*1*TESTWELL*MARIA****MI*W000000001~", "NM1*IL*1*TESTWELL*MARIA****MI*W000000001~DMG*D8*19800214*F~", "SEGMENT_OUT_OF_ORDER", "2000D DMG", "7", null },
        { "sex unknown", Request, "DMG*D8*20150601*M", "DMG*D8*20150601*U", "CODE_NOT_ALLOWED", "2000E DMG03", "8", "7" },
        { "dependant without birth date", Request, "DMG*D8*20150601*M~", "", "SEGMENT_MISSING", "2000E DMG", "3", null },
        { "prefix of a dependant", Request, "NM1*QC*1*TESTWELL*OTTO", "NM1*QC*1*TESTWELL*OTTO**DR", "ELEMENT_NOT_USED", "2100E NM106", "8", "I10" },
        { "HL04 at a dependant", Request, "HL*5*4*23~", "HL*5*4*23*0~", "ELEMENT_NOT_USED", "2000E HL04", "8", "I10" },
        { "trace with an originator", Request, "TRN*1*ASK0001", "TRN*1*ASK0001*9CLEARWAT1", "ELEMENT_NOT_USED", "2200D TRN03", "8", "I10" },
        { "trace of an answer", Request, "TRN*1*ASK0001", "TRN*2*ASK0001", "CODE_NOT_ALLOWED", "2200D TRN01", "8", "7" },
        { "reference unknown", Request, "REF*1K*ICN900001", "REF*F8*ICN900001", "QUALIFIER_WRONG", "2200D REF01", "8", "7" },
        { "reference twice", Request, "REF*1K*ICN900001~", "REF*1K*ICN900001~REF*1K*ICN900002~", "SEGMENT_TOO_OFTEN", "2200D REF", "5", null },
        { "charge not a number", Request, "AMT*T3*460~", "AMT*T3*46O~", "VALUE_WRONG", "2200E AMT02", "8", "6" },
        { "line without date", Request, "REF*FJ*LINE1~DTP*472*D8*20260310~", "REF*FJ*LINE1~", "SEGMENT_MISSING", "2210E DTP", "3", null },
        { "line without units", Request, "SVC*HC:J1885*60*****2~", "SVC*HC:J1885*60~", "ELEMENT_MISSING", "2210E SVC07", "8", "1" },
        { "dependant without claim", Request, "TRN*1*ASK0004~REF*BLT*131~REF*EJ*PCN0000051~REF*D9*CH20260401~AMT*T3*1250~DTP*472*RD8*20260301-20260305~SVC*HC:99284*400**0450***1~DTP*472*D8*20260301~", "", "SEGMENT_MISSING", "2200E TRN", "3", null },

        // 276: the tree.
        { "child announced that does not come", Request, "HL*5*4*23~DMG*D8*20150601*M~NM1*QC*1*TESTWELL*OTTO~TRN*1*ASK0003~REF*EJ*PCN0000040~AMT*T3*460~SVC*HC:99213:25*150*****1~REF*FJ*LINE1~DTP*472*D8*20260310~SVC*HC:J1885*60*****2~REF*FJ*LINE3~DTP*472*D8*20260310~HL*6*2*19*1~", "HL*5*2*19*1~", "HL_CHILD_CODE_WRONG", "HL04", "8", "7" },
        { "child comes unannounced", Request, "HL*4*3*22*1", "HL*4*3*22*0", "HL_CHILD_CODE_WRONG", "HL04", "8", "7" },
        { "parent wrong", Request, "HL*5*4*23", "HL*5*9*23", "HL_PARENT_WRONG", "HL02", "8", "7" },

        // 276: between segments.
        { "subscriber without claim or dependant", Request, "HL*7*6*22*1~NM1*IL*1*HALE*IVO****MI*W000000003~HL*8*7*23~DMG*D8*19540930*F~NM1*QC*1*HALE*RUTH*A~TRN*1*ASK0004~REF*BLT*131~REF*EJ*PCN0000051~REF*D9*CH20260401~AMT*T3*1250~DTP*472*RD8*20260301-20260305~SVC*HC:99284*400**0450***1~DTP*472*D8*20260301~", "HL*7*6*22*0~NM1*IL*1*HALE*IVO****MI*W000000003~", "CLAIM_MISSING", "2200D TRN", "I6", null },
        { "subscriber's claim without birth date", Request, "DMG*D8*19800214*F~", "", "BIRTH_DATE_MISSING", "2000D DMG", "I6", null },
        { "birth date of a subscriber without claims", Request, "HL*7*6*22*1~", "HL*7*6*22*1~DMG*D8*19500101*M~", "SUBSCRIBER_DEMOGRAPHICS", "2000D DMG", null, null },
        { "claim without date", Request, "DTP*472*D8*20260310~TRN*1*ASK0002", "TRN*1*ASK0002", "SERVICE_DATE_MISSING", "2200D DTP", "I6", null },
        { "trace twice", Request, "TRN*1*ASK0002", "TRN*1*ASK0001", "TRACE_REPEATED", "2200D TRN02", null, null },
        { "lines charged at more than the claim", Request, "AMT*T3*460~", "AMT*T3*200~", "LINES_EXCEED_CLAIM", "2200E TRN", null, null },

        // 277.
        { "transaction type missing", Answer, "*20260402*0902*DG~", "*20260402*0902~", "ELEMENT_MISSING", "ST BHT06", "8", "1" },
        { "birth date in an answer", Answer, "HL*5*4*23~", "HL*5*4*23~DMG*D8*20150601*M~", "SEGMENT_UNKNOWN", "2000E DMG", "1", null },
        { "claim without status", Answer, "STC*D0:35*20260402**95.5~", "", "SEGMENT_MISSING", "2200D STC", "3", null },
        { "line without status", Answer, "STC*F1:65*20260401~REF*FJ*LINE2~", "REF*FJ*LINE2~", "SEGMENT_MISSING", "2220D STC", "3", null },
        { "status without date", Answer, "STC*D0:35*20260402**95.5", "STC*D0:35***95.5", "ELEMENT_MISSING", "2200D STC02", "8", "1" },
        { "status without code", Answer, "STC*D0:35*", "STC*D0*", "ELEMENT_MISSING", "2200D STC01-2", "8", "1" },
        { "action not used", Answer, "STC*D0:35*20260402**95.5", "STC*D0:35*20260402*U*95.5", "ELEMENT_NOT_USED", "2200D STC03", "8", "I10" },
        { "charge at a line's status", Answer, "STC*F1:65*20260401~REF*FJ*LINE1", "STC*F1:65*20260401**180~REF*FJ*LINE1", "ELEMENT_NOT_USED", "2220D STC04", "8", "I10" },
        { "check date impossible", Answer, "**20260401*EFT0000123", "**20260431*EFT0000123", "VALUE_WRONG", "2200D STC08", "8", "8" },
        { "check number too long", Answer, "*EFT0000123~", "*EFT00001234567890~", "TOO_LONG", "2200D STC09", "8", "5" },
        { "denied but paid", Answer, "STC*F1:65*20260401**210*108", "STC*F2:65*20260401**210*108", "DENIED_BUT_PAID", "2200D STC05", null, null },
        { "lines charged at more than the claim answered", Answer, "STC*F1:65*20260401**210*108", "STC*F1:65*20260401**200*108", "LINES_EXCEED_CLAIM", "2200D TRN", null, null },
        { "claim without answer", Provider, "TRN*2*ASK0009~STC*F2:88*20260320**150*0*20260320~REF*EJ*PCN0000060~DTP*472*D8*20260312~", "", "CLAIM_MISSING", "2200D TRN", "I6", null },
        { "refused provider without reason", Provider, "TRN*1*0~STC*E0:24:1P*20260402~", "", "STATUS_MISSING", "2200C STC", "I6", null },
        { "refused receiver without reason", Receiver, "TRN*2*STATUS0002~STC*E0:496:41*20260402~", "", "STATUS_MISSING", "2200B STC", "I6", null },
        { "refusal without trace", Receiver, "TRN*2*STATUS0002~", "", "SEGMENT_MISSING", "2200B TRN", "3", null },
        { "refusal with nothing below announced otherwise", Provider, "HL*3*2*19*0", "HL*3*2*19*1", "HL_CHILD_CODE_WRONG", "HL04", "8", "7" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_found_where_it_is(
        string fault, string file, string from, string to, string code, string place, string? segmentError, string? elementError) =>
        Fault.IsFound(fault, Renumber(Golden.Edit(Golden.Text(file), from, to), from), code, place, segmentError, elementError);

    [Fact]
    public void A_level_the_guide_does_not_have_is_found_where_it_begins()
    {
        var text = Golden.Edit(Golden.Text(Request), "HL*5*4*23~", "HL*5*4*PT~");

        Assert.Contains(X12File.Validate(Golden.Stream(text)).Findings, finding =>
            finding is { SegmentId: "HL", IsError: true } && finding.ByteOffset == text.IndexOf("HL*5*4*PT", StringComparison.Ordinal));
    }

    [Fact]
    public void A_finding_of_a_claim_names_its_trace_and_its_segment()
    {
        var text = Golden.Recount(Golden.Edit(Golden.Text(Request), "DTP*472*D8*20260310~TRN*1*ASK0002", "TRN*1*ASK0002"));

        var finding = Assert.Single(X12File.Validate(Golden.Stream(text)).Findings);

        Assert.Equal("ASK0001", finding.ClaimControlNumber);
        Assert.Equal(text.IndexOf("TRN*1*ASK0001", StringComparison.Ordinal), finding.ByteOffset);
        Assert.Equal((SnipType.Situation, "005010X212 2200D DTP"), (finding.Snip, finding.Rule));
    }

    [Fact]
    public void A_writer_that_is_asked_for_what_the_guide_forbids_writes_nothing()
    {
        var inquiry = X12.ClaimStatus.Status276File.Read(Golden.Open(Request), new FindingLog()).First();

        var written = X12.ClaimStatus.Status276File.Write(inquiry.Header.Envelope!, [inquiry with { Claims = [] }]);

        Assert.True(written.IsRefused);
        Assert.Equal(0, written.Bytes.Length);
        Assert.Contains(written.Findings, finding => finding.Code == "CLAIM_MISSING");
    }

    [Fact]
    public void Payer_rules_see_each_patient_at_its_place()
    {
        var report = X12File.Validate(Golden.Open(Request), new ValidationOptions { PayerRules = [new NoOldClaims()] });

        var finding = Assert.Single(report.Findings);
        Assert.Equal((SnipType.Payer, "TOO_MANY_CLAIMS", "TRN"), (finding.Snip, finding.Code, finding.SegmentId));
        Assert.Equal(12, finding.SegmentPosition);
    }

    // A fault that takes a level away leaves the HL behind it to be counted anew.
    private static string Renumber(string text, string from) => from.Contains("HL*6*2*19*1", StringComparison.Ordinal)
        ? text.Replace("HL*7*6*22", "HL*6*5*22", StringComparison.Ordinal).Replace("HL*8*7*23", "HL*7*6*23", StringComparison.Ordinal)
        : text;

    private sealed class NoOldClaims : IPayerRule
    {
        public IEnumerable<Finding> Check(object unit) => unit is X12.ClaimStatus.StatusInquiry276 { Claims.Count: > 1 }
            ? [new Finding { Severity = FindingSeverity.Error, Code = "TOO_MANY_CLAIMS", Message = "One claim of a patient at a time.", SegmentId = "TRN" }]
            : [];
    }
}
