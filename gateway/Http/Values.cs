using System.Globalization;
using Google.Type;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.Gateway.Http;

/// <summary>An amount of money.</summary>
[Shows(typeof(Money))]
public sealed record MoneyModel
{
    /// <summary>Decimal string with two decimals, such as <c>125.00</c>; never a JSON number, so that no client makes it a float.</summary>
    [Field("units")]
    public string? Amount { get; init; }

    /// <summary>Always <c>USD</c>.</summary>
    [Field("currency_code")]
    public string? Currency { get; init; }
}

/// <summary>A person's name in the parts that X12 NM1 carries.</summary>
[Shows(typeof(Wire.PersonName))]
public sealed record PersonNameModel
{
    /// <summary>NM104, at most 35 characters.</summary>
    public string? GivenName { get; init; }

    /// <summary>NM105, at most 25 characters.</summary>
    public string? MiddleName { get; init; }

    /// <summary>NM103, at most 60 characters.</summary>
    public string? FamilyName { get; init; }

    /// <summary>NM107, such as JR or III, at most 10 characters.</summary>
    public string? Suffix { get; init; }
}

/// <summary>A postal address in the United States.</summary>
[Shows(typeof(PostalAddress))]
public sealed record AddressModel
{
    /// <summary>One or two lines of at most 55 characters.</summary>
    [Field("address_lines")]
    public IReadOnlyList<string>? Lines { get; init; }

    /// <summary>At most 30 characters.</summary>
    [Field("locality")]
    public string? City { get; init; }

    /// <summary>Two letters.</summary>
    [Field("administrative_area")]
    public string? State { get; init; }

    /// <summary>Five or nine digits without a hyphen.</summary>
    public string? PostalCode { get; init; }
}

/// <summary>Between the public values and google.type.</summary>
internal static class ValueMapping
{
    /// <summary>Region of every address.</summary>
    public const string Region = "US";

    private const long NanosPerCent = 10_000_000;

    public static MoneyModel? ToModel(this Money? wire) => wire is null ? null : OfCents(wire.ToCents());

    public static MoneyModel OfCents(long cents)
    {
        var whole = Math.Abs(cents);
        return new()
        {
            Amount = string.Create(CultureInfo.InvariantCulture, $"{(cents < 0 ? "-" : "")}{whole / 100}.{whole % 100:00}"),
            Currency = "USD",
        };
    }

    public static long ToCents(this Money? wire) => wire is null ? 0 : (wire.Units * 100) + (wire.Nanos / NanosPerCent);

    // Shape and currency were checked when the body was read.
    public static Money? ToWire(this MoneyModel? model)
    {
        if (model?.Amount is not { } amount)
        {
            return null;
        }

        var cents = decimal.ToInt64(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);
        return new() { CurrencyCode = "USD", Units = cents / 100, Nanos = (int)(cents % 100 * NanosPerCent) };
    }

    public static DateOnly? ToModel(this Date? wire) => wire is null ? null : new(wire.Year, wire.Month, wire.Day);

    public static Date? ToWire(this DateOnly? model) =>
        model is { } date ? new() { Year = date.Year, Month = date.Month, Day = date.Day } : null;

    public static AddressModel? ToModel(this PostalAddress? wire) => wire is null ? null : new()
    {
        Lines = [.. wire.AddressLines],
        City = Text.OrNull(wire.Locality),
        State = Text.OrNull(wire.AdministrativeArea),
        PostalCode = Text.OrNull(wire.PostalCode),
    };

    public static PostalAddress? ToWire(this AddressModel? model) => model is null ? null : new()
    {
        RegionCode = Region,
        AddressLines = { model.Lines ?? [] },
        Locality = model.City ?? "",
        AdministrativeArea = model.State ?? "",
        PostalCode = model.PostalCode ?? "",
    };
}

/// <summary>Absent and empty are one thing for a text in public JSON: left out.</summary>
internal static class Text
{
    public static string? OrNull(string value) => value.Length == 0 ? null : value;
}

/// <summary>Likewise for a number of which zero says "none".</summary>
internal static class Number
{
    public static int? OrNull(int value) => value == 0 ? null : value;
}
