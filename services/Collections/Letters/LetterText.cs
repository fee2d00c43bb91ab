using System.Globalization;
using System.Text;
using MedBill.Platform.Values;

namespace MedBill.Collections.Letters;

/// <summary>How values are written on a letter to a US address.</summary>
internal static class LetterText
{
    // U+00C0 to U+017F, Latin-1 Supplement and Latin Extended-A, the letter under each mark.
    private const string Latin =
        "AAAAAAACEEEEIIIIDNOOOOO?OUUUUYTsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
        + "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

    // U+1EA0 to U+1EF9, the letters of Vietnamese.
    private const string Vietnamese =
        "AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy";

    public static string Date(DateOnly date) => date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    public static string Amount(Money amount) => amount.ToDecimal().ToString("#,##0.00", CultureInfo.InvariantCulture);

    public static string Dollars(Money amount) => (amount < Money.Zero ? "-$" : "$") + Amount(amount < Money.Zero ? -amount : amount);

    public static string Phone(string digits) => digits.Length == 10 ? $"({digits[..3]}) {digits[3..6]}-{digits[6..]}" : digits;

    /// <summary>
    /// The text in ASCII, which is all that the writer can put into the fonts every reader has: marks are taken off their letters, and what
    /// has no such letter becomes a question mark.
    /// </summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A mark on its own belongs to the letter before it.
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Control))
            {
                plain.Append(rune.Value is >= 32 and < 127 ? rune.ToString() : Spelled(rune.Value));
            }
        }

        return plain.ToString();
    }

    // Taking letters apart needs tables that this process does not have (invariant globalization), so the ones of names are here.
    private static string Spelled(int sign) => sign switch
    {
        0xC6 => "AE",
        0xE6 => "ae",
        0xDE => "Th",
        0xFE => "th",
        0xDF => "ss",
        0x132 => "IJ",
        0x133 => "ij",
        0x152 => "OE",
        0x153 => "oe",
        0x1E9E => "SS",
        0x2018 or 0x2019 or 0x2BC => "'",
        0x201C or 0x201D => "\"",
        >= 0x2010 and <= 0x2015 => "-",
        0xA0 or 0x202F => " ",
        0x1A0 => "O",
        0x1A1 => "o",
        0x1AF => "U",
        0x1B0 => "u",
        0x218 => "S",
        0x219 => "s",
        0x21A => "T",
        0x21B => "t",
        >= 0xC0 and < 0x180 => Latin[sign - 0xC0].ToString(),
        >= 0x1EA0 and < 0x1EFA => Vietnamese[sign - 0x1EA0].ToString(),
        _ => "?",
    };
}
