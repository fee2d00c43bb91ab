namespace MedBill.Claims.Domain;

/// <summary>
/// CLM01: 20 characters A-Z and 0-9, because a receiver need not return more than 20 (X12 RFI 525). Each version of a claim has its own,
/// unique in the installation, so that every answer says which version it is about.
/// </summary>
public static class PatientControlNumber
{
    public const int Length = 20;

    // Crockford's base32: no letter that can be taken for a digit.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int TimeDigits = 10;

    /// <summary>The number of a UUIDv7: its 48 bits of time, so that numbers sort by age, then 50 of its random bits.</summary>
    public static string From(Guid version7)
    {
        Span<byte> bytes = stackalloc byte[16];
        version7.TryWriteBytes(bytes, bigEndian: true, out _);
        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        Span<char> digits = stackalloc char[Length];
        Write((ulong)(number >> 80), digits[..TimeDigits]);
        Write((ulong)number & ((1UL << 50) - 1), digits[TimeDigits..]);
        return new(digits);
    }

    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= Length } && text.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9'));

    private static void Write(ulong value, Span<char> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = Alphabet[(int)(value & 31)];
            value >>= 5;
        }
    }
}
