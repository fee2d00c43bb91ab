using System.Globalization;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Enrollment834;

/// <summary>Reads an 834: its front, then one member after the other; INS starts a member.</summary>
internal sealed class EnrollmentAssembler(FindingContext context, ReadLimits limits)
    : SetAssembler<EnrollmentItem>(GuideId.Enrollment834, context, limits)
{
    private readonly List<(QualifiedQuantity Total, int Position, long Offset)> _totals = [];
    private bool _hasHeader;
    private int _subscribers;
    private int _dependents;

    protected override ReadOnlySpan<uint> Starts => [SegmentKey.INS];

    protected override bool StartsUnit(EnvelopeReader reader)
    {
        // Counted here, so that a member that cannot be read counts as well.
        if (reader.Segment.ElementIs(1, "Y"u8))
        {
            _subscribers++;
        }
        else
        {
            _dependents++;
        }

        return true;
    }

    protected override void BeginSet()
    {
        _totals.Clear();
        (_hasHeader, _subscribers, _dependents) = (false, 0, 0);
    }

    protected override void ReadUnit()
    {
        if (Cursor.Key == SegmentKey.INS)
        {
            ReadMember();
        }
        else
        {
            ReadHeader();
        }
    }

    protected override void EndSet()
    {
        foreach (var (total, position, offset) in _totals)
        {
            var (counted, what) = total.Qualifier switch
            {
                "TO" => (_subscribers + _dependents, "members"),
                "ET" => (_subscribers, "subscribers (INS01 = Y)"),
                "DT" => (_dependents, "dependents (INS01 = N)"),
                _ => (-1, ""),
            };
            if (counted >= 0 && total.Quantity != counted)
            {
                Context.Report(new Finding
                {
                    Severity = FindingSeverity.Error,
                    Code = "TOTALS_DIFFER",
                    Message = string.Create(CultureInfo.InvariantCulture, $"QTY02 does not match: the set has {counted} {what}."),
                    Rule = $"{GuideId.Enrollment834.Version} ST QTY02",
                    Snip = SnipType.Balancing,
                    Loop = "ST",
                    SegmentId = "QTY",
                    SegmentPosition = position,
                    Element = 2,
                    DataElement = 380,
                    ByteOffset = offset,
                    Value = total.Quantity.ToString(CultureInfo.InvariantCulture),
                    SegmentErrorCode = "8",
                    ElementErrorCode = "7",
                });
            }
        }
    }

    private void ReadHeader()
    {
        EnrollmentHeader? header = null;
        var references = new Gathering<Reference>();
        var dates = new Gathering<QualifiedDate>();
        var totals = new Gathering<QualifiedQuantity>();
        var brokers = new Gathering<EnrollmentBroker>();
        var others = new Gathering<RawSegment>();
        var position = Cursor.Position;
        while (Cursor.More)
        {
            switch (Cursor.Key)
            {
                case SegmentKey.BGN:
                    header = Bgn();
                    break;
                case SegmentKey.REF:
                    references.Add(Cursor.Ref());
                    break;
                case SegmentKey.DTP when Cursor.Dtp() is { } date:
                    dates.Add(date);
                    break;
                case SegmentKey.QTY:
                    var total = Cursor.Qty();
                    totals.Add(total);
                    _totals.Add((total, Cursor.Position, Cursor.Segment.Offset));
                    break;
                case SegmentKey.N1 when header is not null && Cursor.Is(SegmentKey.N1, 1, "P5"u8):
                    Cursor.Loop = "1000A";
                    header = header with { Sponsor = Cursor.Party(PartySegments.None) };
                    continue;
                case SegmentKey.N1 when header is not null && Cursor.Is(SegmentKey.N1, 1, "IN"u8):
                    Cursor.Loop = "1000B";
                    header = header with { Insurer = Cursor.Party(PartySegments.None) };
                    continue;
                case SegmentKey.N1:
                    Cursor.Loop = "1000C";
                    brokers.Add(Broker());
                    continue;
                default:
                    others.Add(Cursor.Raw());
                    break;
            }

            Cursor.Next();
        }

        if (header is null)
        {
            Cursor.ReportAbsent("BGN", position, "HEADER_MISSING", "The set has no BGN, so it does not say what it is. Its members were left out.");
        }
        else if (Cursor.Errors == 0)
        {
            _hasHeader = true;
            Yield(header with
            {
                References = references.ToValueList(),
                Dates = dates.ToValueList(),
                Totals = totals.ToValueList(),
                Brokers = brokers.ToValueList(),
                OtherSegments = others.ToValueList(),
            });
        }
    }

    private EnrollmentHeader Bgn() => new()
    {
        Envelope = Envelope,
        Purpose = Cursor.Required(1),
        ReferenceNumber = Cursor.Required(2),
        CreatedAt = Cursor.Moment(3, 4),
        TimeZone = Cursor.Text(5),
        OriginalReference = Cursor.Text(6),
        Action = Cursor.Text(8),
    };

    private EnrollmentBroker Broker()
    {
        var party = Cursor.Party(PartySegments.None);
        if (Cursor.Key != SegmentKey.ACT)
        {
            return new EnrollmentBroker(party, null, null);
        }

        var broker = new EnrollmentBroker(party, Cursor.Text(1), Cursor.Text(6));
        Cursor.Next();
        return broker;
    }

    private void ReadMember()
    {
        Cursor.Loop = "2000";
        if (!_hasHeader)
        {
            Cursor.Report(0, 0, "MEMBER_WITHOUT_CONTEXT", "The member stands under no readable BGN; it was left out.", null);
        }

        var member = MemberReader.Member(Cursor);
        if (Cursor.Errors == 0)
        {
            Yield(member);
        }
    }
}
