using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>What becomes of an adjustment.</summary>
public enum AdjustmentDisposition
{
    Contractual,
    PatientResponsibility,
    Denied,
}

/// <summary>One adjustment (CAS) of a payer's decision.</summary>
/// <param name="LineNumber">Position of the service line, 0 for the claim as a whole.</param>
/// <param name="GroupCode">CO, PR, OA or PI.</param>
/// <param name="ReasonCode">CARC.</param>
/// <param name="RemarkCodes">RARC.</param>
/// <param name="Amount">Positive lowers the payment.</param>
/// <param name="Disposition">What becomes of it.</param>
public sealed record PostedAdjustment(
    int LineNumber,
    string GroupCode,
    string ReasonCode,
    IReadOnlyList<string> RemarkCodes,
    Money Amount,
    AdjustmentDisposition Disposition);

/// <summary>
/// What one claim payment (CLP) of a remittance advice decided about one version. A fact: it is only ever added. Everything that is said
/// of the payer's decision is worked out from all of them together, so the order in which they arrive does not matter.
/// </summary>
public sealed class ClaimPosting : IPracticeOwned, IAppendOnly
{
    /// <summary>CLP02: an earlier payment is taken back.</summary>
    public const string ReversalStatus = "22";

    /// <summary><c>era-…</c></summary>
    public required string RemittanceId { get; init; }

    /// <summary>Position of the claim payment in the remittance advice.</summary>
    public required int ClaimPaymentNumber { get; init; }

    /// <summary>Chunk of the remittance advice it was told with.</summary>
    public required int ChunkNumber { get; init; }

    public required string ClaimId { get; init; }

    public required int VersionNumber { get; init; }

    public string Practice { get; private set; } = "";

    /// <summary>CLP02.</summary>
    public required string StatusCode { get; init; }

    /// <summary>CLP07; empty when the payer gave none.</summary>
    public required string PayerClaimControlNumber { get; init; }

    /// <summary>BPR16.</summary>
    public required DateOnly PaymentDate { get; init; }

    public required Money Charge { get; init; }

    public required Money Paid { get; init; }

    public required Money Contractual { get; init; }

    public required Money PatientResponsibility { get; init; }

    public required Money Denied { get; init; }

    public required IReadOnlyList<PostedAdjustment> Adjustments { get; init; }

    /// <summary>
    /// The lines it is about, also those it paid in full and adjusts nothing of; a payer may split a claim. Empty when it did not say: then
    /// only its adjustments name lines.
    /// </summary>
    public IReadOnlyList<int> Lines { get; init; } = [];

    public bool IsReversal => StatusCode == ReversalStatus;

    /// <summary>
    /// Whether this settles what another posting, of the same version or a later one, denied. A payer may split a claim into several claim
    /// payments, so one that is about other lines says nothing of it, in whatever order they stand.
    /// </summary>
    /// <param name="denial">What was denied.</param>
    /// <param name="origin">The posting it came with.</param>
    /// <param name="totalCharge">CLM02 of the version this posting decides.</param>
    public bool Settles(Denial denial, ClaimPosting origin, Money totalCharge)
    {
        if (!IsLaterThan(origin))
        {
            return false;
        }

        var isWhole = IsWhole(totalCharge);
        var ofLine = VersionNumber == origin.VersionNumber ? Adjustments.Where(adjustment => adjustment.LineNumber == denial.LineNumber).ToList() : [];
        if (IsReversal)
        {
            // A reversal repeats the adjustments it takes back with the sign turned round.
            return VersionNumber == origin.VersionNumber && (isWhole || ofLine.Exists(adjustment => IsDenied(adjustment) && adjustment.Amount < Money.Zero));
        }

        var covers = isWhole || (VersionNumber == origin.VersionNumber && IsAbout(denial.LineNumber));
        return covers && (Paid > Money.Zero || !DeniesAgain(denial.LineNumber));
    }

    /// <summary>Its charge is that of the whole version, or, of a reversal, takes all of it back.</summary>
    public bool IsWhole(Money totalCharge) => (IsReversal ? -Charge : Charge) >= totalCharge;

    /// <summary>Whether it names this line. The claim as a whole (0) is no line.</summary>
    public bool IsAbout(int lineNumber) =>
        lineNumber > 0 && (Lines.Contains(lineNumber) || Adjustments.Any(adjustment => adjustment.LineNumber == lineNumber));

    /// <summary>By payment date, then by the remittance's id, which grows with time, then by position: a reversal stands before its correction.</summary>
    public static IComparer<ClaimPosting> InTime { get; } = Comparer<ClaimPosting>.Create((left, right) =>
    {
        // Two decisions of one day: the later version's is the later one, since it was sent because of the other.
        var byDate = left.PaymentDate.CompareTo(right.PaymentDate);
        var byVersion = left.VersionNumber.CompareTo(right.VersionNumber);
        var byRemittance = string.CompareOrdinal(left.RemittanceId, right.RemittanceId);
        return byDate != 0 ? byDate
            : byVersion != 0 ? byVersion
            : byRemittance != 0 ? byRemittance
            : left.ClaimPaymentNumber.CompareTo(right.ClaimPaymentNumber);
    });

    /// <summary>
    /// Whether this takes the others whole back. Two remittance advices of one day have no order that is known; within one, what is taken
    /// back stands before it, and a correction after it.
    /// </summary>
    public bool MayReverse(IReadOnlyCollection<ClaimPosting> others) =>
        IsReversal && Charge == -Money.Sum(others.Select(other => other.Charge)) && others.All(other => !other.IsReversal
            && PaymentDate >= other.PaymentDate && (RemittanceId != other.RemittanceId || ClaimPaymentNumber > other.ClaimPaymentNumber));

    /// <summary>
    /// Whether this decision of the same version, about the same lines or the whole of it, stands in the place of an earlier denial. Such a
    /// denial need not be reversed first: there was nothing to take back.
    /// </summary>
    public bool Overtakes(ClaimPosting denied, Money totalCharge) =>
        denied.Paid == Money.Zero && denied.Contractual == Money.Zero && denied.PatientResponsibility == Money.Zero
        && !IsReversal && IsLaterThan(denied)
        && (IsWhole(totalCharge) || (denied.Lines.Count > 0 && denied.Lines.All(Lines.Contains)));

    public bool IsLaterThan(ClaimPosting other) => InTime.Compare(this, other) > 0;

    private bool DeniesAgain(int lineNumber) => Adjustments.Any(adjustment => IsDenied(adjustment) && adjustment.Amount > Money.Zero
        && (lineNumber == 0 || adjustment.LineNumber == 0 || adjustment.LineNumber == lineNumber));

    private static bool IsDenied(PostedAdjustment adjustment) => adjustment.Disposition == AdjustmentDisposition.Denied;
}
