using System.Globalization;

namespace MedBill.SampleData;

/// <summary>US dollars as whole cents. The library speaks REST like any client, so it has its own.</summary>
public readonly record struct Money(long Cents) : IComparable<Money>
{
    public static Money Zero { get; }

    public static Money operator +(Money left, Money right) => new(checked(left.Cents + right.Cents));

    public static Money operator -(Money left, Money right) => new(checked(left.Cents - right.Cents));

    public static Money operator -(Money money) => new(checked(-money.Cents));

    public static Money operator *(Money money, int times) => new(checked(money.Cents * times));

    public static bool operator <(Money left, Money right) => left.Cents < right.Cents;

    public static bool operator >(Money left, Money right) => left.Cents > right.Cents;

    public static bool operator <=(Money left, Money right) => left.Cents <= right.Cents;

    public static bool operator >=(Money left, Money right) => left.Cents >= right.Cents;

    public static Money Min(Money left, Money right) => left < right ? left : right;

    public static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Zero, (sum, amount) => sum + amount);

    /// <summary>Reads <c>125.00</c>: an optional sign, digits, a point, two digits.</summary>
    public static Money Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var point = text.Length - 3;
        var whole = point > 0 && text[point] == '.' ? text.Remove(point, 1) : "";
        return long.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cents)
            ? new(cents)
            : throw new FormatException("An amount is written as 125.00.");
    }

    public int CompareTo(Money other) => Cents.CompareTo(other.Cents);

    public override string ToString()
    {
        var (whole, rest) = Math.DivRem(Math.Abs(Cents), 100);
        return string.Create(CultureInfo.InvariantCulture, $"{(Cents < 0 ? "-" : "")}{whole}.{rest:00}");
    }
}
