using MedBill.X12.Envelopes;
using MedBill.X12.Tokens;

namespace MedBill.X12.Guides;

/// <summary>Which guide a set follows: known at ST, but for guides that share a name, which BHT02 tells apart one segment later.</summary>
internal sealed class GuideChoice
{
    private SetEnvelope? _undecided;

    /// <summary>The guide; while <see cref="IsOpen"/> the likeliest; null when it is none that this library has.</summary>
    public GuideId? Guide { get; private set; }

    /// <summary>Whether the next segment decides.</summary>
    public bool IsOpen => _undecided is not null;

    /// <summary>Guides one of which the set follows: what reads them must hear its ST.</summary>
    public IEnumerable<GuideId> Candidates { get; private set; } = [];

    /// <summary>At ST.</summary>
    public void Begin(SetEnvelope envelope)
    {
        Guide = GuideId.Of(envelope);
        Candidates = GuideId.All.Where(guide => guide.Fits(envelope));
        _undecided = Guide?.Purpose is null ? null : envelope;
    }

    /// <summary>
    /// At the segment after ST, whatever it is. False when it is no BHT, or BHT02 is of neither guide: then <see cref="Guide"/> is but the
    /// likeliest, and what follows may tell better.
    /// </summary>
    public bool Decide(in SegmentView second)
    {
        if (_undecided is { } envelope)
        {
            Guide = Of(envelope, second);
            _undecided = null;
        }

        return second.Key == SegmentKey.BHT && TellsGuide(second[2]);
    }

    /// <summary>What follows has told.</summary>
    public void Settle(GuideId guide) => Guide = guide;

    private bool TellsGuide(ReadOnlySpan<byte> purpose)
    {
        foreach (var candidate in Candidates)
        {
            var rule = GuideTable.Of(candidate).Root.Segments.Find(segment => segment.Key == SegmentKey.BHT);
            if (rule?.Elements[2] is { } element && SegmentRule.Contains(element.Codes, purpose))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The guide of a set whose second segment is this.</summary>
    public static GuideId? Of(SetEnvelope envelope, in SegmentView second) =>
        GuideId.Of(envelope, second.Key == SegmentKey.BHT ? SegmentText.Decode(second[2]) : null);
}
