using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.PremiumPayments820;

/// <summary>Reads an 820: its front, then one ENT after the other, and adds up what they pay.</summary>
internal sealed class PremiumPaymentAssembler(FindingContext context, ReadLimits limits)
    : SetAssembler<PremiumPaymentItem>(GuideId.PremiumPayment820, context, limits)
{
    private readonly PremiumBalance _balance = new(context);
    private bool _hasHeader;

    protected override bool AlsoReads(SetEnvelope envelope) => GuideId.ExchangePayment820.Fits(envelope);

    protected override ReadOnlySpan<uint> Starts => [SegmentKey.ENT];

    protected override void BeginSet()
    {
        _hasHeader = false;
        _balance.Begin(Envelope.Version);
    }

    protected override void ReadUnit()
    {
        if (Cursor.Key == SegmentKey.ENT)
        {
            ReadRemittance();
        }
        else if (PremiumPaymentReader.Header(Cursor, Envelope, _balance) is { } header && Cursor.Errors == 0)
        {
            _hasHeader = true;
            Yield(header);
        }
    }

    protected override void UnitLeftOut() => _balance.LeaveOut();

    protected override void EndSet()
    {
        if (_hasHeader)
        {
            Yield(_balance.End());
        }
    }

    private void ReadRemittance()
    {
        if (!_hasHeader)
        {
            Cursor.Report(0, 0, "REMITTANCE_WITHOUT_CONTEXT", "The remittance stands under no readable payment (BPR); it was left out.", null);
        }

        var remittance = PremiumPaymentReader.Remittance(Cursor, _balance);
        if (Cursor.Errors == 0)
        {
            _balance.Add(remittance);
            Yield(remittance);
        }
        else
        {
            _balance.LeaveOut();
        }
    }
}
