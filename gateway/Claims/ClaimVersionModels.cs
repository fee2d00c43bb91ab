using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Gateway.Claims;

/// <summary>One version of a claim. Frozen when it is submitted.</summary>
[Shows(typeof(Wire.ClaimVersion))]
public sealed record ClaimVersionModel
{
    /// <summary>The number of the version in the claim, from <c>1</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose version: <c>clm-…</c>.</summary>
    [NoField]
    public string? ClaimId { get; init; }

    /// <summary>From 1.</summary>
    public int? VersionNumber { get; init; }

    /// <summary>This version's patient control number (CLM01).</summary>
    public string? PatientControlNumber { get; init; }

    /// <summary>1, 7 or 8 (CLM05-3).</summary>
    public string? FrequencyCode { get; init; }

    /// <summary>The payer's number of the claim that this version replaces or voids (REF*F8).</summary>
    public string? OriginalReferenceNumber { get; init; }

    /// <summary>Where this version stands, or stood when the next was opened.</summary>
    [OneOf(typeof(Wire.Claim.Types.State))]
    public string? State { get; init; }

    /// <summary>Sum of the charges. USD.</summary>
    public MoneyModel? TotalCharge { get; init; }

    /// <summary>The service lines.</summary>
    public IReadOnlyList<ServiceLineModel>? ServiceLines { get; init; }

    /// <summary>The diagnosis codes.</summary>
    public IReadOnlyList<string>? DiagnosisCodes { get; init; }

    /// <summary>The way to the payer.</summary>
    public SubmissionModel? Submission { get; init; }

    /// <summary>The payer's decision on this version.</summary>
    public AdjudicationModel? Adjudication { get; init; }

    /// <summary>When the version was opened.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}

/// <summary>What kind of version to open.</summary>
[Shows(typeof(Wire.CreateClaimVersionRequest))]
public sealed record VersionRequestModel
{
    /// <summary>1 after a rejection; 7 (replacement) or 8 (void) after an adjudication. Left out: 1 or 7, by the claim's state.</summary>
    public string? FrequencyCode { get; init; }
}
