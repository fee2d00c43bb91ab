using MedBill.X12.Tokens;

namespace MedBill.X12.Reading;

/// <summary>
/// Remembers what segments said, so that what comes again and again (a contract's adjustments, a day, a procedure, a provider) is read
/// and kept once. Grows with what there is to remember, up to a bound; then what comes later takes the place of what came before.
/// </summary>
internal sealed class SegmentMemo<T>
    where T : class
{
    private const int MostSlots = 1_024;
    private const int Longest = 64;

    private Slot[] _slots = new Slot[64];
    private int _displaced;
    private ulong _hash;
    private Delimiters _delimiters;

    /// <summary>What these bytes said; null when that is not known.</summary>
    public T? Find(ReadOnlySpan<byte> bytes, Delimiters delimiters)
    {
        if (delimiters != _delimiters)
        {
            // The same bytes may mean something else now.
            Array.Clear(_slots);
            _delimiters = delimiters;
        }

        if (bytes.Length > Longest)
        {
            return null;
        }

        _hash = ShortKey.HashOf(bytes);
        ref var slot = ref Place(_hash);
        return slot.Bytes is { } known && bytes.SequenceEqual(known.AsSpan(0, slot.Length)) ? slot.Value : null;
    }

    /// <summary>Remembers what they said; right after <see cref="Find"/> did not know.</summary>
    public void Keep(ReadOnlySpan<byte> bytes, T value)
    {
        if (bytes.Length > Longest)
        {
            return;
        }

        _displaced += Place(_hash).Value is null ? 0 : 1;
        if (_displaced > _slots.Length / 4 && _slots.Length < MostSlots)
        {
            Grow();
        }

        ref var slot = ref Place(_hash);
        slot.Bytes ??= new byte[Longest];
        bytes.CopyTo(slot.Bytes);
        (slot.Length, slot.Value) = (bytes.Length, value);
    }

    private void Grow()
    {
        var before = _slots;
        (_slots, _displaced) = (new Slot[before.Length * 2], 0);
        foreach (var slot in before)
        {
            if (slot.Value is not null)
            {
                Place(ShortKey.HashOf(slot.Bytes.AsSpan(0, slot.Length))) = slot;
            }
        }
    }

    private ref Slot Place(ulong hash) => ref _slots[hash & (ulong)(_slots.Length - 1)];

    private struct Slot
    {
        public byte[]? Bytes;
        public int Length;
        public T? Value;
    }
}
