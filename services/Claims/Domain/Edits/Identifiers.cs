using System.Collections.Frozen;

namespace MedBill.Claims.Domain.Edits;

/// <summary>Shapes of codes and numbers (x12-facts 7).</summary>
public static class Identifiers
{
    // Two-digit codes of the CMS place of service set in force.
    private static readonly FrozenSet<string> PlacesOfService =
        ("01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 31 32 33 34 41 42 49 50 51 52 53 54 55 56 57 58 "
            + "60 61 62 65 66 71 72 81 99").Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string> FilingIndicators =
        "11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ".Split(' ').ToFrozenSet();

    // Services without a code of their own: the payer must be told what was done (SV101-7).
    private static readonly FrozenSet<string> Unlisted =
        ("01999 15999 17999 19499 20999 21089 21299 21499 21899 22899 22999 23929 24999 25999 26989 27299 27599 27899 "
            + "28899 29799 29999 30999 31299 31599 31899 32999 33999 36299 37501 37799 38129 38589 38999 39499 39599 40799 "
            + "40899 41599 41899 42299 42699 42999 43289 43499 43659 43999 44238 44799 44899 44979 45399 45499 45999 46999 "
            + "47379 47399 47579 47999 48999 49329 49659 49999 50549 50949 51999 53899 54699 55559 55899 58578 58579 58679 "
            + "58999 59897 59898 59899 60659 60699 64999 66999 67299 67399 67599 67999 68399 68899 69399 69799 69949 69979 "
            + "76496 76497 76498 76499 76999 77299 77399 77499 77799 78099 78199 78299 78399 78499 78599 78699 78799 78999 "
            + "79999 80299 81099 81479 81599 84999 85999 86849 86999 87999 88099 88199 88299 88399 88749 89240 89398 90399 "
            + "90749 90899 90999 91299 92499 92700 93799 93998 94799 95199 95999 96379 96549 96999 97039 97139 97799 99199 "
            + "99429 99499 99600 A9999 B9998 B9999 E1399 J3490 J3590 J7599 J7699 J7799 J8499 J8999 J9999 L0999 L1499 L2999 "
            + "L3649 L3999 L5999 L7499 L8039 L8499 L8699 Q4050 Q4051 Q4082 Q4100 V2199 V2799").Split(' ').ToFrozenSet();

    public static bool IsDigits(string? text, int length) => text?.Length == length && text.All(char.IsAsciiDigit);

    /// <summary>Ten digits, the first 1 or 2, the last by Luhn over 80840 and the number; the constant part adds 24.</summary>
    public static bool IsNpi(string? text)
    {
        if (!IsDigits(text, 10) || text![0] is not ('1' or '2'))
        {
            return false;
        }

        var sum = 24;
        for (var i = 0; i < 10; i++)
        {
            var digit = text[9 - i] - '0';
            var doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }

    public static bool IsStateCode(string? text) => text is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'];

    /// <summary>Ten letters and digits, the last an X.</summary>
    public static bool IsTaxonomy(string? text) => text?.Length == 10 && text[9] == 'X' && IsUpperAlphanumeric(text);

    public static bool IsUpperAlphanumeric(string text) => text.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9'));

    /// <summary>Identifier of a submitter or payer: ISA06 and ISA08 hold 15 characters.</summary>
    public static bool IsInterchangeId(string? text) => text is { Length: >= 2 and <= 15 } && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>Letter, digit, digit or A or B, then up to four letters or digits; without a dot.</summary>
    public static bool IsDiagnosis(string? text) =>
        text is [>= 'A' and <= 'Z', >= '0' and <= '9', (>= '0' and <= '9') or 'A' or 'B', ..] && text.Length <= 7 && IsUpperAlphanumeric(text);

    /// <summary>V, W, X, Y: what caused an injury, never what is treated.</summary>
    public static bool IsExternalCause(string text) => text.Length > 0 && text[0] is >= 'V' and <= 'Y';

    /// <summary>CPT I (five digits), II, III, PLA, multianalyte (four digits and F, T, U, M), or HCPCS II (A-V and four digits).</summary>
    public static bool IsProcedure(string? text) => text?.Length == 5
        && text.AsSpan(1, 3).IndexOfAnyExceptInRange('0', '9') < 0
        && ((char.IsAsciiDigit(text[0]) && (char.IsAsciiDigit(text[4]) || text[4] is 'F' or 'T' or 'U' or 'M'))
            || (text[0] is >= 'A' and <= 'V' && char.IsAsciiDigit(text[4])));

    public static bool IsModifier(string? text) => text?.Length == 2 && IsUpperAlphanumeric(text);

    public static bool IsPlaceOfService(string? text) => text is not null && PlacesOfService.Contains(text);

    public static bool IsFilingIndicator(string? text) => text is not null && FilingIndicators.Contains(text);

    /// <summary>An unlisted or not otherwise classified service.</summary>
    public static bool IsUnlistedProcedure(string code) => Unlisted.Contains(code);
}
