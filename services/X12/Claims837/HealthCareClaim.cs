using MedBill.X12.Segments;

namespace MedBill.X12.Claims837;

/// <summary>What claims of every kind say: professional, institutional and dental.</summary>
public abstract record HealthCareClaim
{
    private protected HealthCareClaim()
    {
    }

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

    /// <summary>CLM05-3: 1 original, 7 replacement, 8 void. An institutional claim has more, e.g. 2, 3 and 4 for a stay billed in parts.</summary>
    public string Frequency { get; init; } = "1";

    /// <summary>CLM07: A accepts assignment, B for laboratory only, C does not.</summary>
    public string? Assignment { get; init; }

    /// <summary>CLM08: Y benefits go to the provider, N they do not, W the patient refuses.</summary>
    public string? BenefitsAssigned { get; init; }

    /// <summary>CLM09: Y signed release, I informed consent.</summary>
    public string? ReleaseOfInformation { get; init; }

    /// <summary>CLM19: asks what would be paid, before the service: PB of a dental payer, 08 under the guides of predetermination.</summary>
    public string? SubmissionReason { get; init; }

    /// <summary>CLM20.</summary>
    public string? DelayReason { get; init; }

    /// <summary>DTP of the claim.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>PWK.</summary>
    public ValueList<Attachment> Attachments { get; init; }

    /// <summary>AMT: F5 patient paid; F3 what the patient is estimated to owe, in an 837I.</summary>
    public ValueList<QualifiedAmount> Amounts { get; init; }

    /// <summary>REF: G1, 9F, F8, EA, D9 and so on.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>NTE.</summary>
    public ValueList<ClaimNote> Notes { get; init; }

    /// <summary>Loops 2310.</summary>
    public ValueList<Party> Providers { get; init; }

    /// <summary>Loop 2320: other payers, at most 10.</summary>
    public ValueList<OtherPayer> OtherPayers { get; init; }

    /// <summary>Other segments of loop 2300, e.g. CR1, CRC, K3, CN1, HCP.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>Whether benefits are to be determined before the service.</summary>
    public bool IsPredetermination => SubmissionReason is "08" or "PB";

    /// <summary>The patient, who may be the subscriber.</summary>
    public Party PatientPerson => Patient?.Person ?? Subscriber.Person;

    /// <summary>Loop 2310 DN.</summary>
    public Party? ReferringProvider => Providers.Find(EntityCodes.Referring);

    /// <summary>Loop 2310 82.</summary>
    public Party? RenderingProvider => Providers.Find(EntityCodes.Rendering);

    /// <summary>Loop 2310 77.</summary>
    public Party? ServiceFacility => Providers.Find(EntityCodes.ServiceFacility);

    /// <summary>The lines, seen as what lines of every kind are.</summary>
    internal abstract ReadOnlySpan<HealthCareLine> LinesOfAnyKind { get; }

    /// <summary>The value of the first REF with this qualifier.</summary>
    public string? Reference(string qualifier) => References.Find(qualifier)?.Value;

    /// <summary>The patient control number only.</summary>
    public sealed override string ToString() => $"CLM*{PatientControlNumber}";
}

/// <summary>What service lines (loop 2400) of every kind say.</summary>
public abstract record HealthCareLine
{
    private protected HealthCareLine()
    {
    }

    /// <summary>SV102, SV203 or SV302.</summary>
    public required long ChargeCents { get; init; }

    /// <summary>DTP: 472 service date or range, and others.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>REF: 6R line control number and others.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>AMT, e.g. taxes.</summary>
    public ValueList<QualifiedAmount> Amounts { get; init; }

    /// <summary>Loops 2420.</summary>
    public ValueList<Party> Providers { get; init; }

    /// <summary>Loop 2430: what other payers decided on this line, at most 15.</summary>
    public ValueList<LineAdjudication> Adjudications { get; init; }

    /// <summary>Other segments of loop 2400 and below.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>DTP*472.</summary>
    public QualifiedDate? ServiceDate => Dates.Find(DateQualifiers.Service);

    /// <summary>REF*6R.</summary>
    public string? ControlNumber => References.Find(ReferenceQualifiers.LineControlNumber)?.Value;

    /// <summary>Loop 2420 82.</summary>
    public Party? RenderingProvider => Providers.Find(EntityCodes.Rendering);
}
