using System.Globalization;
using MedBill.X12.Tokens;

namespace MedBill.X12.Cli.Splitting;

/// <summary>Puts each part of a file into envelopes of its own.</summary>
internal sealed class Splitter
{
    private readonly string _by;
    private readonly Action<string> _say;
    private readonly Action<string> _leaveOut;
    private readonly Queue<ReadOnlyMemory<byte>> _parts = new();
    private readonly List<KeptSegment> _body = [];
    private readonly ClaimLevels _levels = new();
    private KeptSegment? _isa;
    private KeptSegment? _gs;
    private KeptSegment? _st;
    private Delimiters _delimiters;
    private bool _isOfClaims;

    private Splitter(string by, Action<string> say, Action<string> leaveOut) => (_by, _say, _leaveOut) = (by, say, leaveOut);

    /// <summary>Each part's bytes, in the file's order.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="by">The part: interchange, group, set or claim.</param>
    /// <param name="say">Hears what the user should know.</param>
    /// <param name="leaveOut">Hears of what has no end and is in no part.</param>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(X12Reader reader, string by, Action<string> say, Action<string> leaveOut)
    {
        var splitter = new Splitter(by, say, leaveOut);
        while (reader.Read())
        {
            splitter.Take(reader.Segment);
            while (splitter._parts.TryDequeue(out var part))
            {
                yield return part;
            }
        }

        splitter.LeaveOpen("ISA");
    }

    private void Take(in SegmentView segment)
    {
        LeaveOpen(segment.ToString());
        switch (segment.ToString())
        {
            case "ISA":
                (_isa, _gs, _st, _delimiters) = (new KeptSegment(segment), null, null, segment.Delimiters);
                _body.Clear();
                break;
            case "GS":
                (_gs, _st) = (new KeptSegment(segment), null);
                if (_by == "group")
                {
                    _body.Clear();
                }

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
                    Emit([.. _body, new KeptSegment(segment)]);
                }

                _body.Clear();
                (_isa, _gs, _st) = (null, null, null);
                break;
            default:
                Inner(segment);
                break;
        }
    }

    // A part that the next envelope finds open has no end: it is not a part, and that is said.
    private void LeaveOpen(string id)
    {
        if (_st is not null && _by is "set" or "claim" && id is "ISA" or "IEA" or "GS" or "GE" or "ST")
        {
            _leaveOut($"The set {_st.Element(2)} has no SE: what follows its last whole part is left out.");
            _st = null;
        }
        else if (_gs is not null && _by == "group" && id is "ISA" or "IEA" or "GS")
        {
            _leaveOut($"The group {_gs.Element(6)} has no GE: it is left out.");
        }
        else if (_isa is not null && _by == "interchange" && id == "ISA")
        {
            _leaveOut($"The interchange {_isa.Element(13)} has no IEA: it is left out.");
        }
    }

    private void BeginSet(in SegmentView segment)
    {
        _st = new KeptSegment(segment);
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
            EmitSet([.. _body, new KeptSegment(segment)]);
        }
        else
        {
            _body.Add(new KeptSegment(segment));
        }

        _st = null;
    }

    private void EndGroup(in SegmentView segment)
    {
        if (_by == "group" && _gs is not null)
        {
            EmitGroup([_gs, .. _body, new KeptSegment(segment)]);
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
            _body.Add(new KeptSegment(segment));
        }
    }

    private void Keep(string by, in SegmentView segment)
    {
        if (_by == by)
        {
            _body.Add(new KeptSegment(segment));
        }
    }

    private void Claim()
    {
        if (_levels.TakeClaim() is not { } segments || _st is null)
        {
            return;
        }

        var count = (segments.Count + 2).ToString(CultureInfo.InvariantCulture);
        EmitSet([_st, .. segments, KeptSegment.Of(_delimiters, "SE", count, _st.Element(2))]);
    }

    private void EmitSet(List<KeptSegment> set) => EmitGroup(_gs is null ? set : [_gs, .. set, KeptSegment.Of(_delimiters, "GE", "1", _gs.Element(6))]);

    private void EmitGroup(List<KeptSegment> group) => Emit([.. group, KeptSegment.Of(_delimiters, "IEA", "1", _isa?.Element(13) ?? "")]);

    private void Emit(List<KeptSegment> interchange)
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
