using MedBill.X12.Segments;

namespace MedBill.X12.Claims837P;

/// <summary>The front of an 837P set: BHT and loops 1000A and 1000B.</summary>
public sealed record ClaimBatchHeader
{
    /// <summary>BHT03, the submitter's number of the batch, at most 30 characters. A 277CA answers it in loop 2200B.</summary>
    public required string BatchNumber { get; init; }

    /// <summary>BHT04 and BHT05: day and minute.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>BHT02: 00 original, 18 reissue.</summary>
    public string Purpose { get; init; } = "00";

    /// <summary>BHT06: CH chargeable, RP encounter reporting.</summary>
    public string TransactionType { get; init; } = "CH";

    /// <summary>Loop 1000A: <c>41</c>, with at least one contact.</summary>
    public required Party Submitter { get; init; }

    /// <summary>Loop 1000B: <c>40</c>.</summary>
    public required Party Receiver { get; init; }

    /// <summary>Other segments before the first HL.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }
}

/// <summary>Loops 2000A, 2010AA, 2010AB and 2010AC: who bills and where the payment goes.</summary>
public sealed record BillingProvider
{
    /// <summary>Loop 2010AA: <c>85</c> with NPI, street address (nine-digit ZIP) and tax id (REF EI or SY).</summary>
    public required Party Provider { get; init; }

    /// <summary>2000A PRV*BI*PXC: the taxonomy code.</summary>
    public string? TaxonomyCode { get; init; }

    /// <summary>Loop 2010AB: <c>87</c>, an address only.</summary>
    public Party? PayToAddress { get; init; }

    /// <summary>Loop 2010AC: <c>PE</c>, the plan to be paid in subrogation.</summary>
    public Party? PayToPlan { get; init; }

    /// <summary>Other segments of loop 2000A, e.g. CUR.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }
}

/// <summary>PAT05 to PAT09: facts of the patient's body that some claims need.</summary>
/// <param name="DeathDate">PAT06.</param>
/// <param name="WeightPounds">PAT08.</param>
/// <param name="IsPregnant">PAT09 = Y.</param>
public sealed record PatientCondition(DateOnly? DeathDate = null, decimal? WeightPounds = null, bool IsPregnant = false);

/// <summary>Loops 2000B, 2010BA and 2010BB: the insured, the plan and the payer the claim goes to.</summary>
public sealed record Subscriber
{
    /// <summary>SBR01: P primary, S secondary, T tertiary, A to H, U.</summary>
    public string Sequence { get; init; } = "P";

    /// <summary>SBR03.</summary>
    public string? GroupNumber { get; init; }

    /// <summary>SBR04, only when there is no group number.</summary>
    public string? GroupName { get; init; }

    /// <summary>SBR05, why Medicare is secondary.</summary>
    public string? InsuranceType { get; init; }

    /// <summary>SBR09, e.g. CI commercial, MB Medicare Part B.</summary>
    public string? FilingIndicator { get; init; }

    /// <summary>PAT05 to PAT09, when the subscriber is the patient.</summary>
    public PatientCondition? Condition { get; init; }

    /// <summary>Loop 2010BA: <c>IL</c> with the member id; address, birth date and sex only when the subscriber is the patient.</summary>
    public required Party Person { get; init; }

    /// <summary>Loop 2010BB: <c>PR</c> with the payer id.</summary>
    public required Party Payer { get; init; }

    /// <summary>Other segments of loop 2000B.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }
}

/// <summary>Loops 2000C and 2010CA: a patient who is not the subscriber.</summary>
public sealed record DependentPatient
{
    /// <summary>PAT01: 01 spouse, 19 child, G8 other and so on.</summary>
    public required string Relationship { get; init; }

    /// <summary>PAT05 to PAT09.</summary>
    public PatientCondition? Condition { get; init; }

    /// <summary>Loop 2010CA: <c>QC</c> with address, birth date and sex, without an identifier.</summary>
    public required Party Person { get; init; }

    /// <summary>Other segments of loop 2000C.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }
}

/// <summary>One code of an HI segment.</summary>
/// <param name="Qualifier">ABK principal, ABF other; BK and BF for ICD-9.</param>
/// <param name="Code">The code without a dot.</param>
public sealed record Diagnosis(string Qualifier, string Code)
{
    /// <summary>The principal ICD-10-CM diagnosis.</summary>
    public static Diagnosis Principal(string code) => new("ABK", code);

    /// <summary>Another ICD-10-CM diagnosis.</summary>
    public static Diagnosis Other(string code) => new("ABF", code);
}

/// <summary>NTE.</summary>
/// <param name="Code">NTE01, e.g. ADD.</param>
/// <param name="Text">NTE02, at most 80 characters.</param>
public sealed record ClaimNote(string Code, string Text)
{
    /// <summary>The code only: the text is free.</summary>
    public override string ToString() => $"NTE*{Code}";
}

/// <summary>PWK: a paper that belongs to the claim or line.</summary>
/// <param name="ReportType">PWK01.</param>
/// <param name="Transmission">PWK02: AA on request, BM mail, EL electronic, EM e-mail, FT file transfer, FX fax.</param>
/// <param name="ControlNumber">PWK06 (PWK05 is AC); absent with AA.</param>
public sealed record Attachment(string ReportType, string Transmission, string? ControlNumber = null);

/// <summary>A professional claim (loop 2300) with all the context it stands in.</summary>
public sealed record ProfessionalClaim
{
    /// <summary>Who bills.</summary>
    public required BillingProvider BillingProvider { get; init; }

    /// <summary>The insured, the plan and the payer.</summary>
    public required Subscriber Subscriber { get; init; }

    /// <summary>The patient, when not the subscriber.</summary>
    public DependentPatient? Patient { get; init; }

    /// <summary>CLM01, at most 20 characters.</summary>
    public required string PatientControlNumber { get; init; }

    /// <summary>CLM02: the sum of the line charges.</summary>
    public required long ChargeCents { get; init; }

    /// <summary>CLM05-1, two digits.</summary>
    public required string PlaceOfService { get; init; }

    /// <summary>CLM05-3: 1 original, 7 replacement, 8 void.</summary>
    public string Frequency { get; init; } = "1";

    /// <summary>CLM06: the provider's signature is on file.</summary>
    public bool? ProviderSignatureOnFile { get; init; } = true;

    /// <summary>CLM07: A accepts assignment, B for laboratory only, C does not.</summary>
    public string? Assignment { get; init; }

    /// <summary>CLM08: Y benefits go to the provider, N they do not, W the patient refuses.</summary>
    public string? BenefitsAssigned { get; init; }

    /// <summary>CLM09: Y signed release, I informed consent.</summary>
    public string? ReleaseOfInformation { get; init; }

    /// <summary>CLM10: P when the provider signed for the patient.</summary>
    public string? SignatureSource { get; init; }

    /// <summary>CLM11-1 to -3: AA automobile accident, EM employment, OA other accident.</summary>
    public ValueList<string> RelatedCauses { get; init; }

    /// <summary>CLM11-4, with AA.</summary>
    public string? AccidentState { get; init; }

    /// <summary>CLM11-5, outside the United States.</summary>
    public string? AccidentCountry { get; init; }

    /// <summary>CLM12.</summary>
    public string? SpecialProgram { get; init; }

    /// <summary>CLM20.</summary>
    public string? DelayReason { get; init; }

    /// <summary>DTP of the claim: 431, 439, 484, 435, 096, 454 and so on.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>PWK.</summary>
    public ValueList<Attachment> Attachments { get; init; }

    /// <summary>AMT: F5 patient paid.</summary>
    public ValueList<QualifiedAmount> Amounts { get; init; }

    /// <summary>REF: G1, 9F, F8, X4, EA, D9 and so on.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>NTE.</summary>
    public ValueList<ClaimNote> Notes { get; init; }

    /// <summary>HI: the principal diagnosis first, at most 12.</summary>
    public ValueList<Diagnosis> Diagnoses { get; init; }

    /// <summary>HI*BP and BO: anesthesia-related procedures.</summary>
    public ValueList<Diagnosis> AnesthesiaProcedures { get; init; }

    /// <summary>HI*BG: condition codes.</summary>
    public ValueList<string> ConditionCodes { get; init; }

    /// <summary>Loops 2310A to 2310F: DN and P3 referring, 82 rendering, 77 facility, DQ supervising, PW and 45 ambulance.</summary>
    public ValueList<Party> Providers { get; init; }

    /// <summary>Loop 2320: other payers, at most 10.</summary>
    public ValueList<OtherPayer> OtherPayers { get; init; }

    /// <summary>Loop 2400: 1 to 50 service lines.</summary>
    public ValueList<ServiceLine> Lines { get; init; }

    /// <summary>Other segments of loop 2300, e.g. CR1, CRC, K3, CN1, HCP.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>The patient, who may be the subscriber.</summary>
    public Party PatientPerson => Patient?.Person ?? Subscriber.Person;

    /// <summary>Loop 2310A DN.</summary>
    public Party? ReferringProvider => Providers.Find(EntityCodes.Referring);

    /// <summary>Loop 2310B.</summary>
    public Party? RenderingProvider => Providers.Find(EntityCodes.Rendering);

    /// <summary>Loop 2310C.</summary>
    public Party? ServiceFacility => Providers.Find(EntityCodes.ServiceFacility);

    /// <summary>Loop 2310D.</summary>
    public Party? SupervisingProvider => Providers.Find(EntityCodes.Supervising);

    /// <summary>The value of the first REF with this qualifier.</summary>
    public string? Reference(string qualifier) => References.Find(qualifier)?.Value;

    /// <summary>The patient control number only.</summary>
    public override string ToString() => $"CLM*{PatientControlNumber}";
}
