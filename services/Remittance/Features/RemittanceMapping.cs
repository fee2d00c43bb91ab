using System.Diagnostics;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Features;

/// <summary>Domain → wire, and the states both ways.</summary>
internal static class RemittanceMapping
{
    public static Wire.RemittanceFile ToWire(this RemittanceFile file, IEnumerable<string> remittanceIds)
    {
        var wire = new Wire.RemittanceFile
        {
            Name = file.Name,
            FileName = file.FileName,
            Sha256 = file.Sha256,
            SizeBytes = file.SizeBytes,
            State = file.State.ToWire(),
            ReasonCode = file.ReasonCode,
            Reason = file.Reason,
            ReceiveTime = file.ReceiveTime.ToWire(),
        };
        wire.Remittances.Add(remittanceIds.Select(id => $"remittances/{id}"));
        return wire;
    }

    public static Wire.Remittance ToWire(this RemittanceAdvice advice)
    {
        var wire = new Wire.Remittance
        {
            Name = advice.Name,
            RemittanceFile = $"remittanceFiles/{advice.FileId}",
            State = advice.State.ToWire(),
            PayerDisplayName = advice.PayerName,
            PayerId = advice.PayerId,
            TraceNumber = advice.TraceNumber,
            PaymentMethodCode = advice.MethodCode,
            PaymentAmount = advice.PaymentAmount.ToWire(),
            PaymentDate = advice.PaymentDate.ToWire(),
            ClaimPaymentCount = advice.ClaimPaymentCount,
            UnmatchedCount = advice.UnmatchedCount,
            UnappliedAmount = advice.UnappliedAmount.ToWire(),
            ProviderAdjustmentAmount = advice.ProviderAdjustmentAmount.ToWire(),
            ReasonCode = advice.ReasonCode,
            EarlierRemittance = advice.EarlierRemittanceId.Length == 0 ? "" : $"remittances/{advice.EarlierRemittanceId}",
            ReceiveTime = advice.ReceiveTime.ToWire(),
            PostTime = advice.PostTime.ToWire(),
            Released = advice.IsReleased,
            Etag = Etag.Of(advice.Version),
        };
        wire.Differences.Add(advice.Differences.Select(difference => difference.ToWire()));
        return wire;
    }

    public static Wire.ClaimPayment ToWire(this ClaimPayment payment)
    {
        var wire = new Wire.ClaimPayment
        {
            Name = $"remittances/{payment.RemittanceId}/claimPayments/{payment.Position}",
            PatientControlNumber = payment.PatientControlNumber,
            ClaimStatusCode = payment.StatusCode,
            Charge = payment.Charge.ToWire(),
            PaidAmount = payment.Paid.ToWire(),
            PatientResponsibilityAmount = Money.Sum(payment.Detail.Adjustments
                .Where(adjustment => adjustment.Disposition == Disposition.PatientResponsibility).Select(adjustment => adjustment.Amount)).ToWire(),
            PayerClaimControlNumber = payment.PayerClaimControlNumber,
            Claim = payment.ClaimId.Length == 0 ? "" : $"claims/{payment.ClaimId}",
            ClaimVersionNumber = payment.ClaimVersion,
            MatchRule = payment.MatchRule.ToWire(),
            UnmatchedReasonCode = payment.IsUnapplied ? payment.UnmatchedReason : "",
            Etag = Etag.Of(payment.Version),
        };
        wire.Adjustments.Add(payment.Detail.Adjustments.Select(adjustment => adjustment.ToWire()));
        wire.Lines.Add(payment.Detail.Lines.Select((line, index) => line.ToWire(payment.ClaimLines.Count == 0 ? 0 : payment.ClaimLines[index])));
        wire.RemarkCodes.Add(payment.Detail.RemarkCodes);
        return wire;
    }

    public static Wire.Posting ToWire(this Posting posting) => new()
    {
        Name = posting.Name,
        Remittance = $"remittances/{posting.RemittanceId}",
        ChunkNumber = posting.ChunkNumber,
        ClaimCount = posting.ClaimCount,
        PaidAmount = posting.PaidAmount.ToWire(),
        ContractualAmount = posting.ContractualAmount.ToWire(),
        PatientResponsibilityAmount = posting.PatientResponsibilityAmount.ToWire(),
        DeniedAmount = posting.DeniedAmount.ToWire(),
        PostTime = posting.PostTime.ToWire(),
    };

    public static Wire.ProviderAdjustment ToWire(this ProviderAdjustment adjustment) => new()
    {
        Name = adjustment.Name,
        Remittance = $"remittances/{adjustment.RemittanceId}",
        ProviderId = adjustment.ProviderId,
        ReasonCode = adjustment.ReasonCode,
        Reference = adjustment.Reference,
        Amount = adjustment.Amount.ToWire(),
    };

    public static Wire.RemittanceFile.Types.State ToWire(this RemittanceFileState state) => state switch
    {
        RemittanceFileState.Received => Wire.RemittanceFile.Types.State.Received,
        RemittanceFileState.Parsed => Wire.RemittanceFile.Types.State.Parsed,
        RemittanceFileState.Quarantined => Wire.RemittanceFile.Types.State.Quarantined,
        _ => throw new UnreachableException(),
    };

    /// <summary>Null for none.</summary>
    public static RemittanceFileState? ToDomain(this Wire.RemittanceFile.Types.State state) => state switch
    {
        Wire.RemittanceFile.Types.State.Unspecified => null,
        Wire.RemittanceFile.Types.State.Received => RemittanceFileState.Received,
        Wire.RemittanceFile.Types.State.Parsed => RemittanceFileState.Parsed,
        Wire.RemittanceFile.Types.State.Quarantined => RemittanceFileState.Quarantined,
        _ => throw UnknownState(),
    };

    public static Wire.Remittance.Types.State ToWire(this RemittanceAdviceState state) => state switch
    {
        // Shown only while it is read for a payee that became known: until that is done it stands where it stood.
        RemittanceAdviceState.Reading => Wire.Remittance.Types.State.Quarantined,
        RemittanceAdviceState.Balanced => Wire.Remittance.Types.State.Balanced,
        RemittanceAdviceState.Quarantined => Wire.Remittance.Types.State.Quarantined,
        RemittanceAdviceState.Matched => Wire.Remittance.Types.State.Matched,
        RemittanceAdviceState.Posted => Wire.Remittance.Types.State.Posted,
        _ => throw new UnreachableException(),
    };

    /// <summary>Null for none.</summary>
    public static RemittanceAdviceState? ToDomain(this Wire.Remittance.Types.State state) => state switch
    {
        Wire.Remittance.Types.State.Unspecified => null,
        Wire.Remittance.Types.State.Balanced => RemittanceAdviceState.Balanced,
        Wire.Remittance.Types.State.Quarantined => RemittanceAdviceState.Quarantined,
        Wire.Remittance.Types.State.Matched => RemittanceAdviceState.Matched,
        Wire.Remittance.Types.State.Posted => RemittanceAdviceState.Posted,
        _ => throw UnknownState(),
    };

    public static Wire.Disposition ToWire(this Disposition disposition) => disposition switch
    {
        Disposition.Contractual => Wire.Disposition.Contractual,
        Disposition.PatientResponsibility => Wire.Disposition.PatientResponsibility,
        Disposition.Denied => Wire.Disposition.Denied,
        _ => throw new UnreachableException(),
    };

    public static Wire.ClaimPayment.Types.MatchRule ToWire(this MatchRule rule) => rule switch
    {
        MatchRule.None => Wire.ClaimPayment.Types.MatchRule.Unspecified,
        MatchRule.PatientControlNumber => Wire.ClaimPayment.Types.MatchRule.PatientControlNumber,
        MatchRule.PayerClaimControlNumber => Wire.ClaimPayment.Types.MatchRule.PayerClaimControlNumber,
        MatchRule.Manual => Wire.ClaimPayment.Types.MatchRule.Manual,
        _ => throw new UnreachableException(),
    };

    public static Wire.BalanceDifference.Types.Level ToWire(this BalanceLevel level) => level switch
    {
        BalanceLevel.Line => Wire.BalanceDifference.Types.Level.Line,
        BalanceLevel.Claim => Wire.BalanceDifference.Types.Level.Claim,
        BalanceLevel.LineCharges => Wire.BalanceDifference.Types.Level.LineCharges,
        BalanceLevel.Transaction => Wire.BalanceDifference.Types.Level.Transaction,
        _ => throw new UnreachableException(),
    };

    private static Wire.BalanceDifference ToWire(this BalanceDifference difference) => new()
    {
        Level = difference.Level.ToWire(),
        Location = difference.Location,
        ExpectedAmount = difference.Expected.ToWire(),
        ActualAmount = difference.Actual.ToWire(),
        Difference = difference.Difference.ToWire(),
    };

    private static Wire.ClaimPaymentAdjustment ToWire(this PaymentAdjustment adjustment) => new()
    {
        LineNumber = adjustment.LineNumber,
        GroupCode = adjustment.GroupCode,
        ReasonCode = adjustment.ReasonCode,
        Amount = adjustment.Amount.ToWire(),
        Disposition = adjustment.Disposition.ToWire(),
    };

    private static Wire.ClaimPaymentLine ToWire(this PaymentLine line, int claimLine)
    {
        var wire = new Wire.ClaimPaymentLine
        {
            LineNumber = line.LineNumber,
            LineItemControlNumber = line.ControlNumber,
            ProcedureCode = line.ProcedureCode,
            Charge = line.Charge.ToWire(),
            PaidAmount = line.Paid.ToWire(),
            ClaimLineNumber = claimLine,
        };
        wire.RemarkCodes.Add(line.RemarkCodes);
        return wire;
    }

    private static Failure UnknownState() => Failure.Invalid("state", "UNKNOWN_STATE", "There is no such state.");
}
