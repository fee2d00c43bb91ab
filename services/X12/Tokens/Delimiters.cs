namespace MedBill.X12.Tokens;

/// <summary>The four separators of an interchange, as its ISA declares them.</summary>
/// <param name="Element">Between elements: the fourth byte of the ISA.</param>
/// <param name="Component">Between components: ISA16.</param>
/// <param name="Repetition">Between repetitions: ISA11; 0 when the interchange has none (before 5010).</param>
/// <param name="Segment">After a segment: the byte after ISA16.</param>
public readonly record struct Delimiters(byte Element, byte Component, byte Repetition, byte Segment)
{
    /// <summary>What this library writes unless told otherwise: <c>* : ^ ~</c>.</summary>
    public static Delimiters Standard { get; } = new((byte)'*', (byte)':', (byte)'^', (byte)'~');

    /// <summary>Whether the four differ and none is a letter, a digit or a blank.</summary>
    public bool IsUsable
    {
        get
        {
            ReadOnlySpan<byte> all = [Element, Component, Repetition, Segment];
            for (var index = 0; index < all.Length; index++)
            {
                if (all[index] == (byte)' ' || all[index] > 126 || char.IsAsciiLetterOrDigit((char)all[index])
                    || all[(index + 1)..].Contains(all[index]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
