namespace MedBill.X12.Tests.Tokens;

/// <summary>Gives its bytes in pieces of the sizes named, over and over.</summary>
internal sealed class ChoppedStream(byte[] bytes, int[] sizes) : ReadOnlyStream
{
    private int _at;
    private int _turn;

    public override int Read(Span<byte> buffer)
    {
        var size = Math.Min(Math.Min(sizes[_turn++ % sizes.Length], buffer.Length), bytes.Length - _at);
        bytes.AsSpan(_at, size).CopyTo(buffer);
        _at += size;
        return size;
    }
}

/// <summary>Gives a start and then the same piece many times, without holding it all.</summary>
internal sealed class RepeatedStream(byte[] start, byte[] piece, long times) : ReadOnlyStream
{
    private readonly long _length = start.Length + (piece.Length * times);
    private long _at;

    public override int Read(Span<byte> buffer)
    {
        var count = 0;
        while (count < buffer.Length && _at < _length)
        {
            var source = _at < start.Length ? start.AsSpan((int)_at) : piece.AsSpan((int)((_at - start.Length) % piece.Length));
            var size = Math.Min(source.Length, buffer.Length - count);
            source[..size].CopyTo(buffer[count..]);
            count += size;
            _at += size;
        }

        return count;
    }
}

internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
