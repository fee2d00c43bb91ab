using MedBill.X12.Eligibility;
using MedBill.X12.Findings;
using MedBill.X12.Segments;
using MedBill.X12.ServiceReviews;

namespace MedBill.X12.Tests.ServiceReviews;

public sealed class ReviewReadTests
{
    private const string Imaging = "278-request-imaging.x12";
    private const string Admission = "278-request-dependent-admission.x12";
    private const string Certified = "278-response-certified.x12";
    private const string Modified = "278-response-modified-and-refused.x12";

    [Fact]
    public void A_request_says_who_asks_whom_for_what()
    {
        var request = Assert.Single(ServiceReviewRequest278File.Read(Golden.Open(Imaging), new FindingLog()));
        var asked = request.Event;

        Assert.Equal(("REVIEW0001", "13", "PHP01", "1999999984"),
            (request.Header.ReferenceNumber, request.Header.Purpose, request.Source.Id, request.Requester.Npi));
        Assert.Equal(("OR", "12 WATER ST", "5555550100"),
            (request.Requester.ProviderCode, request.Requester.Address!.Line1, request.Requester.Contacts[0].Numbers[0].Value));
        Assert.Equal(("W000000001", new DateOnly(1980, 2, 14)), (request.Patient.Person.Id, request.Patient.Person.BirthDate));
        Assert.Equal(("HS", "I", "62", "22", "B", "U", "Y"),
            (asked.Information.Category, asked.Information.CertificationType, asked.Information.ServiceType, asked.Information.Facility,
                asked.Information.FacilityQualifier, asked.Information.LevelOfService, asked.Information.ReleaseOfInformation));
        Assert.Equal(new QualifiedDate("AAH", new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 30)), Assert.Single(asked.Dates));
        Assert.Equal([new ReviewDiagnosis("ABK", "M5416"), new ReviewDiagnosis("ABF", "M545", new DateOnly(2026, 3, 1))], asked.Diagnoses);
        Assert.Equal(["FA", "SJ"], asked.Parties.Select(party => party.Party.EntityCode));
        Assert.Equal("NO RELIEF AFTER SIX WEEKS OF THERAPY", asked.Message);
        Assert.Equal((ProcedureCode.Hcpcs("72148"), 90_000L, 1m), (asked.Services[0].Professional!.Procedure, asked.Services[0].Professional!.AmountCents,
            asked.Services[0].Professional!.Quantity));
        Assert.Equal(new BenefitDelivery("VS", 3, "WK", null, "34", 1, null, null), asked.Services[1].Delivery);
    }

    [Fact]
    public void Every_kind_of_care_has_its_place()
    {
        var request = Assert.Single(ServiceReviewRequest278File.Read(Golden.Open(Admission), new FindingLog()));
        var asked = request.Event;

        Assert.Equal(("OTTO", "19", "1", "AO"),
            (request.Patient.Person.FirstName, request.Patient.Relationship, request.Patient.BirthSequence, request.Subscriber.EmploymentStatus));
        Assert.Equal(["AA", "EM"], asked.Information.RelatedCauses);
        Assert.Equal(("IL", "1", "2", "2"),
            (asked.Information.AccidentState, asked.Information.HealthCondition, asked.Information.Prognosis, asked.Information.DelayReason));
        Assert.Equal([new ReviewCondition("07", "Y", ["01", "06"]), new ReviewCondition("75", "N", ["EL"])], asked.Conditions);
        Assert.Equal(new InstitutionalCodes("1", "4", "30"), asked.Institutional);
        Assert.Equal((80m, 12m), (asked.Ambulance!.WeightPounds, asked.Ambulance.Miles));
        Assert.Equal(("C1", "NECK PAIN"), (asked.SpinalManipulation!.SubluxationFrom, asked.SpinalManipulation.Description));
        Assert.Equal((2.5m, "A"), (asked.Oxygen!.FlowRate, asked.Oxygen.DeliverySystem));
        Assert.Equal(["1", "2"], asked.Oxygen.TestFindings);
        Assert.Equal((new DateOnly(2026, 5, 20), "22551", new DateOnly(2026, 3, 9)),
            (asked.HomeHealth!.CertifiedTo, asked.HomeHealth.SurgeryCode, asked.HomeHealth.LastAdmissionFrom));
        Assert.Equal(new ReviewAttachment("M1", "FX", "ATT0000502", "OPERATIVE NOTES"), Assert.Single(asked.Attachments));
        Assert.Equal(["72", "PW", "GG"], asked.Parties.Select(party => party.Party.EntityCode));
        Assert.Equal(new DateOnly(2026, 3, 12), asked.Parties[2].Party.Dates[0].From);
        var (room, crown, visit) = (asked.Services[0], asked.Services[1], asked.Services[2]);
        Assert.Equal(("0120", 3m, 6_000m), (room.Institutional!.RevenueCode, room.Institutional.Quantity, room.Institutional.Rate));
        Assert.Equal("35", room.Information!.ServiceType);
        Assert.Equal((["30", "40"], "I", "CROWN"), (crown.Dental!.OralCavities, crown.Dental.Prosthesis, crown.Dental.Description));
        Assert.Equal(new Tooth("12", ["M", "O"]), Assert.Single(crown.Teeth));
        Assert.Equal(("Y", "1"), (visit.Professional!.Epsdt, visit.Professional.LevelOfCare));
        Assert.Equal([1, 2], visit.Professional.DiagnosisPointers);
    }

    [Fact]
    public void An_answer_says_the_authorization_and_how_long_it_holds()
    {
        var response = Assert.Single(ServiceReviewResponse278File.Read(Golden.Open(Certified), new FindingLog()));
        var reviewed = response.Event!;

        Assert.Equal(("EVENT0001", "AUTH12345", true), (response.EchoedTrace, reviewed.AuthorizationNumber, reviewed.Decision!.IsCertified));
        Assert.Equal((new DateOnly(2026, 6, 30), new DateOnly(2026, 4, 1)), (reviewed.Dates.Find("036")!.From, reviewed.Dates.Find("007")!.From));
        Assert.Equal("5555550177", response.Source!.Party.Contacts[0].Numbers[0].Value);
        Assert.Empty(response.AllRejections);
    }

    [Fact]
    public void An_answer_may_change_refuse_and_pend_service_by_service()
    {
        var response = Assert.Single(ServiceReviewResponse278File.Read(Golden.Open(Modified), new FindingLog()));
        var services = response.Event!.Services;

        Assert.Equal(("OTTO", "AUTH20001", true), (response.Patient!.Person.FirstName, response.Event.AuthorizationNumber, response.Event.Decision!.IsChanged));
        Assert.Equal((true, 6m), (services[0].Decision!.IsChanged, services[0].Professional!.Quantity));
        Assert.Equal((true, ["0V", "0X"], "Y"), (services[1].Decision!.IsDenied, services[1].Decision!.Reasons, services[1].Decision!.SecondOpinion));
        Assert.Equal((true, "P20260317001", "34117-2"),
            (services[2].Decision!.IsPended, services[2].References.Find("NT")!.Value, services[2].Diagnoses[0].Code));
        Assert.Equal([new RequestRejection(false, "43", "C")], response.AllRejections);
        Assert.Equal("L5", services[2].Parties[1].Party.EntityCode);
    }

    [Theory]
    [InlineData("20")]
    [InlineData("21")]
    [InlineData("22")]
    [InlineData("23")]
    [InlineData("EV")]
    public void An_answer_refused_at_a_level_stops_there(string level)
    {
        var whole = Assert.Single(ServiceReviewResponse278File.Read(Golden.Open(Modified), new FindingLog()));
        ValueList<RequestRejection> reasons = [new RequestRejection(false, "42", "R")];
        var refused = level switch
        {
            "20" => whole with { RequestRejections = reasons, Requesters = default, Subscriber = null, Dependent = null, Event = null },
            "21" => whole with { Requesters = [whole.Requesters[0] with { Rejections = reasons }], Subscriber = null, Dependent = null, Event = null },
            "22" => whole with { Subscriber = whole.Subscriber! with { Rejections = reasons }, Dependent = null, Event = null },
            "23" => whole with { Dependent = whole.Dependent! with { Rejections = reasons }, Event = null },
            _ => whole with { Event = whole.Event! with { Rejections = reasons, Decision = null, Services = default } },
        };

        var written = ServiceReviewResponse278File.Write(whole.Header.Envelope!, refused);

        Assert.Empty(written.Findings);
        var read = Assert.Single(ServiceReviewResponse278File.Read(Golden.Stream(written.ToText()), new FindingLog()));
        Assert.Equal(refused, read);
        Assert.Equal(reasons, read.AllRejections);
    }

    [Fact]
    public void Two_events_of_one_patient_are_two_answers_in_one_set()
    {
        var whole = Assert.Single(ServiceReviewResponse278File.Read(Golden.Open(Certified), new FindingLog()));
        var second = whole with { Event = whole.Event! with { Message = "SECOND EVENT", Services = default } };

        var written = ServiceReviewResponse278File.Write(whole.Header.Envelope!, whole, second);

        Assert.Empty(written.Findings);
        Assert.Equal([whole, second], ServiceReviewResponse278File.Read(Golden.Stream(written.ToText()), new FindingLog()));
        Assert.Contains("HL*6*3*EV*0~", written.ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("13", 1, 0)]
    [InlineData("01", 1, 0)]
    [InlineData("36", 1, 0)]
    [InlineData("11", 0, 1)]
    public void BHT02_tells_requests_from_answers(string purpose, int requests, int responses)
    {
        var text = Golden.Edit(Golden.Text(Imaging), "BHT*0007*13*", $"BHT*0007*{purpose}*");
        var (ofRequests, ofResponses) = (new FindingLog(), new FindingLog());

        Assert.Equal(requests, ServiceReviewRequest278File.Read(Golden.Stream(text), ofRequests).Count());
        Assert.Equal(responses, ServiceReviewResponse278File.Read(Golden.Stream(text), ofResponses).Count());
        var left = Assert.Single(requests == 0 ? ofRequests : ofResponses);
        Assert.Equal(("SET_OF_OTHER_GUIDE", FindingSeverity.Warning, "BHT", 2), (left.Code, left.Severity, left.SegmentId, left.Element));
        Assert.Equal(requests == 1, X12File.Validate(Golden.Stream(text)).IsAccepted);
    }

    [Fact]
    public void A_file_of_both_is_read_by_both()
    {
        var (request, answer) = (Golden.Text(Imaging), Golden.Text(Certified));

        Assert.Single(ServiceReviewRequest278File.Read(Golden.Stream(request + answer), new FindingLog()));
        Assert.Single(ServiceReviewResponse278File.Read(Golden.Stream(request + answer), new FindingLog()));
        Assert.Empty(X12File.Validate(Golden.Stream(answer + request)).Findings);
        Assert.Equal(
            [typeof(ServiceReviewResponse278), typeof(ServiceReviewRequest278)],
            X12File.Read(Golden.Stream(answer + request), new FindingLog()).Where(unit => unit.Unit is not null).Select(unit => unit.Unit!.GetType()));
    }

    [Fact]
    public void Segments_without_a_place_are_kept_where_the_guide_has_them()
    {
        var text = Golden.Recount(Golden.Edit(Golden.Edit(Golden.Text(Imaging),
            "MSG*NO RELIEF", "CRC*ZZ*Y*ST~CR1*KG*80*A*A~MSG*NO RELIEF"), "SV1*HC:97110:GP*75.5", "SV5*HC:E0100*DA*30*90~SV1*HC:97110:GP*75.5"));

        var request = Assert.Single(ServiceReviewRequest278File.Read(Golden.Stream(text), new FindingLog()));

        Assert.Equal("CR1", Assert.Single(request.Event.OtherSegments).Id);
        Assert.Equal("SV5", Assert.Single(request.Event.Services[1].OtherSegments).Id);
        Assert.Equal("ZZ", Assert.Single(request.Event.Conditions).Category);
    }

    [Fact]
    public void A_service_with_a_wrong_amount_is_left_out_and_its_neighbours_are_read()
    {
        var findings = new FindingLog();

        var request = Assert.Single(ServiceReviewRequest278File.Read(
            Golden.Stream(Golden.Edit(Golden.Text(Imaging), "HC:72148*900*", "HC:72148*9OO*")), findings));

        Assert.Equal("97110", Assert.Single(request.Event.Services).Professional!.Procedure.Code);
        Assert.Equal("AMOUNT_WRONG", Assert.Single(findings).Code);
    }

    [Fact]
    public async Task A_file_is_read_without_blocking_too()
    {
        var cancel = TestContext.Current.CancellationToken;

        Assert.Equal(
            ServiceReviewRequest278File.Read(Golden.Open(Admission), new FindingLog()),
            await ServiceReviewRequest278File.ReadAsync(Golden.Open(Admission), new FindingLog(), cancel: cancel).ToListAsync(cancel));
        Assert.Equal(
            ServiceReviewResponse278File.Read(Golden.Open(Modified), new FindingLog()),
            await ServiceReviewResponse278File.ReadAsync(Golden.Open(Modified), new FindingLog(), cancel: cancel).ToListAsync(cancel));
    }

    [Fact]
    public void Nobody_is_named_in_words()
    {
        var request = Assert.Single(ServiceReviewRequest278File.Read(Golden.Open(Admission), new FindingLog()));
        var asked = request.Event;
        var words = $"{request} {request.Subscriber} {asked} {asked.Parties[0]} {asked.Information} {asked.Ambulance} {asked.SpinalManipulation} "
            + $"{asked.Oxygen} {asked.HomeHealth} {asked.Attachments[0]} {asked.Services[1]} {asked.Services[1].Dental}";

        Assert.All(
            ["TESTWELL", "OKORO", "UNCONSCIOUS", "NECK", "MOBILITY", "OPERATIVE", "CROWN"],
            word => Assert.DoesNotContain(word, words, StringComparison.Ordinal));
    }
}
