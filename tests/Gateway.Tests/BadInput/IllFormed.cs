using MedBill.Gateway.Http;

namespace MedBill.Gateway.Tests.BadInput;

/// <summary>Values of the right JSON type that are no amount, no date, no id …, as raw JSON, and the code of each.</summary>
internal static class IllFormed
{
    private static readonly string Long = new('9', 4_000);

    // Half a surrogate pair, control characters: in any text, whatever it should be.
    private static readonly (string Raw, string Code)[] InAnyText =
    [
        ("\"\\ud800\"", "INVALID_TEXT"), ("\"Quillfeather \\udc00\"", "INVALID_TEXT"), ("\"\\udbff\\ud800\"", "INVALID_TEXT"), ("\"\\u0000\"", "INVALID_TEXT"),
        ("\"a\\nb\"", "INVALID_TEXT"), ("\"\\u001f\"", "INVALID_TEXT"),
    ];

    private static readonly Dictionary<ShapeKind, IReadOnlyList<(string Raw, string Code)>> All = new()
    {
        [ShapeKind.Text] = InAnyText,
        [ShapeKind.Id] =
        [
            .. InAnyText, .. Each("INVALID_ID", "", "CLM-1", "a/b", "../x", "a b", "é", "a_b", "*", "patients/pat-1", new('a', 65), Long),
        ],
        [ShapeKind.Date] =
        [
            .. InAnyText, .. Each("INVALID_DATE", "", "2026-02-30", "2026-2-3", "02/03/2026", "20260203", "2026-02-03T00:00:00Z", "0000-01-01", "2026-13-01", "yesterday", " 2026-02-03", "٢٠٢٦-01-01", Long),
        ],
        [ShapeKind.Instant] = [.. InAnyText, .. Each("INVALID_INSTANT", "", "yesterday", "02/03/2026", "2026-03-02 14:00", "2026-03-02T25:00:00Z", Long)],
        [ShapeKind.Code] = [.. InAnyText, .. Each("UNKNOWN_VALUE", "", "NOBODY_KNOWS", "STATE_DRAFT", "draft", "0", "1", Long)],
        [ShapeKind.Amount] =
        [
            .. InAnyText, .. Each("NOT_AN_AMOUNT", "", "-", "1,000.00", "$5", "1e5", "+5", " 5", "5.", ".5", "--5", "NaN", "٣", "Quillfeather"),
            .. Each("NOT_WHOLE_CENTS", "1.005", "-0.001", "1.000"), .. Each("AMOUNT_OUT_OF_RANGE", "99999999999999", "-10000000000000.00", Long),
        ],
        [ShapeKind.Currency] = [.. InAnyText, .. Each("CURRENCY_NOT_SUPPORTED", "", "EUR", "usd", "USD ", Long)],
        [ShapeKind.Whole] =
        [
            ("2147483648", "OUT_OF_RANGE"), ("-2147483649", "OUT_OF_RANGE"), (Long, "OUT_OF_RANGE"), ("1e400", "WRONG_TYPE"), ("1.0", "WRONG_TYPE"), ("1e2", "WRONG_TYPE"),
        ],
        [ShapeKind.LongWhole] =
        [
            ("9223372036854775808", "OUT_OF_RANGE"), ("-9223372036854775809", "OUT_OF_RANGE"), (Long, "OUT_OF_RANGE"), ("1e400", "WRONG_TYPE"), ("0.5", "WRONG_TYPE"),
        ],
    };

    /// <summary>Those of a kind; none for a kind that has no ill-formed values.</summary>
    public static IReadOnlyList<(string Raw, string Code)> For(ShapeKind kind) => All.GetValueOrDefault(kind, []);

    private static IEnumerable<(string Raw, string Code)> Each(string code, params string[] values) => values.Select(value => ($"\"{value}\"", code));
}
