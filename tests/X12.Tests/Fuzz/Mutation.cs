namespace MedBill.X12.Tests.Fuzz;

/// <summary>One change of a file: of bytes, or of whole segments.</summary>
/// <param name="At">Where, counted round the file.</param>
/// <param name="Kind">Which change, 0 to <see cref="Kinds"/> - 1.</param>
/// <param name="Value">The byte that is put in.</param>
/// <param name="Length">How many bytes are taken out or doubled.</param>
internal readonly record struct Mutation(int At, int Kind, byte Value, int Length)
{
    public const int Kinds = 8;

    private const byte Terminator = (byte)'~';

    public static Mutation Any(Random random) =>
        new(random.Next(int.MaxValue), random.Next(Kinds), random.Next(3) == 0 ? (byte)random.Next(256) : "*:^~ .-0\r\n"u8[random.Next(10)], random.Next(1, 60));

    public void Apply(List<byte> bytes)
    {
        if (bytes.Count < 2)
        {
            return;
        }

        var at = At % bytes.Count;
        var length = Math.Min(Length, bytes.Count - at);
        switch (Kind)
        {
            case 0:
                bytes[at] = Value;
                break;
            case 1:
                bytes.Insert(at, Value);
                break;
            case 2 when bytes.Count > length + 1:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            default:
                Segments(bytes, at);
                break;
        }
    }

    /// <summary>Takes out, doubles or moves the segment a place stands in, or cuts the file behind it.</summary>
    private void Segments(List<byte> bytes, int at)
    {
        var start = bytes.LastIndexOf(Terminator, at) + 1;
        var end = bytes.IndexOf(Terminator, at) is var next and >= 0 ? next + 1 : bytes.Count;
        var segment = bytes.GetRange(Math.Min(start, end), Math.Max(0, end - start));
        switch (Kind)
        {
            case 4 when segment.Count < bytes.Count:
                bytes.RemoveRange(start, segment.Count);
                break;
            case 5:
                bytes.InsertRange(start, segment);
                break;
            case 6 when segment.Count < bytes.Count:
                bytes.RemoveRange(start, segment.Count);
                bytes.InsertRange(bytes.IndexOf(Terminator, Length % bytes.Count) + 1, segment);
                break;
            case 7 when end < bytes.Count && Length < 6:
                bytes.RemoveRange(end, bytes.Count - end);
                break;
            default:
                break;
        }
    }
}
