using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;

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
        var router = new SetRouter(context, reader.Limits);
        var isAnnounced = false;
        while (reader.Read())
        {
            if (reader.Event is not (EnvelopeEvent.SetStart or EnvelopeEvent.SetSegment or EnvelopeEvent.SetEnd))
            {
                continue;
            }

            isAnnounced &= reader.Event != EnvelopeEvent.SetStart;
            router.Take(reader);
            if (!isAnnounced && (!router.IsOpen || reader.Event == EnvelopeEvent.SetEnd))
            {
                isAnnounced = true;
                yield return new SetUnit(reader.Envelope, router.Guide, null);
            }

            while (router.TryTake(out var unit))
            {
                yield return new SetUnit(reader.Envelope, router.Guide, unit);
            }
        }
    }
}
