namespace MedBill.Claims.Domain;

/// <summary>N3 and N4.</summary>
public sealed record PostalAddress(string Line1, string Line2, string City, string State, string PostalCode)
{
    /// <summary>Never shows the address.</summary>
    public override string ToString() => "N3 N4";
}

/// <summary>NM103 to NM107.</summary>
public sealed record PersonName(string Family, string Given, string Middle, string Suffix)
{
    /// <summary>Never shows the name.</summary>
    public override string ToString() => "NM1";
}

/// <summary>A subscriber or patient.</summary>
public sealed record Person
{
    public required PersonName Name { get; init; }

    /// <summary>DMG02.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>DMG03: F, M or U; empty when not known.</summary>
    public string GenderCode { get; init; } = "";

    public PostalAddress? Address { get; init; }

    /// <summary>Never shows who it is.</summary>
    public override string ToString() => "NM1 DMG";
}

/// <summary>The billing provider, who is also the submitter.</summary>
public sealed record BillingPractice
{
    /// <summary>2010AA NM103.</summary>
    public required string Name { get; init; }

    /// <summary>2010AA NM109.</summary>
    public required string Npi { get; init; }

    /// <summary>2010AA REF*EI.</summary>
    public required string TaxId { get; init; }

    /// <summary>2000A PRV03.</summary>
    public required string TaxonomyCode { get; init; }

    /// <summary>2010AA N3, N4.</summary>
    public required PostalAddress Address { get; init; }

    /// <summary>2010AB, when payments go elsewhere.</summary>
    public PostalAddress? PayToAddress { get; init; }

    /// <summary>1000A PER02.</summary>
    public required string ContactName { get; init; }

    /// <summary>1000A PER04.</summary>
    public required string ContactPhone { get; init; }

    /// <summary>1000A NM109, ISA06, GS02.</summary>
    public required string SubmitterId { get; init; }
}

/// <summary>Who is asked to pay.</summary>
public sealed record ClaimPayer
{
    /// <summary><c>pyr-…</c></summary>
    public required string Id { get; init; }

    /// <summary>2010BB NM103.</summary>
    public required string Name { get; init; }

    /// <summary>2010BB NM109, 1000B NM109, ISA08.</summary>
    public required string ElectronicId { get; init; }

    /// <summary>SBR09.</summary>
    public required string FilingIndicatorCode { get; init; }

    /// <summary>Days from the date of service to the filing limit; 0 when not known.</summary>
    public int TimelyFilingDays { get; init; }
}

/// <summary>Under which cover.</summary>
public sealed record ClaimPolicy
{
    /// <summary><c>pol-…</c></summary>
    public required string Id { get; init; }

    /// <summary>2010BA NM109.</summary>
    public required string MemberId { get; init; }

    /// <summary>SBR03; empty when there is none.</summary>
    public string GroupNumber { get; init; } = "";

    /// <summary>SBR02 and PAT01: 18 self, 01 spouse, 19 child, 53 life partner, G8 other; empty when not given.</summary>
    public required string RelationshipCode { get; init; }

    public required DateOnly EffectiveDate { get; init; }

    /// <summary>Last day in force; null while open.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>The patient is the subscriber (SBR02 18).</summary>
    public bool IsSelf => RelationshipCode == Self;

    public const string Self = "18";
}

/// <summary>A rendering or referring provider.</summary>
public sealed record ClaimProvider(PersonName Name, string Npi, string TaxonomyCode);

/// <summary>2310C.</summary>
public sealed record ServiceFacility(string Name, string Npi, PostalAddress Address);

/// <summary>What kind of fact of the medical history it is.</summary>
public enum RelatedFactKind
{
    OnsetOfIllness,
    LastMenstrualPeriod,
    AutoAccident,
    Employment,
    OtherAccident,
    Hospitalization,
}

/// <summary>A fact of the medical history that the claim must tell.</summary>
/// <param name="Kind">Which.</param>
/// <param name="StartDate">When it began or happened.</param>
/// <param name="EndDate">When it ended.</param>
/// <param name="StateCode">CLM11-4 of an automobile accident; empty otherwise.</param>
public sealed record RelatedFact(RelatedFactKind Kind, DateOnly? StartDate, DateOnly? EndDate, string StateCode)
{
    public bool IsAccident => Kind is RelatedFactKind.AutoAccident or RelatedFactKind.OtherAccident;
}
