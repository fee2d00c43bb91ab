using MedBill.Platform.Values;

namespace MedBill.Remittance.Domain;

/// <summary>What was decided on one claim: charge = paid + contractual + patient responsibility + denied, to the cent.</summary>
/// <param name="Charge">CLP03.</param>
/// <param name="Paid">CLP04.</param>
/// <param name="Contractual">Written down by contract.</param>
/// <param name="PatientResponsibility">Owed by the patient.</param>
/// <param name="Denied">Stays open.</param>
public readonly record struct PostedAmounts(Money Charge, Money Paid, Money Contractual, Money PatientResponsibility, Money Denied)
{
    /// <summary>
    /// The largest amount the suite books, either way: HIPAA's ten digits with cents (782), as for a charge that is sent. One above it would
    /// have every subscriber refuse the whole chunk, and 199 other claims with it.
    /// </summary>
    public static readonly Money Largest = new(9_999_999_999);

    /// <summary>The amounts of one claim payment. A claim that does not add up never gets this far, so it is a defect here.</summary>
    public static PostedAmounts Of(ClaimPayment payment)
    {
        var amounts = new PostedAmounts(
            payment.Charge,
            payment.Paid,
            SumOf(payment, Disposition.Contractual),
            SumOf(payment, Disposition.PatientResponsibility),
            SumOf(payment, Disposition.Denied));
        return amounts.AddsUp ? amounts : throw new InvalidOperationException("A claim payment that does not add up cannot be posted.");
    }

    public static PostedAmounts operator +(PostedAmounts left, PostedAmounts right) => Add(left, right);

    public static PostedAmounts Add(PostedAmounts left, PostedAmounts right) => new(
        left.Charge + right.Charge,
        left.Paid + right.Paid,
        left.Contractual + right.Contractual,
        left.PatientResponsibility + right.PatientResponsibility,
        left.Denied + right.Denied);

    public bool AddsUp => Charge == Paid + Contractual + PatientResponsibility + Denied;

    private static Money SumOf(ClaimPayment payment, Disposition disposition) =>
        Money.Sum(payment.Detail.Adjustments.Where(adjustment => adjustment.Disposition == disposition).Select(adjustment => adjustment.Amount));
}

/// <summary>One chunk of a remittance advice, posted in one transaction. A fact: never changed.</summary>
public sealed class Posting : IPracticeOwned, IAppendOnly
{
    /// <summary>Most claims in one.</summary>
    public const int MaxClaims = 200;

    public required string Id { get; init; }

    public string Name => $"postings/{Id}";

    public string Practice { get; private set; } = "";

    public required string RemittanceId { get; init; }

    /// <summary>From 1 within the remittance advice.</summary>
    public required int ChunkNumber { get; init; }

    /// <summary>Position of its first claim payment.</summary>
    public required int FirstPosition { get; init; }

    /// <summary>Position of its last claim payment.</summary>
    public required int LastPosition { get; init; }

    public required int ClaimCount { get; init; }

    public required Money ChargeAmount { get; init; }

    public required Money PaidAmount { get; init; }

    public required Money ContractualAmount { get; init; }

    public required Money PatientResponsibilityAmount { get; init; }

    public required Money DeniedAmount { get; init; }

    public required DateTimeOffset PostTime { get; init; }

    /// <summary>Id of its PaymentsPosted in the outbox: as long as that row waits, the posting is in flight.</summary>
    public required string EventId { get; init; }
}

/// <summary>One amount of a PLB segment: money a payer took (positive) or gave outside of claims. A fact: never changed.</summary>
public sealed class ProviderAdjustment : IPracticeOwned, IAppendOnly
{
    public required string Id { get; init; }

    public string Name => $"providerAdjustments/{Id}";

    public string Practice { get; private set; } = "";

    public required string RemittanceId { get; init; }

    /// <summary>From 1 within the remittance advice.</summary>
    public required int Position { get; init; }

    /// <summary>PLB01.</summary>
    public required string ProviderId { get; init; }

    /// <summary>PLB03-1.</summary>
    public required string ReasonCode { get; init; }

    /// <summary>PLB03-2; some payers put a member's number into it.</summary>
    public required string Reference { get; init; }

    public required Money Amount { get; init; }
}
