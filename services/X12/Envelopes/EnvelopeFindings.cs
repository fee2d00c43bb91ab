using System.Globalization;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Tokens;

namespace MedBill.X12.Envelopes;

/// <summary>Words and codes of what can be wrong with envelopes.</summary>
internal sealed class EnvelopeFindings(FindingContext context)
{
    // X12 element widths of ISA01 to ISA16.
    private static readonly int[] IsaWidths = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];

    // Element, allowed values, TA105. The guides allow nine kinds of party identifiers.
    private static readonly (int Element, string[] Codes, string Note)[] IsaCodes =
    [
        (1, ["00", "03"], "010"),
        (3, ["00", "01"], "012"),
        (5, ["01", "14", "20", "27", "28", "29", "30", "33", "ZZ"], "005"),
        (7, ["01", "14", "20", "27", "28", "29", "30", "33", "ZZ"], "007"),
        (14, ["0", "1"], "019"),
    ];

    public void Interchange(in SegmentView isa, Interchange interchange, (bool Day, bool Time) isRight)
    {
        for (var element = 1; element <= IsaWidths.Length; element++)
        {
            if (isa[element].Length != IsaWidths[element - 1] && element != 16)
            {
                Report(isa, FindingSeverity.Warning, "ISA_WIDTH_WRONG", "ISA", element,
                    $"ISA{element:00} must be {IsaWidths[element - 1]} characters. Pad it with blanks on the right.");
            }
        }

        foreach (var (element, codes, note) in IsaCodes)
        {
            if (isa[element].Length == IsaWidths[element - 1] && !codes.Contains(SegmentText.Decode(isa[element])))
            {
                Report(isa, FindingSeverity.Warning, "ISA_CODE_WRONG", "ISA", element,
                    $"ISA{element:00} must be one of {string.Join(", ", codes)}.", interchange: note);
            }
        }

        if (!isRight.Day)
        {
            Report(isa, FindingSeverity.Warning, "ISA_DATE_WRONG", "ISA", 9, "ISA09 must be a date YYMMDD.", interchange: "014");
        }

        if (!isRight.Time)
        {
            Report(isa, FindingSeverity.Warning, "ISA_TIME_WRONG", "ISA", 10, "ISA10 must be a time HHMM.", interchange: "015");
        }

        if (interchange.Version != "00501")
        {
            Report(isa, FindingSeverity.Error, interchange.Version == "00401" ? "VERSION_4010" : "INTERCHANGE_VERSION_UNKNOWN", "ISA", 12,
                "Only version 00501 is read here. Ask the sender for 5010.", interchange: "017");
        }

        // One of another width has been told of by that, unless nothing of it can be a number.
        if (interchange.ControlNumber.Length == 0 || !interchange.ControlNumber.All(char.IsAsciiDigit)
            || (isa[13].Length == IsaWidths[12] && interchange.ControlNumber.Length < isa[13].Length))
        {
            Report(isa, FindingSeverity.Error, "INTERCHANGE_NUMBER_WRONG", "ISA", 13, "ISA13 must be nine digits.", interchange: "018");
        }

        if (interchange.Version == "00501")
        {
            Party(isa, 6, interchange.SenderId, "006");
            Party(isa, 8, interchange.ReceiverId, "008");
            Secret(isa, 2, interchange.AuthorizationQualifier, interchange.Authorization, "011");
            Secret(isa, 4, interchange.SecurityQualifier, interchange.Security, "013");
        }

        if (interchange.Usage is not ("P" or "T"))
        {
            Report(isa, FindingSeverity.Error, "USAGE_WRONG", "ISA", 15, "ISA15 must be P (production) or T (test).", interchange: "020");
        }

        if (!interchange.Delimiters.IsUsable && interchange.Delimiters.Repetition != 0
            && interchange.Delimiters.Segment is not ((byte)'\n' or (byte)'\r'))
        {
            Report(isa, FindingSeverity.Error, "SEPARATORS_WRONG", "ISA", 16,
                "The four separators must differ from each other and from letters, digits and blanks.", interchange: "022");
        }
    }

    private void Party(in SegmentView isa, int element, string id, string note)
    {
        if (id.Length == 0)
        {
            Report(isa, FindingSeverity.Warning, "ISA_PARTY_MISSING", "ISA", element,
                $"ISA{element:00} is blank: name who sends (ISA06) and who is to receive (ISA08).", interchange: note);
        }
    }

    // ISA01 and ISA03 = 00 say that there is nothing in the element behind them.
    private void Secret(in SegmentView isa, int element, string qualifier, string value, string note)
    {
        if (qualifier == "00" && value.Length > 0)
        {
            Report(isa, FindingSeverity.Warning, "ISA_SECRET_UNANNOUNCED", "ISA", element,
                $"ISA{element - 1:00} = 00 says that ISA{element:00} is blank. Leave it blank, or change the qualifier.", interchange: note);
        }
    }

    public void Group(in SegmentView gs, FunctionalGroup group, (bool Day, bool Time) isRight)
    {
        if (!isRight.Day)
        {
            Report(gs, FindingSeverity.Warning, "GROUP_DATE_WRONG", "GS", 4, "GS04 must be a date CCYYMMDD.");
        }

        if (!isRight.Time)
        {
            Report(gs, FindingSeverity.Warning, "GROUP_TIME_WRONG", "GS", 5, "GS05 must be a time HHMM, perhaps with seconds.");
        }

        for (var element = 2; element <= 3; element++)
        {
            // Data elements 142 and 124: 2 to 15 characters.
            if (gs[element].Length is < 2 or > 15)
            {
                Report(gs, FindingSeverity.Warning, "GROUP_PARTY_WRONG", "GS", element,
                    $"GS{element:00} must be two to fifteen characters that name {(element == 2 ? "the sender" : "the receiver")}.");
            }
        }

        if (!gs.ElementIs(7, "X"u8))
        {
            Report(gs, FindingSeverity.Warning, "GROUP_AGENCY_WRONG", "GS", 7, "GS07 must be X.");
        }

        if (!group.Version.StartsWith("005010", StringComparison.Ordinal))
        {
            var old = group.Version.StartsWith("004010", StringComparison.Ordinal);
            // The guides of 4010 that health care used were those with the first addenda.
            var name = group.Version.EndsWith("A1", StringComparison.Ordinal) ? "4010A1" : "4010";
            Report(gs, FindingSeverity.Error, old ? "VERSION_4010" : "GROUP_VERSION_UNKNOWN", "GS", 8,
                (old ? $"The group is of version {name}, replaced by 5010 in 2012" : "The version is not one that is read here")
                + ". Ask the sender for the 5010 guide.", group: "2");
        }

        if (group.ControlNumber.Length is 0 or > 9 || !group.ControlNumber.All(char.IsAsciiDigit))
        {
            Report(gs, FindingSeverity.Error, "GROUP_NUMBER_WRONG", "GS", 6, "GS06 must be one to nine digits.", group: "6");
        }
        else if (group.ControlNumber[0] == '0')
        {
            // Type N0 has no leading zeros (X12.6); receivers read them all the same.
            Report(gs, FindingSeverity.Warning, "GROUP_NUMBER_ZEROS", "GS", 6, "GS06 is a number that begins with 1 to 9.");
        }
    }

    public void Set(in SegmentView st, TransactionSet set, FunctionalGroup group)
    {
        var functional = FunctionalIds.OfSet(set.Id);
        if (functional is not null && functional != group.FunctionalId)
        {
            Report(st, FindingSeverity.Error, "SET_IN_WRONG_GROUP", "ST", 1,
                $"A {set.Id} belongs in a group with GS01 = {functional}.", position: 1, set: "18");
        }

        if (set.ControlNumber.Length is < 4 or > 9)
        {
            Report(st, FindingSeverity.Error, "SET_NUMBER_WRONG", "ST", 2, "ST02 must be four to nine characters.", position: 1, set: "7");
        }

        // The 835 alone has its guide in GS08 only.
        if (set.Implementation is null && set.Id is not ("835" or "997") && functional is not null
            && group.Version.StartsWith("005010", StringComparison.Ordinal))
        {
            Report(st, FindingSeverity.Warning, "SET_VERSION_MISSING", "ST", 3, "ST03 is missing: repeat the guide of GS08.", position: 1);
        }
        else if (set.Implementation is not null && set.Implementation != group.Version)
        {
            Report(st, FindingSeverity.Error, "SET_VERSION_DIFFERS", "ST", 3, "ST03 must repeat GS08.", position: 1, set: "I6");
        }
    }

    public void Repeated(
        in SegmentView segment, string code, string id, int element, string words, string? set = null, string? group = null)
    {
        // A repeated ISA13 within one file is an interchange the receiver may refuse as a duplicate; what it holds is still read.
        var interchange = id == "ISA" ? "025" : null;
        var severity = id == "ISA" ? FindingSeverity.Warning : FindingSeverity.Error;
        Report(segment, severity, code, id, element, words, id == "ST" ? 1 : 0, set, group, interchange);
    }

    /// <summary>TA1: the number and moment of the interchange it answers, and the answer.</summary>
    public void Answer(in SegmentView ta1)
    {
        Answer(ta1, 1, ta1[1].Length == 9 && !ta1[1].ContainsAnyExceptInRange((byte)'0', (byte)'9'), "TA101 must be the nine digits of ISA13.");
        Answer(ta1, 2, DateTime.TryParseExact(
            SegmentText.Decode(ta1[2]), "yyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "TA102 must be a date YYMMDD.");
        Answer(ta1, 3, TimeOnly.TryParseExact(
            SegmentText.Decode(ta1[3]), "HHmm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "TA103 must be a time HHMM.");
        Answer(ta1, 4, SegmentText.Decode(ta1[4]) is "A" or "E" or "R", "TA104 must be A (accepted), E (accepted with errors) or R (rejected).");
        // Note codes 000 to 031 (data element I18).
        Answer(ta1, 5, ta1[5].Length == 3 && int.TryParse(ta1[5], NumberStyles.None, CultureInfo.InvariantCulture, out var note)
            && note <= LastNote, "TA105 must be a note code, 000 to 031.");
    }

    private const int LastNote = 31;

    private void Answer(in SegmentView ta1, int element, bool isRight, string words)
    {
        if (!isRight)
        {
            Report(ta1, FindingSeverity.Error, "INTERCHANGE_ANSWER_WRONG", "TA1", element, words, interchange: "024");
        }
    }

    public void Empty(in SegmentView trailer, string code, string words) =>
        Report(trailer, FindingSeverity.Warning, code, trailer.ToString(), 1, words);

    /// <summary>Neither group nor TA1: something was lost on the way, or there was nothing to send.</summary>
    public void EmptyInterchange(in SegmentView iea) =>
        Report(iea, FindingSeverity.Error, "NO_GROUP", "IEA", 1,
            "The interchange holds neither a group nor a TA1. Send what belongs into it, or nothing.", interchange: "024");

    public void TrailerMissing(string code, string id, int position, long offset, string? set = null, string? group = null,
        string? interchange = null) =>
        context.Report(new Finding
        {
            Severity = FindingSeverity.Error,
            Code = code,
            Message = $"{id} is missing: something is cut off or out of order. Send the whole again.",
            SegmentId = id,
            SegmentPosition = position,
            ByteOffset = offset,
            SetErrorCode = set,
            GroupErrorCode = group,
            InterchangeNoteCode = interchange,
        });

    public void Count(
        in SegmentView segment, int element, int counted, string code, string what, int position,
        string? set = null, string? group = null, string? interchange = null)
    {
        if (!int.TryParse(SegmentText.Decode(segment[element]), NumberStyles.None, CultureInfo.InvariantCulture, out var said)
            || said != counted)
        {
            Report(segment, FindingSeverity.Error, code, segment.ToString(), element,
                $"The count does not match: there are {counted} {what}.", position, set, group, interchange);
        }
    }

    public void Number(
        in SegmentView segment, int element, string opened, string code, string opener, int position,
        string? set = null, string? group = null, string? interchange = null)
    {
        if (SegmentText.Decode(segment[element].Trim((byte)' ')) != opened)
        {
            Report(segment, FindingSeverity.Error, code, segment.ToString(), element,
                $"The control number differs from {opener}. Write the same number in both.", position, set, group, interchange);
        }
    }

    public void Stray(in SegmentView segment, bool inGroup)
    {
        var id = segment.ToString();
        context.Report(new Finding
        {
            Severity = FindingSeverity.Error,
            Code = "SEGMENT_OUTSIDE_SET",
            Message = inGroup
                ? "Segments from here on stand outside any set (ST to SE). Put them into one, or remove them."
                : "Segments from here on stand outside any group (GS to GE). Put them into one, or remove them.",
            SegmentId = id.Length <= 3 ? id : null,
            ByteOffset = segment.Offset,
            InterchangeNoteCode = inGroup ? null : "024",
        });
    }

    private void Report(
        in SegmentView segment, FindingSeverity severity, string code, string id, int element, string words,
        int position = 0, string? set = null, string? group = null, string? interchange = null) =>
        context.Report(new Finding
        {
            Severity = severity,
            Code = code,
            Message = words,
            SegmentId = id,
            Element = element,
            SegmentPosition = position,
            ByteOffset = segment.Offset,
            Value = SegmentText.Decode(segment[element]),
            SetErrorCode = set,
            GroupErrorCode = group,
            InterchangeNoteCode = interchange,
        });
}
