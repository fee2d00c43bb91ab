using MedBill.X12.Segments;

namespace MedBill.X12.Remittances835;

/// <summary>What the payer decided on one claim (loop 2100).</summary>
public sealed record ClaimPayment : RemittanceItem
{
    /// <summary>LX, the group the claim stands in.</summary>
    public ClaimGroup Group { get; init; } = ClaimGroup.First;

    /// <summary>CLP01: our CLM01.</summary>
    public required string PatientControlNumber { get; init; }

    /// <summary>CLP02: 1, 2, 3 processed; 19, 20, 21 and forwarded; 4 denied; 22 reversal; 23 not ours; 25 predetermination.</summary>
    public required string Status { get; init; }

    /// <summary>CLP03.</summary>
    public required long ChargeCents { get; init; }

    /// <summary>CLP04.</summary>
    public required long PaidCents { get; init; }

    /// <summary>CLP05.</summary>
    public long? PatientResponsibilityCents { get; init; }

    /// <summary>CLP06.</summary>
    public string? FilingIndicator { get; init; }

    /// <summary>CLP07: the payer's number, quoted in REF*F8 of a replacement.</summary>
    public string? PayerClaimControlNumber { get; init; }

    /// <summary>CLP08: place of service.</summary>
    public string? FacilityCode { get; init; }

    /// <summary>CLP09.</summary>
    public string? Frequency { get; init; }

    /// <summary>CLP11.</summary>
    public string? DrgCode
    {
        get => Details.DrgCode;
        init => Details = Details with { DrgCode = value };
    }

    /// <summary>CLP12.</summary>
    public decimal? DrgWeight
    {
        get => Details.DrgWeight;
        init => Details = Details with { DrgWeight = value };
    }

    /// <summary>CLP13.</summary>
    public decimal? DischargeFraction
    {
        get => Details.DischargeFraction;
        init => Details = Details with { DischargeFraction = value };
    }

    /// <summary>CAS at claim level.</summary>
    public ValueList<Adjustment> Adjustments { get; init; }

    /// <summary>NM1: QC patient, IL insured, 74 corrected insured, 82 rendering, TT crossover carrier, PR corrected payer, GB.</summary>
    public ValueList<Party> Parties { get; init; }

    /// <summary>MIA.</summary>
    public InpatientAdjudication? Inpatient
    {
        get => Details.Inpatient;
        init => Details = Details with { Inpatient = value };
    }

    /// <summary>MOA.</summary>
    public OutpatientAdjudication? Outpatient
    {
        get => Details.Outpatient;
        init => Details = Details with { Outpatient = value };
    }

    /// <summary>REF.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTM: 232 and 233 statement period, 050 received, 036 coverage expired.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>PER.</summary>
    public ValueList<Contact> Contacts
    {
        get => Details.Contacts;
        init => Details = Details with { Contacts = value };
    }

    /// <summary>AMT; information only, takes no part in balancing.</summary>
    public ValueList<QualifiedAmount> Amounts
    {
        get => Details.Amounts;
        init => Details = Details with { Amounts = value };
    }

    /// <summary>QTY.</summary>
    public ValueList<QualifiedQuantity> Quantities
    {
        get => Details.Quantities;
        init => Details = Details with { Quantities = value };
    }

    /// <summary>Loop 2110.</summary>
    public ValueList<ServicePayment> Lines { get; init; }

    /// <summary>Other segments of loop 2100.</summary>
    public ValueList<RawSegment> OtherSegments
    {
        get => Details.OtherSegments;
        init => Details = Details with { OtherSegments = value };
    }

    /// <summary>What most claims have nothing of.</summary>
    internal ClaimPaymentDetails Details { get; init; } = ClaimPaymentDetails.None;

    /// <summary>NM1*QC.</summary>
    public Party? Patient => Parties.Find(EntityCodes.Patient);

    /// <summary>NM1*TT: the payer this one passed the claim on to.</summary>
    public Party? CrossoverCarrier => Parties.Find(EntityCodes.CrossoverCarrier);

    /// <summary>CLP02 = 22.</summary>
    public bool IsReversal => Status == "22";

    /// <summary>CLP02 = 4.</summary>
    public bool IsDenied => Status == "4";

    /// <summary>CLP02 = 19, 20, 21 or 23: another payer has it already.</summary>
    public bool IsForwarded => Status is "19" or "20" or "21" or "23";

    /// <summary>Remark codes (RARC) at claim level: MIA05, MIA20 to MIA23, MOA03 to MOA07.</summary>
    public ValueList<string> RemarkCodes
    {
        get
        {
            var codes = new List<string>();
            codes.AddRange(Inpatient?.RemarkCodes ?? []);
            codes.AddRange(Outpatient?.RemarkCodes ?? []);
            codes.RemoveAll(code => code.Length == 0);
            return codes.ToValueList();
        }
    }

    /// <summary>The patient control number only.</summary>
    public override string ToString() => $"CLP*{PatientControlNumber}";
}

/// <summary>What the payer decided on one service (loop 2110).</summary>
public sealed record ServicePayment
{
    private readonly object? _units;

    /// <summary>SVC01: the adjudicated procedure.</summary>
    public required ProcedureCode Procedure { get; init; }

    /// <summary>SVC02.</summary>
    public required long ChargeCents { get; init; }

    /// <summary>SVC03.</summary>
    public required long PaidCents { get; init; }

    /// <summary>SVC04.</summary>
    public string? RevenueCode
    {
        get => Details.RevenueCode;
        init => Details = Details with { RevenueCode = value };
    }

    /// <summary>SVC05; absent means 1.</summary>
    public decimal? Units
    {
        get => (decimal?)_units;
        init => _units = CompactNumber.Of(value);
    }

    /// <summary>SVC06: the submitted procedure, when the payer adjudicated another.</summary>
    public ProcedureCode? SubmittedProcedure
    {
        get => Details.SubmittedProcedure;
        init => Details = Details with { SubmittedProcedure = value };
    }

    /// <summary>SVC07: the submitted units, when they differ.</summary>
    public decimal? SubmittedUnits
    {
        get => Details.SubmittedUnits;
        init => Details = Details with { SubmittedUnits = value };
    }

    /// <summary>DTM: 472 service date, or 150 and 151.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>CAS at line level.</summary>
    public ValueList<Adjustment> Adjustments { get; init; }

    /// <summary>REF: 6R our line control number, and others.</summary>
    public ValueList<Reference> References
    {
        get => LineControlNumber is { } number ? [new Reference(ReferenceQualifiers.LineControlNumber, number)] : Details.References;
        init
        {
            LineControlNumber = value is [var only] && only == new Reference(ReferenceQualifiers.LineControlNumber, only.Value) ? only.Value : null;
            Details = Details with { References = LineControlNumber is null ? value : default };
        }
    }

    /// <summary>AMT: B6 allowed, KH late filing.</summary>
    public ValueList<QualifiedAmount> Amounts
    {
        get => Allowed is { } cents ? [new QualifiedAmount(AmountQualifiers.Allowed, cents)] : Details.Amounts;
        init
        {
            Allowed = value is [{ Qualifier: AmountQualifiers.Allowed } only] ? only.Cents : null;
            Details = Details with { Amounts = Allowed is null ? value : default };
        }
    }

    /// <summary>QTY.</summary>
    public ValueList<QualifiedQuantity> Quantities
    {
        get => Details.Quantities;
        init => Details = Details with { Quantities = value };
    }

    /// <summary>LQ.</summary>
    public ValueList<Remark> Remarks
    {
        get => Details.Remarks;
        init => Details = Details with { Remarks = value };
    }

    /// <summary>Other segments of loop 2110.</summary>
    public ValueList<RawSegment> OtherSegments
    {
        get => Details.OtherSegments;
        init => Details = Details with { OtherSegments = value };
    }

    /// <summary>REF*6R.</summary>
    public string? ControlNumber => LineControlNumber ?? Details.References.Find(ReferenceQualifiers.LineControlNumber)?.Value;

    /// <summary>AMT*B6.</summary>
    public long? AllowedCents => Allowed ?? Details.Amounts.Find(AmountQualifiers.Allowed)?.Cents;

    /// <summary>DTM*472, else DTM*150.</summary>
    public DateOnly? ServiceDate => (Dates.Find(DateQualifiers.Service) ?? Dates.Find("150"))?.From;

    /// <summary>The one reference most lines have, REF*6R, kept as the text it is; null when there are others or none.</summary>
    internal string? LineControlNumber { get; init; }

    /// <summary>The one amount most lines have, AMT*B6; null when there are others or none.</summary>
    internal long? Allowed { get; init; }

    /// <summary>What most lines have nothing of.</summary>
    internal ServicePaymentDetails Details { get; init; } = ServicePaymentDetails.None;
}


/// <summary>LQ: a remark on a service.</summary>
/// <param name="Qualifier">LQ01: HE remittance advice remark code, RX.</param>
/// <param name="Code">LQ02.</param>
public sealed record Remark(string Qualifier, string Code)
{
    /// <summary>A remittance advice remark code (RARC).</summary>
    public static Remark Rarc(string code) => new("HE", code);
}

/// <summary>The parts of a <see cref="ClaimPayment"/> that are mostly absent.</summary>
internal sealed record ClaimPaymentDetails
{
    public static ClaimPaymentDetails None { get; } = new();

    public string? DrgCode { get; init; }

    public decimal? DrgWeight { get; init; }

    public decimal? DischargeFraction { get; init; }

    public InpatientAdjudication? Inpatient { get; init; }

    public OutpatientAdjudication? Outpatient { get; init; }

    public ValueList<Contact> Contacts { get; init; }

    public ValueList<QualifiedAmount> Amounts { get; init; }

    public ValueList<QualifiedQuantity> Quantities { get; init; }

    public ValueList<RawSegment> OtherSegments { get; init; }
}

/// <summary>The parts of a <see cref="ServicePayment"/> that are mostly absent.</summary>
internal sealed record ServicePaymentDetails
{
    public static ServicePaymentDetails None { get; } = new();

    public string? RevenueCode { get; init; }

    public ProcedureCode? SubmittedProcedure { get; init; }

    public decimal? SubmittedUnits { get; init; }

    public ValueList<Reference> References { get; init; }

    public ValueList<QualifiedAmount> Amounts { get; init; }

    public ValueList<QualifiedQuantity> Quantities { get; init; }

    public ValueList<Remark> Remarks { get; init; }

    public ValueList<RawSegment> OtherSegments { get; init; }
}
