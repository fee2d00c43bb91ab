using MedBill.Platform.Values;

namespace MedBill.Remittance.Domain;

/// <summary>Who pays whom how much, and under which number: the front of an 835.</summary>
public sealed record PaymentHeader
{
    /// <summary>N1*PR.</summary>
    public required string PayerName { get; init; }

    /// <summary>REF*2U, else TRN03.</summary>
    public required string PayerId { get; init; }

    /// <summary>TRN03: who gave the trace number; empty when absent.</summary>
    public required string TraceOriginator { get; init; }

    /// <summary>N1*PE with XX; empty when the payee is not named by it.</summary>
    public required string PayeeNpi { get; init; }

    /// <summary>TRN02.</summary>
    public required string TraceNumber { get; init; }

    /// <summary>BPR04.</summary>
    public required string MethodCode { get; init; }

    /// <summary>BPR02.</summary>
    public required Money Amount { get; init; }

    /// <summary>BPR16, else DTM*405, else the day the file came.</summary>
    public required DateOnly Date { get; init; }
}

/// <summary>Which equation of the 835 failed (x12-facts 3.4).</summary>
public enum BalanceLevel
{
    /// <summary>SVC03 = SVC02 - line adjustments.</summary>
    Line = 1,

    /// <summary>CLP04 = CLP03 - all adjustments of the claim.</summary>
    Claim = 2,

    /// <summary>CLP03 = sum of SVC02.</summary>
    LineCharges = 3,

    /// <summary>BPR02 = sum of CLP04 - provider-level adjustments.</summary>
    Transaction = 4,
}

/// <summary>One place where an 835 does not add up.</summary>
/// <param name="Level">Which equation.</param>
/// <param name="Location">Where, such as <c>CLP[3] SVC[2]</c>.</param>
/// <param name="Expected">What the other amounts add up to.</param>
/// <param name="Actual">What the file says.</param>
public sealed record BalanceDifference(BalanceLevel Level, string Location, Money Expected, Money Actual)
{
    public Money Difference => Actual - Expected;
}

/// <summary>A remittance advice that was accepted as the same payment, or with the same trace number and content.</summary>
public sealed record EarlierRemittance(string Id, string ContentHash);

/// <summary>What reading a whole remittance advice showed.</summary>
public sealed record ReadingResult
{
    /// <summary>Most differences that are kept.</summary>
    public const int MaxDifferences = 100;

    /// <summary>How many claim payments it has.</summary>
    public required int ClaimPaymentCount { get; init; }

    /// <summary>Sum of its provider-level adjustments.</summary>
    public required Money ProviderAdjustmentAmount { get; init; }

    /// <summary>Hash of what it says: the same when it is sent again, whatever the day and the envelope.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Something in it could not be read, so a claim or an amount may be missing.</summary>
    public required bool IsIncomplete { get; init; }

    /// <summary>An amount in it, or what is taken off one claim, is above <see cref="PostedAmounts.Largest"/>.</summary>
    public required bool HasAmountTooLarge { get; init; }

    /// <summary>The first differences, at most <see cref="MaxDifferences"/>.</summary>
    public required IReadOnlyList<BalanceDifference> Differences { get; init; }

    /// <summary>How many there are.</summary>
    public required int DifferenceCount { get; init; }
}
