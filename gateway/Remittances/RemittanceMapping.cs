using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Gateway.Remittances;

/// <summary>Remittances between the public JSON and the wire.</summary>
internal static class RemittanceMapping
{
    public static RemittanceFileModel ToModel(this Wire.RemittanceFile wire) => new()
    {
        Id = Ids.Last(wire.Name),
        FileName = Text.OrNull(wire.FileName),
        Sha256 = Text.OrNull(wire.Sha256),
        SizeBytes = wire.SizeBytes,
        State = EnumText.Of(wire.State),
        ReasonCode = Text.OrNull(wire.ReasonCode),
        Reason = Text.OrNull(wire.Reason),
        RemittanceIds = Ids.LastOf(wire.Remittances),
        ReceiveTime = wire.ReceiveTime?.ToDateTimeOffset(),
    };

    public static BalanceDifferenceModel ToModel(this Wire.BalanceDifference wire) => new()
    {
        Level = EnumText.Of(wire.Level),
        Location = Text.OrNull(wire.Location),
        ExpectedAmount = wire.ExpectedAmount.ToModel(),
        ActualAmount = wire.ActualAmount.ToModel(),
        Difference = wire.Difference.ToModel(),
    };

    public static RemittanceModel ToModel(this Wire.Remittance wire) => new()
    {
        Id = Ids.Last(wire.Name),
        RemittanceFileId = Ids.Last(wire.RemittanceFile),
        State = EnumText.Of(wire.State),
        PayerDisplayName = Text.OrNull(wire.PayerDisplayName),
        ElectronicPayerId = Text.OrNull(wire.PayerId),
        TraceNumber = Text.OrNull(wire.TraceNumber),
        PaymentMethodCode = Text.OrNull(wire.PaymentMethodCode),
        PaymentAmount = wire.PaymentAmount.ToModel(),
        PaymentDate = wire.PaymentDate.ToModel(),
        ClaimPaymentCount = wire.ClaimPaymentCount,
        UnmatchedCount = wire.UnmatchedCount,
        UnappliedAmount = wire.UnappliedAmount.ToModel(),
        ProviderAdjustmentAmount = wire.ProviderAdjustmentAmount.ToModel(),
        ReasonCode = Text.OrNull(wire.ReasonCode),
        EarlierRemittanceId = Ids.Last(wire.EarlierRemittance),
        Differences = [.. wire.Differences.Select(item => item.ToModel())],
        ReceiveTime = wire.ReceiveTime?.ToDateTimeOffset(),
        PostTime = wire.PostTime?.ToDateTimeOffset(),
        Released = wire.Released,
        Etag = Text.OrNull(wire.Etag),
    };

    public static ClaimPaymentAdjustmentModel ToModel(this Wire.ClaimPaymentAdjustment wire) => new()
    {
        LineNumber = wire.LineNumber,
        GroupCode = Text.OrNull(wire.GroupCode),
        ReasonCode = Text.OrNull(wire.ReasonCode),
        Amount = wire.Amount.ToModel(),
        Disposition = EnumText.Of(wire.Disposition),
    };

    public static ClaimPaymentLineModel ToModel(this Wire.ClaimPaymentLine wire) => new()
    {
        LineNumber = wire.LineNumber,
        LineItemControlNumber = Text.OrNull(wire.LineItemControlNumber),
        ProcedureCode = Text.OrNull(wire.ProcedureCode),
        Charge = wire.Charge.ToModel(),
        PaidAmount = wire.PaidAmount.ToModel(),
        RemarkCodes = [.. wire.RemarkCodes],
        ClaimLineNumber = Number.OrNull(wire.ClaimLineNumber),
    };

    public static ClaimPaymentModel ToModel(this Wire.ClaimPayment wire) => new()
    {
        Id = Ids.Last(wire.Name),
        RemittanceId = Ids.First(wire.Name),
        PatientControlNumber = Text.OrNull(wire.PatientControlNumber),
        ClaimStatusCode = Text.OrNull(wire.ClaimStatusCode),
        Charge = wire.Charge.ToModel(),
        PaidAmount = wire.PaidAmount.ToModel(),
        PatientResponsibilityAmount = wire.PatientResponsibilityAmount.ToModel(),
        PayerClaimControlNumber = Text.OrNull(wire.PayerClaimControlNumber),
        ClaimId = Ids.Last(wire.Claim),
        ClaimVersionNumber = Number.OrNull(wire.ClaimVersionNumber),
        MatchRule = EnumText.Of(wire.MatchRule),
        UnmatchedReasonCode = Text.OrNull(wire.UnmatchedReasonCode),
        Etag = Text.OrNull(wire.Etag),
        Adjustments = [.. wire.Adjustments.Select(item => item.ToModel())],
        Lines = [.. wire.Lines.Select(item => item.ToModel())],
        RemarkCodes = [.. wire.RemarkCodes],
    };

    public static PostingModel ToModel(this Wire.Posting wire) => new()
    {
        Id = Ids.Last(wire.Name),
        RemittanceId = Ids.Last(wire.Remittance),
        ChunkNumber = wire.ChunkNumber,
        ClaimCount = wire.ClaimCount,
        PaidAmount = wire.PaidAmount.ToModel(),
        ContractualAmount = wire.ContractualAmount.ToModel(),
        PatientResponsibilityAmount = wire.PatientResponsibilityAmount.ToModel(),
        DeniedAmount = wire.DeniedAmount.ToModel(),
        PostTime = wire.PostTime?.ToDateTimeOffset(),
    };

    public static ProviderAdjustmentModel ToModel(this Wire.ProviderAdjustment wire) => new()
    {
        Id = Ids.Last(wire.Name),
        RemittanceId = Ids.Last(wire.Remittance),
        ProviderId = Text.OrNull(wire.ProviderId),
        ReasonCode = Text.OrNull(wire.ReasonCode),
        Reference = Text.OrNull(wire.Reference),
        Amount = wire.Amount.ToModel(),
    };
}
