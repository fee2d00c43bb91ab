using System.Globalization;

namespace MedBill.Gateway.Http;

/// <summary>What a text must look like to be an amount, a date, an id or a code; in bodies and in query strings alike.</summary>
internal static class TextRules
{
    // Platform takes amounts up to 90 trillion.
    private const int MostDigits = 13;

    /// <summary>Why a text does not have the shape; a null code when it has.</summary>
    public static (string? Code, string Detail) Check(string text, Shape shape) => shape.Kind switch
    {
        ShapeKind.Id when !Ids.IsId(text) => ("INVALID_ID", "An id has lower-case letters, digits and hyphens."),
        ShapeKind.Code when !shape.Codes.Contains(text) => ("UNKNOWN_VALUE", OneOf(shape.Codes)),
        ShapeKind.Date when !IsDate(text) => ("INVALID_DATE", "A date is written YYYY-MM-DD."),
        ShapeKind.Amount => Amount(text),
        ShapeKind.Currency when text != "USD" => ("CURRENCY_NOT_SUPPORTED", "Amounts are in USD."),
        _ => (null, ""),
    };

    public static string OneOf(IReadOnlyList<string> codes) => $"One of {string.Join(", ", codes)}.";

    public static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static (string? Code, string Detail) Amount(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("-"))
        {
            text = text[1..];
        }

        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var cents = point < 0 ? "0" : text[(point + 1)..];
        return whole.IsEmpty || cents.IsEmpty || !AllDigits(whole) || !AllDigits(cents) ? ("NOT_AN_AMOUNT", "An amount is written like 125.00.")
            : whole.Length > MostDigits ? ("AMOUNT_OUT_OF_RANGE", "An amount is too large.")
            : cents.Length > 2 ? ("NOT_WHOLE_CENTS", "An amount has fractions of a cent.")
            : (null, "");
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
