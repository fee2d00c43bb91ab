using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Attachments275;

/// <summary>Reads the parts of a 275.</summary>
internal static class AttachmentReader
{
    /// <summary>NM1 and its loop; the address stands behind NX1, which is kept.</summary>
    public static Party Party(SegmentCursor cursor, PartySegments segments)
    {
        var party = cursor.Party(segments);
        if (cursor.Key != SegmentKey.NX1)
        {
            return party;
        }

        var others = new List<RawSegment>(party.OtherSegments) { cursor.Raw() };
        for (cursor.Next(); cursor.Key is SegmentKey.N3 or SegmentKey.N4; cursor.Next())
        {
            party = party with
            {
                Address = cursor.Key == SegmentKey.N3 ? PartyReader.N3(cursor, party.Address) : PartyReader.N4(cursor, party.Address),
            };
        }

        return party with { OtherSegments = others.ToValueList() };
    }

    /// <summary>Reads from LX to the end of the unit.</summary>
    public static AttachedInformation Attachment(SegmentCursor cursor)
    {
        var attachment = new AttachedInformation { Number = cursor.Text(1) ?? "" };
        cursor.Next();
        var requested = new Gathering<RequestedInformation>();
        var references = new Gathering<Reference>();
        var parties = new Gathering<Party>();
        var dates = new Gathering<QualifiedDate>();
        var documents = new Gathering<AttachedDocument>();
        var others = new Gathering<RawSegment>();
        while (cursor.More)
        {
            switch (cursor.Key)
            {
                case SegmentKey.TRN when attachment.TraceNumber is null:
                    attachment = attachment with
                    {
                        TraceType = cursor.Text(1),
                        TraceNumber = cursor.Text(2),
                        TraceOriginator = cursor.Text(3),
                        TraceSupplement = cursor.Text(4),
                    };
                    break;
                case SegmentKey.STC when cursor.Segment.ElementCount is 1 or 10 or 11 && cursor.Segment[2].IsEmpty:
                    Stc(cursor, ref requested);
                    break;
                case SegmentKey.REF:
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.NM1:
                    parties.Add(Party(cursor, PartySegments.Specialty | PartySegments.Contacts));
                    continue;
                case SegmentKey.CAT or SegmentKey.OOI or SegmentKey.EFI or SegmentKey.BIN or SegmentKey.BDS:
                case SegmentKey.DTP when cursor.Is(SegmentKey.DTP, 1, "368"u8):
                    documents.Add(Document(cursor));
                    continue;
                case SegmentKey.DTP when cursor.Dtp() is { } date:
                    cursor.Loop = "2100A";
                    dates.Add(date);
                    break;
                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return attachment with
        {
            Requested = requested.ToValueList(),
            References = references.ToValueList(),
            Parties = parties.ToValueList(),
            ServiceDates = dates.ToValueList(),
            Documents = documents.ToValueList(),
            OtherSegments = others.ToValueList(),
        };
    }

    private static void Stc(SegmentCursor cursor, ref Gathering<RequestedInformation> into)
    {
        foreach (var element in (ReadOnlySpan<int>)[1, 10, 11])
        {
            if (!cursor.Segment[element].IsEmpty)
            {
                into.Add(new RequestedInformation(
                    cursor.Text(element, 1) ?? "", cursor.Text(element, 2) ?? "", cursor.Text(element, 3), cursor.Text(element, 4)));
            }
        }
    }

    // A document ends with its data; the next may start without a date.
    private static AttachedDocument Document(SegmentCursor cursor)
    {
        cursor.Loop = "2100B";
        var document = new AttachedDocument();
        var objects = new Gathering<RawSegment>();
        var others = new Gathering<RawSegment>();
        for (var hasCategory = false; cursor.More; cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.DTP when document.SubmittedOn is null && !hasCategory && cursor.Is(SegmentKey.DTP, 1, "368"u8):
                    if (cursor.Dtp() is { To: null, Time: null } date)
                    {
                        document = document with { SubmittedOn = date.From };
                    }
                    else
                    {
                        others.Add(cursor.Raw());
                    }

                    break;
                case SegmentKey.CAT when !hasCategory && cursor.Segment.ElementCount <= 5:
                    hasCategory = true;
                    document = document with
                    {
                        ReportType = cursor.Text(1),
                        Transmission = cursor.Text(2),
                        Version = cursor.Text(3),
                        CodeList = cursor.Text(4),
                        Code = cursor.Text(5),
                    };
                    break;
                case SegmentKey.CAT when hasCategory:
                case SegmentKey.DTP or SegmentKey.NM1 or SegmentKey.REF or SegmentKey.TRN or SegmentKey.STC:
                    return Finish();
                case SegmentKey.OOI:
                    objects.Add(cursor.Raw());
                    break;
                case SegmentKey.EFI when cursor.Segment.ElementCount == 1:
                    cursor.Loop = "2110B";
                    document = document with { SecurityLevel = cursor.Text(1) };
                    break;
                case SegmentKey.BIN:
                    document = document with { Payload = Payload(cursor) };
                    cursor.Next();
                    return Finish();
                case SegmentKey.BDS:
                    document = document with { Filter = cursor.Text(1), Payload = Payload(cursor) };
                    cursor.Next();
                    return Finish();
                default:
                    others.Add(cursor.Raw());
                    break;
            }
        }

        return Finish();

        AttachedDocument Finish() => document with { Objects = objects.ToValueList(), OtherSegments = others.ToValueList() };
    }

    private static BinaryPayload? Payload(SegmentCursor cursor)
    {
        var segment = cursor.Segment;
        var length = segment.Key == SegmentKey.BIN ? 1 : 2;
        if (segment.Binary is not { } range)
        {
            cursor.Report(length, 0, "BINARY_LENGTH_WRONG", "Before binary data stands how many bytes follow. The attachment was left out.", "6");
            return null;
        }

        var data = segment[length + 1];
        if (!range.IsInSegment && !data.IsEmpty)
        {
            // The reader has said that the length is wrong.
            cursor.Distrust();
            return null;
        }

        if (!range.IsInSegment)
        {
            cursor.Report(length + 1, 0, "PAYLOAD_NOT_HELD",
                "The document is larger than a segment may be (ReadLimits.SegmentBytes): its place in the file is given, not its bytes.", null,
                FindingSeverity.Note);
        }

        return new BinaryPayload(range.Offset, range.Length, ValueList.Create(data));
    }
}
