using System.Globalization;
using System.Text;
using MedBill.X12.Tokens;

namespace MedBill.X12.Cli.Splitting;

/// <summary>The levels an 837's next claim stands under, and the claim itself.</summary>
internal sealed class ClaimLevels
{
    private readonly List<KeptSegment> _header = [];
    private readonly Dictionary<string, List<KeptSegment>> _open = [];
    private List<KeptSegment>? _claim;
    private List<KeptSegment>? _level;

    public void Begin()
    {
        _header.Clear();
        _open.Clear();
        (_claim, _level) = (null, null);
    }

    /// <summary>Whether the segment ends the claim before it.</summary>
    public bool Starts(in SegmentView segment) => _claim is not null && segment.ToString() is "CLM" or "HL";

    public void Take(in SegmentView segment)
    {
        var id = segment.ToString();
        if (id == "HL")
        {
            var code = Encoding.Latin1.GetString(segment[3]);
            // A level ends those of its kind and below.
            foreach (var below in _open.Keys.Where(open => string.CompareOrdinal(open, code) >= 0).ToList())
            {
                _open.Remove(below);
            }

            _open[code] = _level = [];
            _claim = null;
        }
        else if (id == "CLM")
        {
            _claim = [];
        }

        (_claim ?? _level ?? _header).Add(new KeptSegment(segment));
    }

    /// <summary>The claim with its levels, numbered anew; null when there is none.</summary>
    public List<KeptSegment>? TakeClaim()
    {
        if (_claim is not { } claim)
        {
            return null;
        }

        _claim = null;
        var segments = new List<KeptSegment>(_header);
        var levels = _open.OrderBy(level => level.Key, StringComparer.Ordinal).Select(level => level.Value).ToList();
        for (var index = 0; index < levels.Count; index++)
        {
            var number = (index + 1).ToString(CultureInfo.InvariantCulture);
            var parent = index == 0 ? "" : index.ToString(CultureInfo.InvariantCulture);
            segments.Add(levels[index][0].With((1, number), (2, parent), (4, index + 1 < levels.Count ? "1" : "0")));
            segments.AddRange(levels[index].Skip(1));
        }

        segments.AddRange(claim);
        return segments;
    }
}
