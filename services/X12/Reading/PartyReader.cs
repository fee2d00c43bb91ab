using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Reading;

/// <summary>Which segments belong to a party's loop, besides NM1.</summary>
[Flags]
internal enum PartySegments
{
    None = 0,
    Address = 1,
    Demographics = 2,
    Specialty = 4,
    References = 8,
    Contacts = 16,
    Dates = 32,
}

/// <summary>Reads an NM1 or N1 segment and the segments of its loop.</summary>
internal static class PartyReader
{
    /// <summary>Reads from the current NM1 or N1 and moves past the loop. Segments the loop does not have end it.</summary>
    public static Party Party(this SegmentCursor cursor, PartySegments allowed)
    {
        var party = cursor.Key == SegmentKey.N1 ? N1(cursor) : Nm1(cursor);
        cursor.Next();
        return allowed == PartySegments.None ? party : Below(cursor, party, allowed);
    }

    public static Party Nm1(SegmentCursor cursor)
    {
        var party = new Party
        {
            EntityCode = cursor.Required(1),
            IsPerson = cursor.Element(2).SequenceEqual("1"u8),
            Name = cursor.Text(3),
            FirstName = cursor.Text(4),
            MiddleName = cursor.Text(5),
            IdQualifier = cursor.Text(8),
            Id = cursor.Text(9),
        };
        var (prefix, suffix) = (cursor.Text(6), cursor.Text(7));
        return prefix is null && suffix is null ? party : party with { NamePrefix = prefix, NameSuffix = suffix };
    }

    public static Address N3(SegmentCursor cursor, Address? address)
    {
        var parts = new AddressParts(address);
        parts.N3(cursor);
        return parts.ToAddress()!;
    }

    public static Address N4(SegmentCursor cursor, Address? address)
    {
        var parts = new AddressParts(address);
        parts.N4(cursor);
        return parts.ToAddress()!;
    }

    private static Party N1(SegmentCursor cursor) => new()
    {
        EntityCode = cursor.Required(1),
        Name = cursor.Text(2),
        IdQualifier = cursor.Text(3),
        Id = cursor.Text(4),
    };

    private static Party Below(SegmentCursor cursor, Party party, PartySegments allowed)
    {
        var address = new AddressParts(null);
        DateOnly? birthDate = null;
        string? sex = null, provider = null, taxonomy = null;
        var references = new Gathering<Reference>();
        var contacts = new Gathering<Contact>();
        var dates = new Gathering<QualifiedDate>();
        var others = new Gathering<RawSegment>();
        var first = cursor.Index;
        for (; cursor.More; cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.N3 when allowed.HasFlag(PartySegments.Address):
                    address.N3(cursor);
                    break;
                case SegmentKey.N4 when allowed.HasFlag(PartySegments.Address):
                    address.N4(cursor);
                    break;
                case SegmentKey.N2:
                    others.Add(cursor.Raw());
                    break;
                case SegmentKey.DMG when allowed.HasFlag(PartySegments.Demographics):
                    if (KeepsDmg(cursor))
                    {
                        others.Add(cursor.Raw());
                    }

                    (birthDate, sex) = (cursor.Date(2), cursor.Text(3));
                    break;
                case SegmentKey.PRV when allowed.HasFlag(PartySegments.Specialty):
                    (provider, taxonomy) = (cursor.Text(1), cursor.Text(3));
                    break;
                case SegmentKey.REF when allowed.HasFlag(PartySegments.References):
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.PER when allowed.HasFlag(PartySegments.Contacts):
                    contacts.Add(cursor.Per());
                    break;
                case SegmentKey.DTP when allowed.HasFlag(PartySegments.Dates):
                    if (cursor.Dtp() is { } date)
                    {
                        dates.Add(date);
                    }
                    else
                    {
                        others.Add(cursor.Raw());
                    }

                    break;
                default:
                    return Finish();
            }
        }

        return Finish();

        Party Finish()
        {
            if (cursor.Index > first)
            {
                // Nobody else has the party yet.
                party.Details = new PartyDetails
                {
                    NamePrefix = party.NamePrefix,
                    NameSuffix = party.NameSuffix,
                    Address = address.ToAddress(),
                    BirthDate = birthDate,
                    Sex = sex,
                    ProviderCode = provider,
                    TaxonomyCode = taxonomy,
                    References = references.ToValueList(),
                    Contacts = contacts.ToValueList(),
                    Dates = dates.ToValueList(),
                    OtherSegments = others.ToValueList(),
                };
            }

            return party;
        }
    }

    public static Party Dmg(SegmentCursor cursor, Party party, ref Gathering<RawSegment> others)
    {
        if (KeepsDmg(cursor))
        {
            others.Add(cursor.Raw());
        }

        return party with { BirthDate = cursor.Date(2), Sex = cursor.Text(3) };
    }

    // DMG01 is D8 alone; DMG with race or marital status is kept whole.
    private static bool KeepsDmg(SegmentCursor cursor) =>
        cursor.Segment.ElementCount > 3 || !(cursor.Segment.ElementIs(1, "D8"u8) || cursor.Segment[1].IsEmpty);

    /// <summary>An address as it comes together from N3 and N4.</summary>
    private struct AddressParts(Address? before)
    {
        private bool _isThere = before is not null;
        private string? _line1 = before?.Line1;
        private string? _line2 = before?.Line2;
        private string? _city = before?.City;
        private string? _state = before?.State;
        private string? _postalCode = before?.PostalCode;
        private string? _country = before?.Country;
        private string? _locationQualifier = before?.LocationQualifier;
        private string? _location = before?.Location;
        private string? _countrySubdivision = before?.CountrySubdivision;

        public void N3(SegmentCursor cursor) => (_isThere, _line1, _line2) = (true, cursor.Text(1), cursor.Text(2));

        public void N4(SegmentCursor cursor)
        {
            (_isThere, _city, _state, _postalCode, _country) = (true, cursor.Text(1), cursor.Text(2), cursor.Text(3), cursor.Text(4));
            (_locationQualifier, _location, _countrySubdivision) = (cursor.Text(5), cursor.Text(6), cursor.Text(7));
        }

        public readonly Address? ToAddress() => !_isThere ? null : new Address
        {
            Line1 = _line1,
            Line2 = _line2,
            City = _city,
            State = _state,
            PostalCode = _postalCode,
            Country = _country,
            LocationQualifier = _locationQualifier,
            Location = _location,
            CountrySubdivision = _countrySubdivision,
        };
    }
}
