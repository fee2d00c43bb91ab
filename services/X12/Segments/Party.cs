namespace MedBill.X12.Segments;

/// <summary>
/// A person or organization with everything its loop may say: NM1 (or N1 in an 835) and the segments below it.
/// What a loop does not allow is left empty.
/// </summary>
public sealed record Party
{
    /// <summary>NM101, e.g. 85 billing provider, IL subscriber. See <see cref="EntityCodes"/>.</summary>
    public required string EntityCode { get; init; }

    /// <summary>NM102: true for a person (1), false for an organization (2).</summary>
    public bool IsPerson { get; init; }

    /// <summary>NM103: last name, or the organization's name.</summary>
    public string? Name { get; init; }

    /// <summary>NM104.</summary>
    public string? FirstName { get; init; }

    /// <summary>NM105.</summary>
    public string? MiddleName { get; init; }

    /// <summary>NM106.</summary>
    public string? NamePrefix
    {
        get => Details.NamePrefix;
        init => Details = Details with { NamePrefix = value };
    }

    /// <summary>NM107.</summary>
    public string? NameSuffix
    {
        get => Details.NameSuffix;
        init => Details = Details with { NameSuffix = value };
    }

    /// <summary>NM108: XX national provider id, MI member id, PI payer id, 46 electronic transmitter id.</summary>
    public string? IdQualifier { get; init; }

    /// <summary>NM109.</summary>
    public string? Id { get; init; }

    /// <summary>NM110 in loop 2120 of a 271: what the entity is to the insured, e.g. 01 parent, 27 domestic partner.</summary>
    public string? Relationship
    {
        get => Details.Relationship;
        init => Details = Details with { Relationship = value };
    }

    /// <summary>N3 and N4.</summary>
    public Address? Address
    {
        get => Details.Address;
        init => Details = Details with { Address = value };
    }

    /// <summary>DMG02.</summary>
    public DateOnly? BirthDate
    {
        get => Details.BirthDate;
        init => Details = Details with { BirthDate = value };
    }

    /// <summary>DMG03: F, M or U.</summary>
    public string? Sex
    {
        get => Details.Sex;
        init => Details = Details with { Sex = value };
    }

    /// <summary>PRV01: PE performing, BI billing, AT attending, RF referring and so on.</summary>
    public string? ProviderCode
    {
        get => Details.ProviderCode;
        init => Details = Details with { ProviderCode = value };
    }

    /// <summary>PRV03, the taxonomy code (PRV02 is PXC).</summary>
    public string? TaxonomyCode
    {
        get => Details.TaxonomyCode;
        init => Details = Details with { TaxonomyCode = value };
    }

    /// <summary>REF.</summary>
    public ValueList<Reference> References
    {
        get => Details.References;
        init => Details = Details with { References = value };
    }

    /// <summary>PER.</summary>
    public ValueList<Contact> Contacts
    {
        get => Details.Contacts;
        init => Details = Details with { Contacts = value };
    }

    /// <summary>DTP, e.g. 573 in loop 2330B.</summary>
    public ValueList<QualifiedDate> Dates
    {
        get => Details.Dates;
        init => Details = Details with { Dates = value };
    }

    /// <summary>Segments of the loop kept as they came.</summary>
    public ValueList<RawSegment> OtherSegments
    {
        get => Details.OtherSegments;
        init => Details = Details with { OtherSegments = value };
    }

    /// <summary>What most parties of an 835 have nothing of. Set by whoever makes the party only.</summary>
    internal PartyDetails Details { get; set; } = PartyDetails.None;

    /// <summary>The national provider id, when that is what NM109 holds.</summary>
    public string? Npi => IdQualifier == "XX" ? Id : null;

    /// <summary>The value of the first REF with this qualifier.</summary>
    public string? Reference(string qualifier) => References.Find(qualifier)?.Value;

    /// <summary>An organization known by its national provider id.</summary>
    public static Party Organization(string entityCode, string name, string npi) =>
        new() { EntityCode = entityCode, Name = name, IdQualifier = "XX", Id = npi };

    /// <summary>A person known by a national provider id.</summary>
    public static Party Practitioner(string entityCode, string lastName, string? firstName, string npi) =>
        new() { EntityCode = entityCode, IsPerson = true, Name = lastName, FirstName = firstName, IdQualifier = "XX", Id = npi };

    /// <summary>A payer known by its payer id.</summary>
    public static Party Payer(string name, string payerId) =>
        new() { EntityCode = EntityCodes.Payer, Name = name, IdQualifier = "PI", Id = payerId };

    /// <summary>A subscriber known by the member id.</summary>
    public static Party Member(string lastName, string? firstName, string memberId) =>
        new()
        {
            EntityCode = EntityCodes.Subscriber,
            IsPerson = true,
            Name = lastName,
            FirstName = firstName,
            IdQualifier = "MI",
            Id = memberId,
        };

    /// <summary>The role only, never who it is.</summary>
    public override string ToString() => $"NM1*{EntityCode}";
}

/// <summary>The parts of a <see cref="Party"/> that are mostly absent.</summary>
internal sealed record PartyDetails
{
    public static PartyDetails None { get; } = new();

    public string? NamePrefix { get; init; }

    public string? NameSuffix { get; init; }

    public string? Relationship { get; init; }

    public Address? Address { get; init; }

    public DateOnly? BirthDate { get; init; }

    public string? Sex { get; init; }

    public string? ProviderCode { get; init; }

    public string? TaxonomyCode { get; init; }

    public ValueList<Reference> References { get; init; }

    public ValueList<Contact> Contacts { get; init; }

    public ValueList<QualifiedDate> Dates { get; init; }

    public ValueList<RawSegment> OtherSegments { get; init; }
}

/// <summary>Looks up qualified values.</summary>
public static class QualifiedValues
{
    /// <summary>The first REF with this qualifier.</summary>
    public static Reference? Find(this ValueList<Reference> references, string qualifier)
    {
        foreach (var reference in references)
        {
            if (reference.Qualifier == qualifier)
            {
                return reference;
            }
        }

        return null;
    }

    /// <summary>The first date with this qualifier.</summary>
    public static QualifiedDate? Find(this ValueList<QualifiedDate> dates, string qualifier)
    {
        foreach (var date in dates)
        {
            if (date.Qualifier == qualifier)
            {
                return date;
            }
        }

        return null;
    }

    /// <summary>The first amount with this qualifier.</summary>
    public static QualifiedAmount? Find(this ValueList<QualifiedAmount> amounts, string qualifier)
    {
        foreach (var amount in amounts)
        {
            if (amount.Qualifier == qualifier)
            {
                return amount;
            }
        }

        return null;
    }

    /// <summary>The first quantity with this qualifier.</summary>
    public static QualifiedQuantity? Find(this ValueList<QualifiedQuantity> quantities, string qualifier)
    {
        foreach (var quantity in quantities)
        {
            if (quantity.Qualifier == qualifier)
            {
                return quantity;
            }
        }

        return null;
    }

    /// <summary>The first party in this role.</summary>
    public static Party? Find(this ValueList<Party> parties, string entityCode)
    {
        foreach (var party in parties)
        {
            if (party.EntityCode == entityCode)
            {
                return party;
            }
        }

        return null;
    }

    /// <summary>The sum of the adjustments in cents.</summary>
    public static long SumCents(this ValueList<Adjustment> adjustments)
    {
        long sum = 0;
        foreach (var adjustment in adjustments)
        {
            sum += adjustment.AmountCents;
        }

        return sum;
    }
}
