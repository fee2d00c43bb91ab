using System.Diagnostics;
using MedBill.Claims.Domain;
using MedBill.Platform.Rpc;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

/// <summary>Batches, acknowledgments and denials → wire; filters of their lists ← wire. Total.</summary>
internal static class RecordMapping
{
    public static Wire.SubmissionBatch ToWire(this SubmissionBatch batch) => new()
    {
        Name = batch.Name,
        Payer = $"payers/{batch.PayerId}",
        State = batch.State switch
        {
            BatchState.Closed => Wire.SubmissionBatch.Types.State.Closed,
            BatchState.Sent => Wire.SubmissionBatch.Types.State.Sent,
            BatchState.Acknowledged => Wire.SubmissionBatch.Types.State.Acknowledged,
            BatchState.Rejected => Wire.SubmissionBatch.Types.State.Rejected,
            _ => throw new UnreachableException(),
        },
        InterchangeControlNumber = batch.InterchangeControlNumber,
        GroupControlNumber = batch.GroupControlNumber,
        ClaimCount = batch.ClaimCount,
        TotalCharge = batch.TotalCharge.ToWire(),
        FileName = batch.FileName,
        CreateTime = batch.CreateTime.ToWire(),
        SendTime = batch.SendTime.ToWire(),
        AcknowledgeTime = batch.AcknowledgeTime.ToWire(),
    };

    public static Wire.Acknowledgment ToWire(this Acknowledgment acknowledgment) => new()
    {
        Name = $"acknowledgments/{acknowledgment.Id}",
        TransactionType = acknowledgment.TransactionType,
        State = acknowledgment.IsQuarantined ? Wire.Acknowledgment.Types.State.Quarantined : Wire.Acknowledgment.Types.State.Processed,
        ReasonCode = acknowledgment.ReasonCode ?? "",
        Reason = acknowledgment.Reason,
        FileName = acknowledgment.FileName,
        Sha256 = acknowledgment.Sha256,
        AcceptedCount = acknowledgment.AcceptedCount,
        RejectedCount = acknowledgment.RejectedCount,
        UnmatchedCount = acknowledgment.UnmatchedCount,
        ReceiveTime = acknowledgment.ReceiveTime.ToWire(),
    };

    public static Wire.Denial ToWire(this Denial denial) => new()
    {
        Name = $"denials/{denial.Id}",
        Claim = $"claims/{denial.ClaimId}",
        VersionNumber = denial.VersionNumber,
        LineNumber = denial.LineNumber,
        GroupCode = denial.GroupCode,
        ReasonCode = denial.ReasonCode,
        RemarkCodes = { denial.RemarkCodes },
        Amount = denial.Amount.ToWire(),
        WorkQueue = denial.WorkQueue,
        State = denial switch
        {
            { IsOpen: true } => Wire.Denial.Types.State.Open,
            { CloseReason: null } => Wire.Denial.Types.State.Resolved,
            _ => Wire.Denial.Types.State.Closed,
        },
        OpenTime = denial.OpenTime.ToWire(),
        ResolveTime = denial.ResolveTime.ToWire(),
        CloseReason = denial.CloseReason switch
        {
            null => Wire.Denial.Types.CloseReason.Unspecified,
            CloseReason.CorrectedElsewhere => Wire.Denial.Types.CloseReason.CorrectedElsewhere,
            CloseReason.AcceptedLoss => Wire.Denial.Types.CloseReason.AcceptedLoss,
            CloseReason.NotWorthAppeal => Wire.Denial.Types.CloseReason.NotWorthAppeal,
            CloseReason.AppealExhausted => Wire.Denial.Types.CloseReason.AppealExhausted,
            _ => throw new UnreachableException(),
        },
    };

    public static CloseReason ToDomain(this Wire.Denial.Types.CloseReason reason) => reason switch
    {
        Wire.Denial.Types.CloseReason.CorrectedElsewhere => CloseReason.CorrectedElsewhere,
        Wire.Denial.Types.CloseReason.AcceptedLoss => CloseReason.AcceptedLoss,
        Wire.Denial.Types.CloseReason.NotWorthAppeal => CloseReason.NotWorthAppeal,
        Wire.Denial.Types.CloseReason.AppealExhausted => CloseReason.AppealExhausted,
        _ => throw UnknownValue("reason"),
    };

    public static ClaimState? ToDomain(this Wire.Claim.Types.State state) => state switch
    {
        Wire.Claim.Types.State.Unspecified => null,
        Wire.Claim.Types.State.Draft => ClaimState.Draft,
        Wire.Claim.Types.State.Submitted => ClaimState.Submitted,
        Wire.Claim.Types.State.Accepted => ClaimState.Accepted,
        Wire.Claim.Types.State.Rejected => ClaimState.Rejected,
        Wire.Claim.Types.State.Adjudicated => ClaimState.Adjudicated,
        Wire.Claim.Types.State.Voided => ClaimState.Voided,
        _ => throw UnknownValue("state"),
    };

    public static NextAction? ToDomain(this Wire.Claim.Types.NextAction action) => action switch
    {
        Wire.Claim.Types.NextAction.Unspecified => null,
        Wire.Claim.Types.NextAction.None => NextAction.None,
        Wire.Claim.Types.NextAction.CorrectDraft => NextAction.CorrectDraft,
        Wire.Claim.Types.NextAction.Submit => NextAction.Submit,
        Wire.Claim.Types.NextAction.AwaitPayer => NextAction.AwaitPayer,
        Wire.Claim.Types.NextAction.CorrectAndResubmit => NextAction.CorrectAndResubmit,
        Wire.Claim.Types.NextAction.WorkDenial => NextAction.WorkDenial,
        Wire.Claim.Types.NextAction.BillPatient => NextAction.BillPatient,
        Wire.Claim.Types.NextAction.DiscardDraft => NextAction.DiscardDraft,
        Wire.Claim.Types.NextAction.ReviewPayment => NextAction.ReviewPayment,
        Wire.Claim.Types.NextAction.FollowUp => NextAction.FollowUp,
        _ => throw UnknownValue("next_action"),
    };

    public static BatchState? ToDomain(this Wire.SubmissionBatch.Types.State state) => state switch
    {
        Wire.SubmissionBatch.Types.State.Unspecified => null,
        Wire.SubmissionBatch.Types.State.Closed => BatchState.Closed,
        Wire.SubmissionBatch.Types.State.Sent => BatchState.Sent,
        Wire.SubmissionBatch.Types.State.Acknowledged => BatchState.Acknowledged,
        Wire.SubmissionBatch.Types.State.Rejected => BatchState.Rejected,
        _ => throw UnknownValue("state"),
    };

    /// <summary>Whether only quarantined (true) or only processed (false) files are asked for; null for both.</summary>
    public static bool? ToQuarantined(this Wire.Acknowledgment.Types.State state) => state switch
    {
        Wire.Acknowledgment.Types.State.Unspecified => null,
        Wire.Acknowledgment.Types.State.Processed => false,
        Wire.Acknowledgment.Types.State.Quarantined => true,
        _ => throw UnknownValue("state"),
    };

    /// <summary>Only the denials in this state; all of them when none is asked for.</summary>
    public static IQueryable<Denial> InState(this IQueryable<Denial> denials, Wire.Denial.Types.State state) => state switch
    {
        Wire.Denial.Types.State.Unspecified => denials,
        Wire.Denial.Types.State.Open => denials.Where(denial => denial.ResolveTime == null),
        Wire.Denial.Types.State.Resolved => denials.Where(denial => denial.ResolveTime != null && denial.CloseReason == null),
        Wire.Denial.Types.State.Closed => denials.Where(denial => denial.CloseReason != null),
        _ => throw UnknownValue("state"),
    };

    private static Platform.Values.Failure UnknownValue(string field) =>
        Platform.Values.Failure.Invalid(field, "UNKNOWN_VALUE", "This value is not known here.");
}
