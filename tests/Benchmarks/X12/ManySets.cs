using System.Globalization;
using System.Text;
using MedBill.X12.Tests.Tokens;

namespace MedBill.Benchmarks.X12;

/// <summary>A valid file of any size out of one set: the set comes again and again under a number of its own.</summary>
internal sealed class ManySets : ReadOnlyStream
{
    private readonly byte[] _set;
    private readonly int _firstNumber;
    private readonly int _lastNumber;
    private readonly Queue<byte[]> _pieces = new();
    private readonly int _sets;
    private byte[] _current;
    private int _at;
    private int _given;

    private ManySets(byte[] file, long size)
    {
        var text = Encoding.Latin1.GetString(file);
        var (start, end) = (text.IndexOf("ST*837*", StringComparison.Ordinal), text.IndexOf("GE*1*", StringComparison.Ordinal));
        _set = file[start..end];
        _sets = (int)(size / _set.Length);
        // ST02 and SE02 have four digits.
        _firstNumber = "ST*837*".Length;
        _lastNumber = _set.Length - "0001~".Length;
        _current = file[..start];
        _pieces.Enqueue(Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"GE*{_sets}*1~IEA*1*000000101~")));
    }

    public static Stream Of(byte[] file, long size) => new ManySets(file, size);

    public override int Read(Span<byte> buffer)
    {
        if (_at == _current.Length && !Next())
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _current.Length - _at);
        _current.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    private bool Next()
    {
        _at = 0;
        if (_given < _sets)
        {
            var number = Encoding.ASCII.GetBytes((++_given).ToString("0000", CultureInfo.InvariantCulture));
            number.CopyTo(_set, _firstNumber);
            number.CopyTo(_set, _lastNumber);
            _current = _set;
            return true;
        }

        return _pieces.TryDequeue(out _current!) || (_current = []).Length > 0;
    }
}

/// <summary>Counts what is read through it.</summary>
internal sealed class CountingStream(Stream inner) : ReadOnlyStream
{
    public long Count { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        Count += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
