using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Attachments275;

/// <summary>Reads a 275: its front, then one LX after the other.</summary>
internal sealed class AttachmentAssembler(FindingContext context, ReadLimits limits)
    : SetAssembler<AttachmentItem>(GuideId.Attachment275, context, limits)
{
    private const PartySegments OfParty = PartySegments.Specialty | PartySegments.Contacts | PartySegments.References | PartySegments.Dates
        | PartySegments.Demographics;

    private bool _hasHeader;

    protected override bool AlsoReads(SetEnvelope envelope) => GuideId.ReviewAttachment275.Fits(envelope);

    protected override ReadOnlySpan<uint> Starts => [SegmentKey.LX];

    protected override void BeginSet() => _hasHeader = false;

    protected override void ReadUnit()
    {
        if (Cursor.Key == SegmentKey.LX)
        {
            Cursor.Loop = "2000A";
            if (!_hasHeader)
            {
                Cursor.Report(0, 0, "ATTACHMENT_WITHOUT_CONTEXT", "The attachment stands under no readable BGN; it was left out.", null);
            }

            var attachment = AttachmentReader.Attachment(Cursor);
            if (Cursor.Errors == 0)
            {
                Yield(attachment);
            }
        }
        else
        {
            ReadHeader();
        }
    }

    protected override void EndSet()
    {
    }

    private void ReadHeader()
    {
        AttachmentHeader? header = null;
        var parties = new Gathering<Party>();
        var others = new Gathering<RawSegment>();
        var position = Cursor.Position;
        while (Cursor.More)
        {
            switch (Cursor.Key)
            {
                case SegmentKey.BGN:
                    header = new AttachmentHeader
                    {
                        Envelope = Envelope,
                        Purpose = Cursor.Required(1),
                        ReferenceNumber = Cursor.Required(2),
                        CreatedAt = Cursor.Moment(3, 4),
                        HasTime = !Cursor.Segment[4].IsEmpty,
                        TimeZone = Cursor.Text(5),
                        OriginalReference = Cursor.Text(6),
                        Action = Cursor.Text(8),
                    };
                    break;
                case SegmentKey.NM1:
                    parties.Add(AttachmentReader.Party(Cursor, OfParty));
                    continue;
                default:
                    others.Add(Cursor.Raw());
                    break;
            }

            Cursor.Next();
        }

        if (header is null)
        {
            Cursor.ReportAbsent("BGN", position, "HEADER_MISSING", "The set has no BGN, so it does not say what it is. Its attachments were left out.");
        }
        else if (Cursor.Errors == 0)
        {
            _hasHeader = true;
            Yield(header with { Parties = parties.ToValueList(), OtherSegments = others.ToValueList() });
        }
    }
}
