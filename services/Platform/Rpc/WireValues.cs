using Google.Protobuf.WellKnownTypes;
using MedBill.Platform.Values;
using Wire = Google.Type;

namespace MedBill.Platform.Rpc;

/// <summary>google.type.Money ↔ <see cref="Money"/>: USD only, whole cents, checked at the edge (architecture 3.13).</summary>
public static class MoneyWire
{
    private const int NanosPerCent = 10_000_000;

    /// <summary>The amount as it travels.</summary>
    public static Wire.Money ToWire(this Money amount) =>
        new() { CurrencyCode = "USD", Units = amount.Cents / 100, Nanos = (int)(amount.Cents % 100) * NanosPerCent };

    /// <summary>The amount, or zero and one violation. An absent message is MISSING_AMOUNT.</summary>
    public static Money ToMoney(this Wire.Money? wire, string field, Violations violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        var (reason, description) = wire switch
        {
            null => ("MISSING_AMOUNT", "An amount is needed."),
            { CurrencyCode: not "USD" } => ("CURRENCY_NOT_SUPPORTED", "Amounts are in USD."),
            { Nanos: <= -1_000_000_000 or >= 1_000_000_000 } => ("INVALID_AMOUNT", "Nanos are less than one unit."),
            { Units: > 0, Nanos: < 0 } or { Units: < 0, Nanos: > 0 } => ("INVALID_AMOUNT", "Units and nanos have the same sign."),
            _ when wire.Nanos % NanosPerCent != 0 => ("NOT_WHOLE_CENTS", "An amount has fractions of a cent."),
            { Units: > 90_000_000_000_000 or < -90_000_000_000_000 } => ("AMOUNT_OUT_OF_RANGE", "An amount is too large."),
            _ => ("", ""),
        };

        if (reason.Length > 0)
        {
            violations.Add(field, reason, description);
            return Money.Zero;
        }

        return new((wire!.Units * 100) + (wire.Nanos / NanosPerCent));
    }

    /// <summary>The amount.</summary>
    /// <exception cref="Failure">Invalid, naming the field.</exception>
    public static Money ToMoney(this Wire.Money? wire, string field)
    {
        var violations = new Violations();
        var amount = wire.ToMoney(field, violations);
        violations.ThrowIfAny();
        return amount;
    }
}

/// <summary>Date ↔ <see cref="DateOnly"/> and Timestamp ↔ <see cref="DateTimeOffset"/>. Incomplete dates are refused.</summary>
public static class DateWire
{
    /// <summary>The date as it travels.</summary>
    public static Wire.Date ToWire(this DateOnly date) => new() { Year = date.Year, Month = date.Month, Day = date.Day };

    /// <summary>The date as it travels; null stays null.</summary>
    public static Wire.Date? ToWire(this DateOnly? date) => date?.ToWire();

    /// <summary>The instant as it travels.</summary>
    public static Timestamp ToWire(this DateTimeOffset instant) => Timestamp.FromDateTimeOffset(instant);

    /// <summary>The instant as it travels; null stays null.</summary>
    public static Timestamp? ToWire(this DateTimeOffset? instant) => instant?.ToWire();

    /// <summary>The date, or null and one violation. An absent message is MISSING_DATE.</summary>
    public static DateOnly? ToDate(this Wire.Date? wire, string field, Violations violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        if (wire is null)
        {
            violations.Add(field, "MISSING_DATE", "A date is needed.");
            return null;
        }

        if (wire.Year == 0 || wire.Month == 0 || wire.Day == 0)
        {
            violations.Add(field, "INCOMPLETE_DATE", "A date has year, month and day.");
            return null;
        }

        if (wire.Year is < 1 or > 9999 || wire.Month is < 1 or > 12 || wire.Day < 1
            || wire.Day > DateTime.DaysInMonth(wire.Year, wire.Month))
        {
            violations.Add(field, "INVALID_DATE", "There is no such day.");
            return null;
        }

        return new(wire.Year, wire.Month, wire.Day);
    }

    /// <summary>The date.</summary>
    /// <exception cref="Failure">Invalid, naming the field.</exception>
    public static DateOnly ToDate(this Wire.Date? wire, string field)
    {
        var violations = new Violations();
        var date = wire.ToDate(field, violations);
        violations.ThrowIfAny();
        return date!.Value;
    }

    /// <summary>The date, or null when the message is absent.</summary>
    /// <exception cref="Failure">Invalid, naming the field.</exception>
    public static DateOnly? ToOptionalDate(this Wire.Date? wire, string field) => wire is null ? null : wire.ToDate(field);

    /// <summary>The instant, in UTC; null stays null.</summary>
    /// <exception cref="Failure">Invalid, naming the field, when the timestamp is out of range.</exception>
    public static DateTimeOffset? ToInstant(this Timestamp? wire, string field)
    {
        try
        {
            return wire?.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            throw Failure.Invalid(field, "INVALID_TIMESTAMP", "There is no such instant.");
        }
    }
}
