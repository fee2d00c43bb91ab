using System.Diagnostics;
using Google.Protobuf;
using MedBill.Claims.Domain;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Events = MedBill.Contracts.Claims.Events.V1;

namespace MedBill.Claims.Storage;

/// <summary>Domain event → protobuf event of the topic <c>claims</c>. No demographics, no free text.</summary>
internal static class ClaimEventMap
{
    public static IMessage ToEvent(IAggregate aggregate, object domainEvent) => (aggregate, domainEvent) switch
    {
        (Claim claim, ClaimCreated created) => new Events.ClaimCreated
        {
            Claim = claim.Name,
            Encounter = $"encounters/{claim.EncounterId}",
            Patient = $"patients/{claim.PatientId}",
            Payer = $"payers/{claim.PayerId}",
            TotalCharge = created.TotalCharge.ToWire(),
        },
        (Claim claim, ClaimSubmitted submitted) => Submitted(claim, submitted),
        (Claim claim, ClaimAcknowledged acknowledged) => new Events.ClaimAcknowledged
        {
            Claim = claim.Name,
            VersionNumber = acknowledged.VersionNumber,
            SubmissionBatch = $"submissionBatches/{acknowledged.BatchId}",
        },
        (Claim claim, ClaimAccepted accepted) => new Events.ClaimAccepted
        {
            Claim = claim.Name,
            VersionNumber = accepted.VersionNumber,
            PayerClaimControlNumber = accepted.PayerClaimControlNumber ?? "",
        },
        (Claim claim, ClaimRejected rejected) => new Events.ClaimRejected
        {
            Claim = claim.Name,
            VersionNumber = rejected.VersionNumber,
            TransactionType = rejected.TransactionType,
            StatusCodes = { rejected.StatusCodes },
        },
        (Claim claim, ClaimAdjudicated adjudicated) => Adjudicated(claim, adjudicated),
        (Claim claim, DenialOpened opened) => Opened(claim, opened.Denial),
        (Claim claim, DenialResolved resolved) => new Events.DenialResolved { Denial = $"denials/{resolved.DenialId}", Claim = claim.Name },
        (Claim claim, DenialClosed closed) => new Events.DenialClosed
        {
            Denial = $"denials/{closed.DenialId}",
            Claim = claim.Name,
            Reason = closed.Reason.Code(),
        },
        (Claim claim, ClaimVersionOpened opened) => new Events.ClaimVersionOpened
        {
            Claim = claim.Name,
            VersionNumber = opened.VersionNumber,
            FrequencyCode = opened.FrequencyCode,
        },
        (Claim claim, ClaimVersionDiscarded discarded) => new Events.ClaimVersionDiscarded
        {
            Claim = claim.Name,
            VersionNumber = discarded.VersionNumber,
            Discarded = discarded.Discarded is { } version
                ? new() { Payer = $"payers/{version.Content.Payer.Id}", TotalCharge = version.TotalCharge.ToWire() }
                : null,
            Standing = discarded.Standing is { } standing ? Standing(claim, standing) : null,
        },
        (Claim claim, ClaimVoided voided) => new Events.ClaimVoided
        {
            Claim = claim.Name,
            VersionNumber = voided.VersionNumber,
            Asked = voided.Asked is { } asked ? Asked(claim, asked) : null,
        },
        (SubmissionBatch batch, SubmissionBatchSent) => new Events.SubmissionBatchSent
        {
            SubmissionBatch = batch.Name,
            Payer = $"payers/{batch.PayerId}",
            InterchangeControlNumber = batch.InterchangeControlNumber,
            ClaimCount = batch.ClaimCount,
            TotalCharge = batch.TotalCharge.ToWire(),
        },
        _ => throw new UnreachableException($"{domainEvent.GetType().Name} of {aggregate.GetType().Name} has no event."),
    };

    private static Events.ClaimSubmitted Submitted(Claim claim, ClaimSubmitted submitted) => new()
    {
        Claim = claim.Name,
        VersionNumber = submitted.Version.Number,
        FrequencyCode = submitted.Version.FrequencyCode,
        PatientControlNumber = submitted.Version.PatientControlNumber,
        Encounter = $"encounters/{claim.EncounterId}",
        Patient = $"patients/{claim.PatientId}",
        ResponsibleParty = claim.ResponsibleParty,
        Payer = $"payers/{claim.PayerId}",
        PayerId = submitted.Version.Content.Payer.ElectronicId,
        ServiceDate = submitted.Version.Content.ServiceDate.ToWire(),
        TotalCharge = submitted.Version.TotalCharge.ToWire(),
        Superseded = submitted.Superseded is { } before
            ? new() { Payer = $"payers/{before.Content.Payer.Id}", TotalCharge = before.TotalCharge.ToWire() }
            : null,
        Lines =
        {
            submitted.Version.Content.Coding.Lines.Select(line => new Events.ClaimSubmitted.Types.SubmittedLine
            {
                LineNumber = line.Number,
                LineItemControlNumber = line.ControlNumber,
                ProcedureCode = line.ProcedureCode,
                Modifiers = { line.Modifiers },
                Charge = line.Charge.ToWire(),
                Units = line.Units,
                ServiceDate = line.ServiceDate.ToWire(),
            }),
        },
    };

    private static Events.ClaimVoided.Types.Asked Asked(Claim claim, ClaimVersion asked) => new()
    {
        Encounter = $"encounters/{claim.EncounterId}",
        Patient = $"patients/{claim.PatientId}",
        ResponsibleParty = claim.ResponsibleParty,
        Payer = $"payers/{asked.Content.Payer.Id}",
        ServiceDate = asked.Content.ServiceDate.ToWire(),
        TotalCharge = asked.TotalCharge.ToWire(),
    };

    private static Events.ClaimVersionDiscarded.Types.Standing Standing(Claim claim, ClaimVersion standing) => new()
    {
        Encounter = $"encounters/{claim.EncounterId}",
        Patient = $"patients/{claim.PatientId}",
        ResponsibleParty = claim.ResponsibleParty,
        Payer = $"payers/{standing.Content.Payer.Id}",
        ServiceDate = standing.Content.ServiceDate.ToWire(),
        TotalCharge = standing.TotalCharge.ToWire(),
    };

    private static Events.ClaimAdjudicated Adjudicated(Claim claim, ClaimAdjudicated adjudicated) => new()
    {
        Claim = claim.Name,
        VersionNumber = adjudicated.VersionNumber,
        Outcome = adjudicated.Adjudication.Outcome.Code(),
        Remittance = $"remittances/{adjudicated.Adjudication.RemittanceId}",
        TotalCharge = adjudicated.TotalCharge.ToWire(),
        PaidAmount = adjudicated.Adjudication.Paid.ToWire(),
        PatientResponsibilityAmount = adjudicated.Adjudication.PatientResponsibility.ToWire(),
        DeniedAmount = adjudicated.Adjudication.Denied.ToWire(),
    };

    private static Events.DenialOpened Opened(Claim claim, Denial denial) => new()
    {
        Denial = $"denials/{denial.Id}",
        Claim = claim.Name,
        GroupCode = denial.GroupCode,
        ReasonCode = denial.ReasonCode,
        Amount = denial.Amount.ToWire(),
        WorkQueue = denial.WorkQueue,
    };
}
