using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Eligibility;

/// <summary>What 270 and 271 share: four levels, and a leaf that is handed out once it is known to be one.</summary>
internal abstract class EligibilityAssembler<T>(GuideId guide, FindingContext context, ReadLimits limits)
    : SetAssembler<T>(guide, context, limits)
    where T : class
{
    private readonly HierarchyReader _hierarchy = new();
    private T? _leaf;
    private string _leafLevel = "";
    private bool _leafSpeaks;

    protected EligibilityHeader Header { get; private set; } = null!;

    protected override ReadOnlySpan<uint> Starts => [SegmentKey.HL];

    protected override void BeginSet()
    {
        _hierarchy.Begin();
        (_leaf, _leafLevel) = (null, "");
        Header = new EligibilityHeader { Envelope = Envelope, ReferenceNumber = "", CreatedAt = default };
        ResetLevels();
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
            "22" => "21",
            "23" => "22",
            _ => null,
        });
        ReleaseLeaf(level);
        if (level is not ("20" or "21" or "22" or "23"))
        {
            Cursor.Rewind();
            Cursor.Report(3, 0, "HL_LEVEL_UNKNOWN", "HL03 must be 20, 21, 22 or 23.", "7");
            return;
        }

        Cursor.Loop = level switch { "20" => "2100A", "21" => "2100B", "22" => "2100C", _ => "2100D" };
        var (leaf, speaks) = ReadLevel(level);
        if (Cursor.Errors == 0)
        {
            (_leaf, _leafLevel, _leafSpeaks) = (leaf, level, speaks);
        }
    }

    protected override void EndSet() => ReleaseLeaf("");

    protected abstract void ResetLevels();

    /// <summary>Reads one level. Returns what is handed out should it be the last of its branch, and whether it says something of its
    /// own.</summary>
    protected abstract (T? Leaf, bool Speaks) ReadLevel(string level);

    // A level with a level below it is context, unless it asks or answers for itself as well.
    private void ReleaseLeaf(string nextLevel)
    {
        var hasChild = string.CompareOrdinal(nextLevel, _leafLevel) > 0;
        if (_leaf is not null && (!hasChild || _leafSpeaks))
        {
            Yield(_leaf);
        }

        _leaf = null;
    }

    private void ReadHeader()
    {
        for (; Cursor.More; Cursor.Next())
        {
            if (Cursor.Key == SegmentKey.BHT)
            {
                Header = Header with
                {
                    Purpose = Cursor.Text(2),
                    ReferenceNumber = Cursor.Text(3) ?? "",
                    CreatedAt = Cursor.Moment(4, 5),
                    TransactionType = Cursor.Text(6),
                };
            }
        }
    }
}

/// <summary>Reads a 270.</summary>
internal sealed class InquiryAssembler(FindingContext context, ReadLimits limits)
    : EligibilityAssembler<EligibilityInquiry270>(GuideId.Eligibility270, context, limits)
{
    private Party? _source;
    private Party? _receiver;
    private EligibilityPerson? _subscriber;

    protected override void ResetLevels() => (_source, _receiver, _subscriber) = (null, null, null);

    protected override (EligibilityInquiry270? Leaf, bool Speaks) ReadLevel(string level)
    {
        switch (level)
        {
            case "20":
                (_source, _receiver, _subscriber) = (EligibilityReader.Organization(Cursor, [], []), null, null);
                return default;
            case "21":
                (_receiver, _subscriber) = (EligibilityReader.Organization(Cursor, [], []), null);
                return default;
            case "22":
                _subscriber = EligibilityReader.Person(Cursor, EntityCodes.Subscriber);
                return Inquiry(null);
            default:
                return Inquiry(EligibilityReader.Person(Cursor, EntityCodes.Dependent));
        }
    }

    private (EligibilityInquiry270? Leaf, bool Speaks) Inquiry(EligibilityPerson? dependent)
    {
        var inquiries = EligibilityReader.Inquiries(Cursor);
        if (_source is null || _receiver is null || _subscriber is null)
        {
            Cursor.Rewind();
            Cursor.Report(0, 0, "PERSON_WITHOUT_CONTEXT", "The person stands under no payer, provider or subscriber; it was left out.",
                null);
            return default;
        }

        var inquiry = new EligibilityInquiry270
        {
            Header = Header,
            Source = _source,
            Receiver = _receiver,
            Subscriber = _subscriber,
            Dependent = dependent,
            Inquiries = inquiries,
        };
        return (inquiry, inquiries.Count > 0);
    }
}

/// <summary>Reads a 271.</summary>
internal sealed class AnswerAssembler(FindingContext context, ReadLimits limits)
    : EligibilityAssembler<EligibilityAnswer271>(GuideId.Eligibility271, context, limits)
{
    private EligibilityAnswer271? _levels;

    protected override void ResetLevels() => _levels = null;

    protected override (EligibilityAnswer271? Leaf, bool Speaks) ReadLevel(string level)
    {
        var before = new List<RequestRejection>();
        var after = new List<RequestRejection>();
        var levels = _levels ?? new EligibilityAnswer271 { Header = Header };
        switch (level)
        {
            case "20":
                levels = new EligibilityAnswer271
                {
                    Header = Header,
                    Source = EligibilityReader.Organization(Cursor, before, after),
                    RequestRejections = before.ToValueList(),
                    SourceRejections = after.ToValueList(),
                };
                break;

            case "21":
                levels = levels with
                {
                    Receiver = EligibilityReader.Organization(Cursor, after, after),
                    ReceiverRejections = after.ToValueList(),
                    Subscriber = null,
                    Dependent = null,
                };
                break;

            case "22":
                levels = levels with { Subscriber = EligibilityReader.Person(Cursor, EntityCodes.Subscriber), Dependent = null };
                break;

            default:
                levels = levels with { Dependent = EligibilityReader.Person(Cursor, EntityCodes.Dependent) };
                break;
        }

        _levels = levels;
        var benefits = BenefitReader.Benefits(Cursor);
        var leaf = levels with { Benefits = benefits };
        return (leaf, benefits.Count > 0);
    }
}
