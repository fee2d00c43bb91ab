using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Enrollment834;

/// <summary>Reads loop 2300 of an 834 with the providers and the other insurance below it.</summary>
internal static class CoverageReader
{
    private const PartySegments OfParty = PartySegments.Address | PartySegments.Contacts;

    public static HealthCoverage Coverage(SegmentCursor cursor)
    {
        cursor.Loop = "2300";
        var coverage = new HealthCoverage
        {
            MaintenanceType = cursor.Required(1),
            InsuranceLine = cursor.Text(3),
            PlanDescription = cursor.Text(4),
            CoverageLevel = cursor.Text(5),
            IsLateEnrollment = cursor.YesNo(9),
        };
        cursor.Next();
        var dates = new Gathering<QualifiedDate>();
        var amounts = new Gathering<QualifiedAmount>();
        var references = new Gathering<Reference>();
        var cards = new Gathering<IdentificationCard>();
        var providers = new Gathering<CoverageProvider>();
        var coverages = new Gathering<OtherCoverage>();
        var others = new Gathering<RawSegment>();
        while (cursor.More && cursor.Key is not (SegmentKey.HD or SegmentKey.LS))
        {
            switch (cursor.Key)
            {
                case SegmentKey.DTP when cursor.Dtp() is { } date:
                    dates.Add(date);
                    break;
                case SegmentKey.AMT:
                    amounts.Add(cursor.Amt());
                    break;
                case SegmentKey.REF:
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.IDC:
                    cards.Add(new IdentificationCard(cursor.Text(1), cursor.Text(2), cursor.Decimal(3), cursor.Text(4)));
                    break;
                case SegmentKey.LX:
                    cursor.Loop = "2310";
                    providers.Add(Provider(cursor));
                    continue;
                case SegmentKey.COB:
                    cursor.Loop = "2320";
                    coverages.Add(Other(cursor));
                    continue;
                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return coverage with
        {
            Dates = dates.ToValueList(),
            Amounts = amounts.ToValueList(),
            References = references.ToValueList(),
            IdentificationCards = cards.ToValueList(),
            Providers = providers.ToValueList(),
            OtherCoverages = coverages.ToValueList(),
            OtherSegments = others.ToValueList(),
        };
    }

    private static CoverageProvider Provider(SegmentCursor cursor)
    {
        var provider = new CoverageProvider { Number = cursor.Text(1) };
        cursor.Next();
        if (cursor.Key != SegmentKey.NM1)
        {
            return provider;
        }

        var party = PartyReader.Nm1(cursor);
        provider = provider with { Relationship = cursor.Text(10) };
        cursor.Next();
        Address? address = null;
        var contacts = new Gathering<Contact>();
        var others = new Gathering<RawSegment>();
        for (; cursor.More; cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.N3 when address?.Line1 is null:
                    address = PartyReader.N3(cursor, address);
                    break;
                case SegmentKey.N3:
                    // The guide has two N3 here; an address has room for one.
                    others.Add(cursor.Raw());
                    break;
                case SegmentKey.N4:
                    address = PartyReader.N4(cursor, address);
                    break;
                case SegmentKey.PER:
                    contacts.Add(cursor.Per());
                    break;
                case SegmentKey.PLA when cursor.Is(SegmentKey.PLA, 1, "2"u8) && cursor.Is(SegmentKey.PLA, 2, "1P"u8) && cursor.Segment[4].IsEmpty:
                    provider = provider with { ChangeDate = cursor.Date(3), ChangeReason = cursor.Text(5) };
                    break;
                default:
                    return Finish();
            }
        }

        return Finish();

        CoverageProvider Finish() => provider with
        {
            Provider = party with { Address = address, Contacts = contacts.ToValueList() },
            OtherSegments = others.ToValueList(),
        };
    }

    private static OtherCoverage Other(SegmentCursor cursor)
    {
        var other = new OtherCoverage
        {
            Responsibility = cursor.Required(1),
            PolicyNumber = cursor.Text(2),
            CoordinationCode = cursor.Text(3),
            ServiceTypes = cursor.Repetitions(4),
        };
        cursor.Next();
        var references = new Gathering<Reference>();
        var dates = new Gathering<QualifiedDate>();
        var parties = new Gathering<Party>();
        var others = new Gathering<RawSegment>();
        while (cursor.More && cursor.Key is not (SegmentKey.COB or SegmentKey.HD or SegmentKey.LX or SegmentKey.LS))
        {
            switch (cursor.Key)
            {
                case SegmentKey.REF:
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.DTP when cursor.Dtp() is { } date:
                    dates.Add(date);
                    break;
                case SegmentKey.NM1:
                    cursor.Loop = "2330";
                    parties.Add(cursor.Party(OfParty));
                    continue;
                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return other with
        {
            References = references.ToValueList(),
            Dates = dates.ToValueList(),
            RelatedParties = parties.ToValueList(),
            OtherSegments = others.ToValueList(),
        };
    }
}
