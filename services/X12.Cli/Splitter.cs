using System.Globalization;
using System.Text;
using MedBill.X12.Tokens;

namespace MedBill.X12.Cli;

/// <summary>Puts each part of a file into envelopes of its own.</summary>
internal sealed class Splitter
{
    private readonly string _by;
    private readonly Action<string> _say;
    private readonly Queue<ReadOnlyMemory<byte>> _parts = new();
    private readonly List<Kept> _body = [];
    private readonly ClaimLevels _levels = new();
    private Kept? _isa;
    private Kept? _gs;
    private Kept? _st;
    private Delimiters _delimiters;
    private bool _isOfClaims;

    private Splitter(string by, Action<string> say) => (_by, _say) = (by, say);

    /// <summary>Each part's bytes, in the file's order.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(X12Reader reader, string by, Action<string> say)
    {
        var splitter = new Splitter(by, say);
        while (reader.Read())
        {
            splitter.Take(reader.Segment);
            while (splitter._parts.TryDequeue(out var part))
            {
                yield return part;
            }
        }
    }

    private void Take(in SegmentView segment)
    {
        switch (segment.ToString())
        {
            case "ISA":
                (_isa, _gs, _st, _delimiters) = (new Kept(segment), null, null, segment.Delimiters);
                _body.Clear();
                break;
            case "GS":
                (_gs, _st) = (new Kept(segment), null);
                Keep("interchange", segment);
                break;
            case "ST":
                BeginSet(segment);
                break;
            case "SE" when _st is not null:
                EndSet(segment);
                break;
            case "GE":
                EndGroup(segment);
                break;
            case "IEA":
                if (_by == "interchange")
                {
                    Emit([.. _body, new Kept(segment)]);
                }

                _body.Clear();
                break;
            default:
                Inner(segment);
                break;
        }
    }

    private void BeginSet(in SegmentView segment)
    {
        _st = new Kept(segment);
        _isOfClaims = segment.ElementIs(1, "837"u8);
        if (_by == "claim" && !_isOfClaims)
        {
            _say($"The set {_st.Element(2)} is no 837: it is not cut into claims.");
        }

        _levels.Begin();
        if (_by is "set" or "claim")
        {
            _body.Clear();
        }

        _body.Add(_st);
    }

    private void EndSet(in SegmentView segment)
    {
        if (_by == "claim" && _isOfClaims)
        {
            Claim();
        }
        else if (_by is "set" or "claim")
        {
            EmitSet([.. _body, new Kept(segment)]);
        }
        else
        {
            _body.Add(new Kept(segment));
        }

        _st = null;
    }

    private void EndGroup(in SegmentView segment)
    {
        if (_by == "group" && _gs is not null)
        {
            EmitGroup([_gs, .. _body, new Kept(segment)]);
            _body.Clear();
        }
        else
        {
            Keep("interchange", segment);
        }

        _gs = null;
    }

    private void Inner(in SegmentView segment)
    {
        if (_st is null)
        {
            // TA1 and what stands outside a set belongs to the interchange.
            Keep("interchange", segment);
        }
        else if (_by == "claim" && _isOfClaims)
        {
            if (_levels.Starts(segment))
            {
                Claim();
            }

            _levels.Take(segment);
        }
        else
        {
            _body.Add(new Kept(segment));
        }
    }

    private void Keep(string by, in SegmentView segment)
    {
        if (_by == by)
        {
            _body.Add(new Kept(segment));
        }
    }

    private void Claim()
    {
        if (_levels.TakeClaim() is not { } segments || _st is null)
        {
            return;
        }

        var count = (segments.Count + 2).ToString(CultureInfo.InvariantCulture);
        EmitSet([_st, .. segments, Kept.Of(_delimiters, "SE", count, _st.Element(2))]);
    }

    private void EmitSet(List<Kept> set) => EmitGroup(_gs is null ? set : [_gs, .. set, Kept.Of(_delimiters, "GE", "1", _gs.Element(6))]);

    private void EmitGroup(List<Kept> group) => Emit([.. group, Kept.Of(_delimiters, "IEA", "1", _isa?.Element(13) ?? "")]);

    private void Emit(List<Kept> interchange)
    {
        if (_isa is null)
        {
            return;
        }

        var bytes = new List<byte>();
        foreach (var segment in interchange.Prepend(_isa))
        {
            bytes.AddRange(segment.Bytes);
            bytes.Add(_delimiters.Segment);
        }

        _parts.Enqueue(bytes.ToArray());
    }
}

/// <summary>A segment kept beyond the reader's buffer.</summary>
internal sealed class Kept
{
    private readonly byte _separator;

    public Kept(in SegmentView segment)
        : this(segment.Bytes.ToArray(), segment.Delimiters.Element)
    {
        if (segment.Binary is { IsInSegment: false } range)
        {
            throw new UsageException($"The document at byte {range.Offset} is too large to be split off, or its length is wrong.");
        }
    }

    private Kept(byte[] bytes, byte separator) => (Bytes, _separator) = (bytes, separator);

    public byte[] Bytes { get; }

    public static Kept Of(Delimiters delimiters, params string[] words) =>
        new(Encoding.Latin1.GetBytes(string.Join((char)delimiters.Element, words)), delimiters.Element);

    /// <summary>An element, counted from 1; empty when absent.</summary>
    public string Element(int number) => Encoding.Latin1.GetString(Bytes).Split((char)_separator).ElementAtOrDefault(number) ?? "";

    /// <summary>The segment with elements replaced.</summary>
    public Kept With(params (int Number, string Value)[] changes)
    {
        var words = Encoding.Latin1.GetString(Bytes).Split((char)_separator);
        foreach (var (number, value) in changes)
        {
            if (number < words.Length)
            {
                words[number] = value;
            }
        }

        return new Kept(Encoding.Latin1.GetBytes(string.Join((char)_separator, words)), _separator);
    }
}

/// <summary>The levels an 837's next claim stands under, and the claim itself.</summary>
internal sealed class ClaimLevels
{
    private readonly List<Kept> _header = [];
    private readonly Dictionary<string, List<Kept>> _open = [];
    private List<Kept>? _claim;
    private List<Kept>? _level;

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

        (_claim ?? _level ?? _header).Add(new Kept(segment));
    }

    /// <summary>The claim with its levels, numbered anew; null when there is none.</summary>
    public List<Kept>? TakeClaim()
    {
        if (_claim is not { } claim)
        {
            return null;
        }

        _claim = null;
        var segments = new List<Kept>(_header);
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
