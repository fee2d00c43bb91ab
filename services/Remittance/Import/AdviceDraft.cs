using MedBill.Remittance.Domain;
using MedBill.X12.Remittances835;
using ClaimPayment = MedBill.Remittance.Domain.ClaimPayment;

namespace MedBill.Remittance.Import;

/// <summary>A remittance advice while its set goes by: holds the claim payments not stored yet, and what was seen of the whole.</summary>
internal sealed class AdviceDraft(RemittanceFile file, int setNumber, string practice, string remittanceId, PaymentHeader header, int storedThrough)
{
    private readonly Balance835 _balance = new();
    private readonly List<Domain.BalanceDifference> _differences = [];
    private readonly List<ClaimPayment> _waiting = [];
    private readonly ContentFingerprint _fingerprint = new();
    private int _position;
    private int _differenceCount;
    private bool _hasAmountTooLarge;

    public RemittanceFile File { get; } = file;

    public int SetNumber { get; } = setNumber;

    public string Practice { get; } = practice;

    public string RemittanceId { get; } = remittanceId;

    public PaymentHeader Header { get; } = header;

    /// <summary>How many are stored: those before a crash are not stored again.</summary>
    public int StoredThrough { get; private set; } = storedThrough;

    public IReadOnlyList<ClaimPayment> Waiting => _waiting;

    /// <summary>Only a known payee's claim payments are stored.</summary>
    public bool IsHeld => Practice == PracticeIds.Unassigned || HeldForUploader;

    /// <summary>An upload whose payee is not the uploader's practice.</summary>
    public required bool HeldForUploader { get; init; }

    public void Take(RemittanceItem item)
    {
        _hasAmountTooLarge |= AmountLimit.IsBrokenBy(item);
        foreach (var difference in _balance.Add(item))
        {
            if (difference.ToDomain() is { } found && ++_differenceCount <= ReadingResult.MaxDifferences)
            {
                _differences.Add(found);
            }
        }

        switch (item)
        {
            case RemittanceHeader header:
                _fingerprint.Add(header);
                break;
            case RemittanceTrailer trailer:
                _fingerprint.Add(trailer);
                break;
            case MedBill.X12.Remittances835.ClaimPayment claim:
                Take(claim.ToDomain(RemittanceId, ++_position));
                break;
            default:
                break;
        }
    }

    private void Take(ClaimPayment payment)
    {
        _fingerprint.Add(payment);
        if (_position > StoredThrough && !IsHeld)
        {
            _waiting.Add(payment);
        }
    }

    public void MarkStored()
    {
        StoredThrough += _waiting.Count;
        _waiting.Clear();
    }

    /// <summary>What the whole set showed.</summary>
    /// <param name="trailer">Its end.</param>
    /// <param name="isIncomplete">Whether something in it could not be read.</param>
    public ReadingResult Finish(RemittanceTrailer trailer, bool isIncomplete) => new()
    {
        ClaimPaymentCount = _position,
        ProviderAdjustmentAmount = trailer.Sum(),
        ContentHash = _fingerprint.Hash,
        IsIncomplete = isIncomplete,
        HasAmountTooLarge = _hasAmountTooLarge,
        Differences = _differences,
        DifferenceCount = _differenceCount,
    };
}
