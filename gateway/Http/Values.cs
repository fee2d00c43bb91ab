using System.Globalization;
using Google.Type;

namespace MedBill.Gateway.Http;

/// <summary>An amount of money.</summary>
/// <param name="Amount">Decimal string with two decimals, such as <c>125.00</c>; never a JSON number, so that no client makes it a float.</param>
/// <param name="Currency">Always <c>USD</c>; may be left out in a request.</param>
public sealed record MoneyModel(string? Amount, string? Currency);

/// <summary>A person's name in the parts that X12 NM1 carries.</summary>
/// <param name="GivenName">NM104, at most 35 characters.</param>
/// <param name="MiddleName">NM105, at most 25 characters.</param>
/// <param name="FamilyName">NM103, at most 60 characters.</param>
/// <param name="Suffix">NM107, at most 10 characters.</param>
public sealed record PersonNameModel(string? GivenName, string? MiddleName, string? FamilyName, string? Suffix);

/// <summary>A postal address in the United States.</summary>
/// <param name="Lines">One or two lines of at most 55 characters.</param>
/// <param name="City">At most 30 characters.</param>
/// <param name="State">Two letters.</param>
/// <param name="PostalCode">Five or nine digits without a hyphen.</param>
public sealed record AddressModel(IReadOnlyList<string>? Lines, string? City, string? State, string? PostalCode);

/// <summary>Between the public values and google.type.</summary>
internal static class ValueMapping
{
    private const long NanosPerCent = 10_000_000;

    public static MoneyModel? ToModel(this Money? wire) =>
        wire is null ? null : new((wire.Units + (wire.Nanos / 1_000_000_000m)).ToString("0.00", CultureInfo.InvariantCulture), "USD");

    // Shape and currency were checked when the body was read.
    public static Money? ToWire(this MoneyModel? model)
    {
        if (model?.Amount is null)
        {
            return null;
        }

        var cents = decimal.ToInt64(decimal.Parse(model.Amount, CultureInfo.InvariantCulture) * 100);
        return new() { CurrencyCode = "USD", Units = cents / 100, Nanos = (int)(cents % 100 * NanosPerCent) };
    }

    public static DateOnly? ToModel(this Date? wire) => wire is null ? null : new(wire.Year, wire.Month, wire.Day);

    public static Date? ToWire(this DateOnly? model) =>
        model is { } date ? new() { Year = date.Year, Month = date.Month, Day = date.Day } : null;

    public static AddressModel? ToModel(this PostalAddress? wire) => wire is null
        ? null
        : new(wire.AddressLines, Text.OrNull(wire.Locality), Text.OrNull(wire.AdministrativeArea), Text.OrNull(wire.PostalCode));

    public static PostalAddress? ToWire(this AddressModel? model) => model is null
        ? null
        : new()
        {
            RegionCode = "US",
            AddressLines = { model.Lines ?? [] },
            Locality = model.City ?? "",
            AdministrativeArea = model.State ?? "",
            PostalCode = model.PostalCode ?? "",
        };
}

/// <summary>Absent and empty are one thing in public JSON: left out.</summary>
internal static class Text
{
    public static string? OrNull(string value) => value.Length == 0 ? null : value;
}

/// <summary>Likewise for lists.</summary>
internal static class Lists
{
    public static IReadOnlyList<T>? OrNull<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list ? list : null;
}

/// <summary>Public ids are the last part of a resource name: <c>clm-…</c> of <c>claims/clm-…</c>.</summary>
internal static class Ids
{
    public static string? Last(string name) => name.Length == 0 ? null : name[(name.LastIndexOf('/') + 1)..];

    public static string? At(string name, int part) => name.Split('/') is var parts && parts.Length > part ? parts[part] : null;

    public static IReadOnlyList<string>? LastOf(IEnumerable<string> names) => Lists.OrNull(names.Select(name => Last(name)!));

    public static string Name(string collection, string? id) => string.IsNullOrEmpty(id) ? "" : $"{collection}/{id}";

    public static string Policy(string? patient, string? policy) =>
        string.IsNullOrEmpty(patient) || string.IsNullOrEmpty(policy) ? "" : $"patients/{patient}/policies/{policy}";

    public static IEnumerable<string> History(string? patient, IEnumerable<string>? entries) =>
        (entries ?? []).Select(id => $"patients/{patient}/medicalHistoryEntries/{id}");
}
