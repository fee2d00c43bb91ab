using MedBill.X12.Findings;

namespace MedBill.X12.Tests.Claims837I;

/// <summary>One fault at a time in a good file: exactly that is found, with its place and its codes for the 999.</summary>
public sealed class Claim837IFaultTests
{
    private const string Visit = "837I-outpatient.x12";
    private const string Stay = "837I-inpatient-dependent.x12";
    private const string Second = "837I-secondary.x12";

    /// <summary>Name of the fault; file; what is replaced by what; finding; place; IK304; IK403.</summary>
    public static TheoryData<string, string, string, string, string, string, string?, string?> Errors => new()
    {
        // The guide's loops, segments and elements.
        { "statement dates missing", Visit, "DTP*434*RD8*20260310-20260310~", "", "SEGMENT_MISSING", "2300 DTP", "3", null },
        { "statement is one day only", Visit, "434*RD8*20260310-20260310", "434*D8*20260310", "CODE_NOT_ALLOWED", "2300 DTP02", "8", "7" },
        { "CL1 missing", Visit, "CL1*1*1*01~", "", "SEGMENT_MISSING", "2300 CL1", "3", null },
        { "admission type unknown", Visit, "CL1*1*1*01~", "CL1*7*1*01~", "CODE_NOT_ALLOWED", "2300 CL101", "8", "7" },
        { "patient status missing", Visit, "CL1*1*1*01~", "CL1*1*1~", "ELEMENT_MISSING", "2300 CL103", "8", "1" },
        { "principal diagnosis missing", Visit, "HI*ABK:S93401A~", "", "SEGMENT_MISSING", "2300 HI", "3", null },
        { "place of service qualifier of a professional claim", Visit, "13:A:1", "13:B:1", "CODE_NOT_ALLOWED", "2300 CLM05-2", "8", "7" },
        { "signature on file is not asked", Visit, "13:A:1**A*", "13:A:1*Y*A*", "ELEMENT_NOT_USED", "2300 CLM06", "8", "I10" },
        { "billing provider a person", Visit, "NM1*85*2*RIVERBEND HOSPITAL", "NM1*85*1*RIVERBEND HOSPITAL", "CODE_NOT_ALLOWED", "2010AA NM102", "8", "7" },
        { "attending provider an organisation", Visit, "NM1*71*1*CURELL*DANA", "NM1*71*2*CURELL*DANA", "CODE_NOT_ALLOWED", "2310A NM102", "8", "7" },
        { "insurance type is not asked", Visit, "SBR*P*18*GRP100******CI", "SBR*P*18*GRP100**12****CI", "ELEMENT_NOT_USED", "2000B SBR05", "8", "I10" },
        { "HI of another kind", Visit, "HI*BG:G0~", "HI*BP:00810~", "QUALIFIER_WRONG", "2300 HI01-1", "8", "7" },
        { "diagnoses of one kind in two segments too many", Stay, "HI*DR:343~", "HI*DR:343~HI*DR:344~", "SEGMENT_TOO_OFTEN", "2300 HI", "5", null },
        { "present on admission of another alphabet", Stay, "K3580:::::::Y", "K3580:::::::1", "CODE_NOT_ALLOWED", "2300 HI01-9", "8", "7" },
        { "procedure day impossible", Stay, "0DTJ4ZZ:D8:20260301", "0DTJ4ZZ:D8:20260231", "VALUE_WRONG", "2300 HI01-4", "8", "8" },
        { "occurrence day missing", Visit, "HI*BH:05:D8:20260310~", "HI*BH:05:D8~", "ELEMENT_MISSING", "2300 HI01-4", "8", "1" },
        { "span backwards", Stay, "BI:71:RD8:20260110-20260112", "BI:71:RD8:20260112-20260110", "VALUE_WRONG", "2300 HI01-4", "8", "8" },
        { "discharge at no hour", Stay, "DTP*096*TM*1130~", "DTP*096*TM*2530~", "VALUE_WRONG", "2300 DTP03", "8", "8" },
        { "admission at no hour", Stay, "202603011415", "20260301", "VALUE_WRONG", "2300 DTP03", "8", "8" },
        { "revenue code missing", Visit, "SV2*0320*", "SV2**", "ELEMENT_MISSING", "2400 SV201", "8", "1" },
        { "unit of a professional line", Visit, "*520*UN*1~", "*520*MJ*1~", "CODE_NOT_ALLOWED", "2400 SV204", "8", "7" },
        { "rate is not asked", Visit, "*520*UN*1~", "*520*UN*1*520~", "ELEMENT_NOT_USED", "2400 SV206", "8", "I10" },
        { "line paid without revenue code", Second, "HC:99284*0450*1~", "HC:99284**1~", "ELEMENT_MISSING", "2430 SVD04", "8", "1" },
        { "covered days missing", Second, "MIA*3*", "MIA**", "ELEMENT_MISSING", "2320 MIA01", "8", "1" },
        { "exception code unknown", Visit, "REF*G1*AUTH12345~", "REF*4N*9~", "CODE_NOT_ALLOWED", "2300 REF02", "8", "7" },
        { "attending after referring", Visit, "NM1*71*1*CURELL*DANA****XX*1999999984~PRV*AT*PXC*207P00000X~NM1*DN*1*POELL*LEE****XX*1245319599~", "NM1*DN*1*POELL*LEE****XX*1245319599~NM1*71*1*CURELL*DANA****XX*1999999984~", "SEGMENT_OUT_OF_ORDER", "2310A NM1", "7", null },

        // Between segments: sums.
        { "charge not the sum of the lines", Visit, "CLM*PCN0000301*745.5*", "CLM*PCN0000301*745*", "CHARGE_NOT_SUM", "2300 CLM02", "8", null },
        { "other payer's line out of balance", Second, "CAS*CO*45*150~", "CAS*CO*45*149~", "LINE_OUT_OF_BALANCE", "2430 SVD02", "8", null },
        { "other payer's claim out of balance", Second, "CAS*PR*1*1000~", "CAS*PR*1*999~", "OTHER_PAYER_OUT_OF_BALANCE", "2320 AMT02", "8", null },
        { "other payer unknown at the line", Second, "SVD*PHP01*120*", "SVD*PHP99*120*", "LINE_PAYER_UNKNOWN", "2430 SVD01", "8", "7" },
        { "liability at claim and line", Second, "DTP*573*D8*20260401~LX*2~", "DTP*573*D8*20260401~AMT*EAF*50~LX*2~", "LIABILITY_TWICE", "2320 AMT02", "I9", null },
        { "paid date at payer and line", Second, "REF*F8*ICN900303~", "DTP*573*D8*20260401~REF*F8*ICN900303~", "PAID_DATE_TWICE", "2330B DTP", "I9", null },
        { "other payer's assignment differs", Second, "OI***Y***Y~MOA", "OI***N***Y~MOA", "OI_DIFFERS", "2320 OI03", "8", "7" },
        { "two payers in the same place", Second, "SBR*P*18*GRP100******MA", "SBR*S*18*GRP100******MA", "SEQUENCE_REPEATED", "2320 SBR01", "8", "7" },

        // Between segments: situations.
        { "replacement without original", Visit, "13:A:1", "13:A:7", "ORIGINAL_CLAIM_MISSING", "2300 REF", "I6", null },
        { "original named by a first claim", Visit, "REF*G1*AUTH12345~", "REF*F8*ICN1~REF*G1*AUTH12345~", "ORIGINAL_CLAIM_FORBIDDEN", "2300 REF", "I9", null },
        { "admission missing", Stay, "DTP*435*DT*202603011415~", "", "ADMISSION_DATE_MISSING", "2300 DTP", "I6", null },
        { "admission after the statement", Stay, "202603011415", "202603061415", "ADMISSION_AFTER_STATEMENT", "2300 DTP03", "8", "I12" },
        { "reason for the visit of an inpatient", Stay, "HI*ABJ:R1031~", "HI*ABJ:R1031~HI*APR:R1031~", "REASON_FOR_VISIT_FORBIDDEN", "2300 HI01", "I9", null },
        { "attending provider missing", Visit, "NM1*71*1*CURELL*DANA****XX*1999999984~PRV*AT*PXC*207P00000X~", "", "ATTENDING_MISSING", "2310A NM1", "I6", null },
        { "referring provider is the attending one", Visit, "*XX*1245319599", "*XX*1999999984", "REFERRING_IS_ATTENDING", "2310F NM1", "I9", null },
        { "rendering provider is the attending one", Visit, "NM1*DN*1*POELL*LEE****XX*1245319599~", "NM1*82*1*CURELL*DANA****XX*1999999984~", "RENDERING_IS_ATTENDING", "2310D NM1", "I9", null },
        { "line's rendering provider is the attending one", Visit, "REF*6R*LINE2~", "REF*6R*LINE2~NM1*82*1*CURELL*DANA****XX*1999999984~", "LINE_RENDERING_REPEATED", "2420C NM1", "I9", null },
        { "attachment without number", Visit, "PWK*OZ*EL***AC*ATT0000301~", "PWK*OZ*EL~", "ATTACHMENT_NUMBER_MISSING", "2300 PWK06", "8", "I9" },
        { "NPI check digit of the attending provider", Visit, "*XX*1999999984", "*XX*1999999985", "NPI_CHECK_DIGIT", "2310A NM109", "8", "7" },
        { "NPI check digit of the billing provider", Visit, "*XX*1234567893", "*XX*1234567890", "NPI_CHECK_DIGIT", "2010AA NM109", "8", "7" },
        { "NPI check digit of a line's provider", Visit, "REF*6R*LINE2~", "REF*6R*LINE2~NM1*72*1*POELL*LEE****XX*1245319590~", "NPI_CHECK_DIGIT", "2420A NM109", "8", "7" },
        { "billing ZIP of five digits", Visit, "627010001", "62701", "ZIP_NINE_DIGITS", "2010AA N403", "8", "I12" },
        { "facility ZIP of five digits", Stay, "627010002", "62701", "ZIP_NINE_DIGITS", "2310E N403", "8", "I12" },
        { "billing address a PO box", Visit, "N3*40 QUAY RD", "N3*P.O. BOX 40", "BILLING_PO_BOX", "2010AA N301", "8", "I12" },
        { "patient's own address missing", Visit, "N3*7 BIRCH LN~N4*SPRINGFIELD*IL*62702~", "", "PATIENT_DEMOGRAPHICS_MISSING", "2010BA NM1", "I6", null },
        { "subscriber's birth date sent for a dependant", Stay, "MI*W000000001~", "MI*W000000001~DMG*D8*19800214*F~", "SUBSCRIBER_DEMOGRAPHICS", "2010BA NM1", "I9", null },

        // Between segments: codes.
        { "type of bill of letters", Visit, "13:A:1", "1X:A:1", "TYPE_OF_BILL_WRONG", "2300 CLM05-1", "8", "I12" },
        { "revenue code of three digits", Visit, "SV2*0320*", "SV2*320*", "REVENUE_CODE_WRONG", "2400 SV201", "8", "I12" },
        { "drug code with hyphens", Visit, "N4*00409379501", "N4*00409-3795-01", "NDC_WRONG", "2410 LIN03", "8", "I12" },
        { "principal diagnosis an external cause", Visit, "HI*ABK:S93401A~", "HI*ABK:W109XXA~", "PRINCIPAL_EXTERNAL_CAUSE", "2300 HI01-2", "8", "I6" },
        { "external cause that is none", Visit, "HI*ABN:W109XXA*ABN:Y92018~", "HI*ABN:W109XXA*ABN:S92018~", "EXTERNAL_CAUSE_WRONG", "2300 HI02-2", "8", "I6" },
        { "diagnosis twice", Visit, "HI*ABF:I10~", "HI*ABF:I10*ABF:I10~", "DIAGNOSIS_REPEATED", "2300 HI02-2", "8", "7" },
        { "reason for the visit with its point", Visit, "*APR:R6884~", "*APR:R68.84~", "DIAGNOSIS_WITH_POINT", "2300 HI02-2", "8", "6" },
        { "ICD-9 beside ICD-10", Visit, "HI*ABF:I10~", "HI*BF:4019~", "CODE_SETS_MIXED", "2300 HI01-1", "8", "7" },
        { "procedure of six signs", Stay, "BBQ:3E0T3BZ", "BBQ:3E0T3B", "PROCEDURE_CODE_WRONG", "2300 HI01-2", "8", "I12" },
        { "other procedure without a principal one", Stay, "HI*BBR:0DTJ4ZZ:D8:20260301~", "", "PRINCIPAL_PROCEDURE_MISSING", "2300 HI01", "I6", null },
    };

    /// <summary>Name; file; what is replaced by what; the warning; its place.</summary>
    public static TheoryData<string, string, string, string, string, string> Warnings => new()
    {
        { "discharge hour missing", Stay, "DTP*096*TM*1130~", "", "DISCHARGE_HOUR_MISSING", "2300 DTP" },
        { "still a patient at the end of the stay", Stay, "CL1*1*1*01~", "CL1*1*1*30~", "PATIENT_STATUS_FREQUENCY", "2300 CL103" },
        { "gone before the end of the stay", Stay, "11:A:1", "11:A:2", "PATIENT_STATUS_FREQUENCY", "2300 CL103" },
        { "admitting diagnosis missing", Stay, "HI*ABJ:R1031~", "", "ADMITTING_DIAGNOSIS_MISSING", "2300 HI" },
        { "admitting diagnosis of a visit", Visit, "HI*APR:", "HI*ABJ:R6884~HI*APR:", "ADMITTING_DIAGNOSIS_OUTPATIENT", "2300 HI01" },
        { "reason for an emergency visit missing", Visit, "HI*APR:M25571*APR:R6884~", "", "REASON_FOR_VISIT_MISSING", "2300 HI" },
        { "procedure of a visit", Visit, "HI*BH:05", "HI*BBR:2W3QX1Z:D8:20260310~HI*BH:05", "PROCEDURE_OUTPATIENT", "2300 HI01" },
        { "present on admission not said", Stay, "ABF:J9589:::::::N", "ABF:J9589", "PRESENT_ON_ADMISSION_MISSING", "2300 HI02-9" },
        { "present on admission of a visit", Visit, "HI*ABF:I10~", "HI*ABF:I10:::::::Y~", "PRESENT_ON_ADMISSION_OUTPATIENT", "2300 HI01-9" },
        { "state of an accident that is not told", Visit, "HI*BH:05:D8:20260310~", "HI*BH:11:D8:20260310~", "ACCIDENT_OCCURRENCE_MISSING", "2300 REF" },
        { "service outside the statement", Visit, "RT*180*UN*1~DTP*472*D8*20260310~", "RT*180*UN*1~DTP*472*D8*20260311~", "SERVICE_OUTSIDE_STATEMENT", "2400 DTP03" },
        { "more uncovered than charged", Visit, "*45.5*UN*2**5.5~", "*45.5*UN*2**55~", "NON_COVERED_TOO_MUCH", "2400 SV207" },
        { "another operating physician without the first", Stay, "NM1*72*1", "NM1*ZZ*1", "OTHER_OPERATING_ALONE", "2310C NM1" },
        { "facility at the billing address", Stay, "N3*42 QUAY RD~N4*SPRINGFIELD*IL*627010002", "N3*40 QUAY RD~N4*SPRINGFIELD*IL*627010001", "FACILITY_IS_BILLING", "2310E NM1" },
        { "control number of 21 characters", Visit, "CLM*PCN0000301*", "CLM*PCN000030112345678901*", "CONTROL_NUMBER_LONG", "2300 CLM01" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_fault_is_found_where_it_is(
        string fault, string file, string from, string to, string code, string place, string? segmentError, string? elementError)
    {
        var (_, finding) = Fault.IsFound(fault, Golden.Edit(Golden.Text(file), from, to), code, place, segmentError, elementError);

        Assert.True(finding.IsError || finding.RefusesWriting, fault);
    }

    [Theory]
    [MemberData(nameof(Warnings))]
    public void What_a_payer_may_mind_is_a_warning_and_the_file_is_sound(
        string fault, string file, string from, string to, string code, string place)
    {
        var text = Golden.Text(file).Replace("REF*EA*MRN000301~", "REF*LU*IL~REF*EA*MRN000301~", StringComparison.Ordinal);

        var report = X12File.Validate(Golden.Stream(Golden.Recount(Golden.Edit(text, from, to))));

        var finding = Assert.Single(report.Findings);
        Assert.Equal((code, place), (finding.Code, finding.Location.Split(',')[0]));
        Assert.True(finding is { Severity: FindingSeverity.Warning, Snip: SnipType.Situation, SegmentPosition: > 1 }, fault);
        Assert.True(report.IsAccepted);
    }
}
