using System.Diagnostics;
using MedBill.Claims.Domain;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

/// <summary>Claims and versions → wire. Total.</summary>
internal static class ClaimMapping
{
    public static Wire.Claim ToWire(this Claim claim)
    {
        var current = claim.Current;
        var content = current.Content;
        return new()
        {
            Name = claim.Name,
            Encounter = $"encounters/{claim.EncounterId}",
            Patient = $"patients/{claim.PatientId}",
            Payer = $"payers/{claim.PayerId}",
            Policy = $"patients/{claim.PatientId}/policies/{content.Policy.Id}",
            State = claim.State.ToWire(),
            VersionNumber = current.Number,
            PatientControlNumber = current.PatientControlNumber,
            FrequencyCode = current.FrequencyCode,
            PayerClaimControlNumber = claim.PayerClaimControlNumber ?? "",
            PlaceOfServiceCode = content.Coding.PlaceOfServiceCode,
            DiagnosisCodes = { content.Coding.DiagnosisCodes },
            ServiceLines = { content.Coding.Lines.Select(ToWire) },
            PriorAuthorizationNumber = content.Coding.PriorAuthorizationNumber,
            TotalCharge = current.TotalCharge.ToWire(),
            ServiceDate = content.ServiceDate.ToWire(),
            Findings = { current.Findings.Select(ToWire) },
            Submission = current.Submission?.ToWire(),
            Adjudication = claim.Adjudication?.ToWire(),
            NextAction = claim.NextAction.ToWire(),
            Etag = Etag.Of(claim.Version),
            CreateTime = claim.CreateTime.ToWire(),
        };
    }

    public static Wire.ClaimVersion ToWire(this ClaimVersion version) => new()
    {
        Name = $"claims/{version.ClaimId}/versions/{version.Number}",
        VersionNumber = version.Number,
        PatientControlNumber = version.PatientControlNumber,
        FrequencyCode = version.FrequencyCode,
        OriginalReferenceNumber = version.OriginalReferenceNumber ?? "",
        State = version.State.ToWire(),
        TotalCharge = version.TotalCharge.ToWire(),
        ServiceLines = { version.Content.Coding.Lines.Select(ToWire) },
        DiagnosisCodes = { version.Content.Coding.DiagnosisCodes },
        Submission = version.Submission?.ToWire(),
        Adjudication = version.Adjudication?.ToWire(),
        CreateTime = version.CreateTime.ToWire(),
    };

    public static Wire.Finding ToWire(this ClaimFinding finding) => new()
    {
        Code = finding.Code,
        Severity = finding.IsError ? Wire.Severity.Error : Wire.Severity.Warning,
        Field = finding.Field,
        X12Location = finding.X12Location,
        Message = finding.Message,
        Fix = finding.Fix,
    };

    public static Wire.Claim.Types.State ToWire(this ClaimState state) => state switch
    {
        ClaimState.Draft => Wire.Claim.Types.State.Draft,
        ClaimState.Submitted => Wire.Claim.Types.State.Submitted,
        ClaimState.Accepted => Wire.Claim.Types.State.Accepted,
        ClaimState.Rejected => Wire.Claim.Types.State.Rejected,
        ClaimState.Adjudicated => Wire.Claim.Types.State.Adjudicated,
        ClaimState.Voided => Wire.Claim.Types.State.Voided,
        _ => throw new UnreachableException(),
    };

    private static Wire.ServiceLine ToWire(ServiceLine line) => new()
    {
        LineNumber = line.Number,
        LineItemControlNumber = line.ControlNumber,
        ProcedureCode = line.ProcedureCode,
        Modifiers = { line.Modifiers },
        Charge = line.Charge.ToWire(),
        Units = line.Units,
        DiagnosisPointers = { line.DiagnosisPointers },
        ServiceDate = line.ServiceDate.ToWire(),
        Description = line.Description,
        NationalDrugCode = line.NationalDrugCode,
    };

    private static Wire.Submission ToWire(this ClaimSubmission submission) => new()
    {
        State = submission.State switch
        {
            SubmissionState.Queued => Wire.Submission.Types.State.Queued,
            SubmissionState.Sent => Wire.Submission.Types.State.Sent,
            SubmissionState.Acknowledged => Wire.Submission.Types.State.Acknowledged,
            SubmissionState.Accepted => Wire.Submission.Types.State.Accepted,
            SubmissionState.Rejected => Wire.Submission.Types.State.Rejected,
            _ => throw new UnreachableException(),
        },

        // Named once its file is out: until then the version waits.
        SubmissionBatch = submission is { State: not SubmissionState.Queued, BatchId: { } batch } ? $"submissionBatches/{batch}" : "",
        StatusCodes = { submission.StatusCodes },
        Findings = { submission.Findings.Select(ToWire) },
        QueueTime = submission.QueueTime.ToWire(),
        SendTime = submission.SendTime.ToWire(),
        AnswerTime = submission.AnswerTime.ToWire(),
    };

    private static Wire.Adjudication ToWire(this Adjudication adjudication) => new()
    {
        Outcome = adjudication.Outcome switch
        {
            AdjudicationOutcome.Paid => Wire.Adjudication.Types.Outcome.Paid,
            AdjudicationOutcome.PartiallyPaid => Wire.Adjudication.Types.Outcome.PartiallyPaid,
            AdjudicationOutcome.Denied => Wire.Adjudication.Types.Outcome.Denied,
            AdjudicationOutcome.PatientResponsibility => Wire.Adjudication.Types.Outcome.PatientResponsibility,
            AdjudicationOutcome.Reversed => Wire.Adjudication.Types.Outcome.Reversed,
            _ => throw new UnreachableException(),
        },
        ClaimStatusCode = adjudication.StatusCode,
        PaidAmount = adjudication.Paid.ToWire(),
        ContractualAmount = adjudication.Contractual.ToWire(),
        PatientResponsibilityAmount = adjudication.PatientResponsibility.ToWire(),
        DeniedAmount = adjudication.Denied.ToWire(),
        Adjustments =
        {
            adjudication.Adjustments.Select(adjustment => new Wire.Adjustment
            {
                LineNumber = adjustment.LineNumber,
                GroupCode = adjustment.GroupCode,
                ReasonCode = adjustment.ReasonCode,
                Amount = adjustment.Amount.ToWire(),
            }),
        },
        Remittance = $"remittances/{adjudication.RemittanceId}",
        PaymentDate = adjudication.PaymentDate.ToWire(),
    };

    private static Wire.Claim.Types.NextAction ToWire(this NextAction action) => action switch
    {
        NextAction.None => Wire.Claim.Types.NextAction.None,
        NextAction.CorrectDraft => Wire.Claim.Types.NextAction.CorrectDraft,
        NextAction.Submit => Wire.Claim.Types.NextAction.Submit,
        NextAction.AwaitPayer => Wire.Claim.Types.NextAction.AwaitPayer,
        NextAction.CorrectAndResubmit => Wire.Claim.Types.NextAction.CorrectAndResubmit,
        NextAction.WorkDenial => Wire.Claim.Types.NextAction.WorkDenial,
        NextAction.BillPatient => Wire.Claim.Types.NextAction.BillPatient,
        NextAction.DiscardDraft => Wire.Claim.Types.NextAction.DiscardDraft,
        NextAction.ReviewPayment => Wire.Claim.Types.NextAction.ReviewPayment,
        NextAction.FollowUp => Wire.Claim.Types.NextAction.FollowUp,
        _ => throw new UnreachableException(),
    };
}
