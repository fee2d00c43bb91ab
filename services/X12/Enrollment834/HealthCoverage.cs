using MedBill.X12.Segments;

namespace MedBill.X12.Enrollment834;

/// <summary>Loop 2300: one line of coverage of a member.</summary>
public sealed record HealthCoverage
{
    /// <summary>HD01: 001 change, 002 delete, 021 addition, 024 termination, 025 reinstatement, 030 audit and others.</summary>
    public required string MaintenanceType { get; init; }

    /// <summary>HD03: HLT health, DEN dental, VIS vision, HMO, PPO, PDG drugs and others.</summary>
    public string? InsuranceLine { get; init; }

    /// <summary>HD04.</summary>
    public string? PlanDescription { get; init; }

    /// <summary>HD05: EMP employee, ESP with spouse, ECH with children, FAM family and others.</summary>
    public string? CoverageLevel { get; init; }

    /// <summary>HD09: enrolled late.</summary>
    public bool? IsLateEnrollment { get; init; }

    /// <summary>DTP: 348 benefit begin, 349 benefit end, 303 maintenance effective and others.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>AMT: P3 premium, C1 co-payment, D2 deductible and others.</summary>
    public ValueList<QualifiedAmount> Amounts { get; init; }

    /// <summary>REF: 1L group or policy, CE class of contract, QQ months of prior coverage and others.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>IDC.</summary>
    public ValueList<IdentificationCard> IdentificationCards { get; init; }

    /// <summary>Loop 2310.</summary>
    public ValueList<CoverageProvider> Providers { get; init; }

    /// <summary>Loop 2320: other insurance of the member.</summary>
    public ValueList<OtherCoverage> OtherCoverages { get; init; }

    /// <summary>Other segments of the loop.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>DTP*348.</summary>
    public DateOnly? Begin => Dates.Find("348")?.From;

    /// <summary>DTP*349.</summary>
    public DateOnly? End => Dates.Find("349")?.Last;

    /// <summary>AMT*P3.</summary>
    public long? PremiumCents => Amounts.Find("P3")?.Cents;

    /// <summary>Kind of maintenance and line only.</summary>
    public override string ToString() => $"HD*{MaintenanceType}**{InsuranceLine}";
}

/// <summary>IDC: cards to be made.</summary>
/// <param name="PlanDescription">IDC01.</param>
/// <param name="Type">IDC02: D dental, H health, P drugs.</param>
/// <param name="Count">IDC03.</param>
/// <param name="Action">IDC04: 1 add, 2 change, RX replace.</param>
public sealed record IdentificationCard(string? PlanDescription, string? Type, decimal? Count, string? Action);

/// <summary>Loop 2310: a provider the member chose.</summary>
public sealed record CoverageProvider
{
    /// <summary>LX01.</summary>
    public string? Number { get; init; }

    /// <summary>NM1, N3, N4 and PER: P3 primary care, Y2 managed care organization, QN dentist and others; null when NM1 is missing.</summary>
    public Party? Provider { get; init; }

    /// <summary>NM110: 25 established patient, 26 not established, 72 unknown.</summary>
    public string? Relationship { get; init; }

    /// <summary>PLA03: when the change of provider takes effect.</summary>
    public DateOnly? ChangeDate { get; init; }

    /// <summary>PLA05: why the provider was changed.</summary>
    public string? ChangeReason { get; init; }

    /// <summary>Other segments of the loop.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>The role only.</summary>
    public override string ToString() => Provider?.ToString() ?? "LX";
}

/// <summary>Loop 2320: another insurance that pays for the member, for the coordination of benefits.</summary>
public sealed record OtherCoverage
{
    /// <summary>COB01: P primary, S secondary, T tertiary, U unknown.</summary>
    public required string Responsibility { get; init; }

    /// <summary>COB02.</summary>
    public string? PolicyNumber { get; init; }

    /// <summary>COB03: 1 coordination applies, 5 unknown, 6 does not.</summary>
    public string? CoordinationCode { get; init; }

    /// <summary>COB04: service types; none means all.</summary>
    public ValueList<string> ServiceTypes { get; init; }

    /// <summary>REF: 6P group, SY social security, 60 account suffix.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTP: 344 begin, 345 end of the coordination.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>Loop 2330: IN insurer, 36 employer, GW group.</summary>
    public ValueList<Party> RelatedParties { get; init; }

    /// <summary>Other segments of the loop.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>NM1*IN.</summary>
    public Party? Insurer => RelatedParties.Find("IN");

    /// <summary>Rank only: the number may identify a person.</summary>
    public override string ToString() => $"COB*{Responsibility}";
}
