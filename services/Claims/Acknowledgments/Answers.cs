using MedBill.Claims.Domain;

namespace MedBill.Claims.Acknowledgments;

/// <summary>What an answer means for one version.</summary>
internal enum Verdict
{
    Acknowledged,
    Noted,
    Accepted,
    Rejected,
}

/// <summary>An answer to one version of a claim.</summary>
internal sealed record VersionAnswer(string ClaimId, int VersionNumber, Verdict Verdict, FrontEndAnswer Answer);

/// <summary>What an answer means for a batch.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Verdict">Acknowledged, Rejected, or Noted when it only proves that the file arrived.</param>
/// <param name="NoteCode">TA105; null when no TA1 spoke.</param>
internal sealed record BatchAnswer(string BatchId, Verdict Verdict, string? NoteCode = null);

/// <summary>All that a file means for one practice.</summary>
internal sealed class PracticeAnswers(string practice)
{
    public string Practice { get; } = practice;

    public List<VersionAnswer> Versions { get; } = [];

    public List<BatchAnswer> Batches { get; } = [];

    public int Accepted { get; set; }

    public int Rejected { get; set; }

    public int Unmatched { get; set; }

    /// <summary>Something in it could not be matched to anything sent, or needs an eye.</summary>
    public Refusal? Remark { get; set; }
}

/// <summary>A version of a batch.</summary>
internal sealed record SentVersion(string Practice, string BatchId, string ClaimId, int Number, string ControlNumber);
