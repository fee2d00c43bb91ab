using System.Buffers.Binary;

namespace MedBill.Platform.Values;

/// <summary>
/// Names of things: <c>things/thg-&lt;26 characters&gt;</c>. The id is a short type prefix, a hyphen, and a UUIDv7 in lower-case base32
/// (Crockford's alphabet, which keeps byte order), so ids sort by time and are fixed-length ASCII (AIP-122). What one process makes within a
/// millisecond sorts in the order in which it was made.
/// </summary>
public static class ResourceName
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Digits = 26;

    // 26 bits (RFC 9562 6.2, method 1): 12 of rand_a, 14 of rand_b. Each millisecond begins at random in the lower quarter.
    private const int LowBits = 14;
    private const ulong LowMask = (1UL << LowBits) - 1;
    private const int LowShift = 62 - LowBits;

    private static readonly Lock Counting = new();
    private static long _millisecond;
    private static ulong _count;

    /// <summary>A new id, e.g. <c>thg-01jd…</c>. Made at the edge, with the edge's clock.</summary>
    public static string NewId(string prefix, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(at).TryWriteBytes(bytes, bigEndian: true, out _);
        var (high, low) = (BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        var count = Next(at.ToUnixTimeMilliseconds(), low & 0xFF_FFFF);
        var number = new UInt128((high & ~0xFFFUL) | (count >> LowBits), (low & ~(LowMask << LowShift)) | ((count & LowMask) << LowShift));

        Span<char> id = stackalloc char[prefix.Length + 1 + Digits];
        prefix.CopyTo(id);
        id[prefix.Length] = '-';
        for (var i = id.Length - 1; i > prefix.Length; i--)
        {
            id[i] = Alphabet[(int)(number & 31)];
            number >>= 5;
        }

        return new(id);
    }

    private static ulong Next(long millisecond, ulong random)
    {
        lock (Counting)
        {
            (_count, _millisecond) = (millisecond == _millisecond ? _count + 1 : random, millisecond);
            return _count;
        }
    }

    /// <summary>The id inside <c>collection/id</c>.</summary>
    /// <exception cref="Failure">Invalid, with field <c>name</c> and reason INVALID_RESOURCE_NAME, when it is no such name.</exception>
    public static string Id(string name, string collection, string field = "name") =>
        TryId(name, collection, out var id)
            ? id
            : throw Failure.Invalid(field, "INVALID_RESOURCE_NAME", $"A name here has the form {collection}/{{id}}.");

    /// <summary>The id inside <c>collection/id</c>, when the name has that form.</summary>
    public static bool TryId(string? name, string collection, out string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(collection);
        id = "";
        if (name is null || name.Length > 200 || !name.StartsWith(collection, StringComparison.Ordinal)
            || name.Length < collection.Length + 2 || name[collection.Length] != '/')
        {
            return false;
        }

        var rest = name.AsSpan(collection.Length + 1);
        foreach (var c in rest)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }

        id = rest.ToString();
        return true;
    }
}
