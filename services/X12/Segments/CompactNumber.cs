namespace MedBill.X12.Segments;

/// <summary>A number that is mostly absent or small, kept as a reference, half the size of the number itself.</summary>
internal static class CompactNumber
{
    private static readonly object[] Small = [.. Enumerable.Range(0, 64).Select(number => (object)(decimal)number)];

    public static object? Of(decimal? number) => number switch
    {
        null => null,
        { Scale: 0 } whole and >= 0 and < 64 => Small[(int)whole],
        { } other => other,
    };
}
