using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Gateway.Claims;

/// <summary>Between the public JSON and the wire.</summary>
internal static class ClaimMapping
{
    public static FindingModel ToModel(this Wire.Finding wire) => new()
    {
        Code = Text.OrNull(wire.Code),
        Severity = EnumText.Of(wire.Severity),
        Field = Text.OrNull(wire.Field),
        X12Location = Text.OrNull(wire.X12Location),
        Message = Text.OrNull(wire.Message),
        Fix = Text.OrNull(wire.Fix),
    };

    public static ServiceLineModel ToModel(this Wire.ServiceLine wire) => new()
    {
        LineNumber = wire.LineNumber,
        LineItemControlNumber = Text.OrNull(wire.LineItemControlNumber),
        ProcedureCode = Text.OrNull(wire.ProcedureCode),
        Modifiers = Lists.OrNull(wire.Modifiers),
        Charge = wire.Charge.ToModel(),
        Units = wire.Units,
        DiagnosisPointers = Lists.OrNull(wire.DiagnosisPointers),
        ServiceDate = wire.ServiceDate.ToModel(),
        Description = Text.OrNull(wire.Description),
        NationalDrugCode = Text.OrNull(wire.NationalDrugCode),
    };

    public static Wire.ServiceLine ToWire(this ServiceLineModel model) => new()
    {
        ProcedureCode = model.ProcedureCode ?? "",
        Modifiers = { model.Modifiers ?? [] },
        Charge = model.Charge.ToWire(),
        Units = model.Units ?? default,
        DiagnosisPointers = { model.DiagnosisPointers ?? [] },
        ServiceDate = model.ServiceDate.ToWire(),
        Description = model.Description ?? "",
        NationalDrugCode = model.NationalDrugCode ?? "",
    };

    public static AdjustmentModel ToModel(this Wire.Adjustment wire) => new()
    {
        LineNumber = wire.LineNumber,
        GroupCode = Text.OrNull(wire.GroupCode),
        ReasonCode = Text.OrNull(wire.ReasonCode),
        Amount = wire.Amount.ToModel(),
    };

    public static AdjudicationModel ToModel(this Wire.Adjudication wire) => new()
    {
        Outcome = EnumText.Of(wire.Outcome),
        ClaimStatusCode = Text.OrNull(wire.ClaimStatusCode),
        PaidAmount = wire.PaidAmount.ToModel(),
        ContractualAmount = wire.ContractualAmount.ToModel(),
        PatientResponsibilityAmount = wire.PatientResponsibilityAmount.ToModel(),
        DeniedAmount = wire.DeniedAmount.ToModel(),
        Adjustments = Lists.OrNull(wire.Adjustments.Select(item => item.ToModel())),
        RemittanceId = Ids.Last(wire.Remittance),
        PaymentDate = wire.PaymentDate.ToModel(),
    };

    public static SubmissionModel ToModel(this Wire.Submission wire) => new()
    {
        State = EnumText.Of(wire.State),
        SubmissionBatchId = Ids.Last(wire.SubmissionBatch),
        StatusCodes = Lists.OrNull(wire.StatusCodes),
        Findings = Lists.OrNull(wire.Findings.Select(item => item.ToModel())),
        QueueTime = wire.QueueTime?.ToDateTimeOffset(),
        SendTime = wire.SendTime?.ToDateTimeOffset(),
        AnswerTime = wire.AnswerTime?.ToDateTimeOffset(),
    };

    public static ClaimModel ToModel(this Wire.Claim wire) => new()
    {
        Id = Ids.Last(wire.Name),
        EncounterId = Ids.Last(wire.Encounter),
        PatientId = Ids.Last(wire.Patient),
        PayerId = Ids.Last(wire.Payer),
        PolicyId = Ids.Last(wire.Policy),
        State = EnumText.Of(wire.State),
        VersionNumber = wire.VersionNumber,
        PatientControlNumber = Text.OrNull(wire.PatientControlNumber),
        FrequencyCode = Text.OrNull(wire.FrequencyCode),
        PayerClaimControlNumber = Text.OrNull(wire.PayerClaimControlNumber),
        PlaceOfServiceCode = Text.OrNull(wire.PlaceOfServiceCode),
        DiagnosisCodes = Lists.OrNull(wire.DiagnosisCodes),
        ServiceLines = Lists.OrNull(wire.ServiceLines.Select(item => item.ToModel())),
        PriorAuthorizationNumber = Text.OrNull(wire.PriorAuthorizationNumber),
        TotalCharge = wire.TotalCharge.ToModel(),
        ServiceDate = wire.ServiceDate.ToModel(),
        Findings = Lists.OrNull(wire.Findings.Select(item => item.ToModel())),
        Submission = wire.Submission?.ToModel(),
        Adjudication = wire.Adjudication?.ToModel(),
        NextAction = EnumText.Of(wire.NextAction),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
    };

    public static Wire.Claim ToWire(this ClaimModel model) => new()
    {
        PlaceOfServiceCode = model.PlaceOfServiceCode ?? "",
        DiagnosisCodes = { model.DiagnosisCodes ?? [] },
        ServiceLines = { (model.ServiceLines ?? []).Select(item => item.ToWire()) },
        PriorAuthorizationNumber = model.PriorAuthorizationNumber ?? "",
    };

    public static ClaimVersionModel ToModel(this Wire.ClaimVersion wire) => new()
    {
        Id = Ids.Last(wire.Name),
        VersionNumber = wire.VersionNumber,
        PatientControlNumber = Text.OrNull(wire.PatientControlNumber),
        FrequencyCode = Text.OrNull(wire.FrequencyCode),
        OriginalReferenceNumber = Text.OrNull(wire.OriginalReferenceNumber),
        State = EnumText.Of(wire.State),
        TotalCharge = wire.TotalCharge.ToModel(),
        ServiceLines = Lists.OrNull(wire.ServiceLines.Select(item => item.ToModel())),
        DiagnosisCodes = Lists.OrNull(wire.DiagnosisCodes),
        Submission = wire.Submission?.ToModel(),
        Adjudication = wire.Adjudication?.ToModel(),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
    };

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
        RemarkCodes = Lists.OrNull(wire.RemarkCodes),
        Amount = wire.Amount.ToModel(),
        WorkQueue = Text.OrNull(wire.WorkQueue),
        State = EnumText.Of(wire.State),
        OpenTime = wire.OpenTime?.ToDateTimeOffset(),
        ResolveTime = wire.ResolveTime?.ToDateTimeOffset(),
    };

    public static SubmissionResultModel ToModel(this Wire.SubmissionResult wire) => new()
    {
        Id = Ids.Last(wire.Name),
        State = EnumText.Of(wire.State),
        ReasonCode = Text.OrNull(wire.ReasonCode),
        Findings = Lists.OrNull(wire.Findings.Select(item => item.ToModel())),
    };
}
