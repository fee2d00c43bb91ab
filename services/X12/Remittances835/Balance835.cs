using MedBill.X12.Segments;

namespace MedBill.X12.Remittances835;

/// <summary>Which equation of the 835 does not hold.</summary>
public enum BalanceLevel
{
    /// <summary>SVC03 = SVC02 − line adjustments.</summary>
    Line,

    /// <summary>CLP04 = CLP03 − claim adjustments − all line adjustments.</summary>
    Claim,

    /// <summary>CLP03 = Σ SVC02, when there are lines.</summary>
    LineCharges,

    /// <summary>
    /// The claim's equation fails because the same adjustments stand at claim and at line level; they may stand at one only.
    /// Expected is 0, actual the sum at claim level.
    /// </summary>
    DoubledAdjustment,

    /// <summary>BPR02 = Σ CLP04 − Σ PLB.</summary>
    Transaction,
}

/// <summary>An equation that does not hold.</summary>
/// <param name="Level">Which equation.</param>
/// <param name="PatientControlNumber">CLP01 of the claim; null for the transaction.</param>
/// <param name="ClaimIndex">The claim, counted from 1 in its set; 0 for the transaction.</param>
/// <param name="LineIndex">The line, counted from 1 in its claim; 0 above the line.</param>
/// <param name="ExpectedCents">What the equation gives.</param>
/// <param name="ActualCents">What the file says.</param>
public sealed record BalanceDifference(
    BalanceLevel Level,
    string? PatientControlNumber,
    int ClaimIndex,
    int LineIndex,
    long ExpectedCents,
    long ActualCents)
{
    /// <summary>Said minus computed.</summary>
    public long DifferenceCents => ActualCents - ExpectedCents;
}

/// <summary>
/// Checks that an 835 adds up to the cent, item by item while it streams: give it each <see cref="RemittanceItem"/> in turn.
/// Never changes an amount.
/// </summary>
public sealed class Balance835
{
    private long _expectedPayment;
    private long _payment;
    private int _claims;

    /// <summary>Every difference of a whole remittance.</summary>
    public static ValueList<BalanceDifference> Check(Remittance835 remittance)
    {
        ArgumentNullException.ThrowIfNull(remittance);
        var balance = new Balance835();
        var differences = new List<BalanceDifference>();
        differences.AddRange(balance.Add(remittance.Header));
        foreach (var claim in remittance.Claims)
        {
            differences.AddRange(balance.Add(claim));
        }

        differences.AddRange(balance.Add(new RemittanceTrailer(remittance.ProviderAdjustments)));
        return differences.ToValueList();
    }

    /// <summary>Takes the next item and returns the differences it shows: a claim's own, and with the trailer the transaction's.</summary>
    public ValueList<BalanceDifference> Add(RemittanceItem item)
    {
        switch (item)
        {
            case RemittanceHeader header:
                (_payment, _expectedPayment, _claims) = (header.PaymentCents, 0, 0);
                return default;

            case ClaimPayment claim:
                _expectedPayment += claim.PaidCents;
                return CheckClaim(claim, ++_claims);

            case RemittanceTrailer trailer:
                _expectedPayment -= trailer.ProviderAdjustments.Sum(adjustment => adjustment.Entries.Sum(entry => entry.AmountCents));
                return _payment == _expectedPayment
                    ? default
                    : [new BalanceDifference(BalanceLevel.Transaction, null, 0, 0, _expectedPayment, _payment)];

            default:
                throw new ArgumentException("Not an item of an 835.", nameof(item));
        }
    }

    /// <summary>The differences within one claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="claimIndex">Its place in its set, counted from 1.</param>
    public static ValueList<BalanceDifference> CheckClaim(ClaimPayment claim, int claimIndex = 1)
    {
        ArgumentNullException.ThrowIfNull(claim);
        List<BalanceDifference>? differences = null;
        long charges = 0;
        var atClaim = claim.Adjustments.SumCents();
        var adjusted = atClaim;
        for (var index = 0; index < claim.Lines.Count; index++)
        {
            var line = claim.Lines[index];
            var lineAdjusted = line.Adjustments.SumCents();
            charges += line.ChargeCents;
            adjusted += lineAdjusted;
            Compare(BalanceLevel.Line, index + 1, line.ChargeCents - lineAdjusted, line.PaidCents);
        }

        Compare(BalanceLevel.Claim, 0, claim.ChargeCents - adjusted, claim.PaidCents);
        if (atClaim != 0 && claim.ChargeCents - adjusted != claim.PaidCents && claim.ChargeCents - adjusted + atClaim == claim.PaidCents)
        {
            Compare(BalanceLevel.DoubledAdjustment, 0, 0, atClaim);
        }

        if (claim.Lines.Count > 0)
        {
            Compare(BalanceLevel.LineCharges, 0, charges, claim.ChargeCents);
        }

        return differences.ToValueList();

        void Compare(BalanceLevel level, int line, long expected, long actual)
        {
            if (expected != actual)
            {
                (differences ??= []).Add(new(level, claim.PatientControlNumber, claimIndex, line, expected, actual));
            }
        }
    }
}
