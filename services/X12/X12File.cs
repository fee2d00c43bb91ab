using MedBill.X12.Findings;

namespace MedBill.X12;

/// <summary>What the first bytes of a file say it is.</summary>
/// <param name="FunctionalId">GS01 of the first group (HC, HP, FA, HN, HB, HS, HI …), TA1 when the interchange has no group; null when not X12.</param>
/// <param name="Finding">Why it cannot be told, when it cannot.</param>
public sealed record FilePeek(string? FunctionalId, Finding? Finding);

/// <summary>Looks at a file without knowing what it is.</summary>
public static class X12File
{
    /// <summary>Reads as far as the first group, to say whose file it is.</summary>
    public static FilePeek Peek(Stream stream) => throw new NotSupportedException("Arrives with the reader and writer of this set.");
}
