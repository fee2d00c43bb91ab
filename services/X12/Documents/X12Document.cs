using MedBill.X12.Acknowledgments;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Documents;

/// <summary>
/// A whole file as typed objects, whatever sets it holds: for files known to be small. Canonical, it is written back byte for byte.
/// </summary>
/// <param name="Interchanges">Its interchanges.</param>
public sealed record X12Document(ValueList<InterchangeDocument> Interchanges)
{
    /// <summary>Reads a file whole. A set that has no typed form here, or that its reader left something out of, is given as its segments.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="findings">Takes what the readers find.</param>
    /// <param name="limits">What the reader takes.</param>
    public static X12Document Read(Stream stream, FindingLog findings, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(findings);
        using var reader = new DocumentReader(stream, findings, limits);
        return reader.Read();
    }

    /// <summary>Writes the file. Counts and trailers come from what is written; an error of any set refuses the whole.</summary>
    public X12Output Write()
    {
        var bytes = new List<byte>();
        var refusals = new List<Finding>();
        foreach (var interchange in Interchanges)
        {
            var writer = new SegmentWriter(interchange.Interchange.Delimiters);
            writer.Isa(interchange.Interchange);
            foreach (var acknowledgment in interchange.Acknowledgments)
            {
                writer.Ta1(acknowledgment);
            }

            foreach (var group in interchange.Groups)
            {
                writer.Gs(group.Group);
                foreach (var set in group.Sets)
                {
                    writer.Set(set.Set, body => set.Write(body));
                }

                writer.Ge(group.Group, group.Sets.Count);
            }

            writer.Iea(interchange.Interchange, interchange.Groups.Count);
            bytes.AddRange(writer.Written.Span);
            refusals.AddRange(writer.Refusals);
        }

        // A set of a guide that has no table here is held against X12's own rules and its envelopes only.
        return X12Output.Validated(bytes.ToArray(), refusals, finding => finding.Code == "GUIDE_UNKNOWN");
    }
}

/// <summary>One interchange of a document.</summary>
/// <param name="Interchange">ISA.</param>
/// <param name="Acknowledgments">TA1.</param>
/// <param name="Groups">Its groups.</param>
public sealed record InterchangeDocument(
    Interchange Interchange, ValueList<InterchangeAcknowledgment> Acknowledgments, ValueList<GroupDocument> Groups);

/// <summary>One group of a document.</summary>
/// <param name="Group">GS.</param>
/// <param name="Sets">Its sets.</param>
public sealed record GroupDocument(FunctionalGroup Group, ValueList<SetDocument> Sets);

/// <summary>One set of a document.</summary>
/// <param name="Set">ST.</param>
/// <param name="Guide">The guide its content is typed by; null when the content is <see cref="RawSet"/>.</param>
/// <param name="Content">An object of <see cref="ContentType"/>.</param>
public sealed record SetDocument(TransactionSet Set, GuideId? Guide, object Content)
{
    /// <summary>The type of the content of a guide's sets; <see cref="RawSet"/> for a guide without a typed form, and for null.</summary>
    public static Type ContentType(GuideId? guide) => SetCodecs.Of(guide)?.ContentType ?? typeof(RawSet);

    internal void Write(SegmentWriter writer)
    {
        if (Content is RawSet raw)
        {
            foreach (var segment in raw.Segments)
            {
                writer.Kept(segment);
            }

            return;
        }

        var codec = SetCodecs.Of(Guide);
        if (codec?.ContentType != Content.GetType())
        {
            throw new InvalidOperationException($"A set of {Guide?.Name ?? "no guide"} holds {codec?.ContentType.Name ?? nameof(RawSet)}.");
        }

        codec.Write(writer, Content);
    }
}

/// <summary>A set as its segments between ST and SE.</summary>
/// <param name="Segments">The segments.</param>
public sealed record RawSet(ValueList<RawSegment> Segments);
