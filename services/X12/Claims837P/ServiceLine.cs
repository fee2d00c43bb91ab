using MedBill.X12.Segments;

namespace MedBill.X12.Claims837P;

/// <summary>A service line (loop 2400) of a professional claim.</summary>
public sealed record ServiceLine
{
    /// <summary>SV101.</summary>
    public required ProcedureCode Procedure { get; init; }

    /// <summary>SV102.</summary>
    public required long ChargeCents { get; init; }

    /// <summary>SV103: UN units, MJ minutes.</summary>
    public string UnitCode { get; init; } = "UN";

    /// <summary>SV104.</summary>
    public required decimal Units { get; init; }

    /// <summary>SV105, only when it differs from the claim's.</summary>
    public string? PlaceOfService { get; init; }

    /// <summary>SV107: one to four positions in the claim's diagnoses, counted from 1, the primary one first.</summary>
    public ValueList<int> DiagnosisPointers { get; init; }

    /// <summary>SV109 = Y.</summary>
    public bool IsEmergency { get; init; }

    /// <summary>SV111 = Y.</summary>
    public bool IsEpsdt { get; init; }

    /// <summary>SV112 = Y.</summary>
    public bool IsFamilyPlanning { get; init; }

    /// <summary>SV115 = 0.</summary>
    public bool IsCopayExempt { get; init; }

    /// <summary>PWK.</summary>
    public ValueList<Attachment> Attachments { get; init; }

    /// <summary>DTP: 472 service date or range, and others.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>QTY.</summary>
    public ValueList<QualifiedQuantity> Quantities { get; init; }

    /// <summary>REF: 6R line control number, G1, 9F, X4 and so on.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>AMT: T sales tax, F4 postage.</summary>
    public ValueList<QualifiedAmount> Amounts { get; init; }

    /// <summary>NTE.</summary>
    public ValueList<ClaimNote> Notes { get; init; }

    /// <summary>Loop 2410.</summary>
    public ServiceDrug? Drug { get; init; }

    /// <summary>Loops 2420A to 2420H: 82 rendering, QB purchased, 77 facility, DQ, DK ordering, DN and P3, PW, 45.</summary>
    public ValueList<Party> Providers { get; init; }

    /// <summary>Loop 2430: what other payers decided on this line, at most 15.</summary>
    public ValueList<LineAdjudication> Adjudications { get; init; }

    /// <summary>Other segments of loop 2400 and below, e.g. CR3, MEA, LQ and FRM.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>DTP*472.</summary>
    public QualifiedDate? ServiceDate => Dates.Find(DateQualifiers.Service);

    /// <summary>REF*6R.</summary>
    public string? ControlNumber => References.Find(ReferenceQualifiers.LineControlNumber)?.Value;

    /// <summary>Loop 2420A.</summary>
    public Party? RenderingProvider => Providers.Find(EntityCodes.Rendering);
}

/// <summary>Loop 2410: the drug behind a HCPCS code.</summary>
public sealed record ServiceDrug
{
    /// <summary>LIN03, eleven digits.</summary>
    public required string Ndc { get; init; }

    /// <summary>LIN02.</summary>
    public string Qualifier { get; init; } = "N4";

    /// <summary>CTP04.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>CTP05-1: F2, GR, ME, ML, UN.</summary>
    public string? UnitCode { get; init; }

    /// <summary>REF: VY link, XZ prescription.</summary>
    public ValueList<Reference> References { get; init; }
}

/// <summary>Loop 2430: another payer's decision on a line.</summary>
public sealed record LineAdjudication
{
    /// <summary>SVD01: equals the payer id of a loop 2330B.</summary>
    public required string PayerId { get; init; }

    /// <summary>SVD02.</summary>
    public required long PaidCents { get; init; }

    /// <summary>SVD03: the procedure that payer adjudicated.</summary>
    public required ProcedureCode Procedure { get; init; }

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

/// <summary>Loops 2320 and 2330A to 2330G: another payer of the same patient.</summary>
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

    /// <summary>MOA.</summary>
    public OutpatientAdjudication? Outpatient { get; init; }

    /// <summary>Loop 2330A: <c>IL</c>.</summary>
    public required Party Subscriber { get; init; }

    /// <summary>Loop 2330B: <c>PR</c>, its DTP*573 and REF*F8.</summary>
    public required Party Payer { get; init; }

    /// <summary>Loops 2330C to 2330G.</summary>
    public ValueList<Party> Providers { get; init; }

    /// <summary>Other segments of loop 2320.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>AMT*D.</summary>
    public long? PaidCents => Amounts.Find(AmountQualifiers.PayerPaid)?.Cents;
}
