using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.ClaimStatus;

/// <summary>What 276 and 277 share: five levels. One with claims is handed out at once, one without when nothing stands below it.</summary>
internal abstract class StatusAssembler<T>(GuideId guide, FindingContext context, ReadLimits limits)
    : SetAssembler<T>(guide, context, limits)
    where T : class
{
    private static readonly string[] Levels = ["20", "21", "19", "22", "23"];

    private readonly HierarchyReader _hierarchy = new();
    private T? _leaf;
    private int _leafRank;

    protected StatusHeader Header { get; private set; } = null!;

    protected override ReadOnlySpan<uint> Starts => [SegmentKey.HL];

    protected override void BeginSet()
    {
        _hierarchy.Begin();
        _leaf = null;
        Header = new StatusHeader { Envelope = Envelope, ReferenceNumber = "", CreatedAt = default };
        ResetLevels();
    }

    protected override void ReadUnit()
    {
        if (Cursor.Key != SegmentKey.HL)
        {
            ReadHeader();
            return;
        }

        var level = _hierarchy.Read(Cursor, level => Array.IndexOf(Levels, level) is > 0 and var rank ? Levels[rank - 1] : null);
        var rank = Array.IndexOf(Levels, level);
        ReleaseLeaf(rank);
        if (rank < 0)
        {
            Cursor.Rewind();
            Cursor.Report(3, 0, "HL_LEVEL_UNKNOWN", "HL03 must be 20, 21, 19, 22 or 23.", "7");
            return;
        }

        Cursor.Loop = $"2100{(char)('A' + rank)}";
        var (item, speaks) = ReadLevel(level);
        if (item is not null && speaks)
        {
            Yield(item);
        }
        else
        {
            (_leaf, _leafRank) = (item, rank);
        }
    }

    protected override void EndSet() => ReleaseLeaf(-1);

    protected abstract void ResetLevels();

    /// <summary>Reads one level. Returns what is handed out should it be the last of its branch, and whether it has claims of its
    /// own.</summary>
    protected abstract (T? Item, bool Speaks) ReadLevel(string level);

    protected void ReportWithoutContext()
    {
        Cursor.Rewind();
        Cursor.Report(0, 0, "PERSON_WITHOUT_CONTEXT", "The person stands under no payer, receiver, provider or subscriber; it was left out.",
            null);
    }

    private void ReleaseLeaf(int nextRank)
    {
        if (_leaf is not null && nextRank <= _leafRank)
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
                Header = Header with { ReferenceNumber = Cursor.Text(3) ?? "", CreatedAt = Cursor.Moment(4, 5) };
            }
        }
    }
}

/// <summary>Reads a 276.</summary>
internal sealed class StatusInquiryAssembler(FindingContext context, ReadLimits limits)
    : StatusAssembler<StatusInquiry276>(GuideId.Status276, context, limits)
{
    private Party? _source;
    private Party? _receiver;
    private ValueList<Party> _providers;
    private Party? _subscriber;

    protected override void ResetLevels() => (_source, _receiver, _providers, _subscriber) = (null, null, default, null);

    protected override (StatusInquiry276? Item, bool Speaks) ReadLevel(string level)
    {
        switch (level)
        {
            case "20":
                (_source, _receiver, _providers, _subscriber) =
                    (StatusReader.Organization(Cursor, PartySegments.None), null, default, null);
                return default;
            case "21":
                (_receiver, _providers, _subscriber) = (StatusReader.Organization(Cursor, PartySegments.None), default, null);
                return default;
            case "19":
                (_providers, _subscriber) = (StatusReader.Providers(Cursor), null);
                return default;
            case "22":
                _subscriber = StatusReader.Person(Cursor);
                return Inquiry(null, "D");
            default:
                return StatusReader.Person(Cursor) is { } dependent ? Inquiry(dependent, "E") : Unnamed();
        }
    }

    private (StatusInquiry276? Item, bool Speaks) Inquiry(Party? dependent, string letter)
    {
        if (_source is null || _receiver is null || _providers.Count == 0 || _subscriber is null || Cursor.Errors > 0)
        {
            return Unnamed();
        }

        var inquiry = new StatusInquiry276
        {
            Header = Header,
            Source = _source,
            Receiver = _receiver,
            Providers = _providers,
            Subscriber = _subscriber,
            Dependent = dependent,
            Claims = StatusReader.InquiredClaims(Cursor, letter),
        };
        return (inquiry, inquiry.Claims.Count > 0);
    }

    private (StatusInquiry276? Item, bool Speaks) Unnamed()
    {
        ReportWithoutContext();
        return default;
    }
}

/// <summary>Reads a 277.</summary>
internal sealed class StatusAnswerAssembler(FindingContext context, ReadLimits limits)
    : StatusAssembler<StatusAnswer277>(GuideId.Status277, context, limits)
{
    private StatusAnswer277? _levels;

    protected override void ResetLevels() => _levels = null;

    protected override (StatusAnswer277? Item, bool Speaks) ReadLevel(string level)
    {
        var levels = _levels ?? new StatusAnswer277 { Header = Header };
        switch (level)
        {
            case "20":
                levels = new StatusAnswer277 { Header = Header, Source = StatusReader.Organization(Cursor, PartySegments.Contacts) };
                break;
            case "21":
                var receiver = StatusReader.Organization(Cursor, PartySegments.None);
                levels = new StatusAnswer277
                {
                    Header = Header,
                    Source = levels.Source,
                    Receiver = receiver,
                    ReceiverStatus = StatusReader.Level(Cursor),
                };
                break;
            case "19":
                var providers = StatusReader.Providers(Cursor);
                levels = levels with
                {
                    Providers = providers,
                    ProviderStatus = StatusReader.Level(Cursor),
                    Subscriber = null,
                    Dependent = null,
                };
                break;
            case "22":
                levels = levels with { Subscriber = StatusReader.Person(Cursor), Dependent = null };
                break;
            default:
                levels = levels with { Dependent = StatusReader.Person(Cursor) };
                break;
        }

        var isPerson = level is "22" or "23";
        if (isPerson && (level == "22" ? levels.Subscriber : levels.Dependent) is null)
        {
            ReportWithoutContext();
            return default;
        }

        _levels = levels;
        if (Cursor.Errors > 0)
        {
            return default;
        }

        var answer = isPerson ? levels with { Claims = StatusReader.AnsweredClaims(Cursor, level == "22" ? "D" : "E") } : levels;
        return (answer, answer.Claims.Count > 0);
    }
}
