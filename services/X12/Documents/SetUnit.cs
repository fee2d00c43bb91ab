using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Documents;

/// <summary>A unit of a file: a claim, an item of an 835, a person of a 271, an acknowledgment.</summary>
/// <param name="Envelope">ISA, GS and ST.</param>
/// <param name="Guide">The guide its set follows; null when it is not one with a typed form here.</param>
/// <param name="Unit">What the guide's own reader yields, e.g. <see cref="Claims837.ReceivedClaim{TClaim}"/>; null where a set begins.</param>
public sealed record SetUnit(SetEnvelope Envelope, GuideId? Guide, object? Unit);

/// <summary>Reads a file of any sets unit by unit.</summary>
internal static class UnitReader
{
    public static IEnumerable<SetUnit> Read(Stream stream, FindingLog findings, ReadLimits? limits)
    {
        var context = new FindingContext(findings);
        using var reader = new EnvelopeReader(stream, context, limits);
        var readers = new Dictionary<GuideId, IUnitSource>();
        var isUndecided = false;
        GuideId? guide = null;
        IUnitSource? source = null;
        while (reader.Read())
        {
            switch (reader.Event)
            {
                case EnvelopeEvent.SetStart:
                    guide = GuideId.Of(reader.Envelope);
                    isUndecided = guide?.Purpose is not null;
                    foreach (var candidate in GuideId.All.Where(known => known.Fits(reader.Envelope)))
                    {
                        Of(candidate)?.Take(reader);
                    }

                    source = guide is null ? null : Of(guide);
                    if (!isUndecided)
                    {
                        yield return new SetUnit(reader.Envelope, source is null ? null : guide, null);
                    }

                    break;

                case EnvelopeEvent.SetSegment:
                    if (isUndecided)
                    {
                        isUndecided = false;
                        guide = Decided(reader) ?? guide;
                        source = Of(guide!);
                        yield return new SetUnit(reader.Envelope, source is null ? null : guide, null);
                    }

                    source?.Take(reader);
                    break;

                case EnvelopeEvent.SetEnd:
                    source?.Take(reader);
                    break;

                default:
                    continue;
            }

            while (source is not null && source.TryTake(out var unit))
            {
                yield return new SetUnit(reader.Envelope, guide, unit);
            }
        }

        IUnitSource? Of(GuideId wanted)
        {
            if (!readers.TryGetValue(wanted, out var known) && SetCodecs.Of(wanted) is { } codec)
            {
                readers[wanted] = known = codec.Units(context, reader.Limits);
            }

            return known;
        }
    }

    private static GuideId? Decided(EnvelopeReader reader) =>
        reader.Segment.Key == SegmentKey.BHT ? GuideId.Of(reader.Envelope, SegmentText.Decode(reader.Segment[2])) : null;
}
