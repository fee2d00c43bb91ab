using System.Globalization;
using System.Text;
using MedBill.Platform.Values;

namespace MedBill.Collections.Letters;

/// <summary>How values are written on a letter to a US address.</summary>
internal static class LetterText
{
    public static string Date(DateOnly date) => date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    public static string Amount(Money amount) => amount.ToDecimal().ToString("#,##0.00", CultureInfo.InvariantCulture);

    public static string Dollars(Money amount) => (amount < Money.Zero ? "-$" : "$") + Amount(amount < Money.Zero ? -amount : amount);

    public static string Phone(string digits) => digits.Length == 10 ? $"({digits[..3]}) {digits[3..6]}-{digits[6..]}" : digits;

    /// <summary>
    /// The text in ASCII, which is all that the fonts every reader has can show for certain: marks are taken off their letters, and what
    /// has no such letter becomes a question mark.
    /// </summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(rune.Value is >= 32 and < 127 ? rune.ToString() : Spelled(rune.ToString()));
            }
        }

        return plain.ToString();
    }

    // Letters that are no letter with a mark, and the signs of typesetting.
    private static string Spelled(string sign) => sign switch
    {
        "\u00C6" => "AE",
        "\u00E6" => "ae",
        "\u0152" => "OE",
        "\u0153" => "oe",
        "\u00D8" => "O",
        "\u00F8" => "o",
        "\u0141" => "L",
        "\u0142" => "l",
        "\u0110" => "D",
        "\u0111" => "d",
        "\u00DF" => "ss",
        "\u2018" or "\u2019" => "'",
        "\u201C" or "\u201D" => "\"",
        "\u2013" or "\u2014" => "-",
        "\u00A0" => " ",
        _ => "?",
    };
}
