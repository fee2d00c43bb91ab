using MedBill.Platform.Values;

namespace MedBill.Coverage.Domain;

/// <summary>What is allowed for one unit of one service.</summary>
public sealed record FeeItem(string ProcedureCode, string Modifier, long AllowedCents);

/// <summary>What a payer's contract allows, from one day to another.</summary>
public sealed record FeeScheduleDetails(string DisplayName, IReadOnlyList<FeeItem> Items)
{
    public const int MostItems = 5_000;

    public void Check(Violations violations, string field)
    {
        FieldRules.Text(violations, $"{field}.display_name", DisplayName, 60, required: true);
        violations.AddIf(Items.Count is 0 or > MostItems, $"{field}.items", "ITEM_COUNT", "1 to 5,000 items.");
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < Items.Count; i++)
        {
            var item = Items[i];
            FieldRules.Procedure(violations, $"{field}.items[{i}].procedure_code", item.ProcedureCode);
            if (item.Modifier.Length > 0)
            {
                FieldRules.Modifier(violations, $"{field}.items[{i}].modifier", item.Modifier);
            }

            violations.AddIf(item.AllowedCents is < 0 or > 99_999_999_99, $"{field}.items[{i}].allowed_amount", "OUT_OF_RANGE", "Not negative, at most 99,999,999.99.");
            violations.AddIf(!seen.Add((item.ProcedureCode, item.Modifier)), $"{field}.items[{i}]", "DUPLICATE", "The same code and modifier twice.");
        }
    }
}

/// <summary>A contract fee schedule.</summary>
public sealed class FeeSchedule : CoverageRecord<FeeScheduleDetails>
{
    public override string Name => $"feeSchedules/{Id}";

    public required string PayerId { get; init; }

    public required DateOnly EffectiveDate { get; init; }

    public required DateOnly? EndDate { get; init; }

    public static FeeSchedule Enter(string id, string payerId, DateOnly effective, DateOnly? end, FeeScheduleDetails details)
    {
        var schedule = new FeeSchedule { Id = id, PayerId = payerId, EffectiveDate = effective, EndDate = end, Details = details };
        schedule.Record(null);
        return schedule;
    }

    public bool IsForDay(DateOnly day) => EffectiveDate <= day && (EndDate is null || EndDate >= day);

    /// <summary>Allowed for all units: the price of the first modifier that has one, else of the plain service; null when there is none.</summary>
    public Money? Price(string procedureCode, IReadOnlyList<string> modifiers, int units)
    {
        var prices = Details.Items.Where(item => item.ProcedureCode == procedureCode).ToList();
        var item = modifiers.Select(modifier => prices.Find(price => price.Modifier == modifier)).FirstOrDefault(price => price is not null)
            ?? prices.Find(price => price.Modifier.Length == 0);
        return item is null ? null : new Money(item.AllowedCents * units);
    }
}
