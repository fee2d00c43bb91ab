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
    public string? DrgCode { get; init; }

    /// <summary>CLP12.</summary>
    public decimal? DrgWeight { get; init; }

    /// <summary>CLP13.</summary>
    public decimal? DischargeFraction { get; init; }

    /// <summary>CAS at claim level.</summary>
    public ValueList<Adjustment> Adjustments { get; init; }

    /// <summary>NM1: QC patient, IL insured, 74 corrected insured, 82 rendering, TT crossover carrier, PR corrected payer, GB.</summary>
    public ValueList<Party> Parties { get; init; }

    /// <summary>MIA as it came; see <see cref="RemarkCodes"/>.</summary>
    public RawSegment? Inpatient { get; init; }

    /// <summary>MOA.</summary>
    public OutpatientAdjudication? Outpatient { get; init; }

    /// <summary>REF.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTM: 232 and 233 statement period, 050 received, 036 coverage expired.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>PER.</summary>
    public ValueList<Contact> Contacts { get; init; }

    /// <summary>AMT; information only, takes no part in balancing.</summary>
    public ValueList<QualifiedAmount> Amounts { get; init; }

    /// <summary>QTY.</summary>
    public ValueList<QualifiedQuantity> Quantities { get; init; }

    /// <summary>Loop 2110.</summary>
    public ValueList<ServicePayment> Lines { get; init; }

    /// <summary>Other segments of loop 2100.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

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
            if (Inpatient is not null)
            {
                codes.AddRange(((int[])[5, 20, 21, 22, 23]).Select(Inpatient.Element).Where(code => code.Length > 0));
            }

            if (Outpatient is not null)
            {
                codes.AddRange(Outpatient.RemarkCodes);
            }

            return codes.ToValueList();
        }
    }

    /// <summary>The patient control number only.</summary>
    public override string ToString() => $"CLP*{PatientControlNumber}";
}

/// <summary>What the payer decided on one service (loop 2110).</summary>
public sealed record ServicePayment
{
    /// <summary>SVC01: the adjudicated procedure.</summary>
    public required ProcedureCode Procedure { get; init; }

    /// <summary>SVC02.</summary>
    public required long ChargeCents { get; init; }

    /// <summary>SVC03.</summary>
    public required long PaidCents { get; init; }

    /// <summary>SVC04.</summary>
    public string? RevenueCode { get; init; }

    /// <summary>SVC05; absent means 1.</summary>
    public decimal? Units { get; init; }

    /// <summary>SVC06: the submitted procedure, when the payer adjudicated another.</summary>
    public ProcedureCode? SubmittedProcedure { get; init; }

    /// <summary>SVC07: the submitted units, when they differ.</summary>
    public decimal? SubmittedUnits { get; init; }

    /// <summary>DTM: 472 service date, or 150 and 151.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>CAS at line level.</summary>
    public ValueList<Adjustment> Adjustments { get; init; }

    /// <summary>REF: 6R our line control number, and others.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>AMT: B6 allowed, KH late filing.</summary>
    public ValueList<QualifiedAmount> Amounts { get; init; }

    /// <summary>QTY.</summary>
    public ValueList<QualifiedQuantity> Quantities { get; init; }

    /// <summary>LQ.</summary>
    public ValueList<Remark> Remarks { get; init; }

    /// <summary>Other segments of loop 2110.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>REF*6R.</summary>
    public string? ControlNumber => References.Find(ReferenceQualifiers.LineControlNumber)?.Value;

    /// <summary>AMT*B6.</summary>
    public long? AllowedCents => Amounts.Find(AmountQualifiers.Allowed)?.Cents;

    /// <summary>DTM*472, else DTM*150.</summary>
    public DateOnly? ServiceDate => (Dates.Find(DateQualifiers.Service) ?? Dates.Find("150"))?.From;
}

/// <summary>LQ: a remark on a service.</summary>
/// <param name="Qualifier">LQ01: HE remittance advice remark code, RX.</param>
/// <param name="Code">LQ02.</param>
public sealed record Remark(string Qualifier, string Code)
{
    /// <summary>A remittance advice remark code (RARC).</summary>
    public static Remark Rarc(string code) => new("HE", code);
}
