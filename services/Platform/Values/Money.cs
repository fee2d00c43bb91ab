using System.Globalization;

namespace MedBill.Platform.Values;

/// <summary>
/// US dollars in whole cents. Arithmetic is checked; nothing converts implicitly; rounding is the caller's, named at the
/// call.
/// </summary>
/// <param name="Cents">Signed amount in cents.</param>
public readonly record struct Money(long Cents) : IComparable<Money>
{
    /// <summary>0.00.</summary>
    public static Money Zero => default;

    /// <summary>Exact amount, e.g. <c>125.00m</c>.</summary>
    /// <exception cref="Failure">Invalid NOT_WHOLE_CENTS when there are fractions of a cent; AMOUNT_OUT_OF_RANGE when too
    /// large.</exception>
    public static Money FromDecimal(decimal amount)
    {
        decimal cents;
        try
        {
            cents = amount * 100m;
        }
        catch (OverflowException)
        {
            throw OutOfRange();
        }

        if (decimal.Truncate(cents) != cents)
        {
            throw new Failure(FailureKind.Invalid, "NOT_WHOLE_CENTS", "An amount has fractions of a cent.");
        }

        return cents is >= long.MinValue and <= long.MaxValue ? new((long)cents) : throw OutOfRange();
    }

    /// <summary>
    /// Reads <c>125.00</c>, <c>-3</c>, <c>.5</c>: optional minus, digits, at most two decimals; no spaces, groups,
    /// exponents.
    /// </summary>
    /// <exception cref="Failure">Invalid NOT_AN_AMOUNT, NOT_WHOLE_CENTS or AMOUNT_OUT_OF_RANGE.</exception>
    public static Money Parse(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && !text.StartsWith('+')
            ? FromDecimal(amount)
            : throw new Failure(FailureKind.Invalid, "NOT_AN_AMOUNT", "An amount is written like 125.00.");

    /// <summary>Total of all.</summary>
    public static Money Sum(IEnumerable<Money> amounts)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        return amounts.Aggregate(Zero, (sum, next) => sum + next);
    }

    /// <summary>
    /// Splits this amount in the ratio of <paramref name="weights"/> so that the parts add up to it to the cent: each part is cut
    /// towards zero, the cents left go to the largest remainders, the earlier part first among equals.
    /// </summary>
    /// <exception cref="ArgumentException">A weight is negative, or all are zero.</exception>
    public Money[] Allocate(params ReadOnlySpan<long> weights)
    {
        Int128 total = 0;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            total += weight;
        }

        if (total == 0)
        {
            throw new ArgumentException("At least one weight must be positive.", nameof(weights));
        }

        var parts = new long[weights.Length];
        var remainders = new Int128[weights.Length];
        var left = Cents;
        for (var i = 0; i < weights.Length; i++)
        {
            var share = (Int128)Cents * weights[i];
            parts[i] = (long)(share / total);
            remainders[i] = Int128.Abs(share % total);
            left -= parts[i];
        }

        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]).Take((int)Math.Abs(left)))
        {
            parts[i] += Math.Sign(left);
        }

        return Array.ConvertAll(parts, part => new Money(part));
    }

    /// <summary>The amount in dollars.</summary>
    public decimal ToDecimal() => Cents / 100m;

    /// <summary>Invariant, two decimals: <c>-125.00</c>.</summary>
    public override string ToString() => ToDecimal().ToString("0.00", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public int CompareTo(Money other) => Cents.CompareTo(other.Cents);

#pragma warning disable CS1591, CA2225 // Arithmetic says what it does; the named twins of operators would say it twice.
    public static Money operator +(Money left, Money right) => new(checked(left.Cents + right.Cents));

    public static Money operator -(Money left, Money right) => new(checked(left.Cents - right.Cents));

    public static Money operator -(Money amount) => new(checked(-amount.Cents));

    public static Money operator *(Money amount, int count) => new(checked(amount.Cents * count));

    public static bool operator <(Money left, Money right) => left.Cents < right.Cents;

    public static bool operator >(Money left, Money right) => left.Cents > right.Cents;

    public static bool operator <=(Money left, Money right) => left.Cents <= right.Cents;

    public static bool operator >=(Money left, Money right) => left.Cents >= right.Cents;
#pragma warning restore CS1591, CA2225

    private static Failure OutOfRange() => new(FailureKind.Invalid, "AMOUNT_OUT_OF_RANGE", "An amount is too large.");
}
