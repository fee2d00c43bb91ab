using System.Globalization;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;
using MedBill.X12.Writing;

namespace MedBill.X12.Acknowledgments;

/// <summary>Reads and writes claim acknowledgments (277CA, 005010X214).</summary>
public static class ClaimAcknowledgment277CAFile
{
    /// <summary>Reads a file set by set.</summary>
    public static IEnumerable<ClaimAcknowledgment277CA> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new ClaimAcknowledgmentAssembler(context, bounds));

    /// <summary>Writes one set in one group in one interchange.</summary>
    public static X12Output Write(SetEnvelope envelope, ClaimAcknowledgment277CA acknowledgment)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(acknowledgment);
        var written = EnvelopeWriter.Set(envelope, writer => new ClaimAcknowledgmentWriter(writer).Write(acknowledgment));
        return X12Output.Validated(written);
    }
}

/// <summary>Reads and writes implementation acknowledgments (999, 005010X231A1).</summary>
public static class Acknowledgment999File
{
    /// <summary>Reads a file set by set.</summary>
    public static IEnumerable<Acknowledgment999> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new Acknowledgment999Assembler(context, bounds));

    /// <summary>Writes one set in one group in one interchange.</summary>
    public static X12Output Write(SetEnvelope envelope, Acknowledgment999 acknowledgment)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(acknowledgment);
        return X12Output.Validated(EnvelopeWriter.Set(envelope, writer => Acknowledgment999Writer.Write(writer, acknowledgment)));
    }
}

/// <summary>Reads and writes interchange acknowledgments (TA1).</summary>
public static class InterchangeAcknowledgmentFile
{
    /// <summary>Reads every TA1 of a file, alone in an interchange or before a group.</summary>
    public static IEnumerable<InterchangeAcknowledgment> Read(Stream stream, FindingLog findings, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(findings);
        return Iterate();

        IEnumerable<InterchangeAcknowledgment> Iterate()
        {
            using var reader = new EnvelopeReader(stream, findings, limits);
            while (reader.Read())
            {
                if (reader.Event == EnvelopeEvent.InterchangeAcknowledgment && Ta1(reader) is { } acknowledgment)
                {
                    yield return acknowledgment;
                }
            }
        }
    }

    /// <summary>Writes one TA1 in an interchange without a group.</summary>
    public static X12Output Write(Interchange interchange, InterchangeAcknowledgment acknowledgment)
    {
        ArgumentNullException.ThrowIfNull(interchange);
        ArgumentNullException.ThrowIfNull(acknowledgment);
        var writer = new SegmentWriter(interchange.Delimiters, 256);
        writer.Isa(interchange);
        writer.Ta1(acknowledgment);
        writer.Iea(interchange, 0);
        return X12Output.Validated(writer);
    }

    /// <summary>The TA1 the reader stands at; null when it cannot be read, which the reader has reported.</summary>
    internal static InterchangeAcknowledgment? Ta1(EnvelopeReader reader)
    {
        var segment = reader.Segment;
        var moment = SegmentText.Decode(segment[2]) + SegmentText.Decode(segment[3]);
        var isDated = DateTime.TryParseExact(moment, "yyMMddHHmm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var timestamp);
        if (!isDated || segment[1].IsEmpty || segment[4].IsEmpty)
        {
            return null;
        }

        return new InterchangeAcknowledgment
        {
            Interchange = reader.Interchange,
            ControlNumber = SegmentText.Decode(segment[1]),
            Timestamp = timestamp,
            Status = SegmentText.Decode(segment[4]),
            NoteCode = SegmentText.Decode(segment[5]),
        };
    }
}
