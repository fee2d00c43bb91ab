using System.Globalization;
using System.Text.Json;

namespace MedBill.SandboxPayer.Adjudication;

/// <summary>What the sandbox payer allows for each service, the same for every payer it plays.</summary>
public sealed class FeeSchedule
{
    private readonly Dictionary<string, long> _centsPerUnit;

    private FeeSchedule(Dictionary<string, long> centsPerUnit) => _centsPerUnit = centsPerUnit;

    /// <summary>Reads <c>{"items":{"99213":"92.00"}}</c>: dollars for one unit.</summary>
    public static FeeSchedule Load(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new(document.RootElement.GetProperty("items").EnumerateObject().ToDictionary(
            item => item.Name,
            item => decimal.ToInt64(decimal.Parse(item.Value.GetString()!, CultureInfo.InvariantCulture) * 100)));
    }

    /// <summary>Allowed cents of a line: never more than its charge; 60 % of it, rounded down, for a code without a fee.</summary>
    public long Allowed(string procedureCode, decimal units, long chargeCents) =>
        _centsPerUnit.TryGetValue(procedureCode, out var fee)
            ? Math.Min(chargeCents, decimal.ToInt64(decimal.Floor(fee * units)))
            : chargeCents * 60 / 100;
}
