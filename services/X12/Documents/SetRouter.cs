using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;

namespace MedBill.X12.Documents;

/// <summary>Gives each set of a file to the reader of its guide, and hands out the units that one reads.</summary>
internal sealed class SetRouter(FindingContext context, ReadLimits limits)
{
    private readonly Dictionary<GuideId, IUnitSource> _sources = [];
    private readonly GuideChoice _choice = new();
    private IUnitSource? _source;

    /// <summary>Whether it takes the next segment to know the set's guide.</summary>
    public bool IsOpen => _choice.IsOpen;

    /// <summary>The set's guide; null when it has no typed form here.</summary>
    public GuideId? Guide => _source is null ? null : _choice.Guide;

    public void Take(EnvelopeReader reader)
    {
        switch (reader.Event)
        {
            case EnvelopeEvent.SetStart:
                _choice.Begin(reader.Envelope);
                foreach (var candidate in _choice.Candidates)
                {
                    Of(candidate)?.Take(reader);
                }

                _source = Of(_choice.Guide);
                break;

            case EnvelopeEvent.SetSegment:
                if (_choice.IsOpen)
                {
                    _choice.Decide(reader.Segment);
                    _source = Of(_choice.Guide);
                }

                _source?.Take(reader);
                break;

            case EnvelopeEvent.SetEnd:
                _source?.Take(reader);
                break;

            default:
                break;
        }
    }

    public bool TryTake(out object unit)
    {
        unit = null!;
        return _source is not null && _source.TryTake(out unit);
    }

    private IUnitSource? Of(GuideId? guide)
    {
        if (guide is null || SetCodecs.Of(guide) is not { } codec)
        {
            return null;
        }

        if (!_sources.TryGetValue(guide, out var source))
        {
            _sources[guide] = source = codec.Units(context, limits);
        }

        return source;
    }
}
