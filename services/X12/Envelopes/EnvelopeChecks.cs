using System.Globalization;
using MedBill.X12.Findings;
using MedBill.X12.Tokens;

namespace MedBill.X12.Envelopes;

/// <summary>What was counted, for the 999: sets announced and sets met in the group that ended last.</summary>
internal readonly record struct EnvelopeCounts(int SetsInGroup, int SetsAnnounced);

/// <summary>Parses ISA, GS, ST and their trailers, and reports what does not fit.</summary>
internal sealed class EnvelopeChecks(FindingContext context, ReadLimits limits)
{
    private readonly EnvelopeFindings _findings = new(context);
    private readonly HashSet<string> _interchangeNumbers = [];
    private readonly HashSet<string> _groupNumbers = [];
    private readonly HashSet<string> _setNumbers = [];
    private int _groups;
    private int _answers;
    private int _sets;

    public int SegmentPosition { get; private set; }

    public EnvelopeCounts Counts { get; private set; }

    public void CountSegments(int count) => SegmentPosition += count;

    public Interchange OpenInterchange(in SegmentView isa)
    {
        (SegmentPosition, _groups, _answers) = (0, 0, 0);
        _groupNumbers.Clear();
        var interchange = new Interchange
        {
            AuthorizationQualifier = Trimmed(isa[1]),
            Authorization = Trimmed(isa[2]),
            SecurityQualifier = Trimmed(isa[3]),
            Security = Trimmed(isa[4]),
            SenderQualifier = Trimmed(isa[5]),
            SenderId = Trimmed(isa[6]),
            ReceiverQualifier = Trimmed(isa[7]),
            ReceiverId = Trimmed(isa[8]),
            Timestamp = Moment("yyMMdd", isa[9], isa[10], out var isRight),
            Version = Trimmed(isa[12]),
            ControlNumber = Trimmed(isa[13]),
            AcknowledgmentRequested = isa.ElementIs(14, "1"u8),
            Usage = Trimmed(isa[15]),
            Delimiters = isa.Delimiters,
        };
        // The number must be in place before anything about it is said.
        context.Interchange = interchange;
        _findings.Interchange(isa, interchange, isRight);
        var identity = $"{interchange.SenderId}|{interchange.ReceiverId}|{interchange.ControlNumber}";
        if (!Remember(_interchangeNumbers, identity))
        {
            _findings.Repeated(isa, "INTERCHANGE_NUMBER_REPEATED", "ISA", 13,
                "ISA13 comes twice in the file. Use a new number for each interchange.");
        }

        return interchange;
    }

    public FunctionalGroup OpenGroup(in SegmentView gs)
    {
        SegmentPosition = 0;
        _sets = 0;
        _groups++;
        _setNumbers.Clear();
        var group = new FunctionalGroup
        {
            FunctionalId = Trimmed(gs[1]),
            SenderCode = Trimmed(gs[2]),
            ReceiverCode = Trimmed(gs[3]),
            Timestamp = Moment("yyyyMMdd", gs[4], gs[5], out var isRight),
            ControlNumber = Trimmed(gs[6]),
            Version = Trimmed(gs[8]),
        };
        context.Group = group;
        _findings.Group(gs, group, isRight);
        if (!Remember(_groupNumbers, group.ControlNumber))
        {
            _findings.Repeated(gs, "GROUP_NUMBER_REPEATED", "GS", 6, "GS06 comes twice in the interchange. Number groups apart.",
                group: "19");
        }

        return group;
    }

    public TransactionSet OpenSet(in SegmentView st, FunctionalGroup group)
    {
        SegmentPosition = 1;
        _sets++;
        var implementation = Trimmed(st[3]);
        var set = new TransactionSet(Trimmed(st[1]), Trimmed(st[2]), implementation.Length == 0 ? null : implementation);
        context.Set = set;
        _findings.Set(st, set, group);
        if (!Remember(_setNumbers, set.ControlNumber))
        {
            _findings.Repeated(st, "SET_NUMBER_REPEATED", "ST", 2, "ST02 comes twice in the group. Number sets apart.", set: "23");
        }

        return set;
    }

    public void CloseSet(X12Reader reader, TransactionSet set, bool trailer)
    {
        if (!trailer)
        {
            _findings.TrailerMissing("SET_TRAILER_MISSING", "SE", SegmentPosition, reader.Segment.Offset, set: "2");
            return;
        }

        var se = reader.Segment;
        _findings.Count(se, 1, SegmentPosition, "SEGMENT_COUNT_WRONG", "segments from ST to SE", SegmentPosition, set: "4");
        _findings.Number(se, 2, set.ControlNumber, "SET_NUMBERS_DIFFER", "ST02", SegmentPosition, set: "3");
    }

    public void CloseGroup(X12Reader reader, FunctionalGroup group, bool trailer)
    {
        Counts = new EnvelopeCounts(_sets, _sets);
        SegmentPosition = 0;
        if (!trailer)
        {
            _findings.TrailerMissing("GROUP_TRAILER_MISSING", "GE", 0, reader.Segment.Offset, group: "3");
            return;
        }

        var ge = reader.Segment;
        if (int.TryParse(Trimmed(ge[1]), NumberStyles.None, CultureInfo.InvariantCulture, out var announced))
        {
            Counts = new EnvelopeCounts(_sets, announced);
        }

        _findings.Count(ge, 1, _sets, "SET_COUNT_WRONG", "sets in the group", 0, group: "5");
        if (_sets == 0 && Counts.SetsAnnounced == 0)
        {
            _findings.Empty(ge, "GROUP_EMPTY", "The group holds no set. Leave the group out.");
        }

        _findings.Number(ge, 2, group.ControlNumber, "GROUP_NUMBERS_DIFFER", "GS06", 0, group: "4");
    }

    public void CloseInterchange(X12Reader reader, Interchange interchange, bool trailer)
    {
        SegmentPosition = 0;
        if (!trailer)
        {
            _findings.TrailerMissing("INTERCHANGE_TRAILER_MISSING", "IEA", 0, reader.Segment.Offset, interchange: "023");
            return;
        }

        var iea = reader.Segment;
        // An interchange with a TA1 alone says 0 or 1: partners differ.
        if (_groups > 0)
        {
            _findings.Count(iea, 1, _groups, "GROUP_COUNT_WRONG", "groups in the interchange", 0, interchange: "021");
        }
        else if (_answers == 0)
        {
            _findings.EmptyInterchange(iea);
        }

        _findings.Number(iea, 2, interchange.ControlNumber, "INTERCHANGE_NUMBERS_DIFFER", "ISA13", 0, interchange: "001");
    }

    public void Answer(in SegmentView ta1)
    {
        _answers++;
        _findings.Answer(ta1);
    }

    public void Stray(in SegmentView segment, bool inGroup) => _findings.Stray(segment, inGroup);

    private bool Remember(HashSet<string> numbers, string number) =>
        numbers.Count >= limits.RememberedControlNumbers || numbers.Add(number);

    private static string Trimmed(ReadOnlySpan<byte> bytes) => SegmentText.Decode(bytes.Trim((byte)' '));

    private static DateTime Moment(string dateFormat, ReadOnlySpan<byte> date, ReadOnlySpan<byte> time, out (bool Day, bool Time) isRight)
    {
        var day = DateTime.TryParseExact(
            Trimmed(date), dateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed);
        var digits = Trimmed(time);
        // GS05 may carry seconds and decimals of them; minutes are what the model keeps.
        var minutes = digits.Length >= 4
            & TimeOnly.TryParseExact(digits[..Math.Min(4, digits.Length)], "HHmm", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var minute);
        isRight = (day, minutes);
        return day ? DateOnly.FromDateTime(parsed).ToDateTime(minutes ? minute : default) : default;
    }
}
