using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>A draft was made.</summary>
public sealed record ClaimCreated(Money TotalCharge);

/// <summary>A version was frozen and queued.</summary>
/// <param name="Version">The one that is sent now.</param>
/// <param name="Superseded">The one that was sent before it; null with the first.</param>
public sealed record ClaimSubmitted(ClaimVersion Version, ClaimVersion? Superseded);

/// <summary>The payer's translator took the file.</summary>
public sealed record ClaimAcknowledged(int VersionNumber, string BatchId);

/// <summary>The payer took the claim into adjudication.</summary>
public sealed record ClaimAccepted(int VersionNumber, string? PayerClaimControlNumber);

/// <summary>The claim was refused before adjudication.</summary>
public sealed record ClaimRejected(int VersionNumber, string TransactionType, IReadOnlyList<string> StatusCodes);

/// <summary>The payer decided.</summary>
public sealed record ClaimAdjudicated(int VersionNumber, Money TotalCharge, Adjudication Adjudication);

/// <summary>A denied amount needs work.</summary>
public sealed record DenialOpened(Denial Denial);

/// <summary>A later decision settled a denial.</summary>
public sealed record DenialResolved(string DenialId);

/// <summary>Somebody ended the work on a denial.</summary>
public sealed record DenialClosed(string DenialId, CloseReason Reason);

/// <summary>The next version was opened.</summary>
public sealed record ClaimVersionOpened(int VersionNumber, string FrequencyCode);

/// <summary>A version was discarded.</summary>
/// <param name="VersionNumber">Its number.</param>
/// <param name="Discarded">The version, when it was sent and refused; null when it was a draft.</param>
/// <param name="Standing">The version before it, whose charges are asked for again; null when it was a draft.</param>
public sealed record ClaimVersionDiscarded(int VersionNumber, ClaimVersion? Discarded = null, ClaimVersion? Standing = null);

/// <summary>The claim was withdrawn, or taken back by its payer.</summary>
/// <param name="VersionNumber">The current one.</param>
/// <param name="Asked">The last version that was sent; null when none ever was.</param>
public sealed record ClaimVoided(int VersionNumber, ClaimVersion? Asked);

/// <summary>An 837 file was put into the outbound mailbox.</summary>
public sealed record SubmissionBatchSent;
