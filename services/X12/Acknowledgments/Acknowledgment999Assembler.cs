using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Acknowledgments;

/// <summary>Reads a 999, one AK2 loop at a time, and hands out the whole once its set ends.</summary>
internal sealed class Acknowledgment999Assembler(FindingContext context, ReadLimits limits)
    : SetAssembler<Acknowledgment999>(GuideId.Acknowledgment999, context, limits)
{
    private readonly List<SetAcknowledgment> _sets = [];
    private Acknowledgment999? _head;
    private bool _hasTrailer;

    protected override ReadOnlySpan<uint> Starts => [SegmentKey.AK2, SegmentKey.AK9];

    protected override void BeginSet()
    {
        _sets.Clear();
        (_head, _hasTrailer) = (null, false);
    }

    protected override void ReadUnit()
    {
        switch (Cursor.Key)
        {
            case SegmentKey.AK1:
                _head = new Acknowledgment999
                {
                    Envelope = Envelope,
                    FunctionalId = Cursor.Required(1),
                    GroupControlNumber = Cursor.Required(2),
                    Version = Cursor.Text(3),
                    Status = "",
                    IncludedSets = 0,
                    ReceivedSets = 0,
                    AcceptedSets = 0,
                };
                break;

            case SegmentKey.AK2 when _sets.Count < Limits.ItemsPerSet:
                _sets.Add(Set());
                break;

            case SegmentKey.AK9 when _head is not null:
                _head = _head with
                {
                    Status = Cursor.Required(1),
                    IncludedSets = Cursor.Integer(Cursor.Segment[2], 2) ?? 0,
                    ReceivedSets = Cursor.Integer(Cursor.Segment[3], 3) ?? 0,
                    AcceptedSets = Cursor.Integer(Cursor.Segment[4], 4) ?? 0,
                    ErrorCodes = Codes(5, 9),
                };
                _hasTrailer = Cursor.Errors == 0;
                break;

            default:
                Cursor.Report(0, 0, "SEGMENT_UNEXPECTED", "The segment has no place here.", null, FindingSeverity.Warning);
                break;
        }
    }

    protected override void EndSet()
    {
        if (_head is not null && _hasTrailer)
        {
            Yield(_head with { Sets = _sets.ToValueList() });
        }
        else
        {
            Context.Report(new Finding
            {
                Severity = FindingSeverity.Error,
                Code = "GROUP_ANSWER_MISSING",
                Message = "The 999 lacks a readable AK1 or AK9, so it answers no group.",
                SegmentId = _head is null ? "AK1" : "AK9",
                SegmentErrorCode = "3",
            });
        }
    }

    private SetAcknowledgment Set()
    {
        var set = new SetAcknowledgment
        {
            SetId = Cursor.Text(1) ?? "",
            SetControlNumber = Cursor.Required(2),
            Implementation = Cursor.Text(3),
            Status = "",
        };
        Cursor.Next();
        var errors = new List<SegmentError>();
        while (Cursor.More)
        {
            if (Cursor.Key == SegmentKey.IK3)
            {
                errors.Add(SegmentError());
                continue;
            }

            if (Cursor.Key == SegmentKey.IK5)
            {
                set = set with { Status = Cursor.Required(1), ErrorCodes = Codes(2, 6) };
            }

            Cursor.Next();
        }

        return set with { Errors = errors.ToValueList() };
    }

    private SegmentError SegmentError()
    {
        var error = new SegmentError
        {
            SegmentId = Cursor.Text(1) ?? "",
            Position = Cursor.Integer(Cursor.Segment[2], 2) ?? 0,
            Loop = Cursor.Text(3),
            Code = Cursor.Text(4),
        };
        Cursor.Next();
        var contexts = Contexts();
        var elements = new List<ElementError>();
        while (Cursor.Key == SegmentKey.IK4)
        {
            var element = new ElementError
            {
                Element = Cursor.Integer(Cursor.Segment.Component(1, 1), 1, 1) ?? 0,
                Component = Cursor.Integer(Cursor.Segment.Component(1, 2), 1, 2) ?? 0,
                Repeat = Cursor.Integer(Cursor.Segment.Component(1, 3), 1, 3) ?? 0,
                DataElement = Cursor.Integer(Cursor.Segment[2], 2) ?? 0,
                Code = Cursor.Text(3) ?? "",
                BadValue = Cursor.Text(4),
            };
            Cursor.Next();
            elements.Add(element with { Contexts = Contexts() });
        }

        return error with { Contexts = contexts, Elements = elements.ToValueList() };
    }

    private ValueList<ErrorContext> Contexts()
    {
        var contexts = new List<ErrorContext>();
        for (; Cursor.Key == SegmentKey.CTX; Cursor.Next())
        {
            contexts.Add(new ErrorContext(
                Cursor.Text(1, 1) ?? "",
                Cursor.Text(1, 2),
                Cursor.Text(2),
                Cursor.Integer(Cursor.Segment[3], 3) ?? 0,
                Cursor.Text(4),
                Cursor.Integer(Cursor.Segment.Component(5, 1), 5, 1) ?? 0,
                Cursor.Integer(Cursor.Segment.Component(5, 2), 5, 2) ?? 0,
                Cursor.Integer(Cursor.Segment.Component(5, 3), 5, 3) ?? 0,
                Cursor.Text(6, 1),
                Cursor.Text(6, 2)));
        }

        return contexts.ToValueList();
    }

    private ValueList<string> Codes(int first, int last)
    {
        var codes = new List<string>();
        for (var element = first; element <= last; element++)
        {
            if (Cursor.Text(element) is { } code)
            {
                codes.Add(code);
            }
        }

        return codes.ToValueList();
    }
}
