using System.Globalization;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Eligibility;

/// <summary>Writes the bodies of 270 and 271 sets. Persons that share a level in a row share its HL.</summary>
internal sealed class EligibilityWriter(SegmentWriter writer)
{
    private int _levels;
    private int _source;
    private int _receiver;
    private int _subscriber;

    public void Inquiries(IReadOnlyList<EligibilityInquiry270> inquiries)
    {
        Header(inquiries[0].Header, "13");
        EligibilityInquiry270? previous = null;
        for (var index = 0; index < inquiries.Count; index++)
        {
            var inquiry = inquiries[index];
            var next = index + 1 < inquiries.Count ? inquiries[index + 1] : null;
            var sameSource = previous?.Source == inquiry.Source;
            var sameReceiver = sameSource && previous?.Receiver == inquiry.Receiver;
            if (!sameSource)
            {
                _source = Level(0, "20", true);
                writer.Party(inquiry.Source, PartyOrder.Inquirer);
            }

            if (!sameReceiver)
            {
                _receiver = Level(_source, "21", true);
                writer.Party(inquiry.Receiver, PartyOrder.Inquirer);
            }

            if (!(sameReceiver && inquiry.Dependent is not null && previous?.Subscriber == inquiry.Subscriber))
            {
                _subscriber = Level(_receiver, "22", inquiry.Dependent is not null
                    || (next?.Dependent is not null && next.Subscriber == inquiry.Subscriber
                        && next.Receiver == inquiry.Receiver && next.Source == inquiry.Source));
                Person(inquiry.Subscriber, isSubscriber: true);
            }

            if (inquiry.Dependent is not null)
            {
                Level(_subscriber, "23", false);
                Person(inquiry.Dependent, isSubscriber: false);
            }

            foreach (var question in inquiry.Inquiries)
            {
                Question(question);
            }

            previous = inquiry;
        }
    }

    public void Answers(IReadOnlyList<EligibilityAnswer271> answers)
    {
        Header(answers[0].Header, "11");
        EligibilityAnswer271? previous = null;
        for (var index = 0; index < answers.Count; index++)
        {
            var answer = answers[index];
            Organizations(answer, previous);
            var next = index + 1 < answers.Count ? answers[index + 1] : null;
            if (answer.Subscriber is { } subscriber)
            {
                if (!(answer.Dependent is not null && SameReceiver(answer, previous) && previous?.Subscriber == subscriber))
                {
                    _subscriber = Level(_receiver, "22", answer.Dependent is not null
                        || (next?.Dependent is not null && SameReceiver(next, answer) && next.Subscriber == subscriber));
                    Person(subscriber, isSubscriber: true);
                }
            }

            if (answer.Dependent is { } dependent)
            {
                Level(_subscriber, "23", false);
                Person(dependent, isSubscriber: false);
            }

            foreach (var benefit in answer.Benefits)
            {
                BenefitWriter.Write(writer, benefit);
            }

            previous = answer;
        }
    }

    public static void Rejections(SegmentWriter writer, ValueList<RequestRejection> rejections)
    {
        foreach (var rejection in rejections)
        {
            writer.Begin("AAA").Add(rejection.IsValidRequest ? "Y" : "N").Skip().Add(rejection.Reason).Add(rejection.FollowUp).End();
        }
    }

    private static bool SameReceiver(EligibilityAnswer271 answer, EligibilityAnswer271? previous) =>
        previous is not null && SameSource(answer, previous) && previous.Receiver == answer.Receiver
        && previous.ReceiverRejections == answer.ReceiverRejections;

    private static bool SameSource(EligibilityAnswer271 answer, EligibilityAnswer271? previous) =>
        previous is not null && previous.Source == answer.Source && previous.RequestRejections == answer.RequestRejections
        && previous.SourceRejections == answer.SourceRejections;

    private void Organizations(EligibilityAnswer271 answer, EligibilityAnswer271? previous)
    {
        if (!SameSource(answer, previous))
        {
            _source = Level(0, "20", answer.Receiver is not null);
            Rejections(writer, answer.RequestRejections);
            if (answer.Source is { } source)
            {
                writer.Nm1(source);
                writer.Contacts(source.Contacts);
            }

            Rejections(writer, answer.SourceRejections);
        }

        if (answer.Receiver is { } receiver && !SameReceiver(answer, previous))
        {
            _receiver = Level(_source, "21", answer.Subscriber is not null);
            writer.Nm1(receiver);
            writer.References(receiver.References);
            writer.Address(receiver.Address);
            Rejections(writer, answer.ReceiverRejections);
            writer.Prv(receiver);
        }
    }

    private void Header(EligibilityHeader header, string purpose) => writer
        .Begin("BHT").Add("0022").Add(header.Purpose ?? purpose).Add(header.ReferenceNumber).Moment(header.CreatedAt)
        .Add(header.TransactionType).End();

    private int Level(int parent, string code, bool hasChildren)
    {
        _levels++;
        writer.Begin("HL").Integer(_levels).Integer(parent == 0 ? null : parent).Add(code).Add(hasChildren ? "1" : "0").End();
        return _levels;
    }

    private void Person(EligibilityPerson person, bool isSubscriber)
    {
        var party = person.Person;
        foreach (var trace in person.Traces)
        {
            writer.Begin("TRN").Add(trace.Type).Add(trace.Number).Add(trace.Originator).Add(trace.Supplement).End();
        }

        writer.Nm1(party);
        writer.References(party.References);
        writer.Address(party.Address);
        Rejections(writer, person.Rejections);
        writer.Prv(party);
        writer.Dmg(party);
        if (writer.Kept(party, "INS") == 0 && (person.Relationship ?? person.MaintenanceReason ?? person.BirthSequence) is not null)
        {
            writer.Begin("INS").Add(isSubscriber ? "Y" : "N").Add(person.Relationship)
                .Add(person.MaintenanceReason is null ? null : "001").Add(person.MaintenanceReason)
                .Skip(12).Add(person.BirthSequence).End();
        }

        writer.Kept(party, "HI");
        writer.Dates("DTP", party.Dates);
        foreach (var segment in party.OtherSegments)
        {
            if (segment.Id is not ("DMG" or "INS" or "HI"))
            {
                writer.Kept(segment);
            }
        }
    }

    private void Question(BenefitInquiry question)
    {
        writer.Begin("EQ").Repetitions(question.ServiceTypes).Procedure(question.Procedure).Add(question.CoverageLevel).End();
        var kept = new KeptSegments(writer, question.OtherSegments, ["EQ", "AMT", "III", "REF", "DTP"]);
        kept.Before("III");
        if (question.PlaceOfService is { } place)
        {
            writer.Begin("III").Add("ZZ").Add(place).End();
        }

        kept.Before("REF");
        writer.References(question.References);
        writer.Dates("DTP", question.Dates);
        kept.Rest();
    }
}

/// <summary>Writes loop 2110 of a 271.</summary>
internal static class BenefitWriter
{
    private static readonly string[] Order = ["EB", "HSD", "REF", "DTP", "AAA", "MSG", "III", "LS"];

    public static void Write(SegmentWriter writer, Benefit benefit)
    {
        Eb(writer, benefit);
        var kept = new KeptSegments(writer, benefit.OtherSegments, Order);
        foreach (var delivery in benefit.Deliveries)
        {
            writer.Begin("HSD").Add(delivery.QuantityQualifier).Number(delivery.Quantity).Add(delivery.UnitCode)
                .Number(delivery.SampleSelection).Add(delivery.PeriodQualifier).Number(delivery.PeriodCount)
                .Add(delivery.Pattern).Add(delivery.PatternTime).End();
        }

        kept.Before("REF");
        writer.References(benefit.References);
        kept.Before("DTP");
        writer.Dates("DTP", benefit.Dates);
        kept.Before("AAA");
        EligibilityWriter.Rejections(writer, benefit.Rejections);
        foreach (var message in benefit.Messages)
        {
            writer.Begin("MSG").Add(message).End();
        }

        kept.Before("III");
        foreach (var place in benefit.PlacesOfService)
        {
            writer.Begin("III").Add("ZZ").Add(place).End();
        }

        kept.Rest();
        if (benefit.RelatedEntities.Count == 0)
        {
            return;
        }

        writer.Begin("LS").Add("2120").End();
        foreach (var entity in benefit.RelatedEntities)
        {
            writer.Party(entity, PartyOrder.Related);
        }

        writer.Begin("LE").Add("2120").End();
    }

    private static void Eb(SegmentWriter writer, Benefit benefit)
    {
        writer.Begin("EB").Add(benefit.Kind).Add(benefit.CoverageLevel).Repetitions(benefit.ServiceTypes).Add(benefit.InsuranceType)
            .Add(benefit.PlanDescription).Add(benefit.Period).Cents(benefit.AmountCents).Number(benefit.Percent)
            .Add(benefit.QuantityQualifier).Number(benefit.Quantity).Add(benefit.AuthorizationRequired).Add(benefit.InNetwork)
            .Procedure(benefit.Procedure);
        writer.Add(Pointer(0));
        for (var index = 1; index < benefit.DiagnosisPointers.Count; index++)
        {
            writer.Component(Pointer(index));
        }

        writer.End();

        string? Pointer(int index) => index < benefit.DiagnosisPointers.Count
            ? benefit.DiagnosisPointers[index].ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
