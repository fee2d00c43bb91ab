using MedBill.X12.Eligibility;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.ServiceReviews;

/// <summary>Reads the levels of a 278. The cursor stands after the HL.</summary>
internal static class ReviewReader
{
    /// <summary>Loop 2010A or loops 2010B. What has no place is kept with the last party.</summary>
    /// <param name="cursor">After the HL.</param>
    /// <param name="before">Takes the AAA that stand before the first party (loop 2000A).</param>
    public static ValueList<ReviewParty> Organizations(SegmentCursor cursor, List<RequestRejection> before)
    {
        var parties = new List<ReviewParty>();
        while (cursor.More)
        {
            if (cursor.Key == SegmentKey.NM1)
            {
                parties.Add(Party(cursor));
                continue;
            }

            if (cursor.Key == SegmentKey.AAA && parties.Count == 0)
            {
                before.Add(EligibilityReader.Aaa(cursor));
            }
            else if (parties.Count > 0)
            {
                Keep(parties, cursor.Raw());
            }

            cursor.Next();
        }

        return parties.ToValueList();
    }

    /// <summary>Loop 2010C or 2010D; null when nobody is named.</summary>
    public static ReviewPerson? Person(SegmentCursor cursor)
    {
        var person = new ReviewPerson { Person = new Party { EntityCode = "" } };
        var isNamed = false;
        var rejections = new Gathering<RequestRejection>();
        var references = new Gathering<Reference>();
        var others = new Gathering<RawSegment>();
        for (; cursor.More; cursor.Next())
        {
            var party = person.Person;
            switch (cursor.Key)
            {
                case SegmentKey.NM1 when !isNamed:
                    (person, isNamed) = (person with { Person = PartyReader.Nm1(cursor) }, true);
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
                    rejections.Add(EligibilityReader.Aaa(cursor));
                    break;
                case SegmentKey.DMG:
                    person = person with { Person = PartyReader.Dmg(cursor, party, ref others) };
                    break;
                case SegmentKey.INS when cursor.SaysOnly(1, 2, 8, 17):
                    person = person with
                    {
                        Relationship = cursor.Text(2),
                        EmploymentStatus = cursor.Text(8),
                        BirthSequence = cursor.Text(17),
                    };
                    break;
                default:
                    others.Add(cursor.Raw());
                    break;
            }
        }

        return !isNamed ? null : person with
        {
            Rejections = rejections.ToValueList(),
            Person = person.Person with { References = references.ToValueList(), OtherSegments = others.ToValueList() },
        };
    }

    /// <summary>Loop 2000E without its services; null when it has no UM.</summary>
    public static PatientEvent? Event(SegmentCursor cursor, int position)
    {
        cursor.Loop = "2000E";
        var parts = new ReviewLevel(cursor);
        if (parts.Information is null)
        {
            cursor.ReportAbsent("UM", position, "REVIEW_MISSING", "The event does not say what is asked for (UM).");
            return null;
        }

        return new PatientEvent
        {
            Traces = parts.Traces.ToValueList(),
            Rejections = parts.Rejections.ToValueList(),
            Information = parts.Information,
            Decision = parts.Decision,
            References = parts.References.ToValueList(),
            Dates = parts.Dates.ToValueList(),
            Diagnoses = parts.Diagnoses.ToValueList(),
            Delivery = parts.Delivery,
            Conditions = parts.Conditions.ToValueList(),
            Institutional = parts.Codes,
            Ambulance = parts.Ambulance,
            SpinalManipulation = parts.Manipulation,
            Oxygen = parts.Oxygen,
            HomeHealth = parts.HomeHealth,
            Attachments = parts.Attachments.ToValueList(),
            Message = parts.Message,
            Parties = parts.Parties.ToValueList(),
            OtherSegments = parts.Others.ToValueList(),
        };
    }

    /// <summary>Loop 2000F.</summary>
    public static ReviewedService Service(SegmentCursor cursor)
    {
        cursor.Loop = "2000F";
        var parts = new ReviewLevel(cursor);
        return new ReviewedService
        {
            Traces = parts.Traces.ToValueList(),
            Rejections = parts.Rejections.ToValueList(),
            Information = parts.Information,
            Decision = parts.Decision,
            References = parts.References.ToValueList(),
            Dates = parts.Dates.ToValueList(),
            Diagnoses = parts.Diagnoses.ToValueList(),
            Professional = parts.Professional,
            Institutional = parts.Institutional,
            Dental = parts.Dental,
            Teeth = parts.Teeth.ToValueList(),
            Delivery = parts.Delivery,
            Attachments = parts.Attachments.ToValueList(),
            Message = parts.Message,
            Parties = parts.Parties.ToValueList(),
            OtherSegments = parts.Others.ToValueList(),
        };
    }

    /// <summary>NM1 and what stands below it.</summary>
    public static ReviewParty Party(SegmentCursor cursor)
    {
        var party = PartyReader.Nm1(cursor);
        cursor.Next();
        var rejections = new Gathering<RequestRejection>();
        var references = new Gathering<Reference>();
        var contacts = new Gathering<Contact>();
        var dates = new Gathering<QualifiedDate>();
        var others = new Gathering<RawSegment>();
        for (; cursor.More && cursor.Key != SegmentKey.NM1; cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.REF when cursor.Text(4, 3) is null:
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.N3:
                    party = party with { Address = PartyReader.N3(cursor, party.Address) };
                    break;
                case SegmentKey.N4:
                    party = party with { Address = PartyReader.N4(cursor, party.Address) };
                    break;
                case SegmentKey.PER:
                    contacts.Add(cursor.Per());
                    break;
                case SegmentKey.AAA:
                    rejections.Add(EligibilityReader.Aaa(cursor));
                    break;
                case SegmentKey.PRV:
                    party = party with { ProviderCode = cursor.Text(1), TaxonomyCode = cursor.Text(3) };
                    break;
                case SegmentKey.DTP when cursor.Dtp() is { } date:
                    dates.Add(date);
                    break;
                default:
                    others.Add(cursor.Raw());
                    break;
            }
        }

        return new ReviewParty(
            party with
            {
                References = references.ToValueList(),
                Contacts = contacts.ToValueList(),
                Dates = dates.ToValueList(),
                OtherSegments = others.ToValueList(),
            },
            rejections.ToValueList());
    }

    /// <summary>Whether no other element of the segment says anything.</summary>
    public static bool SaysOnly(this SegmentCursor cursor, params ReadOnlySpan<int> elements)
    {
        var segment = cursor.Segment;
        for (var element = 1; element <= segment.ElementCount; element++)
        {
            if (!segment[element].IsEmpty && !elements.Contains(element))
            {
                return false;
            }
        }

        return true;
    }

    private static void Keep(List<ReviewParty> parties, RawSegment segment) => parties[^1] = parties[^1] with
    {
        Party = parties[^1].Party with { OtherSegments = [.. parties[^1].Party.OtherSegments, segment] },
    };
}
