using System.Globalization;
using MedBill.X12.Eligibility;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.ServiceReviews;

/// <summary>Writes the bodies of 278 sets.</summary>
internal sealed class ReviewWriter(SegmentWriter writer)
{
    private static readonly string[] EventOrder =
        ["TRN", "AAA", "UM", "HCR", "REF", "DTP", "HI", "HSD", "CRC", "CL1", "CR1", "CR2", "CR5", "CR6", "PWK", "MSG"];

    private static readonly string[] ServiceOrder =
        ["TRN", "AAA", "UM", "HCR", "REF", "DTP", "HI", "SV1", "SV2", "SV3", "TOO", "HSD", "PWK", "MSG"];

    private int _levels;

    public void Request(ServiceReviewRequest278 request)
    {
        Header(request.Header, "13");
        var level = Level(0, "20", true);
        Party(new ReviewParty(request.Source));
        level = Level(level, "21", true);
        Party(new ReviewParty(request.Requester));
        level = Level(level, "22", true);
        Person(request.Subscriber, isSubscriber: true);
        if (request.Dependent is { } dependent)
        {
            level = Level(level, "23", true);
            Person(dependent, isSubscriber: false);
        }

        Event(request.Event, level);
    }

    /// <summary>Events of one patient stand side by side.</summary>
    public void Responses(IReadOnlyList<ServiceReviewResponse278> responses)
    {
        Header(responses[0].Header, "11");
        ServiceReviewResponse278? before = null;
        var level = 0;
        foreach (var response in responses)
        {
            if (before is not { Event: not null } || response.Event is null || !IsSamePatient(response, before))
            {
                level = Levels(response);
            }

            if (response.Event is { } reviewed)
            {
                Event(reviewed, level);
            }

            before = response;
        }
    }

    private static bool IsSamePatient(ServiceReviewResponse278 one, ServiceReviewResponse278 other) =>
        one.RequestRejections == other.RequestRejections && one.Source == other.Source && one.Requesters == other.Requesters
        && one.Subscriber == other.Subscriber && one.Dependent == other.Dependent;

    private int Levels(ServiceReviewResponse278 response)
    {
        var level = Level(0, "20", response.Requesters.Count > 0);
        EligibilityWriter.Rejections(writer, response.RequestRejections);
        if (response.Source is { } source)
        {
            Party(source);
        }

        if (response.Requesters.Count > 0)
        {
            level = Level(level, "21", response.Subscriber is not null);
            foreach (var requester in response.Requesters)
            {
                Party(requester);
            }
        }

        if (response.Subscriber is { } subscriber)
        {
            level = Level(level, "22", response.Dependent is not null || response.Event is not null);
            Person(subscriber, isSubscriber: true);
        }

        if (response.Dependent is { } dependent)
        {
            level = Level(level, "23", response.Event is not null);
            Person(dependent, isSubscriber: false);
        }

        return level;
    }

    private void Header(ReviewHeader header, string purpose) => writer
        .Begin("BHT").Add("0007").Add(header.Purpose ?? purpose).Add(header.ReferenceNumber).Moment(header.CreatedAt)
        .Add(header.TransactionType).End();

    private int Level(int parent, string code, bool hasChildren)
    {
        _levels++;
        writer.Begin("HL").Integer(_levels).Integer(parent == 0 ? null : parent).Add(code).Add(hasChildren ? "1" : "0").End();
        return _levels;
    }

    private void Party(ReviewParty reviewed)
    {
        var party = reviewed.Party;
        var kept = new KeptSegments(writer, party.OtherSegments, ["NM1", "REF", "N3", "N4", "PER", "AAA", "PRV", "DTP"]);
        writer.Nm1(party);
        writer.References(party.References);
        kept.Before("N3");
        writer.Address(party.Address);
        writer.Contacts(party.Contacts);
        EligibilityWriter.Rejections(writer, reviewed.Rejections);
        writer.Prv(party);
        writer.Dates("DTP", party.Dates);
        kept.Rest();
    }

    private void Person(ReviewPerson person, bool isSubscriber)
    {
        var party = person.Person;
        writer.Nm1(party);
        writer.References(party.References);
        writer.Address(party.Address);
        EligibilityWriter.Rejections(writer, person.Rejections);
        writer.Dmg(party);
        if ((person.Relationship ?? person.EmploymentStatus ?? person.BirthSequence) is not null)
        {
            writer.Begin("INS").Add(isSubscriber ? "Y" : "N").Add(person.Relationship).Skip(5).Add(person.EmploymentStatus)
                .Skip(8).Add(person.BirthSequence).End();
        }

        foreach (var segment in party.OtherSegments)
        {
            if (segment.Id != "DMG")
            {
                writer.Kept(segment);
            }
        }
    }

    private void Event(PatientEvent reviewed, int parent)
    {
        var level = Level(parent, "EV", reviewed.Services.Count > 0);
        var parts = new ReviewPartWriter(writer, new KeptSegments(writer, reviewed.OtherSegments, EventOrder));
        parts.Front(reviewed.Traces, reviewed.Rejections, reviewed.Information, reviewed.Decision);
        parts.References(reviewed.References);
        parts.Dates(reviewed.Dates);
        parts.Diagnoses(reviewed.Diagnoses);
        parts.Delivery(reviewed.Delivery);
        parts.Conditions(reviewed.Conditions);
        parts.Care(reviewed);
        parts.Attachments(reviewed.Attachments);
        parts.Message(reviewed.Message);
        Parties(reviewed.Parties);
        foreach (var service in reviewed.Services)
        {
            Level(level, "SS", false);
            Service(service);
        }
    }

    private void Service(ReviewedService service)
    {
        var parts = new ReviewPartWriter(writer, new KeptSegments(writer, service.OtherSegments, ServiceOrder));
        parts.Front(service.Traces, service.Rejections, service.Information, service.Decision);
        parts.References(service.References);
        parts.Dates(service.Dates);
        parts.Diagnoses(service.Diagnoses);
        parts.Professional(service.Professional);
        parts.Institutional(service.Institutional);
        parts.Dental(service.Dental);
        parts.Teeth(service.Teeth);
        parts.Delivery(service.Delivery);
        parts.Attachments(service.Attachments);
        parts.Message(service.Message);
        Parties(service.Parties);
    }

    private void Parties(ValueList<ReviewParty> parties)
    {
        foreach (var party in parties)
        {
            Party(party);
        }
    }
}

/// <summary>Writes the segments of an event or service, in the guide's order, and between them what was kept.</summary>
internal sealed class ReviewPartWriter(SegmentWriter writer, KeptSegments segments)
{
    private KeptSegments _kept = segments;

    public void Front(
        ValueList<Trace> traces, ValueList<RequestRejection> rejections, ReviewInformation? information, ReviewDecision? decision)
    {
        foreach (var trace in traces)
        {
            writer.Begin("TRN").Add(trace.Type).Add(trace.Number).Add(trace.Originator).Add(trace.Supplement).End();
        }

        EligibilityWriter.Rejections(writer, rejections);
        Information(information);
        _kept.Before("HCR");
        if (decision is not null)
        {
            writer.Begin("HCR").Add(decision.Action).Add(decision.Number).Repetitions(decision.Reasons).Add(decision.SecondOpinion).End();
        }
    }

    public void References(ValueList<Reference> references)
    {
        _kept.Before("REF");
        writer.References(references);
    }

    public void Dates(ValueList<QualifiedDate> dates)
    {
        _kept.Before("DTP");
        writer.Dates("DTP", dates);
    }

    public void Diagnoses(ValueList<ReviewDiagnosis> diagnoses)
    {
        _kept.Before("HI");
        if (diagnoses.Count == 0)
        {
            return;
        }

        writer.Begin("HI");
        foreach (var diagnosis in diagnoses)
        {
            writer.Add(diagnosis.Qualifier).Component(diagnosis.Code).Component(diagnosis.Date is null ? null : "D8")
                .Component(Day(diagnosis.Date));
        }

        writer.End();
    }

    public void Professional(ProfessionalService? service)
    {
        _kept.Before("SV1");
        if (service is null)
        {
            return;
        }

        writer.Begin("SV1").Procedure(service.Procedure).Cents(service.AmountCents).Add(service.Unit).Number(service.Quantity).Skip(2);
        Components(service.DiagnosisPointers.Select(pointer => pointer.ToString(CultureInfo.InvariantCulture)));
        writer.Skip(3).Add(service.Epsdt).Skip(8).Add(service.LevelOfCare).End();
    }

    public void Institutional(InstitutionalService? service)
    {
        _kept.Before("SV2");
        if (service is not null)
        {
            writer.Begin("SV2").Add(service.RevenueCode).Procedure(service.Procedure).Cents(service.AmountCents).Add(service.Unit)
                .Number(service.Quantity).Number(service.Rate).Skip(2).Add(service.ResidentialStatus).Add(service.LevelOfCare).End();
        }
    }

    public void Dental(DentalService? service)
    {
        _kept.Before("SV3");
        if (service is null)
        {
            return;
        }

        writer.Begin("SV3").Procedure(service.Procedure).Cents(service.AmountCents).Skip();
        Components(service.OralCavities);
        writer.Add(service.Prosthesis).Number(service.Quantity).Add(service.Description).End();
    }

    public void Teeth(ValueList<Tooth> teeth)
    {
        _kept.Before("TOO");
        foreach (var tooth in teeth)
        {
            writer.Begin("TOO").Add("JP").Add(tooth.Code);
            Components(tooth.Surfaces);
            writer.End();
        }
    }

    public void Delivery(BenefitDelivery? delivery)
    {
        _kept.Before("HSD");
        if (delivery is not null)
        {
            writer.Begin("HSD").Add(delivery.QuantityQualifier).Number(delivery.Quantity).Add(delivery.UnitCode)
                .Number(delivery.SampleSelection).Add(delivery.PeriodQualifier).Number(delivery.PeriodCount)
                .Add(delivery.Pattern).Add(delivery.PatternTime).End();
        }
    }

    public void Conditions(ValueList<ReviewCondition> conditions)
    {
        _kept.Before("CRC");
        foreach (var condition in conditions)
        {
            writer.Begin("CRC").Add(condition.Category).Add(condition.Applies);
            foreach (var code in condition.Codes)
            {
                writer.Add(code);
            }

            writer.End();
        }
    }

    public void Care(PatientEvent reviewed)
    {
        _kept.Before("CL1");
        if (reviewed.Institutional is { } codes)
        {
            writer.Begin("CL1").Add(codes.AdmissionType).Add(codes.AdmissionSource).Add(codes.PatientStatus)
                .Add(codes.ResidentialStatus).End();
        }

        _kept.Before("CR1");
        Ambulance(reviewed.Ambulance);
        _kept.Before("CR2");
        Manipulation(reviewed.SpinalManipulation);
        _kept.Before("CR5");
        Oxygen(reviewed.Oxygen);
        _kept.Before("CR6");
        HomeHealth(reviewed.HomeHealth);
    }

    public void Attachments(ValueList<ReviewAttachment> attachments)
    {
        _kept.Before("PWK");
        foreach (var attachment in attachments)
        {
            writer.Begin("PWK").Add(attachment.ReportType).Add(attachment.Transmission).Skip(2)
                .Add(attachment.ControlNumber is null ? null : "AC").Add(attachment.ControlNumber).Add(attachment.Description).End();
        }
    }

    /// <summary>MSG, then what was kept and has no place before it.</summary>
    public void Message(string? message)
    {
        _kept.Before("MSG");
        if (message is not null)
        {
            writer.Begin("MSG").Add(message).End();
        }

        _kept.Rest();
    }

    private void Information(ReviewInformation? information)
    {
        _kept.Before("UM");
        if (information is null)
        {
            return;
        }

        writer.Begin("UM").Add(information.Category).Add(information.CertificationType).Add(information.ServiceType)
            .Add(information.Facility).Component(information.FacilityQualifier)
            .Add(information.RelatedCauses.Count > 0 ? information.RelatedCauses[0] : null);
        for (var index = 1; index < 3; index++)
        {
            writer.Component(index < information.RelatedCauses.Count ? information.RelatedCauses[index] : null);
        }

        writer.Component(information.AccidentState).Component(information.AccidentCountry)
            .Add(information.LevelOfService).Add(information.HealthCondition).Add(information.Prognosis)
            .Add(information.ReleaseOfInformation).Add(information.DelayReason).End();
    }

    private void Ambulance(AmbulanceTransport? transport)
    {
        if (transport is not null)
        {
            writer.Begin("CR1").Add(transport.WeightPounds is null ? null : "LB").Number(transport.WeightPounds)
                .Add(transport.TransportCode).Add(transport.Reason).Add(transport.Miles is null ? null : "DH").Number(transport.Miles)
                .Skip(2).Add(transport.RoundTripPurpose).Add(transport.StretcherPurpose).End();
        }
    }

    private void Manipulation(SpinalManipulation? treatment)
    {
        if (treatment is not null)
        {
            writer.Begin("CR2").Number(treatment.TreatmentNumber).Number(treatment.TreatmentCount).Add(treatment.SubluxationFrom)
                .Add(treatment.SubluxationTo).Skip(3).Add(treatment.Condition).Add(treatment.Complication).Add(treatment.Description)
                .Add(treatment.MoreDescription).Add(treatment.XrayAvailable).End();
        }
    }

    private void Oxygen(OxygenTherapy? therapy)
    {
        if (therapy is null)
        {
            return;
        }

        writer.Begin("CR5").Skip(2).Add(therapy.Equipment).Add(therapy.SecondEquipment).Add(therapy.EquipmentReason)
            .Number(therapy.FlowRate).Number(therapy.DailyUses).Number(therapy.HoursOfUse).Add(therapy.TherapistOrder)
            .Number(therapy.ArterialBloodGas).Number(therapy.Saturation).Add(therapy.TestCondition);
        for (var index = 0; index < 3; index++)
        {
            writer.Add(index < therapy.TestFindings.Count ? therapy.TestFindings[index] : null);
        }

        writer.Number(therapy.PortableFlowRate).Add(therapy.DeliverySystem).Add(therapy.ThirdEquipment).End();
    }

    private void HomeHealth(HomeHealthCare? care)
    {
        if (care is null)
        {
            return;
        }

        writer.Begin("CR6").Add(care.Prognosis).Date(care.Start);
        Range(care.CertifiedFrom, care.CertifiedTo);
        writer.Skip(2).Add(care.MedicareCoverage).Add(care.CertificationType).Date(care.SurgeryDate).Add(care.SurgeryQualifier)
            .Add(care.SurgeryCode).Date(care.PhysicianOrder).Date(care.LastVisit).Date(care.PhysicianContact);
        Range(care.LastAdmissionFrom, care.LastAdmissionTo);
        writer.Add(care.PatientLocation).End();
    }

    private void Range(DateOnly? from, DateOnly? to)
    {
        if (from is null && to is null)
        {
            writer.Skip(2);
        }
        else
        {
            writer.Add("RD8").Add($"{Day(from)}-{Day(to)}");
        }
    }

    private void Components(IEnumerable<string> values)
    {
        var count = 0;
        foreach (var value in values)
        {
            _ = count++ == 0 ? writer.Add(value) : writer.Component(value);
        }

        if (count == 0)
        {
            writer.Skip();
        }
    }

    private static string? Day(DateOnly? date) => date?.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
