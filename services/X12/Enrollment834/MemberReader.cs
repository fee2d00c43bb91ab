using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Enrollment834;

/// <summary>Reads loop 2000 of an 834.</summary>
internal static class MemberReader
{
    private const PartySegments OfParty = PartySegments.Address | PartySegments.Contacts | PartySegments.Demographics;

    /// <summary>Reads from INS to the end of the unit.</summary>
    public static EnrolledMember Member(SegmentCursor cursor)
    {
        var member = Ins(cursor);
        cursor.Next();
        var references = new Gathering<Reference>();
        var dates = new Gathering<QualifiedDate>();
        var parties = new Gathering<Party>();
        var disabilities = new Gathering<MemberDisability>();
        var coverages = new Gathering<HealthCoverage>();
        var categories = new Gathering<ReportingCategory>();
        var others = new Gathering<RawSegment>();
        while (cursor.More)
        {
            switch (cursor.Key)
            {
                case SegmentKey.REF:
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.DTP when cursor.Dtp() is { } date:
                    dates.Add(date);
                    break;
                case SegmentKey.NM1 when member.Person is null && (cursor.Is(SegmentKey.NM1, 1, "IL"u8) || cursor.Is(SegmentKey.NM1, 1, "74"u8)):
                    cursor.Loop = "2100A";
                    member = Person(cursor, member, ref others);
                    continue;
                case SegmentKey.NM1:
                    cursor.Loop = "2100";
                    parties.Add(cursor.Party(OfParty));
                    continue;
                case SegmentKey.DSB:
                    cursor.Loop = "2200";
                    disabilities.Add(Disability(cursor));
                    continue;
                case SegmentKey.HD:
                    coverages.Add(CoverageReader.Coverage(cursor));
                    continue;
                case SegmentKey.LS:
                    cursor.Loop = "2700";
                    Categories(cursor, ref categories, ref others);
                    continue;
                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return member with
        {
            References = references.ToValueList(),
            Dates = dates.ToValueList(),
            RelatedParties = parties.ToValueList(),
            Disabilities = disabilities.ToValueList(),
            Coverages = coverages.ToValueList(),
            ReportingCategories = categories.ToValueList(),
            OtherSegments = others.ToValueList(),
        };
    }

    private static EnrolledMember Ins(SegmentCursor cursor) => new()
    {
        IsSubscriber = cursor.IsYes(1),
        Relationship = cursor.Required(2),
        MaintenanceType = cursor.Required(3),
        MaintenanceReason = cursor.Text(4),
        BenefitStatus = cursor.Text(5),
        MedicarePlan = cursor.Text(6, 1),
        MedicareReason = cursor.Text(6, 2),
        CobraEvent = cursor.Text(7),
        EmploymentStatus = cursor.Text(8),
        StudentStatus = cursor.Text(9),
        IsHandicapped = cursor.YesNo(10),
        DeathDate = cursor.Date(12),
        Confidentiality = cursor.Text(13),
        BirthSequence = cursor.Integer(cursor.Segment[17], 17),
    };

    // Loop 2100A has more than a party: what is not typed goes to the member.
    private static EnrolledMember Person(SegmentCursor cursor, EnrolledMember member, ref Gathering<RawSegment> others)
    {
        var person = cursor.Party(PartySegments.Address | PartySegments.Contacts);
        var amounts = new Gathering<QualifiedAmount>();
        var languages = new Gathering<MemberLanguage>();
        var classes = new Gathering<EmploymentClass>();
        for (; cursor.More; cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.DMG:
                    person = person with { BirthDate = cursor.Date(2), Sex = cursor.Text(3) };
                    member = member with { MaritalStatus = cursor.Text(4), Races = Races(cursor), Citizenship = cursor.Text(6) };
                    if (cursor.Segment.ElementCount > 6 || !cursor.Segment.ElementIs(1, "D8"u8))
                    {
                        others.Add(cursor.Raw());
                    }

                    break;
                case SegmentKey.EC:
                    classes.Add(new EmploymentClass(cursor.Text(1) ?? "", cursor.Text(2), cursor.Text(3)));
                    break;
                case SegmentKey.ICM:
                    member = member with
                    {
                        Income = new MemberIncome(
                            cursor.Text(1) ?? "", cursor.RequiredCents(2), cursor.Decimal(3), cursor.Text(4), cursor.Text(5)),
                    };
                    break;
                case SegmentKey.AMT:
                    amounts.Add(cursor.Amt());
                    break;
                case SegmentKey.HLH:
                    member = member with { Health = new MemberHealth(cursor.Text(1), cursor.Decimal(2), cursor.Decimal(3)) };
                    break;
                case SegmentKey.LUI:
                    languages.Add(new MemberLanguage(cursor.Text(1), cursor.Text(2), cursor.Text(3), cursor.Text(4)));
                    break;
                default:
                    return Finish();
            }
        }

        return Finish();

        EnrolledMember Finish() => member with
        {
            Person = person,
            Amounts = amounts.ToValueList(),
            Languages = languages.ToValueList(),
            EmploymentClasses = classes.ToValueList(),
        };
    }

    private static ValueList<string> Races(SegmentCursor cursor)
    {
        var races = cursor.Repetitions(5);
        var separator = (char)cursor.Segment.Delimiters.Component;
        return separator == ':' ? races : [.. races.Select(race => race.Replace(separator, ':'))];
    }

    private static MemberDisability Disability(SegmentCursor cursor)
    {
        var disability = new MemberDisability(cursor.Required(1), cursor.Text(7), cursor.Text(8), default, default);
        cursor.Next();
        var dates = new Gathering<QualifiedDate>();
        var others = new Gathering<RawSegment>();
        for (; cursor.Key == SegmentKey.DTP; cursor.Next())
        {
            if (cursor.Dtp() is { } date)
            {
                dates.Add(date);
            }
            else
            {
                others.Add(cursor.Raw());
            }
        }

        return disability with { Dates = dates.ToValueList(), OtherSegments = others.ToValueList() };
    }

    private static void Categories(SegmentCursor cursor, ref Gathering<ReportingCategory> into, ref Gathering<RawSegment> others)
    {
        for (cursor.Next(); cursor.More;)
        {
            switch (cursor.Key)
            {
                case SegmentKey.LX:
                    cursor.Loop = "2710";
                    into.Add(Category(cursor));
                    break;
                case SegmentKey.LE:
                    cursor.Next();
                    return;
                case SegmentKey.HD or SegmentKey.NM1 or SegmentKey.DSB:
                    // LE is missing: the guide's check says so.
                    return;
                default:
                    others.Add(cursor.Raw());
                    cursor.Next();
                    break;
            }
        }
    }

    private static ReportingCategory Category(SegmentCursor cursor)
    {
        var number = cursor.Text(1);
        string? name = null;
        var references = new Gathering<Reference>();
        var dates = new Gathering<QualifiedDate>();
        var others = new Gathering<RawSegment>();
        for (cursor.Next(); cursor.More; cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.N1 when cursor.Is(SegmentKey.N1, 1, "75"u8) && name is null:
                    name = cursor.Text(2);
                    break;
                case SegmentKey.REF:
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.DTP when cursor.Dtp() is { } date:
                    dates.Add(date);
                    break;
                case SegmentKey.LX or SegmentKey.LE or SegmentKey.HD or SegmentKey.NM1 or SegmentKey.DSB:
                    return Finish();
                default:
                    others.Add(cursor.Raw());
                    break;
            }
        }

        return Finish();

        ReportingCategory Finish() => new(number, name, references.ToValueList(), dates.ToValueList(), others.ToValueList());
    }
}
