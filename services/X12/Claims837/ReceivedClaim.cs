using MedBill.X12.Envelopes;

namespace MedBill.X12.Claims837;

/// <summary>A claim as it was received, with its envelopes.</summary>
/// <typeparam name="TClaim">The kind of claim.</typeparam>
/// <param name="Envelope">ISA, GS and ST.</param>
/// <param name="Header">BHT, submitter and receiver.</param>
/// <param name="Claim">The claim.</param>
/// <param name="SegmentPosition">Position of its CLM segment in the set, ST being 1.</param>
public sealed record ReceivedClaim<TClaim>(SetEnvelope Envelope, ClaimBatchHeader Header, TClaim Claim, int SegmentPosition)
    where TClaim : HealthCareClaim;
