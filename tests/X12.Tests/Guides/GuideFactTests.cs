using MedBill.X12.Acknowledgments;
using MedBill.X12.Findings;

namespace MedBill.X12.Tests.Guides;

/// <summary>Single facts of the guides that were once wrong in a table: what they allow, and what they do not.</summary>
public sealed class GuideFactTests
{
    private const string Professional = "837P-subscriber.x12";
    private const string Institutional = "837I-outpatient.x12";
    private const string Secondary = "837I-secondary.x12";
    private const string Inquiry = "270-subscriber.x12";
    private const string DependentInquiry = "270-dependent.x12";
    private const string Answer = "271-ppo.x12";
    private const string Status = "277-paid-and-records-requested.x12";
    private const string Remittance = "835-medicare-crossover.x12";

    /// <summary>Name; file; what is replaced by what.</summary>
    public static TheoryData<string, string, string, string> Allowed => new()
    {
        { "contract by diagnosis group", Professional, "REF*G1*AUTH12345~", "CN1*01*100~REF*G1*AUTH12345~" },
        { "days of a disability", Professional, "REF*G1*AUTH12345~", "DTP*314*RD8*20260301-20260310~REF*G1*AUTH12345~" },
        { "first day of a disability", Professional, "REF*G1*AUTH12345~", "DTP*360*D8*20260301~REF*G1*AUTH12345~" },
        { "asker abroad", Inquiry, "*****XX*1234567893~", "*****XX*1234567893~N3*1 QUAI NORD~N4*LYON***FR***ARA~" },
        { "answer to an asker abroad", Answer, "*****XX*1234567893~", "*****XX*1234567893~N3*1 QUAI NORD~N4*LYON***FR***ARA~" },
        { "payer's access number", Status, "*TE*5555550133~", "*TE*5555550133*ED*PRAIRIEHP~" },
        { "role of a provider alone", Inquiry, "DMG*D8", "PRV*AT~DMG*D8" },
        { "sequence in a multiple birth", Inquiry, "DTP*291", "INS*Y*18***************2~DTP*291" },
    };

    /// <summary>Name; file; what is replaced by what; the finding; its place; IK304; IK403.</summary>
    public static TheoryData<string, string, string, string, string, string, string, string?> Faults => new()
    {
        { "clearinghouse's number of 21 characters", Professional, "REF*G1*", "REF*D9*123456789012345678901~REF*G1*", "CONTROL_NUMBER_LONG", "2300 REF02", "8", "5" },
        { "repriced units of nine digits", Professional, "REF*6R*LINE1~", "REF*6R*LINE1~HCP*00*150*********UN*123456789~", "TOO_LONG", "2400 HCP12", "8", "5" },
        { "repriced units without unit", Professional, "REF*6R*LINE1~", "REF*6R*LINE1~HCP*00*150**********1~", "ELEMENTS_DISAGREE", "2400 HCP11", "8", "2" },
        { "batch number of 31 characters", Institutional, "BHT*0019*00*", "BHT*0019*00*12345678901234567890123", "TOO_LONG", "ST BHT03", "8", "5" },
        { "attachment number of 51 characters", Institutional, "*AC*ATT0000301~", "*AC*123456789012345678901234567890123456789012345678901~", "TOO_LONG", "2300 PWK06", "8", "5" },
        { "amount that only a remittance has", Secondary, "MIA*3***3800.25*", "MIA*3*10**3800.25*", "ELEMENT_NOT_USED", "2320 MIA02", "8", "I10" },
        { "days of four decimals", Secondary, "SV2*0120**8000*DA*3~", "SV2*0120**8000*DA*3.1234~", "UNITS_WRONG", "2400 SV205", "8", "5" },
        { "paid units of four decimals", Secondary, "*HC:99284*0450*1~", "*HC:99284*0450*1.2345~", "UNITS_WRONG", "2430 SVD05", "8", "5" },
        { "two numbers of a hospital at the payer", Institutional, "*****PI*PHP01~", "*****PI*PHP01~REF*G2*HOSP1~REF*LU*SITE2~", "SEGMENT_TOO_OFTEN", "2010BB REF", "5", null },
        { "two numbers of a dentist at the payer", "837D-secondary.x12", "*****PI*HAR02~", "*****PI*HAR02~REF*G2*DOC1~REF*LU*SITE2~", "SEGMENT_TOO_OFTEN", "2010BB REF", "5", null },
        { "payer without name", Inquiry, "NM1*PR*2*PRAIRIE HEALTH PLAN*", "NM1*PR*2**", "ELEMENT_MISSING", "2100A NM103", "8", "1" },
        { "asker without name", Inquiry, "NM1*1P*2*RIVERBEND FAMILY PRACTICE*", "NM1*1P*2**", "ELEMENT_MISSING", "2100B NM103", "8", "1" },
        { "multiple birth without sequence", Inquiry, "DTP*291", "INS*Y*18~DTP*291", "ELEMENT_MISSING", "2100C INS17", "8", "1" },
        { "coverage level of a dependant", DependentInquiry, "EQ*98^UC~", "EQ*98^UC**FAM~", "ELEMENT_NOT_USED", "2110D EQ03", "8", "I10" },
        { "spend down of a dependant", DependentInquiry, "EQ*98^UC~", "EQ*98^UC~AMT*R*37.5~", "SEGMENT_UNEXPECTED", "2110D AMT", "2", null },
        { "text of a place without its kind", Answer, "EB*I**35~", "III*ZZ*20*44~EB*I**35~", "ELEMENTS_DISAGREE", "2115C III04", "8", "2" },
        { "payer's system refuses for a reason of its own name", Answer, "HL*1**20*1~", "HL*1**20*1~AAA*N**80*C~", "CODE_NOT_ALLOWED", "2000A AAA03", "8", "7" },
        { "answering payer without name", Answer, "NM1*PR*2*PRAIRIE HEALTH PLAN*", "NM1*PR*2**", "ELEMENT_MISSING", "2100A NM103", "8", "1" },
        { "subscriber's number that only a dependant has", Answer, "REF*6P*", "REF*MRC*", "QUALIFIER_WRONG", "2100C REF01", "8", "7" },
        { "step after a refusal that only a payer takes", "271-not-found.x12", "AAA*N**75*C~", "AAA*N**75*P~", "CODE_NOT_ALLOWED", "2100C AAA04", "8", "7" },
        { "billing provider of a subscriber", Answer, "DMG*D8", "PRV*SB~DMG*D8", "CODE_NOT_ALLOWED", "2100C PRV01", "8", "7" },
        { "provider's tax number for its specialty", Answer, "DMG*D8", "PRV*AT*EI*123456789~DMG*D8", "CODE_NOT_ALLOWED", "2100C PRV02", "8", "7" },
        { "visits per admission", Answer, "EB*I**35~", "EB*I**35~HSD*VS*10***36~", "CODE_NOT_ALLOWED", "2110C HSD05", "8", "7" },
        { "unknown relation of another payer", Answer, "*PI*HAR02~", "*PI*HAR02*99~", "CODE_NOT_ALLOWED", "2120C NM110", "8", "7" },
        { "receiver's status of a pharmacy", "277-receiver-refused.x12", "STC*E0:496:41*", "STC*E0:496:41:RX*", "ELEMENT_NOT_USED", "2200B STC01-4", "8", "I10" },
        { "status of an unknown list", Status, "STC*F1:65*20260401**210", "STC*F1:65::ZZ*20260401**210", "CODE_NOT_ALLOWED", "2200D STC01-4", "8", "7" },
        { "subscriber without last name", Status, "NM1*IL*1*TESTWELL*", "NM1*IL*1**", "ELEMENT_MISSING", "2100D NM103", "8", "1" },
        { "dependant without last name", Status, "NM1*QC*1*TESTWELL*", "NM1*QC*1**", "ELEMENT_MISSING", "2100E NM103", "8", "1" },
        { "mailing address without place", "834-enrollment.x12", "N3*PO BOX 77~N4*AUSTIN*TX*787010077~", "N3*PO BOX 77~", "SEGMENT_MISSING", "2100C N4", "3", null },
        { "exchange rate", Remittance, "DTM*405*", "CUR*PR*CAD*1.3512~DTM*405*", "ELEMENT_NOT_USED", "ST CUR03", "8", "I10" },
        { "description of a paid procedure", Remittance, "SVC*HC:99213*", "SVC*HC:99213:::::VISIT*", "ELEMENT_NOT_USED", "2110 SVC01-7", "8", "I10" },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void What_a_guide_allows_is_let_in_without_a_word(string fact, string file, string from, string to)
    {
        var report = X12File.Validate(Golden.Stream(Golden.Recount(Golden.Edit(Golden.Text(file), from, to))));

        Assert.True(report.Findings.Count == 0, $"{fact}: {string.Join("; ", report.Findings)}");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_a_guide_does_not_allow_is_found(
        string fact, string file, string from, string to, string code, string place, string segmentError, string? elementError) =>
        Fault.IsFound(fact, Golden.Edit(Golden.Text(file), from, to), code, place, segmentError, elementError);

    [Fact]
    public void The_trigger_of_a_situation_may_name_data_elements_and_comes_back()
    {
        var text = Golden.Recount(Golden.Edit(Golden.Text("999-rejected.x12"), "CTX*CLM01",
            "CTX*SITUATIONAL TRIGGER*CLM*43**5:3:2*C023:1325~CTX*CLM01"));
        var findings = new FindingLog();

        Assert.Empty(X12File.Validate(Golden.Stream(text)).Findings);
        var acknowledgment = Assert.Single(Acknowledgment999File.Read(Golden.Stream(text), findings));

        Assert.Empty(findings);
        Assert.Equal(new ErrorContext("SITUATIONAL TRIGGER", null, "CLM", 43, null, 5, 3, 2, "C023", "1325"),
            acknowledgment.Sets[0].Errors[0].Contexts[0]);
        Assert.Equal(text, Acknowledgment999File.Write(acknowledgment.Envelope!, acknowledgment).ToText());
    }

    [Fact]
    public void The_payee_of_an_exchange_may_have_its_plan_identifier()
    {
        const string Text = """
            ISA*00*          *00*          *ZZ*EXCHANGE       *ZZ*PRAIRIEHP      *260501*0800*^*00501*000000704*0*T*:~
            GS*RA*EXCHANGE*PRAIRIEHP*20260501*0800*704*X*005010X306~
            ST*820*0001*005010X306~
            BPR*I*450*C*ACH*CCP*******01*111000025*DA*99887766*20260505~
            TRN*3*EFT0000704~
            N1*PE*PRAIRIE HEALTH PLAN*FI*987654320~
            REF*HPI*7001~
            N1*RM*STATE EXCHANGE*58*EX1~
            ENT*1~
            NM1*IL*1*FIELD*NORA~
            REF*POL*88001~
            RMR*ZZ*APTC**450~
            DTM*582****RD8*20260501-20260531~
            SE*12*0001~
            GE*1*704~
            IEA*1*000000704~

            """;

        Assert.Empty(X12File.Validate(Golden.Stream(Text)).Findings);
    }
}
