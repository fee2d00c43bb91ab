using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Eligibility;

/// <summary>Reads loop 2110 of a 271.</summary>
internal static class BenefitReader
{
    public static ValueList<Benefit> Benefits(SegmentCursor cursor)
    {
        var benefits = new Gathering<Benefit>();
        while (cursor.Key == SegmentKey.EB)
        {
            cursor.Loop = "2110";
            benefits.Add(Benefit(cursor));
        }

        return benefits.ToValueList();
    }

    private static Benefit Benefit(SegmentCursor cursor)
    {
        var benefit = Eb(cursor);
        cursor.Next();
        var deliveries = new Gathering<BenefitDelivery>();
        var references = new Gathering<Reference>();
        var dates = new Gathering<QualifiedDate>();
        var rejections = new Gathering<RequestRejection>();
        var messages = new Gathering<string>();
        var places = new Gathering<string>();
        var related = new Gathering<Party>();
        var others = new Gathering<RawSegment>();
        while (cursor.More && cursor.Key != SegmentKey.EB)
        {
            switch (cursor.Key)
            {
                case SegmentKey.HSD:
                    deliveries.Add(Hsd(cursor));
                    break;
                case SegmentKey.REF:
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.DTP when cursor.Dtp() is { } date:
                    dates.Add(date);
                    break;
                case SegmentKey.AAA:
                    rejections.Add(EligibilityReader.Aaa(cursor));
                    break;
                case SegmentKey.MSG when cursor.Segment.ElementCount == 1:
                    messages.Add(cursor.Text(1) ?? "");
                    break;
                case SegmentKey.III when EligibilityReader.IsPlace(cursor):
                    places.Add(cursor.Text(2)!);
                    break;
                case SegmentKey.NM1:
                    cursor.Loop = "2120";
                    var relationship = cursor.Text(10);
                    var entity = cursor.Party(PartySegments.Address | PartySegments.Contacts | PartySegments.Specialty);
                    related.Add(relationship is null ? entity : entity with { Relationship = relationship });
                    continue;
                case SegmentKey.LS or SegmentKey.LE:
                    break;
                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return benefit with
        {
            Deliveries = deliveries.ToValueList(),
            References = references.ToValueList(),
            Dates = dates.ToValueList(),
            Rejections = rejections.ToValueList(),
            Messages = messages.ToValueList(),
            PlacesOfService = places.ToValueList(),
            RelatedEntities = related.ToValueList(),
            OtherSegments = others.ToValueList(),
        };
    }

    private static Benefit Eb(SegmentCursor cursor)
    {
        var pointers = new Gathering<int>();
        for (var component = 1; component <= 4; component++)
        {
            if (cursor.Integer(cursor.Segment.Component(14, component), 14, component) is { } pointer)
            {
                pointers.Add(pointer);
            }
        }

        return new Benefit
        {
            Kind = cursor.Required(1),
            CoverageLevel = cursor.Text(2),
            ServiceTypes = cursor.Repetitions(3),
            InsuranceType = cursor.Text(4),
            PlanDescription = cursor.Text(5),
            Period = cursor.Text(6),
            AmountCents = cursor.Cents(7),
            Percent = cursor.Decimal(8),
            QuantityQualifier = cursor.Text(9),
            Quantity = cursor.Decimal(10),
            AuthorizationRequired = cursor.Text(11),
            InNetwork = cursor.Text(12),
            Procedure = cursor.Procedure(13),
            DiagnosisPointers = pointers.ToValueList(),
        };
    }

    private static BenefitDelivery Hsd(SegmentCursor cursor) => new(
        cursor.Text(1), cursor.Decimal(2), cursor.Text(3), cursor.Decimal(4),
        cursor.Text(5), cursor.Decimal(6), cursor.Text(7), cursor.Text(8));
}
