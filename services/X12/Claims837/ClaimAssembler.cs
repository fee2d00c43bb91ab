using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837;

/// <summary>Reads loop 2300 with all below it, from CLM on.</summary>
internal delegate TClaim ReadClaim<out TClaim>(
    SegmentCursor cursor, BillingProvider billing, Subscriber subscriber, DependentPatient? patient);

/// <summary>Reads an 837 level by level and hands out each claim with the levels above it.</summary>
internal sealed class ClaimAssembler<TClaim>(
    GuideId guide, FindingContext context, ReadLimits limits, ReadClaim<TClaim> read, GuideId? sibling = null)
    : SetAssembler<ReceivedClaim<TClaim>>(guide, context, limits)
    where TClaim : HealthCareClaim
{
    private readonly HierarchyReader _hierarchy = new();
    private ClaimBatchHeader? _header;
    private BillingProvider? _billing;
    private Subscriber? _subscriber;
    private DependentPatient? _patient;
    private int _claims;

    // A claim before its service has the same parts under another guide.
    protected override bool AlsoReads(SetEnvelope envelope) => sibling?.Fits(envelope) == true;

    protected override ReadOnlySpan<uint> Starts => [SegmentKey.HL, SegmentKey.CLM];

    protected override void BeginSet()
    {
        _hierarchy.Begin();
        (_header, _billing, _subscriber, _patient, _claims) = (null, null, null, null, 0);
    }

    protected override void EndSet()
    {
        if (_claims == 0)
        {
            Context.Report(new Finding
            {
                Severity = FindingSeverity.Warning,
                Code = "NO_CLAIM",
                Message = "The set holds no claim.",
                SegmentId = "CLM",
                SegmentErrorCode = "3",
            });
        }
    }

    protected override void ReadUnit()
    {
        switch (Cursor.Key)
        {
            case SegmentKey.HL:
                ReadLevel();
                break;
            case SegmentKey.CLM:
                ReadClaim();
                break;
            default:
                _header = LevelReader.Header(Cursor);
                break;
        }
    }

    private void ReadLevel()
    {
        Context.ClaimControlNumber = null;
        var level = _hierarchy.Read(Cursor, level => level switch
        {
            "22" => "20",
            "23" => "22",
            _ => null,
        });
        switch (level)
        {
            case "20":
                (_billing, _subscriber, _patient) = (LevelReader.Billing(Cursor), null, null);
                break;
            case "22":
                (_subscriber, _patient) = (LevelReader.Subscriber(Cursor), null);
                break;
            case "23":
                _patient = LevelReader.Patient(Cursor);
                break;
            default:
                Cursor.Rewind();
                Cursor.Report(3, 0, "HL_LEVEL_UNKNOWN", "HL03 must be 20 billing provider, 22 subscriber or 23 patient.", "7");
                (_subscriber, _patient) = (null, null);
                break;
        }
    }

    private void ReadClaim()
    {
        _claims++;
        Cursor.Loop = "2300";
        Context.ClaimControlNumber = Cursor.Text(1);
        var position = Cursor.Position;
        if (_header is null || _billing is null || _subscriber is null)
        {
            var missing = _header is null ? "header (BHT)" : _billing is null ? "billing provider (HL 20)" : "subscriber (HL 22)";
            Cursor.Report(0, 0, "CLAIM_WITHOUT_CONTEXT", $"The claim stands under no {missing}; it was left out.", null);
            return;
        }

        var claim = read(Cursor, _billing, _subscriber, _patient);
        if (Cursor.Errors == 0)
        {
            Yield(new ReceivedClaim<TClaim>(Envelope, _header, claim, position));
        }
    }
}
