using System.Globalization;
using System.Text;

namespace MedBill.Benchmarks.X12;

/// <summary>Writes segments of a generated file and counts them, without the library that is measured.</summary>
internal sealed class GeneratedFile(Stream to)
{
    private readonly StringBuilder _text = new();
    private byte[] _bytes = new byte[4_096];

    /// <summary>Segments since the set began.</summary>
    public int Count { get; private set; }

    public void Add(FormattableString segment) => Add(segment.ToString(CultureInfo.InvariantCulture));

    public void Add(string segment)
    {
        _text.Append(segment).Append('~');
        Count++;
    }

    public void BeginSet(string start)
    {
        Count = 0;
        Add(start);
    }

    /// <summary>What was written so far, taken out again: a set whose first segments need the sum of the others.</summary>
    public string Take()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }

    public void Append(string segments) => _text.Append(segments);

    public void Flush()
    {
        foreach (var chunk in _text.GetChunks())
        {
            if (_bytes.Length < chunk.Length)
            {
                _bytes = new byte[chunk.Length];
            }

            to.Write(_bytes, 0, Encoding.Latin1.GetBytes(chunk.Span, _bytes));
        }

        _text.Clear();
    }

    /// <summary>An amount as X12 spells it: no needless zeros.</summary>
    public static string Money(long cents) =>
        (cents / 100m).ToString("#.##", CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "0";
}
