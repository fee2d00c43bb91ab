using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>The payer's decision on one version: the sum of all that was posted for it, reversals included.</summary>
public sealed record Adjudication
{
    public required AdjudicationOutcome Outcome { get; init; }

    /// <summary>CLP02 of the latest decision.</summary>
    public required string StatusCode { get; init; }

    public required Money Paid { get; init; }

    public required Money Contractual { get; init; }

    public required Money PatientResponsibility { get; init; }

    public required Money Denied { get; init; }

    /// <summary>What it moved: all but what is denied.</summary>
    public Money Decided => Paid + Contractual + PatientResponsibility;

    /// <summary>Adjustments of the same line, group and reason added up; those that came to nothing are left out.</summary>
    public required IReadOnlyList<PostedAdjustment> Adjustments { get; init; }

    /// <summary><c>era-…</c> of the latest decision.</summary>
    public required string RemittanceId { get; init; }

    public required DateOnly PaymentDate { get; init; }

    /// <summary>CLP07 of the latest decision that gave one; empty when none did.</summary>
    public required string PayerClaimControlNumber { get; init; }

    /// <summary>CLP02 19, 20, 21: the payer has passed the claim on to the next one, whose 835 decides what the patient owes.</summary>
    public bool IsForwarded => StatusCode is "19" or "20" or "21";

    /// <summary>
    /// Returned as unprocessable (RARC MA130): the payer has decided nothing, knows no claim that could be replaced, and wants a new one
    /// (x12-facts 2.7).
    /// </summary>
    public bool IsReturned => Outcome == AdjudicationOutcome.Denied
        && Adjustments.Where(one => one.Disposition == AdjustmentDisposition.Denied).All(one => one.RemarkCodes.Contains(Unprocessable));

    private const string Unprocessable = "MA130";

    /// <summary>The decision that all these postings come to; at least one.</summary>
    public static Adjudication Of(IEnumerable<ClaimPosting> postings)
    {
        var all = postings.Order(ClaimPosting.InTime).ToList();
        var latest = all.LastOrDefault(posting => !posting.IsReversal) ?? all[^1];
        var paid = Money.Sum(all.Select(posting => posting.Paid));
        var patient = Money.Sum(all.Select(posting => posting.PatientResponsibility));
        var denied = Money.Sum(all.Select(posting => posting.Denied));
        return new()
        {
            Outcome = OutcomeOf(Money.Sum(all.Select(posting => posting.Charge)), paid, patient, denied, all.Exists(posting => posting.IsReversal)),
            StatusCode = latest.StatusCode,
            Paid = paid,
            Contractual = Money.Sum(all.Select(posting => posting.Contractual)),
            PatientResponsibility = patient,
            Denied = denied,
            Adjustments = AddUp(all.SelectMany(posting => posting.Adjustments)),
            RemittanceId = latest.RemittanceId,
            PaymentDate = latest.PaymentDate,
            PayerClaimControlNumber = all.LastOrDefault(posting => posting.PayerClaimControlNumber.Length > 0)?.PayerClaimControlNumber ?? "",
        };
    }

    private static AdjudicationOutcome OutcomeOf(Money charge, Money paid, Money patient, Money denied, bool anyReversal)
    {
        if (anyReversal && charge <= Money.Zero)
        {
            return AdjudicationOutcome.Reversed;
        }

        if (denied > Money.Zero)
        {
            return paid > Money.Zero || patient > Money.Zero ? AdjudicationOutcome.PartiallyPaid : AdjudicationOutcome.Denied;
        }

        // Written down whole by contract (capitation, CARC 24) counts as paid: nothing is open.
        return paid <= Money.Zero && patient > Money.Zero ? AdjudicationOutcome.PatientResponsibility : AdjudicationOutcome.Paid;
    }

    private static List<PostedAdjustment> AddUp(IEnumerable<PostedAdjustment> adjustments) =>
    [
        .. from adjustment in adjustments
           group adjustment by (adjustment.LineNumber, adjustment.GroupCode, adjustment.ReasonCode, adjustment.Disposition) into same
           let amount = Money.Sum(same.Select(adjustment => adjustment.Amount))
           where amount != Money.Zero
           orderby same.Key.LineNumber, same.Key.GroupCode, same.Key.ReasonCode, same.Key.Disposition
           select new PostedAdjustment(
               same.Key.LineNumber, same.Key.GroupCode, same.Key.ReasonCode,
               [.. same.SelectMany(adjustment => adjustment.RemarkCodes).Distinct(StringComparer.Ordinal)], amount, same.Key.Disposition),
    ];
}
