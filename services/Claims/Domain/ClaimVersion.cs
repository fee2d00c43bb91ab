using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>One version of a claim (decision 17). May change while it is a draft; frozen from the moment it is submitted.</summary>
public sealed class ClaimVersion : IPracticeOwned
{
    private ClaimVersion()
    {
    }

    public required string ClaimId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public string Practice { get; private set; } = "";

    /// <summary>CLM01.</summary>
    public required string PatientControlNumber { get; init; }

    /// <summary>CLM05-3.</summary>
    public required string FrequencyCode { get; init; }

    /// <summary>REF*F8 of a replacement or void; null with frequency 1, or while the payer's number is not known.</summary>
    public string? OriginalReferenceNumber { get; internal set; }

    /// <summary>Where this version stands, or stood when the next was opened; VOIDED when it was discarded.</summary>
    public ClaimState State { get; internal set; }

    public ContentDocument Document { get; private set; } = null!;

    public ClaimContent Content => Document.Content;

    /// <summary>CLM02: the sum of SV102, kept because it is asked for without the lines.</summary>
    public Money TotalCharge { get; private set; }

    /// <summary>What the edits found when the version was last made, changed or submitted.</summary>
    public IReadOnlyList<ClaimFinding> Findings { get; internal set; } = [];

    /// <summary>Null while a draft.</summary>
    public ClaimSubmission? Submission { get; internal set; }

    /// <summary>Null until the payer decided.</summary>
    public Adjudication? Adjudication { get; internal set; }

    /// <summary>The payer's own number of this version (REF*1K, then CLP07); null until it told one.</summary>
    public string? PayerClaimControlNumber { get; internal set; }

    public required DateTimeOffset CreateTime { get; init; }

    public bool HasErrors => Findings.Any(finding => finding.IsError);

    public ClaimDraft Draft => new(Content, PatientControlNumber, FrequencyCode, OriginalReferenceNumber, TotalCharge);

    internal static ClaimVersion Open(
        string claimId, int number, string controlNumber, string frequencyCode, string? originalReference, ClaimContent content, DateTimeOffset at)
    {
        var version = new ClaimVersion
        {
            ClaimId = claimId,
            Number = number,
            PatientControlNumber = controlNumber,
            FrequencyCode = frequencyCode,
            OriginalReferenceNumber = originalReference,
            CreateTime = at,
        };
        version.Rewrite(content);
        return version;
    }

    internal void Rewrite(ClaimContent content)
    {
        Document = new(content);
        TotalCharge = Money.Sum(content.Coding.Lines.Select(line => line.Charge));
    }
}
