using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Acknowledgments;

/// <summary>Reads a 277CA level by level and hands out the whole once its receiver level ends.</summary>
internal sealed class ClaimAcknowledgmentAssembler(FindingContext context, ReadLimits limits)
    : SetAssembler<ClaimAcknowledgment277CA>(GuideId.ClaimAcknowledgment277CA, context, limits)
{
    private readonly HierarchyReader _hierarchy = new();
    private readonly List<ProviderAcknowledgment> _providers = [];
    private readonly List<AcknowledgedClaim> _claims = [];
    private ClaimAcknowledgment277CA? _head;
    private ClaimAcknowledgment277CA? _open;
    private ProviderAcknowledgment? _provider;
    private int _items;

    protected override ReadOnlySpan<uint> Starts => [SegmentKey.HL];

    protected override void BeginSet()
    {
        _hierarchy.Begin();
        (_head, _open, _provider, _items) = (null, null, null, 0);
        _providers.Clear();
        _claims.Clear();
    }

    protected override void ReadUnit()
    {
        if (Cursor.Key != SegmentKey.HL)
        {
            ReadHeader();
            return;
        }

        var level = _hierarchy.Read(Cursor, level => level switch
        {
            "21" => "20",
            "19" => "21",
            "PT" => "19",
            _ => null,
        });
        switch (level)
        {
            case "20":
                Close();
                _head = ClaimAcknowledgmentReader.Source(Cursor, _head ?? Empty());
                break;
            case "21":
                Close();
                _open = ClaimAcknowledgmentReader.Receiver(Cursor, _head ?? Empty());
                break;
            case "19":
                CloseProvider();
                _provider = ClaimAcknowledgmentReader.Provider(Cursor);
                break;
            case "PT":
                ReadClaim();
                break;
            default:
                Cursor.Rewind();
                Cursor.Report(3, 0, "HL_LEVEL_UNKNOWN", "HL03 must be 20, 21, 19 or PT.", "7");
                break;
        }
    }

    protected override void EndSet() => Close();

    private void ReadHeader()
    {
        while (Cursor.More)
        {
            if (Cursor.Key == SegmentKey.BHT)
            {
                _head = Empty() with { ReferenceNumber = Cursor.Text(3) ?? "", CreatedAt = Cursor.Moment(4, 5) };
            }

            Cursor.Next();
        }
    }

    private void ReadClaim()
    {
        if (_open is null || ++_items > Limits.ItemsPerSet)
        {
            Cursor.Rewind();
            Cursor.Report(0, 0, "CLAIM_WITHOUT_CONTEXT",
                "The claim stands under no receiver level, or the set is too large; it was left out.", null);
            return;
        }

        var claim = ClaimAcknowledgmentReader.Claim(Cursor);
        if (Cursor.Errors == 0)
        {
            _provider ??= new ProviderAcknowledgment { Provider = new Party { EntityCode = EntityCodes.BillingProvider } };
            _claims.Add(claim);
        }
    }

    private void CloseProvider()
    {
        if (_provider is not null)
        {
            _providers.Add(_provider with { Claims = _claims.ToValueList() });
        }

        _provider = null;
        _claims.Clear();
    }

    private void Close()
    {
        CloseProvider();
        if (_open is not null)
        {
            Yield(_open with { Providers = _providers.ToValueList() });
        }

        _open = null;
        _providers.Clear();
    }

    private ClaimAcknowledgment277CA Empty() => new()
    {
        Envelope = Envelope,
        ReferenceNumber = "",
        CreatedAt = default,
        Source = new Party { EntityCode = EntityCodes.Payer },
        SourceTrace = "",
        Receiver = new Party { EntityCode = EntityCodes.Submitter },
    };
}
