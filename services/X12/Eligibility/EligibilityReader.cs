using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Eligibility;

/// <summary>Reads the loops of a 270 and a 271.</summary>
internal static class EligibilityReader
{
    /// <summary>Loop 2100A or 2100B with the AAA before and after its NM1.</summary>
    public static Party? Organization(SegmentCursor cursor, List<RequestRejection> before, List<RequestRejection> after)
    {
        Party? party = null;
        var others = new Gathering<RawSegment>();
        while (cursor.More)
        {
            switch (cursor.Key)
            {
                case SegmentKey.AAA:
                    (party is null ? before : after).Add(Aaa(cursor));
                    break;

                case SegmentKey.NM1:
                    party = cursor.Party(
                        PartySegments.Address | PartySegments.References | PartySegments.Contacts | PartySegments.Specialty);
                    continue;

                case SegmentKey.PRV when party is not null:
                    party = party with { ProviderCode = cursor.Text(1), TaxonomyCode = cursor.Text(3) };
                    break;

                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return party is null ? null : party with { OtherSegments = [.. party.OtherSegments, .. others.ToValueList()] };
    }

    /// <summary>Loop 2000C or 2000D up to its EQ or EB.</summary>
    public static EligibilityPerson Person(SegmentCursor cursor, string entityCode)
    {
        var person = new EligibilityPerson { Person = new Party { EntityCode = entityCode } };
        var traces = new Gathering<Trace>();
        var rejections = new Gathering<RequestRejection>();
        var references = new Gathering<Reference>();
        var dates = new Gathering<QualifiedDate>();
        var others = new Gathering<RawSegment>();
        for (; cursor.More && cursor.Key is not (SegmentKey.EQ or SegmentKey.EB); cursor.Next())
        {
            var party = person.Person;
            switch (cursor.Key)
            {
                case SegmentKey.TRN:
                    traces.Add(new Trace(cursor.Text(1) ?? "", cursor.Required(2), cursor.Text(3), cursor.Text(4)));
                    break;
                case SegmentKey.NM1:
                    person = person with { Person = PartyReader.Nm1(cursor) };
                    break;
                case SegmentKey.REF:
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.N3:
                    person = person with { Person = party with { Address = PartyReader.N3(cursor, party.Address) } };
                    break;
                case SegmentKey.N4:
                    person = person with { Person = party with { Address = PartyReader.N4(cursor, party.Address) } };
                    break;
                case SegmentKey.AAA:
                    rejections.Add(Aaa(cursor));
                    break;
                case SegmentKey.PRV:
                    person = person with { Person = party with { ProviderCode = cursor.Text(1), TaxonomyCode = cursor.Text(3) } };
                    break;
                case SegmentKey.DMG:
                    person = person with { Person = PartyReader.Dmg(cursor, party, ref others) };
                    break;
                case SegmentKey.INS:
                    person = Ins(cursor, person, ref others);
                    break;
                case SegmentKey.DTP when cursor.Dtp() is { } date:
                    dates.Add(date);
                    break;
                default:
                    others.Add(cursor.Raw());
                    break;
            }
        }

        return person with
        {
            Traces = traces.ToValueList(),
            Rejections = rejections.ToValueList(),
            Person = person.Person with
            {
                References = references.ToValueList(),
                Dates = dates.ToValueList(),
                OtherSegments = others.ToValueList(),
            },
        };
    }

    public static ValueList<BenefitInquiry> Inquiries(SegmentCursor cursor)
    {
        var inquiries = new Gathering<BenefitInquiry>();
        while (cursor.Key == SegmentKey.EQ)
        {
            inquiries.Add(Inquiry(cursor));
        }

        return inquiries.ToValueList();
    }

    public static RequestRejection Aaa(SegmentCursor cursor) => new(cursor.IsYes(1), cursor.Text(3) ?? "", cursor.Text(4));

    private static BenefitInquiry Inquiry(SegmentCursor cursor)
    {
        cursor.Loop = "2110";
        var inquiry = new BenefitInquiry
        {
            ServiceTypes = cursor.Repetitions(1),
            Procedure = cursor.Procedure(2),
            CoverageLevel = cursor.Text(3),
        };
        cursor.Next();
        var references = new Gathering<Reference>();
        var dates = new Gathering<QualifiedDate>();
        var others = new Gathering<RawSegment>();
        for (; cursor.More && cursor.Key != SegmentKey.EQ; cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.III when inquiry.PlaceOfService is null && IsPlace(cursor):
                    inquiry = inquiry with { PlaceOfService = cursor.Text(2) };
                    break;
                case SegmentKey.REF:
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.DTP when cursor.Dtp() is { } date:
                    dates.Add(date);
                    break;
                default:
                    others.Add(cursor.Raw());
                    break;
            }
        }

        return inquiry with
        {
            References = references.ToValueList(),
            Dates = dates.ToValueList(),
            OtherSegments = others.ToValueList(),
        };
    }

    public static bool IsPlace(SegmentCursor cursor) =>
        cursor.Segment.ElementCount == 2 && cursor.Segment.ElementIs(1, "ZZ"u8) && cursor.Text(2) is not null;

    private static EligibilityPerson Ins(SegmentCursor cursor, EligibilityPerson person, ref Gathering<RawSegment> others)
    {
        var segment = cursor.Segment;
        for (var element = 5; element <= segment.ElementCount; element++)
        {
            if (element != 17 && !segment[element].IsEmpty)
            {
                others.Add(cursor.Raw());
                break;
            }
        }

        return person with
        {
            Relationship = cursor.Text(2),
            MaintenanceReason = cursor.Text(4),
            BirthSequence = cursor.Text(17),
        };
    }
}
