using System.Globalization;
using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Segments;

namespace MedBill.X12.PremiumPayments820;

/// <summary>
/// Adds up an 820 while it streams. Two equations: BPR02 = Σ RMR04 + Σ ADX01 of loops 2200 (adjustments of an earlier payment), and for
/// an item with a billed amount RMR04 = RMR05 + Σ ADX01 of its loop 2320. Some payers settle loops 2200 outside the payment: then
/// BPR02 = Σ RMR04 is not held against them.
/// </summary>
internal sealed class PremiumBalance(FindingContext context)
{
    private string _version = "";
    private long _payment;
    private int _position;
    private long _offset;
    private long _paid;
    private long _previous;
    private bool _isComplete;

    public void Begin(string version) =>
        (_version, _payment, _position, _offset, _paid, _previous, _isComplete) = (version, 0, 0, 0, 0, 0, true);

    /// <summary>BPR02, the cursor being at BPR.</summary>
    public void Pays(SegmentCursor cursor, long cents) => (_payment, _position, _offset) = (cents, cursor.Position, cursor.Segment.Offset);

    public void Add(PremiumRemittance remittance)
    {
        _paid += remittance.PaidCents;
        _previous += Sum(remittance.PreviousPaymentAdjustments);
    }

    /// <summary>A remittance could not be read: nothing can be said of the sum any more.</summary>
    public void LeaveOut() => _isComplete = false;

    /// <summary>An item; its place was kept when its RMR was read.</summary>
    public void Check(PremiumDetail detail, int position, long offset)
    {
        if (detail.BilledCents is { } billed && billed + Sum(detail.Adjustments) is var expected && expected != detail.PaidCents)
        {
            Report("RMR", 4, position, offset, FindingSeverity.Warning, detail.PaidCents, expected,
                "What is paid (RMR04) is not what was billed (RMR05) with its adjustments (ADX01)");
        }
    }

    public PremiumPaymentTrailer End()
    {
        if (_isComplete && _payment != _paid + _previous && _payment != _paid)
        {
            Report("BPR", 2, _position, _offset, FindingSeverity.Error, _payment, _paid + _previous,
                "The payment (BPR02) is not the sum of the items (RMR04) and of the adjustments of earlier payments (ADX01)");
        }

        return new PremiumPaymentTrailer(_payment, _paid, _previous);
    }

    private static long Sum(ValueList<PremiumAdjustment> adjustments)
    {
        long sum = 0;
        foreach (var adjustment in adjustments)
        {
            sum += adjustment.AmountCents;
        }

        return sum;
    }

    private void Report(string id, int element, int position, long offset, FindingSeverity severity, long said, long expected, string words) =>
        context.Report(new Finding
        {
            Severity = severity,
            Code = "OUT_OF_BALANCE",
            Message = string.Create(CultureInfo.InvariantCulture, $"{words}: {said / 100m:0.00} is written, {expected / 100m:0.00} is the sum."),
            Rule = $"{_version} balancing, {id}{element:00}",
            Snip = SnipType.Balancing,
            SegmentId = id,
            SegmentPosition = position,
            Element = element,
            DataElement = 782,
            ByteOffset = offset,
            SegmentErrorCode = "8",
            ElementErrorCode = "7",
        });
}
