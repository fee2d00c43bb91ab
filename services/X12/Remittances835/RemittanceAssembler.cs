using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Remittances835;

/// <summary>Reads an 835 and hands out its header, each claim, and its provider adjustments.</summary>
internal sealed class RemittanceAssembler : SetAssembler<RemittanceItem>
{
    private readonly ClaimPaymentReader _claims;
    private readonly List<ProviderAdjustment> _adjustments = [];
    private readonly List<RawSegment> _others = [];
    private ClaimGroup _group = ClaimGroup.First;
    private bool _hasHeader;
    private bool _inTrailer;

    public RemittanceAssembler(FindingContext context, ReadLimits limits)
        : base(GuideId.Remittance835, context, limits) => _claims = new ClaimPaymentReader(Cursor);

    protected override ReadOnlySpan<uint> Starts => [SegmentKey.CLP, SegmentKey.LX, SegmentKey.PLB];

    // All of the trailer is one unit.
    protected override bool StartsUnit(EnvelopeReader reader)
    {
        var isWithin = _inTrailer && reader.Key == SegmentKey.PLB;
        _inTrailer |= reader.Key == SegmentKey.PLB;
        return !isWithin;
    }

    protected override void BeginSet()
    {
        _group = ClaimGroup.First;
        (_hasHeader, _inTrailer) = (false, false);
        _adjustments.Clear();
        _others.Clear();
    }

    protected override void ReadUnit()
    {
        switch (Cursor.Key)
        {
            case SegmentKey.CLP:
                ReadClaim();
                break;
            case SegmentKey.LX:
                _group = Group();
                break;
            case SegmentKey.PLB:
                ReadTrailer();
                break;
            default:
                ReadHeader();
                break;
        }
    }

    protected override void EndSet()
    {
        if (_hasHeader)
        {
            Yield(new RemittanceTrailer(_adjustments.ToValueList(), _others.ToValueList()));
        }
    }

    private void ReadHeader()
    {
        if (RemittanceReader.Header(Cursor) is { } header && Cursor.Errors == 0)
        {
            _hasHeader = true;
            Yield(header with { Envelope = Envelope });
        }
    }

    private void ReadClaim()
    {
        Cursor.Loop = "2100";
        var number = Cursor.Unique(1);
        Context.ClaimControlNumber = number;
        if (!_hasHeader)
        {
            Cursor.Report(0, 0, "CLAIM_WITHOUT_CONTEXT", "The claim stands under no readable payment (BPR, TRN); it was left out.", null);
        }

        var claim = _claims.Claim(_group, number);
        if (Cursor.Errors == 0)
        {
            Yield(claim);
        }

        Context.ClaimControlNumber = null;
    }

    private ClaimGroup Group()
    {
        var number = Cursor.Text(1) ?? "";
        Cursor.Next();
        var summaries = new List<RawSegment>();
        for (; Cursor.More; Cursor.Next())
        {
            summaries.Add(Cursor.Raw());
        }

        return new ClaimGroup(number, summaries.ToValueList());
    }

    private void ReadTrailer()
    {
        for (; Cursor.More; Cursor.Next())
        {
            if (Cursor.Key == SegmentKey.PLB)
            {
                var adjustment = RemittanceReader.Plb(Cursor);
                if (Cursor.Errors == 0)
                {
                    _adjustments.Add(adjustment);
                }
            }
            else
            {
                _others.Add(Cursor.Raw());
            }
        }
    }
}
