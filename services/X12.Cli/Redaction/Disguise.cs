using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MedBill.X12.Segments;

namespace MedBill.X12.Cli.Redaction;

/// <summary>
/// Replaces values by made-up ones of the same form: equal values by equal ones, under one key. Without the key the original cannot
/// be guessed by trying: the replacement is drawn by HMAC-SHA256.
/// </summary>
internal sealed class Disguise(byte[] key)
{
    private static readonly string[] Surnames =
    [
        "ALDERMOOR", "BIRCHWELL", "CORNBRIDGE", "DUNHOLLOW", "ELMSTEAD", "FERNACRE", "GRANDALE", "HEATHROCK", "IVYFORD", "JUNIPERLY",
        "KESTRELOW", "LINDENBY", "MARSHGATE", "NETTLEBY", "OAKENSHAW", "PEBBLETON", "QUARRYDEN", "REEDMERE", "SEDGEWAY", "THISTLECOMB",
        "UMBERFIELD", "VALEWORTH", "WILLOWSBY", "YARROWIN", "ZEPHYRHALL",
    ];

    private static readonly string[] GivenNames =
    [
        "ARDEN", "BRISA", "CALDER", "DORIAN", "EMBER", "FLORIN", "GALEN", "HOLLIS", "INDRA", "JORIN", "KEELA", "LORIN", "MERIT", "NOVA",
        "ORLA", "PERRIN", "QUILL", "RAINE", "SOREN", "TAMSIN", "ULRIC", "VESNA", "WREN", "YORIN", "ZARA",
    ];

    // Every day moves by as much, so that intervals stay; backwards, so that none comes to lie in the future.
    private readonly int _days = -1 - (int)(Draw(key, "days", "") % 364);

    public string Surname(string value) => Surnames[Draw(key, "surname", value) % (uint)Surnames.Length];

    public string GivenName(string value) =>
        value.Length == 1 ? Form(value) : GivenNames[Draw(key, "given", value) % (uint)GivenNames.Length];

    public string Organization(string value) =>
        "ORGANIZATION " + (Draw(key, "organization", value) % 100_000).ToString("00000", CultureInfo.InvariantCulture);

    public string Street(string value) => string.Create(
        CultureInfo.InvariantCulture, $"{1 + (Draw(key, "number", value) % 999)} {Surnames[Draw(key, "street", value) % (uint)Surnames.Length]} ST");

    public string City(string value) => Surnames[Draw(key, "city", value) % (uint)Surnames.Length] + " CITY";

    public static string Words(string value) => value.Length < 8 ? "TEXT"[..Math.Min(4, value.Length)] : "REDACTED";

    public string Id(string value) => Npi.IsValid(value) ? OfNpi(value) : Form(value);

    /// <summary>A day CCYYMMDD at the front of the value moves, as does a second one behind a hyphen, or a day YYMMDD alone; what is no day
    /// keeps its form only.</summary>
    public string Date(string value)
    {
        if (value.Length == 6 && DateOnly.TryParseExact(value, "yyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dayOfCentury))
        {
            return dayOfCentury.AddDays(_days).ToString("yyMMdd", CultureInfo.InvariantCulture);
        }

        var parts = value.Split('-');
        for (var index = 0; index < parts.Length; index++)
        {
            parts[index] = parts[index].Length >= 8
                && DateOnly.TryParseExact(parts[index][..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day.DayNumber + _days > 0
                    ? day.AddDays(_days).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + parts[index][8..]
                    : Form(parts[index]);
        }

        return string.Join('-', parts);
    }

    private string OfNpi(string value)
    {
        var form = Form(value);
        var front = (Draw(key, "npi", value) % 2 == 0 ? "1" : "2") + form[1..9];
        for (var check = '0'; check <= '9'; check++)
        {
            if (Npi.IsValid(front + check))
            {
                return front + check;
            }
        }

        throw new InvalidOperationException("Nine digits have a check digit.");
    }

    // Digits by digits, letters by letters, all else as it stands.
    private string Form(string value)
    {
        var mask = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("form:" + value));
        var made = new StringBuilder(value.Length);
        for (var index = 0; index < value.Length; index++)
        {
            if (index > 0 && index % mask.Length == 0)
            {
                mask = HMACSHA256.HashData(key, mask);
            }

            var draw = mask[index % mask.Length];
            made.Append(value[index] switch
            {
                >= '0' and <= '9' => (char)('0' + (draw % 10)),
                >= 'A' and <= 'Z' => (char)('A' + (draw % 26)),
                >= 'a' and <= 'z' => (char)('a' + (draw % 26)),
                > '~' => (char)('A' + (draw % 26)),
                var other => other,
            });
        }

        return made.ToString();
    }

    private static uint Draw(byte[] key, string purpose, string value) =>
        BitConverter.ToUInt32(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}:{value}")));
}
