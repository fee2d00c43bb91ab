using MedBill.X12.Acknowledgments;
using MedBill.X12.Findings;

namespace MedBill.X12.Tests.Claims837P;

/// <summary>One fault at a time in a good file: exactly that is found, with its place and its code for the 999.</summary>
public sealed class Claim837PFaultTests
{
    private const string Subscriber = "837P-subscriber.x12";
    private const string Secondary = "837P-secondary.x12";
    private const string Dependent = "837P-dependent-accident.x12";

    /// <summary>Name of the fault; file; what is replaced by what; finding; place; IK304; IK403.</summary>
    public static TheoryData<string, string, string, string, string, string, string?, string?> Faults => new()
    {
        // The guide's loops and segments.
        { "diagnosis of another code set", Subscriber, "*ABF:I10~", "*BF:4019~", "DIAGNOSIS_ORDER", "2300 HI02-1", "8", "7" },
        { "Medicare reason though primary", Subscriber, "SBR*P*18*GRP100******CI~", "SBR*P*18*GRP100**12****MB~", "INSURANCE_TYPE_FORBIDDEN", "2000B SBR05", "8", "I10" },
        { "submitter contact missing", Subscriber, "PER*IC*CLAIMS OFFICE*TE*5555550100~", "", "SEGMENT_MISSING", "1000A PER", "3", null },
        { "receiver missing", Subscriber, "NM1*40*2*PRAIRIE HEALTH PLAN*****46*PHP01~", "", "SEGMENT_MISSING", "1000B NM1", "3", null },
        { "billing tax id missing", Subscriber, "REF*EI*123456789~", "", "SEGMENT_MISSING", "2010AA REF", "3", null },
        { "diagnosis missing", Subscriber, "HI*ABK:E119*ABF:I10~", "HI*BP:00810~", "SEGMENT_MISSING", "2300 HI", "3", null },
        { "service date missing", Subscriber, "DTP*472*D8*20260310~", "", "SEGMENT_MISSING", "2400 DTP", "3", null },
        { "patient demographics missing in loop 2010CA", Dependent, "DMG*D8*20150601*M~", "", "SEGMENT_MISSING", "2010CA DMG", "3", null },
        { "drug quantity missing", Dependent, "CTP****1*ML~", "", "SEGMENT_MISSING", "2410 CTP", "3", null },
        { "segment unknown", Subscriber, "LX*1~", "ZZZ*1~LX*1~", "SEGMENT_UNKNOWN", "2310B ZZZ", "1", null },
        { "segment unexpected", Subscriber, "LX*1~", "MOA***MA01~LX*1~", "SEGMENT_UNEXPECTED", "2310B MOA", "2", null },
        { "segment too often", Subscriber, "REF*G1*AUTH12345~", "REF*G1*AUTH12345~REF*G1*AUTH12346~", "SEGMENT_TOO_OFTEN", "2300 REF", "5", null },
        { "loop too often", Subscriber, "LX*1~", "NM1*82*1*CURELL*DANA****XX*1245319599~LX*1~", "LOOP_TOO_OFTEN", "2310B NM1", "4", null },
        { "segment out of order", Subscriber, "HI*ABK:E119*ABF:I10~", "HI*ABK:E119*ABF:I10~DTP*431*D8*20260301~", "SEGMENT_OUT_OF_ORDER", "2300 DTP", "7", null },
        { "qualifier unknown", Subscriber, "REF*6R*LINE2~", "REF*6R*LINE2~REF*Q7*X~", "QUALIFIER_WRONG", "2400 REF01", "8", "7" },

        // Elements.
        { "filing indicator unknown", Subscriber, "******CI~", "******XX~", "CODE_NOT_ALLOWED", "2000B SBR09", "8", "7" },
        { "place of service unknown", Subscriber, "*11:B:1*", "*98:B:1*", "CODE_NOT_ALLOWED", "2300 CLM05-1", "8", "7" },
        { "frequency unknown", Subscriber, "*11:B:1*", "*11:B:5*", "CODE_NOT_ALLOWED", "2300 CLM05-3", "8", "7" },
        { "submitter name missing", Subscriber, "NM1*41*2*CLEARWATER BILLING*", "NM1*41*2**", "ELEMENT_MISSING", "1000A NM103", "8", "1" },
        { "element not used", Subscriber, "HL*1**20*1~", "HL*1*0*20*1~", "ELEMENT_NOT_USED", "2000A HL02", "8", "I10" },
        { "city too short", Subscriber, "N4*SPRINGFIELD*IL*627010001~", "N4*S*IL*627010001~", "TOO_SHORT", "2010AA N401", "8", "4" },
        { "name too long", Subscriber, "RIVERBEND FAMILY PRACTICE", "RIVERBEND FAMILY PRACTICE RIVERBEND FAMILY PRACTICE RIVERBEND FAMILY", "TOO_LONG", "2010AA NM103", "8", "5" },
        { "date impossible", Subscriber, "DTP*472*D8*20260310", "DTP*472*D8*20260230", "VALUE_WRONG", "2400 DTP03", "8", "8" },
        { "date range backwards", Subscriber, "DTP*472*D8*20260310", "DTP*472*RD8*20260310-20260309", "VALUE_WRONG", "2400 DTP03", "8", "8" },
        { "charge not a number", Subscriber, "HC:83036*30*", "HC:83036*3O*", "VALUE_WRONG", "2400 SV102", "8", "6" },
        { "time impossible", Subscriber, "*20260315*1030*CH", "*20260315*2530*CH", "VALUE_WRONG", "ST BHT05", "8", "9" },
        { "too many elements", Subscriber, "PRV*PE*PXC*207Q00000X~", "PRV*PE*PXC*207Q00000X*A~", "TOO_MANY_ELEMENTS", "2310B PRV04", "8", "3" },
        { "too many components", Subscriber, "*UN*1***1~", "*UN*1***1:2:1:2:1~", "TOO_MANY_COMPONENTS", "2400 SV107", "8", "13" },
        { "element repeated", Subscriber, "REF*G1*AUTH12345~", "REF*G1*AUTH1^AUTH2~", "ELEMENT_REPEATED", "2300 REF02", "8", "12" },
        { "identifier without qualifier", Subscriber, "*85*2*RIVERBEND FAMILY PRACTICE*****XX*1234567893", "*85*2*RIVERBEND FAMILY PRACTICE******1234567893", "ELEMENTS_DISAGREE", "2010AA NM108", "8", "2" },

        // The tree.
        { "HL number wrong", Subscriber, "HL*2*1*22*0", "HL*3*1*22*0", "HL_NUMBER_WRONG", "HL01", "8", "7" },
        { "HL parent wrong", Subscriber, "HL*2*1*22*0", "HL*2*7*22*0", "HL_PARENT_WRONG", "HL02", "8", "7" },
        { "HL child announced that does not come", Subscriber, "HL*2*1*22*0", "HL*2*1*22*1", "HL_CHILD_CODE_WRONG", "HL04", "8", "7" },
        { "HL child comes unannounced", Dependent, "HL*2*1*22*1", "HL*2*1*22*0", "HL_CHILD_CODE_WRONG", "HL04", "8", "7" },

        // Between segments.
        { "charge not the sum of the lines", Subscriber, "CLM*PCN0000001*210*", "CLM*PCN0000001*211*", "CHARGE_NOT_SUM", "2300 CLM02", "8", null },
        { "NPI check digit", Subscriber, "*XX*1999999984", "*XX*1999999985", "NPI_CHECK_DIGIT", "2310B NM109", "8", "7" },
        { "billing ZIP of five digits", Subscriber, "627010001", "62701", "ZIP_NINE_DIGITS", "2010AA N403", "8", "I12" },
        { "billing address a PO box", Subscriber, "N3*12 WATER ST", "N3*PO BOX 12", "BILLING_PO_BOX", "2010AA N301", "8", "I12" },
        { "patient's own address missing", Subscriber, "N3*7 BIRCH LN~N4*SPRINGFIELD*IL*62702~", "", "PATIENT_DEMOGRAPHICS_MISSING", "2010BA NM1", "I6", null },
        { "subscriber's birth date sent for a dependant", Dependent, "MI*W000000001~", "MI*W000000001~DMG*D8*19800214*F~", "SUBSCRIBER_DEMOGRAPHICS", "2010BA NM1", "I9", null },
        { "replacement without original", Subscriber, "*11:B:1*", "*11:B:7*", "ORIGINAL_CLAIM_MISSING", "2300 REF", "I6", null },
        { "original named by a first claim", Subscriber, "REF*G1*AUTH12345~", "REF*G1*AUTH12345~REF*F8*ICN1~", "ORIGINAL_CLAIM_FORBIDDEN", "2300 REF", "I9", null },
        { "accident without state", Dependent, "**AA:::IL~", "**AA~", "ACCIDENT_STATE_MISSING", "2300 CLM11-4", "8", "I9" },
        { "accident without date", Dependent, "DTP*439*D8*20260308~", "", "ACCIDENT_DATE_MISSING", "2300 DTP", "I6", null },
        { "state without accident", Dependent, "**AA:::IL~", "**OA:::IL~", "ACCIDENT_STATE_FORBIDDEN", "2300 CLM11-4", "8", "I13" },
        { "diagnosis twice", Subscriber, "ABF:I10", "ABF:E119", "DIAGNOSIS_REPEATED", "2300 HI02-2", "8", "7" },
        { "principal diagnosis an external cause", Dependent, "HI*ABK:S134XXA*ABF:V4352XA~", "HI*ABK:V4352XA*ABF:S134XXA~", "PRINCIPAL_EXTERNAL_CAUSE", "2300 HI01-2", "8", "I6" },
        { "pointer beyond the diagnoses", Subscriber, "***1:2~", "***1:3~", "POINTER_WRONG", "2400 SV107-2", "8", "7" },
        { "pointer twice", Subscriber, "***1:2~", "***2:2~", "POINTER_REPEATED", "2400 SV107-2", "8", "7" },
        { "place of service repeated at the line", Subscriber, "HC:83036*30*UN*1***", "HC:83036*30*UN*1*11**", "PLACE_REPEATED", "2400 SV105", "8", "I10" },
        { "attachment without number", Dependent, "PWK*OZ*EL***AC*ATT0000040~", "PWK*OZ*EL~", "ATTACHMENT_NUMBER_MISSING", "2300 PWK06", "8", "I9" },
        { "rendering provider is the billing provider", Subscriber, "*XX*1999999984", "*XX*1234567893", "RENDERING_IS_BILLING", "2310B NM1", "I9", null },
        { "drug code with hyphens", Dependent, "N4*00409379501", "N4*00409-3795-01", "NDC_WRONG", "2410 LIN03", "8", "I12" },
        { "other payer's line out of balance", Secondary, "CAS*CO*45*65~", "CAS*CO*45*64~", "LINE_OUT_OF_BALANCE", "2430 SVD02", "8", null },
        { "other payer unknown at the line", Secondary, "SVD*PHP01*16*", "SVD*PHP99*16*", "LINE_PAYER_UNKNOWN", "2430 SVD01", "8", "7" },
        { "other payer's assignment differs", Secondary, "OI***Y***Y", "OI***N***Y", "OI_DIFFERS", "2320 OI03", "8", "7" },
        { "two payers in the same place", Secondary, "SBR*S*18*", "SBR*P*18*", "SEQUENCE_REPEATED", "2320 SBR01", "8", "7" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_found_where_it_is(
        string fault, string file, string from, string to, string code, string place, string? segmentError, string? elementError) =>
        Fault.IsFound(fault, Golden.Edit(Golden.Text(file), from, to), code, place, segmentError, elementError);

    [Fact]
    public void The_good_files_have_no_finding()
    {
        foreach (var name in (string[])[Subscriber, Secondary, Dependent])
        {
            var report = X12File.Validate(Golden.Open(name));

            Assert.Empty(report.Findings);
            Assert.True(report.IsAccepted);
        }
    }

    [Fact]
    public void The_position_and_offset_are_those_of_the_segment()
    {
        var text = Golden.Edit(Golden.Text(Subscriber), "******CI~", "******XX~");

        var finding = Assert.Single(X12File.Validate(Golden.Stream(text)).Findings);

        var set = text[text.IndexOf("ST*", StringComparison.Ordinal)..];
        Assert.Equal(set[..set.IndexOf("SBR*", StringComparison.Ordinal)].Count(character => character == '~') + 1, finding.SegmentPosition);
        Assert.Equal(text.IndexOf("SBR*", StringComparison.Ordinal), finding.ByteOffset);
        Assert.Equal(("XX", 1032), (finding.Value, finding.DataElement));
        Assert.DoesNotContain("XX", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_999_is_made_of_the_findings()
    {
        var text = Golden.Edit(Golden.Text(Subscriber), "******CI~", "******XX~");
        var report = X12File.Validate(Golden.Stream(text));

        var answer = Acknowledgment999.From(report.Interchanges[0].Groups[0]);

        var set = Assert.Single(answer.Sets);
        var segment = Assert.Single(set.Errors);
        var element = Assert.Single(segment.Elements);
        Assert.Equal(("R", 1, 1, 0), (answer.Status, answer.IncludedSets, answer.ReceivedSets, answer.AcceptedSets));
        Assert.Equal(("837", "0001", "R"), (set.SetId, set.SetControlNumber, set.Status));
        Assert.Equal(["I5"], set.ErrorCodes);
        Assert.Equal(("SBR", 13, "2000B", "8"), (segment.SegmentId, segment.Position, segment.Loop, segment.Code));
        Assert.Equal((9, 1032, "7", "XX"), (element.Element, element.DataElement, element.Code, element.BadValue));
    }

    [Fact]
    public void A_claim_out_of_balance_is_no_matter_for_a_999()
    {
        var text = Golden.Edit(Golden.Text(Subscriber), "CLM*PCN0000001*210*", "CLM*PCN0000001*211*");
        var report = X12File.Validate(Golden.Stream(text));

        Assert.True(report.Findings.HasErrors);
        Assert.Equal("PCN0000001", report.Findings[0].ClaimControlNumber);
        Assert.Equal(SnipType.Balancing, report.Findings[0].Snip);
        Assert.True(Acknowledgment999.From(report.Interchanges[0].Groups[0]).IsAccepted);
    }
}
