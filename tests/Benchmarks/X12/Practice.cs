using System.Globalization;

namespace MedBill.Benchmarks.X12;

/// <summary>The people, providers, procedures and prices that both generated files draw from. None of them exists.</summary>
internal sealed class Practice
{
    private static readonly string[] LastNames =
        ["TESTWELL", "SAMPLETON", "TRIALMAN", "MOCKINGHAM", "EXEMPLAR", "FORMSBY", "DRAFTON", "PROOFER", "STANDIN", "NOBODYSON", "PLACEHOLD", "FAKELEY"];

    private static readonly string[] FirstNames =
        ["MARIA", "IVO", "NORA", "PETER", "ADA", "LUIS", "JUNE", "OMAR", "VERA", "TOM", "RUTH", "KARL", "INES", "HUGO", "ELLA", "SAM"];

    private static readonly string[] Streets = ["BIRCH LN", "OAK ST", "MAPLE AVE", "ELM CT", "RIVER RD", "MILL ST", "HILL DR", "LAKE VIEW"];

    private static readonly string[] Cities = ["SPRINGFIELD", "CHICAGO", "PEORIA", "ROCKFORD", "AURORA", "JOLIET", "DECATUR"];

    private static readonly string[] Procedures =
    [
        "99213", "99214", "99212", "99203", "99204", "99396", "99397", "36415", "83036", "80053", "80061", "85025", "81002", "87880", "90471",
        "90686", "93000", "96372", "20610", "11102", "17000", "71046", "73030", "76830", "94010", "97110", "97140", "99173", "G0439", "J1100",
    ];

    private static readonly string[] Diagnosis =
        ["E119", "I10", "E785", "J069", "M545", "Z0000", "F411", "K219", "N390", "R05", "J029", "M25511", "E039", "J449", "G43909", "L309"];

    private readonly Random _random;
    private readonly string[] _npis;
    private readonly long[] _charges;

    public Practice(int seed)
    {
        _random = new Random(seed);
        _npis = [.. Enumerable.Range(0, 40).Select(_ => Npi(_random.Next(100_000_000, 299_999_999)))];
        _charges = [.. Procedures.Select(_ => _random.Next(800, 40_000) / 25L * 25L)];
    }

    public string LastName => Any(LastNames);

    public string FirstName => Any(FirstNames);

    public string Street => string.Create(CultureInfo.InvariantCulture, $"{_random.Next(1, 9_999)} {Any(Streets)}");

    public string City => Any(Cities);

    public string Zip => _random.Next(60_001, 62_999).ToString(CultureInfo.InvariantCulture);

    public string Sex => Chance(52) ? "F" : "M";

    public string BirthDate => Day(new DateOnly(1935, 1, 1).AddDays(_random.Next(0, 32_000)));

    public string ServiceDate => Day(new DateOnly(2026, 1, 1).AddDays(_random.Next(0, 90)));

    public string AnyNpi => Any(_npis);

    /// <summary>One to six lines, 2.85 on average.</summary>
    public int Lines => _random.Next(100) switch { < 20 => 1, < 45 => 2, < 70 => 3, < 85 => 4, < 95 => 5, _ => 6 };

    public bool Chance(int percent) => _random.Next(100) < percent;

    public int Next(int below) => _random.Next(below);

    /// <summary>A service and what it costs.</summary>
    public (string Code, int Units, long Charge) Service()
    {
        var index = _random.Next(Procedures.Length);
        var units = Chance(12) ? _random.Next(2, 5) : 1;
        var modifier = Chance(18) ? ":25" : Chance(5) ? ":RT" : "";
        return ($"HC:{Procedures[index]}{modifier}", units, _charges[index] * units);
    }

    /// <summary>One to four diagnoses, none twice, the first as the principal one.</summary>
    public string[] Diagnoses()
    {
        var first = _random.Next(Diagnosis.Length);
        return [.. Enumerable.Range(0, _random.Next(1, 5)).Select(index =>
            $"{(index == 0 ? "ABK" : "ABF")}:{Diagnosis[(first + (index * 3)) % Diagnosis.Length]}")];
    }

    private string Any(string[] values) => values[_random.Next(values.Length)];

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Npi(int digits) => Enumerable.Range(0, 10)
        .Select(check => string.Create(CultureInfo.InvariantCulture, $"{digits}{check}"))
        .First(MedBill.X12.Segments.Npi.IsValid);
}
