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
