using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Gateway.Claims;

/// <summary>Batches, acknowledgments and denials between the public JSON and the wire.</summary>
internal static class SubmissionMapping
{
    public static SubmissionBatchModel ToModel(this Wire.SubmissionBatch wire) => new()
    {
        Id = Ids.Last(wire.Name),
        PayerId = Ids.Last(wire.Payer),
        State = EnumText.Of(wire.State),
        InterchangeControlNumber = Text.OrNull(wire.InterchangeControlNumber),
        GroupControlNumber = Text.OrNull(wire.GroupControlNumber),
        ClaimCount = wire.ClaimCount,
        TotalCharge = wire.TotalCharge.ToModel(),
        FileName = Text.OrNull(wire.FileName),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        SendTime = wire.SendTime?.ToDateTimeOffset(),
        AcknowledgeTime = wire.AcknowledgeTime?.ToDateTimeOffset(),
    };

    public static AcknowledgmentModel ToModel(this Wire.Acknowledgment wire) => new()
    {
        Id = Ids.Last(wire.Name),
        TransactionType = Text.OrNull(wire.TransactionType),
        State = EnumText.Of(wire.State),
        ReasonCode = Text.OrNull(wire.ReasonCode),
        Reason = Text.OrNull(wire.Reason),
        FileName = Text.OrNull(wire.FileName),
        Sha256 = Text.OrNull(wire.Sha256),
        AcceptedCount = wire.AcceptedCount,
        RejectedCount = wire.RejectedCount,
        UnmatchedCount = wire.UnmatchedCount,
        ReceiveTime = wire.ReceiveTime?.ToDateTimeOffset(),
    };

    public static DenialModel ToModel(this Wire.Denial wire) => new()
    {
        Id = Ids.Last(wire.Name),
        ClaimId = Ids.Last(wire.Claim),
        VersionNumber = wire.VersionNumber,
        LineNumber = wire.LineNumber,
        GroupCode = Text.OrNull(wire.GroupCode),
        ReasonCode = Text.OrNull(wire.ReasonCode),
        RemarkCodes = [.. wire.RemarkCodes],
        Amount = wire.Amount.ToModel(),
        WorkQueue = Text.OrNull(wire.WorkQueue),
        State = EnumText.Of(wire.State),
        OpenTime = wire.OpenTime?.ToDateTimeOffset(),
        ResolveTime = wire.ResolveTime?.ToDateTimeOffset(),
        CloseReason = EnumText.Of(wire.CloseReason),
    };

    public static SubmissionResultModel ToModel(this Wire.SubmissionResult wire) => new()
    {
        ClaimId = Ids.Last(wire.Name),
        State = EnumText.Of(wire.State),
        ReasonCode = Text.OrNull(wire.ReasonCode),
        Findings = [.. wire.Findings.Select(item => item.ToModel())],
    };
}
