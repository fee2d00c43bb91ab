using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Aging;

/// <summary>Open amounts by age in days: 0-30, 31-60, 61-90, 91-120, 121-150, 151 and more (x12-facts 11).</summary>
public static class AgingBucket
{
    public const int Count = 6;

    private const int Days = 30;

    /// <summary>The bucket of an amount counted from a day; a day still to come is in the youngest.</summary>
    public static int Of(DateOnly from, DateOnly asOf)
    {
        var age = asOf.DayNumber - from.DayNumber;
        return age <= Days ? 0 : Math.Min((age - 1) / Days, Count - 1);
    }
}

/// <summary>One row of an aging report.</summary>
/// <param name="Payer">Null for patients, empty for all payers beyond the limit of rows.</param>
/// <param name="Buckets">Open, youngest first.</param>
public sealed record AgingRow(string? Payer, IReadOnlyList<Money> Buckets)
{
    public Money Total => Money.Sum(Buckets);
}

/// <summary>Adds open amounts up by payer and age.</summary>
public sealed class AgingTally(DateOnly asOf)
{
    /// <summary>Rows of payers; the smallest beyond them share the last.</summary>
    public const int MaxPayerRows = 1000;

    private readonly Dictionary<string, Money[]> _payers = new(StringComparer.Ordinal);
    private readonly Money[] _patients = new Money[AgingBucket.Count];

    public void AddPayer(string payer, DateOnly from, Money open)
    {
        if (!_payers.TryGetValue(payer, out var buckets))
        {
            _payers[payer] = buckets = new Money[AgingBucket.Count];
        }

        buckets[AgingBucket.Of(from, asOf)] += open;
    }

    public void AddPatient(DateOnly from, Money open) => _patients[AgingBucket.Of(from, asOf)] += open;

    /// <summary>Payers by name, then patients.</summary>
    public IReadOnlyList<AgingRow> Rows()
    {
        var payers = _payers.Select(row => new AgingRow(row.Key, row.Value)).OrderBy(row => row.Payer, StringComparer.Ordinal).ToList();
        if (payers.Count > MaxPayerRows)
        {
            var bySize = payers.OrderByDescending(row => Math.Abs(row.Total.Cents)).ToList();
            var rest = bySize[(MaxPayerRows - 1)..];
            var others = Enumerable.Range(0, AgingBucket.Count).Select(i => Money.Sum(rest.Select(row => row.Buckets[i]))).ToList();
            payers = [.. bySize[..(MaxPayerRows - 1)].OrderBy(row => row.Payer, StringComparer.Ordinal), new("", others)];
        }

        return [.. payers, new(null, _patients)];
    }
}

/// <summary>From which day an open amount is counted.</summary>
public enum AgingBasis
{
    ServiceDate,
    FirstBillDate,
    PatientResponsibilityDate,
}
