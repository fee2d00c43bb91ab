using System.Buffers.Binary;

namespace MedBill.Collections.Journal;

/// <summary>
/// Ids of journal entries, <c>jrn-…</c>. Entries are listed by name, which is to be the order of booking, so ids of this process never
/// stop growing: UUIDv7 with a counter in the 12 bits after the millisecond (RFC 9562, 6.2, method 1). Between replicas the order
/// is that of their clocks.
/// </summary>
public sealed class EntryIds
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Digits = 26;
    private const int LastCount = 0xFFF;

    private readonly Lock _lock = new();
    private long _millisecond;
    private int _count;

    public string Next(DateTimeOffset at)
    {
        var (millisecond, count) = Place(at.ToUnixTimeMilliseconds());
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(millisecond)).TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | count));
        return Spell(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    private (long Millisecond, int Count) Place(long now)
    {
        lock (_lock)
        {
            if (now > _millisecond)
            {
                (_millisecond, _count) = (now, 0);
            }
            else if (_count == LastCount)
            {
                (_millisecond, _count) = (_millisecond + 1, 0);
            }
            else
            {
                _count++;
            }

            return (_millisecond, _count);
        }
    }

    private static string Spell(UInt128 number) => string.Create(4 + Digits, number, static (id, rest) =>
    {
        "jrn-".CopyTo(id);
        for (var i = id.Length - 1; i > 3; i--)
        {
            id[i] = Alphabet[(int)(rest & 31)];
            rest >>= 5;
        }
    });
}
