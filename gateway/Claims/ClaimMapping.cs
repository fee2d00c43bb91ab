using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Gateway.Claims;

/// <summary>Claims and their versions between the public JSON and the wire.</summary>
internal static class ClaimMapping
{
    // Findings say where by the claim's own members.
    private static readonly Shape Claim = Shape.Of(typeof(ClaimModel));

    public static FindingModel ToModel(this Wire.Finding wire) => new()
    {
        Code = Text.OrNull(wire.Code),
        Severity = EnumText.Of(wire.Severity),
        Field = FieldPaths.PointerInto(Claim, wire.Field) ?? Text.OrNull(wire.Field),
        X12Location = Text.OrNull(wire.X12Location),
        Message = Text.OrNull(wire.Message),
        Fix = Text.OrNull(wire.Fix),
    };

    public static ServiceLineModel ToModel(this Wire.ServiceLine wire) => new()
    {
        LineNumber = wire.LineNumber,
        LineItemControlNumber = Text.OrNull(wire.LineItemControlNumber),
        ProcedureCode = Text.OrNull(wire.ProcedureCode),
        Modifiers = [.. wire.Modifiers],
        Charge = wire.Charge.ToModel(),
        Units = wire.Units,
        DiagnosisPointers = [.. wire.DiagnosisPointers],
        ServiceDate = wire.ServiceDate.ToModel(),
        Description = Text.OrNull(wire.Description),
        NationalDrugCode = Text.OrNull(wire.NationalDrugCode),
    };

    public static Wire.ServiceLine ToWire(this ServiceLineModel model) => new()
    {
        ProcedureCode = model.ProcedureCode ?? "",
        Modifiers = { model.Modifiers ?? [] },
        Charge = model.Charge.ToWire(),
        Units = model.Units ?? 0,
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
        Adjustments = [.. wire.Adjustments.Select(item => item.ToModel())],
        RemittanceId = Ids.Last(wire.Remittance),
        PaymentDate = wire.PaymentDate.ToModel(),
    };

    public static SubmissionModel ToModel(this Wire.Submission wire) => new()
    {
        State = EnumText.Of(wire.State),
        SubmissionBatchId = Ids.Last(wire.SubmissionBatch),
        StatusCodes = [.. wire.StatusCodes],
        Findings = [.. wire.Findings.Select(item => item.ToModel())],
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
        DiagnosisCodes = [.. wire.DiagnosisCodes],
        ServiceLines = [.. wire.ServiceLines.Select(item => item.ToModel())],
        PriorAuthorizationNumber = Text.OrNull(wire.PriorAuthorizationNumber),
        TotalCharge = wire.TotalCharge.ToModel(),
        ServiceDate = wire.ServiceDate.ToModel(),
        Findings = [.. wire.Findings.Select(item => item.ToModel())],
        Submission = wire.Submission?.ToModel(),
        Adjudication = wire.Adjudication?.ToModel(),
        NextAction = EnumText.Of(wire.NextAction),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        Etag = Text.OrNull(wire.Etag),
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
        ClaimId = Ids.First(wire.Name),
        VersionNumber = wire.VersionNumber,
        PatientControlNumber = Text.OrNull(wire.PatientControlNumber),
        FrequencyCode = Text.OrNull(wire.FrequencyCode),
        OriginalReferenceNumber = Text.OrNull(wire.OriginalReferenceNumber),
        State = EnumText.Of(wire.State),
        TotalCharge = wire.TotalCharge.ToModel(),
        ServiceLines = [.. wire.ServiceLines.Select(item => item.ToModel())],
        DiagnosisCodes = [.. wire.DiagnosisCodes],
        Submission = wire.Submission?.ToModel(),
        Adjudication = wire.Adjudication?.ToModel(),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
    };
}
