using MedBill.X12.Tokens;

namespace MedBill.X12.Writing;

/// <summary>Spells any character in the X12 character set: upper case, accents dropped, the rest blank.</summary>
internal static class BasicCharacters
{
    // Latin-1 from U+00C0 and Latin Extended-A from U+0100; lower case maps to the same letters.
    private const string Latin1 = "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTS";
    private const string ExtendedA =
        "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLLLLLNNNNNNNNNOOOOOOOORRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS";

    /// <summary>One or two characters of the set.</summary>
    public static string Of(char character) => character switch
    {
        >= 'a' and <= 'z' => Letters[character - 'a'],
        > ' ' and < '\u007F' => Printable[character - ' '],
        '\u00C6' or '\u00E6' => "AE",
        '\u00DE' or '\u00FE' => "TH",
        '\u00DF' => "SS",
        '\u00D7' or '\u00F7' => " ",
        '\u00FF' => "Y",
        >= '\u00C0' and <= '\u00DF' => Latin1.Substring(character - '\u00C0', 1),
        >= '\u00E0' and <= '\u00FF' => Latin1.Substring(character - '\u00E0', 1),
        '\u0132' or '\u0133' => "IJ",
        '\u0152' or '\u0153' => "OE",
        >= '\u0100' and <= '\u017F' => ExtendedA.Substring(character - '\u0100', 1),
        '\u2018' or '\u2019' or '\u02BC' => "'",
        '\u201C' or '\u201D' => "\"",
        >= '\u2010' and <= '\u2015' => "-",
        _ => " ",
    };

    /// <summary>By ASCII character, what it is written as when that is one character and no separator; 0 otherwise.</summary>
    public static byte[] Plain(Delimiters delimiters)
    {
        var plain = new byte[128];
        for (var character = ' '; character < plain.Length; character++)
        {
            var written = Of(character);
            if (written.Length == 1 && (character == ' ' || written[0] != ' ')
                && !(((ReadOnlySpan<byte>)[delimiters.Element, delimiters.Component, delimiters.Repetition, delimiters.Segment]).Contains((byte)written[0])))
            {
                plain[character] = (byte)written[0];
            }
        }

        return plain;
    }

    private static readonly string[] Letters = [.. Enumerable.Range('A', 26).Select(letter => ((char)letter).ToString())];

    private static readonly string[] Printable = [.. Enumerable.Range(' ', 95).Select(letter => ((char)letter).ToString())];
}
