using System.Buffers;

namespace MedBill.X12.Tokens;

/// <content>A look at what follows, without moving.</content>
public sealed partial class X12Reader
{
    /// <summary>
    /// The bytes behind the current segment: <see cref="Ahead"/> of them, or as many as the file has. How the stream is cut makes no
    /// difference. Valid until the reader moves.
    /// </summary>
    /// <param name="offset">Where in the file they stand.</param>
    internal ReadOnlySpan<byte> LookAhead(out long offset)
    {
        // A run ends where so many bytes are left behind it.
        while (!_run.IsCurrent && _end - _start < Ahead && !_isLast)
        {
            if (_end == _buffer.Length)
            {
                LeaveBuffer();
            }

            Received(_stream!.Read(_buffer.AsSpan(_end)));
        }

        var start = _run.IsCurrent ? _run.Next : _start;
        offset = _bufferOffset + start;
        return _buffer.AsSpan(start, Math.Min(Ahead, _end - start));
    }

    // The current segment goes on standing in the old buffer, which is not given back therefore.
    private void LeaveBuffer()
    {
        var fresh = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length, Ahead * 2));
        _buffer.AsSpan(_start, _end - _start).CopyTo(fresh);
        (_buffer, _bufferOffset, _end, _start) = (fresh, _bufferOffset + _start, _end - _start, 0);
    }
}
