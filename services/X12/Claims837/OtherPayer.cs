using MedBill.X12.Segments;

namespace MedBill.X12.Claims837;

/// <summary>Loop 2430: another payer's decision on a line.</summary>
public sealed record LineAdjudication
{
    /// <summary>SVD01: equals the payer id of a loop 2330B.</summary>
    public required string PayerId { get; init; }

    /// <summary>SVD02.</summary>
    public required long PaidCents { get; init; }

    /// <summary>SVD03: the procedure that payer adjudicated. An 837I may leave it out.</summary>
    public ProcedureCode? Procedure { get; init; }

    /// <summary>SVD04: the revenue code, in an 837I.</summary>
    public string? RevenueCode { get; init; }

    /// <summary>SVD05.</summary>
    public decimal? Units { get; init; }

    /// <summary>SVD06: the line (LX01) it was bundled into.</summary>
    public int? BundledIntoLine { get; init; }

    /// <summary>CAS.</summary>
    public ValueList<Adjustment> Adjustments { get; init; }

    /// <summary>DTP*573.</summary>
    public DateOnly? PaidDate { get; init; }

    /// <summary>AMT*EAF.</summary>
    public long? RemainingLiabilityCents { get; init; }
}

/// <summary>Loop 2320 and the loops 2330 below it: another payer of the same patient.</summary>
public sealed record OtherPayer
{
    /// <summary>SBR01.</summary>
    public required string Sequence { get; init; }

    /// <summary>SBR02: the patient's relation to this insured, 18 self.</summary>
    public required string Relationship { get; init; }

    /// <summary>SBR03.</summary>
    public string? GroupNumber { get; init; }

    /// <summary>SBR04.</summary>
    public string? GroupName { get; init; }

    /// <summary>SBR05.</summary>
    public string? InsuranceType { get; init; }

    /// <summary>SBR09.</summary>
    public string? FilingIndicator { get; init; }

    /// <summary>CAS at claim level.</summary>
    public ValueList<Adjustment> Adjustments { get; init; }

    /// <summary>AMT: D payer paid, EAF remaining patient liability, A8 not covered.</summary>
    public ValueList<QualifiedAmount> Amounts { get; init; }

    /// <summary>OI03: as CLM08.</summary>
    public string? BenefitsAssigned { get; init; }

    /// <summary>OI04: as CLM10.</summary>
    public string? SignatureSource { get; init; }

    /// <summary>OI06: as CLM09.</summary>
    public string? ReleaseOfInformation { get; init; }

    /// <summary>MIA, in an 837I.</summary>
    public InpatientAdjudication? Inpatient { get; init; }

    /// <summary>MOA.</summary>
    public OutpatientAdjudication? Outpatient { get; init; }

    /// <summary>Loop 2330A: <c>IL</c>.</summary>
    public required Party Subscriber { get; init; }

    /// <summary>Loop 2330B: <c>PR</c>, its DTP*573 and REF*F8.</summary>
    public required Party Payer { get; init; }

    /// <summary>Loops 2330C and on: how that payer knows the providers.</summary>
    public ValueList<Party> Providers { get; init; }

    /// <summary>Other segments of loop 2320.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>AMT*D.</summary>
    public long? PaidCents => Amounts.Find(AmountQualifiers.PayerPaid)?.Cents;
}
