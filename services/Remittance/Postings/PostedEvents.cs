using MedBill.Platform.Rpc;
using MedBill.Remittance.Domain;
using Events = MedBill.Contracts.Remittance.Events.V1;
using Wire = MedBill.Contracts.Remittance.Events.V1.PaymentsPosted.Types;

namespace MedBill.Remittance.Postings;

/// <summary>One claim payment with its claim, as it is told.</summary>
internal sealed record ClaimToPost(ClaimPayment Payment, PostedAmounts Amounts, Wire.ClaimPosting Told);

/// <summary>Of a submitted claim, what a posting tells.</summary>
internal sealed record ClaimReference(
    string ClaimId, int VersionNumber, string EncounterId, string PatientId, string ResponsibleParty, string PayerId, DateOnly ServiceDate);

/// <summary>Makes the claims of a PaymentsPosted and keeps them within its size.</summary>
internal static class PostedEvents
{
    /// <summary>256 KB with 2 KB for what surrounds the claims.</summary>
    public const int MaxClaimBytes = (256 * 1024) - 2048;

    /// <summary>As many of these, from the first on, as one event holds: at most 200 and 256 KB.</summary>
    public static List<ClaimToPost> Fill(IEnumerable<(ClaimPayment Payment, ClaimReference Claim)> payments)
    {
        var chunk = new List<ClaimToPost>();
        var bytes = 0;
        foreach (var (payment, claim) in payments)
        {
            var one = Tell(payment, claim, out var size);
            bytes += size;
            if (chunk.Count == Posting.MaxClaims || (chunk.Count > 0 && bytes > MaxClaimBytes))
            {
                break;
            }

            chunk.Add(one);
        }

        return chunk;
    }

    private static ClaimToPost Tell(ClaimPayment payment, ClaimReference claim, out int size)
    {
        var amounts = PostedAmounts.Of(payment);
        var told = new Wire.ClaimPosting
        {
            ClaimPayment = $"remittances/{payment.RemittanceId}/claimPayments/{payment.Position}",
            Claim = $"claims/{claim.ClaimId}",
            ClaimVersionNumber = claim.VersionNumber,
            Encounter = $"encounters/{claim.EncounterId}",
            Patient = $"patients/{claim.PatientId}",
            ResponsibleParty = claim.ResponsibleParty,
            Payer = $"payers/{claim.PayerId}",
            ServiceDate = claim.ServiceDate.ToWire(),
            ClaimStatusCode = payment.StatusCode,
            PayerClaimControlNumber = payment.PayerClaimControlNumber,
            Charge = amounts.Charge.ToWire(),
            PaidAmount = amounts.Paid.ToWire(),
            ContractualAmount = amounts.Contractual.ToWire(),
            PatientResponsibilityAmount = amounts.PatientResponsibility.ToWire(),
            DeniedAmount = amounts.Denied.ToWire(),
        };
        told.Adjustments.Add(payment.Detail.Adjustments.Select(adjustment => Tell(payment, adjustment)));
        told.LineNumbers.Add(payment.ClaimLines.Where(line => line > 0).Distinct().Order());
        size = EventSize.Of(told);
        if (size > MaxClaimBytes)
        {
            // A claim of hundreds of lines: told by group and reason instead of by line. The money is the same.
            Summarize(told);
            size = EventSize.Of(told);
        }

        return new(payment, amounts, told);
    }

    private static Wire.PostedAdjustment Tell(ClaimPayment payment, PaymentAdjustment adjustment)
    {
        var told = new Wire.PostedAdjustment
        {
            LineNumber = adjustment.LineNumber == 0 ? 0 : payment.ClaimLines[adjustment.LineNumber - 1],
            GroupCode = adjustment.GroupCode,
            ReasonCode = adjustment.ReasonCode,
            Amount = adjustment.Amount.ToWire(),
            Disposition = adjustment.Disposition.ToEvent(),
        };

        // What is remarked on the claim as a whole (MOA) holds for each of its lines: MA130 of a refused claim stands there.
        IReadOnlyList<string> ofLine = adjustment.LineNumber == 0 ? [] : payment.Detail.Lines[adjustment.LineNumber - 1].RemarkCodes;
        told.RemarkCodes.Add(ofLine.Union(payment.Detail.RemarkCodes));
        return told;
    }

    private static void Summarize(Wire.ClaimPosting told)
    {
        var sums = told.Adjustments
            .GroupBy(adjustment => (adjustment.GroupCode, adjustment.ReasonCode, adjustment.Disposition))
            .Select(same =>
            {
                var sum = new Wire.PostedAdjustment
                {
                    GroupCode = same.Key.GroupCode,
                    ReasonCode = same.Key.ReasonCode,
                    Disposition = same.Key.Disposition,
                    Amount = Platform.Values.Money.Sum(same.Select(adjustment => adjustment.Amount.ToMoney("amount"))).ToWire(),
                };
                sum.RemarkCodes.Add(same.SelectMany(adjustment => adjustment.RemarkCodes).Distinct().Take(20));
                return sum;
            })
            .ToList();
        told.Adjustments.Clear();
        told.Adjustments.Add(sums);
        told.LineNumbers.Clear();
    }

    private static Events.PaymentsPosted.Types.Disposition ToEvent(this Disposition disposition) => disposition switch
    {
        Disposition.Contractual => Wire.Disposition.Contractual,
        Disposition.PatientResponsibility => Wire.Disposition.PatientResponsibility,
        Disposition.Denied => Wire.Disposition.Denied,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
