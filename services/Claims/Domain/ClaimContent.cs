namespace MedBill.Claims.Domain;

/// <summary>
/// All that an 837P says of one version of a claim, as it was read from the registry and from Coverage. Frozen when the version is
/// submitted, so that a file can be written again byte for byte whatever the records say by then.
/// </summary>
public sealed record ClaimContent
{
    /// <summary>Loops 1000A, 2000A, 2010AA, 2010AB.</summary>
    public required BillingPractice Practice { get; init; }

    /// <summary>Loops 1000B, 2010BB.</summary>
    public required ClaimPayer Payer { get; init; }

    /// <summary>Loop 2000B SBR and the member id of 2010BA.</summary>
    public required ClaimPolicy Policy { get; init; }

    /// <summary>Who holds the policy; null when the patient does.</summary>
    public Person? Subscriber { get; init; }

    /// <summary>Loop 2010BA or 2010CA.</summary>
    public required Person Patient { get; init; }

    /// <summary>2300 REF*EA; empty when there is none.</summary>
    public string MedicalRecordNumber { get; init; } = "";

    /// <summary>Loop 2310B.</summary>
    public required ClaimProvider RenderingProvider { get; init; }

    /// <summary>Loop 2310A DN.</summary>
    public ClaimProvider? ReferringProvider { get; init; }

    /// <summary>Loop 2310C, when not at the practice.</summary>
    public ServiceFacility? Facility { get; init; }

    /// <summary>Facts of the medical history the visit is about: dates of 2300 DTP and causes of CLM11.</summary>
    public IReadOnlyList<RelatedFact> RelatedFacts { get; init; } = [];

    /// <summary>Codes and lines: the part that may be edited on the claim.</summary>
    public required Coding Coding { get; init; }

    /// <summary>What the encounter said, once the claim was edited to say something else.</summary>
    public Coding? Recorded { get; init; }

    /// <summary>First date of service.</summary>
    public DateOnly? ServiceDate => Coding.Lines.Count == 0 ? null : Coding.Lines.Min(line => line.ServiceDate);

    /// <summary>The same content with other codes and lines.</summary>
    public ClaimContent Edited(Coding coding)
    {
        var recorded = Recorded ?? Coding;
        return this with { Coding = coding, Recorded = coding == recorded ? null : recorded };
    }

    /// <summary>
    /// This content, read anew for the next version, with what was edited on the claim before. Place of service and authorization: the
    /// claim's own value stays. Diagnoses and lines hang together by their pointers: they stay while the encounter still says what it
    /// said when they were edited; when the encounter was corrected since, it is the newer word.
    /// </summary>
    public ClaimContent KeepingEditsOf(ClaimContent before)
    {
        if (before.Recorded is not { } recorded)
        {
            return this;
        }

        var fresh = Coding;
        var coding = fresh with
        {
            PlaceOfServiceCode = Kept(before.Coding.PlaceOfServiceCode, recorded.PlaceOfServiceCode, fresh.PlaceOfServiceCode),
            PriorAuthorizationNumber = Kept(
                before.Coding.PriorAuthorizationNumber, recorded.PriorAuthorizationNumber, fresh.PriorAuthorizationNumber),
        };
        if (fresh.SaysTheSameServicesAs(recorded))
        {
            coding = coding with { DiagnosisCodes = before.Coding.DiagnosisCodes, Lines = before.Coding.Lines };
        }

        return Edited(coding);
    }

    private static string Kept(string edited, string recorded, string fresh) => edited == recorded ? fresh : edited;
}

/// <summary>What may be edited on a claim.</summary>
public sealed record Coding
{
    public const int MaxDiagnoses = 12;
    public const int MaxLines = 50;

    /// <summary>CLM05-1.</summary>
    public required string PlaceOfServiceCode { get; init; }

    /// <summary>HI, the principal one first.</summary>
    public required IReadOnlyList<string> DiagnosisCodes { get; init; }

    /// <summary>Loop 2400.</summary>
    public required IReadOnlyList<ServiceLine> Lines { get; init; }

    /// <summary>REF*G1; empty when there is none.</summary>
    public string PriorAuthorizationNumber { get; init; } = "";

    public bool SaysTheSameServicesAs(Coding other) =>
        DiagnosisCodes.SequenceEqual(other.DiagnosisCodes) && Lines.SequenceEqual(other.Lines);

    public bool Equals(Coding? other) => other is not null
        && PlaceOfServiceCode == other.PlaceOfServiceCode
        && PriorAuthorizationNumber == other.PriorAuthorizationNumber
        && SaysTheSameServicesAs(other);

    public override int GetHashCode() => HashCode.Combine(PlaceOfServiceCode, PriorAuthorizationNumber, DiagnosisCodes.Count, Lines.Count);
}

/// <summary>What the edits and the 837P writer look at: the content with what the version itself adds.</summary>
public sealed record ClaimDraft(
    ClaimContent Content, string PatientControlNumber, string FrequencyCode, string? OriginalReferenceNumber, Platform.Values.Money TotalCharge);
