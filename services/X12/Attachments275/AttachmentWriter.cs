using System.Globalization;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Attachments275;

/// <summary>Writes the body of a 275 set, in the guide's order.</summary>
internal static class AttachmentWriter
{
    private static readonly string[] HeaderOrder = ["BGN", "DTM", "TRN", "NM1"];
    private static readonly string[] AttachmentOrder = ["LX", "TRN", "STC", "NM1", "PRV", "PER", "REF", "DTP", "CAT"];
    private static readonly string[] DocumentOrder = ["DTP", "CAT", "PID", "OOI", "EFI", "BIN"];

    public static void Write(SegmentWriter writer, AttachmentHeader header, IReadOnlyCollection<AttachedInformation> attachments)
    {
        var kept = new KeptSegments(writer, header.OtherSegments, HeaderOrder);
        writer.Begin("BGN").Add(header.Purpose).Add(header.ReferenceNumber)
            .Add(header.CreatedAt.ToString("yyyyMMdd", CultureInfo.InvariantCulture))
            .Add(header.HasTime ? header.CreatedAt.ToString("HHmm", CultureInfo.InvariantCulture) : null)
            .Add(header.TimeZone).Add(header.OriginalReference).Skip().Add(header.Action).End();
        kept.Before("NM1");
        foreach (var party in header.Parties)
        {
            Party(writer, party);
        }

        kept.Rest();
        foreach (var attachment in attachments)
        {
            Write(writer, attachment);
        }
    }

    private static void Party(SegmentWriter writer, Party party)
    {
        writer.Nm1(party);
        writer.Dmg(party);
        writer.Prv(party);
        writer.Contacts(party.Contacts);
        writer.References(party.References);
        writer.Dates("DTP", party.Dates);
        writer.Kept(party, "DTP");
        if (writer.Kept(party, "NX1") == 0 && party.Address is not null)
        {
            writer.Begin("NX1").Add(party.EntityCode).End();
        }

        writer.Address(party.Address);
    }

    private static void Write(SegmentWriter writer, AttachedInformation attachment)
    {
        var kept = new KeptSegments(writer, attachment.OtherSegments, AttachmentOrder);
        writer.Begin("LX").Add(attachment.Number).End();
        if (attachment.TraceNumber is not null)
        {
            writer.Begin("TRN").Add(attachment.TraceType).Add(attachment.TraceNumber).Add(attachment.TraceOriginator)
                .Add(attachment.TraceSupplement).End();
        }

        if (attachment.Requested.Count > 0)
        {
            writer.Begin("STC");
            for (var index = 0; index < attachment.Requested.Count; index++)
            {
                var requested = attachment.Requested[index];
                // STC01, then STC10 and STC11.
                writer.Skip(index == 1 ? 8 : 0).Add(requested.Category).Component(requested.Code).Component(requested.Entity)
                    .Component(requested.CodeList);
            }

            writer.End();
        }

        kept.Before("NM1");
        foreach (var party in attachment.Parties)
        {
            Party(writer, party);
        }

        writer.References(attachment.References);
        writer.Dates("DTP", attachment.ServiceDates);
        kept.Rest();
        foreach (var document in attachment.Documents)
        {
            Write(writer, document);
        }
    }

    private static void Write(SegmentWriter writer, AttachedDocument document)
    {
        var kept = new KeptSegments(writer, document.OtherSegments, DocumentOrder);
        if (document.SubmittedOn is { } day)
        {
            writer.Dates("DTP", [new QualifiedDate("368", day)]);
        }

        kept.Before("CAT");
        if (document.ReportType is not null)
        {
            writer.Begin("CAT").Add(document.ReportType).Add(document.Transmission).Add(document.Version).Add(document.CodeList)
                .Add(document.Code).End();
        }

        kept.Before("OOI");
        foreach (var item in document.Objects)
        {
            writer.Kept(item);
        }

        if (document.SecurityLevel is not null)
        {
            writer.Begin("EFI").Add(document.SecurityLevel).End();
        }

        kept.Before("BIN");
        if (document.Payload is { } payload)
        {
            if (document.Filter is null)
            {
                writer.Begin("BIN");
            }
            else
            {
                writer.Begin("BDS").Add(document.Filter);
            }

            writer.Binary(payload.Length, payload.Bytes.AsSpan()).End();
        }

        kept.Rest();
    }
}
