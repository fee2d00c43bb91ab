using MedBill.X12.Findings;
using MedBill.X12.ServiceReviews;

namespace MedBill.X12.Tests.ServiceReviews;

/// <summary>One fault at a time in a good file: exactly that is found, with its place and its code for the 999.</summary>
public sealed class ReviewFaultTests
{
    private const string Imaging = "278-request-imaging.x12";
    private const string Admission = "278-request-dependent-admission.x12";
    private const string Certified = "278-response-certified.x12";
    private const string Modified = "278-response-modified-and-refused.x12";
    private const string NotFound = "278-response-not-found.x12";

    /// <summary>Name of the fault; file; what is replaced by what; finding; place; IK304; IK403.</summary>
    public static TheoryData<string, string, string, string, string, string, string?, string?> Faults => new()
    {
        // Request: the guide.
        { "purpose unknown", Imaging, "BHT*0007*13*", "BHT*0007*14*", "CODE_NOT_ALLOWED", "ST BHT02", "8", "7" },
        { "structure of a 270", Imaging, "BHT*0007*", "BHT*0022*", "CODE_NOT_ALLOWED", "ST BHT01", "8", "7" },
        { "organization without id", Imaging, "NM1*X3*2*PRAIRIE HEALTH PLAN*****PI*PHP01", "NM1*X3*2*PRAIRIE HEALTH PLAN*****ZZ*PHP01", "CODE_NOT_ALLOWED", "2010A NM108", "8", "7" },
        { "subscriber without member id", Imaging, "NM1*IL*1*TESTWELL*MARIA****MI*", "NM1*IL*1*TESTWELL*MARIA****XX*", "CODE_NOT_ALLOWED", "2010C NM108", "8", "7" },
        { "subscriber an organization", Imaging, "NM1*IL*1*", "NM1*IL*2*", "CODE_NOT_ALLOWED", "2010C NM102", "8", "7" },
        { "event without review", Imaging, "UM*HS*I*62*22:B**U***Y~", "", "SEGMENT_MISSING", "2000E UM", "3", null },
        { "category unknown", Imaging, "UM*HS*I*62", "UM*PR*I*62", "CODE_NOT_ALLOWED", "2000E UM01", "8", "7" },
        { "certification type missing", Imaging, "UM*HS*I*62", "UM*HS**62", "ELEMENT_MISSING", "2000E UM02", "8", "1" },
        { "health condition unknown", Imaging, "*22:B**U***Y~", "*22:B**U*0**Y~", "CODE_NOT_ALLOWED", "2000E UM07", "8", "7" },
        { "prognosis a yes", Imaging, "*22:B**U***Y~", "*22:B**U**Y~", "CODE_NOT_ALLOWED", "2000E UM08", "8", "7" },
        { "delay reason unknown", Imaging, "*22:B**U***Y~", "*22:B**U***Y*12~", "CODE_NOT_ALLOWED", "2000E UM10", "8", "7" },
        { "facility qualifier unknown", Imaging, "*22:B**U", "*22:C**U", "CODE_NOT_ALLOWED", "2000E UM04-2", "8", "7" },
        { "frequency not used", Imaging, "*22:B**U", "*22:B:1**U", "ELEMENT_NOT_USED", "2000E UM04-3", "8", "I10" },
        { "trace too short an originator", Imaging, "TRN*1*EVENT0001*9CLEARWAT1", "TRN*1*EVENT0001*9CLEAR", "TOO_SHORT", "2000E TRN03", "8", "4" },
        { "decision in a request", Imaging, "UM*HS*I*62*22:B**U***Y~", "UM*HS*I*62*22:B**U***Y~HCR*A1*AUTH1~", "SEGMENT_UNKNOWN", "2000E HCR", "1", null },
        { "event date a moment", Imaging, "DTP*AAH*RD8*20260401-20260430", "DTP*AAH*DT*202604010800", "CODE_NOT_ALLOWED", "2000E DTP02", "8", "7" },
        { "principal diagnosis second", Imaging, "*ABF:M545:", "*ABK:M545:", "CODE_NOT_ALLOWED", "2000E HI02-1", "8", "7" },
        { "message behind the providers", Admission, "HL*6*5*SS*0~", "MSG*LATE~HL*6*5*SS*0~", "SEGMENT_OUT_OF_ORDER", "2000E MSG", "7", null },
        { "attachment type unknown", Imaging, "PWK*DG*EL", "PWK*ZZ*EL", "CODE_NOT_ALLOWED", "2000E PWK01", "8", "7" },
        { "provider role unknown", Imaging, "NM1*SJ*1*OKORO", "NM1*85*1*OKORO", "QUALIFIER_WRONG", "2010EA NM101", "8", "7" },
        { "taxonomy without qualifier", Imaging, "PRV*PE*PXC*", "PRV*PE*ZZ*", "CODE_NOT_ALLOWED", "2010EA PRV02", "8", "7" },
        { "child code of a service", Imaging, "HL*6*4*SS*0", "HL*6*4*SS*2", "CODE_NOT_ALLOWED", "2000F HL04", "8", "7" },
        { "procedure qualifier unknown", Imaging, "SV1*HC:97110", "SV1*AD:97110", "CODE_NOT_ALLOWED", "2000F SV101-1", "8", "7" },
        { "place of service at a service", Imaging, "*UN*12***1~", "*UN*12*11**1~", "ELEMENT_NOT_USED", "2000F SV105", "8", "I10" },
        { "quantity without unit", Imaging, "*75.5*UN*12*", "*75.5**12*", "ELEMENTS_DISAGREE", "2000F SV103", "8", "2" },
        { "relation unknown", Admission, "INS*N*19*", "INS*N*99*", "CODE_NOT_ALLOWED", "2010D INS02", "8", "7" },
        { "service date in the event", Admission, "DTP*439*D8*20260308~", "DTP*439*D8*20260308~DTP*472*D8*20260309~", "QUALIFIER_WRONG", "2000E DTP01", "8", "7" },
        { "condition not answered", Admission, "CRC*75*N*EL", "CRC*75**EL", "ELEMENT_MISSING", "2000E CRC02", "8", "1" },
        { "weight without unit", Admission, "CR1*LB*80*", "CR1**80*", "ELEMENTS_DISAGREE", "2000E CR101", "8", "2" },
        { "oxygen without flow", Admission, "*MOBILITY*2.5*", "*MOBILITY**", "ELEMENT_MISSING", "2000E CR506", "8", "1" },
        { "certified period backwards", Admission, "RD8*20260320-20260520", "RD8*20260320-20260319", "VALUE_WRONG", "2000E CR604", "8", "8" },
        { "surgery date without code", Admission, "*20260309*HC*22551*", "*20260309*HC**", "ELEMENTS_DISAGREE", "2000E CR611", "8", "2" },
        { "tooth without system", Admission, "TOO*JP*12", "TOO*ZZ*12", "CODE_NOT_ALLOWED", "2000F TOO01", "8", "7" },
        { "dental service without quantity", Admission, "*I*1*CROWN", "*I**CROWN", "ELEMENT_MISSING", "2000F SV306", "8", "1" },
        { "denial date of another kind", Admission, "DTP*598*", "DTP*599*", "QUALIFIER_WRONG", "2010EC DTP01", "8", "7" },

        // Request: the tree, and between segments.
        { "event announces no service", Imaging, "HL*4*3*EV*1", "HL*4*3*EV*0", "HL_CHILD_CODE_WRONG", "HL04", "8", "7" },
        { "event under nobody", Imaging, "HL*4*3*EV*1", "HL*4*9*EV*1", "HL_PARENT_WRONG", "HL02", "8", "7" },
        { "pointers without diagnoses", Imaging, "HI*ABK:M5416*ABF:M545:D8:20260301~", "", "DIAGNOSIS_MISSING", "2000E HI", "I6", null },
        { "diagnoses that cannot be counted", Certified, "HI*ABK:M5416~", "HI~", "ELEMENT_MISSING", "2000E HI01", "8", "1" },
        { "pointer beyond the diagnoses", Imaging, "*UN*1***1:2~", "*UN*1***1:3~", "POINTER_WRONG", "2000F SV107-2", "8", "7" },
        { "auto accident without state", Admission, "*AA:EM::IL*", "*AA:EM*", "ACCIDENT_STATE_MISSING", "2000E UM05-4", "8", "I9" },
        { "accident without date", Admission, "DTP*439*D8*20260308~", "", "ACCIDENT_DATE_MISSING", "2000E UM05", null, null },
        { "admission without date", Admission, "DTP*435*D8*20260309~", "", "ADMISSION_DATE_MISSING", "2000E UM01", null, null },
        { "renewal without earlier number", Admission, "REF*BB*AUTH00010~", "", "EARLIER_NUMBER_MISSING", "2000E UM02", null, null },

        // Response.
        { "transaction type unknown", Certified, "*1103*18~", "*1103*17~", "CODE_NOT_ALLOWED", "ST BHT06", "8", "7" },
        { "action unknown", Certified, "HCR*A1*AUTH12345~DTP*AAH", "HCR*A5*AUTH12345~DTP*AAH", "CODE_NOT_ALLOWED", "2000E HCR01", "8", "7" },
        { "requester's address in an answer", Certified, "*XX*1999999984~HL*3*2*22", "*XX*1999999984~N3*12 WATER ST~HL*3*2*22", "SEGMENT_UNEXPECTED", "2010B N3", "2", null },
        { "expiry a range", Certified, "DTP*036*D8*20260630", "DTP*036*RD8*20260630-20260701", "CODE_NOT_ALLOWED", "2000E DTP02", "8", "7" },
        { "decision behind the dates", Certified, "HCR*A1*AUTH12345~DTP*AAH*RD8*20260401-20260430~", "DTP*AAH*RD8*20260401-20260430~HCR*A1*AUTH12345~", "SEGMENT_OUT_OF_ORDER", "2000E HCR", "7", null },
        { "diagnosis at a service", Modified, "HI*LOI:34117-2", "HI*ABK:34117-2", "CODE_NOT_ALLOWED", "2000F HI01-1", "8", "7" },
        { "refusal taken for valid", NotFound, "AAA*N**75*C", "AAA*Y**75*C", "CODE_NOT_ALLOWED", "2010C AAA01", "8", "7" },
        { "refusal behind the birth date", NotFound, "AAA*N**75*C~DMG*D8*19800214*F~", "DMG*D8*19800214*F~AAA*N**75*C~", "SEGMENT_OUT_OF_ORDER", "2010C AAA", "7", null },
        { "refused without reason", Modified, "HCR*A3**0V^0X*Y", "HCR*A3", "DECISION_REASON_MISSING", "2000F HCR03", null, null },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_found_where_it_is(
        string fault, string file, string from, string to, string code, string place, string? segmentError, string? elementError) =>
        Fault.IsFound(fault, Golden.Edit(Golden.Text(file), from, to), code, place, segmentError, elementError);

    [Fact]
    public void A_number_at_the_event_or_at_the_service_stands_for_both()
    {
        var text = Golden.Text(Certified);
        var atService = Golden.Edit(text, "HCR*A1*AUTH12345~DTP*AAH", "HCR*A1~DTP*AAH");
        var atEvent = Golden.Edit(text, "HCR*A1*AUTH12345~DTP*472", "HCR*A1~DTP*472");
        var nowhere = Golden.Edit(atService, "HCR*A1*AUTH12345~", "HCR*A1~");

        Assert.Empty(X12File.Validate(Golden.Stream(atService)).Findings);
        Assert.Empty(X12File.Validate(Golden.Stream(atEvent)).Findings);
        Assert.Equal(
            [("AUTHORIZATION_NUMBER_MISSING", "2000E", 2, "I9")],
            X12File.Validate(Golden.Stream(nowhere)).Findings.Select(finding => (finding.Code, finding.Loop, finding.Element, finding.ElementErrorCode)));
    }

    [Fact]
    public void A_request_without_event_and_an_answer_without_decision_say_so()
    {
        var request = Golden.Text(Imaging);
        var event1 = request.IndexOf("HL*4*", StringComparison.Ordinal);
        var noEvent = Golden.Recount(request[..event1].Replace("HL*3*2*22*1", "HL*3*2*22*0", StringComparison.Ordinal)
            + request[request.IndexOf("SE*", event1, StringComparison.Ordinal)..]);
        var silent = Golden.Recount(Golden.Text(Certified).Replace("HCR*A1*AUTH12345~", "", StringComparison.Ordinal));

        Assert.Contains(X12File.Validate(Golden.Stream(noEvent)).Findings, finding =>
            finding is { Code: "EVENT_MISSING", SegmentErrorCode: "3", IsError: true });
        Assert.Equal(("DECISION_MISSING", false), (Assert.Single(X12File.Validate(Golden.Stream(silent)).Findings) is var only
            ? (only.Code, only.IsError) : default));
    }

    [Fact]
    public void A_writer_that_is_asked_for_what_the_guide_forbids_writes_nothing()
    {
        var request = Assert.Single(ServiceReviewRequest278File.Read(Golden.Open(Imaging), new FindingLog()));
        var wrong = request with { Event = request.Event with { Information = request.Event.Information with { Category = "XX" } } };

        var written = ServiceReviewRequest278File.Write(request.Header.Envelope!, wrong);

        Assert.True(written.IsRefused);
        Assert.Equal(0, written.Bytes.Length);
    }
}
