using System.Globalization;

namespace MedBill.SampleData.Story;

/// <summary>Synthetic National Provider Identifiers whose check digit is right.</summary>
public static class Npi
{
    /// <summary>The identifier made of nine digits and their check digit (Luhn over 80840 and the nine).</summary>
    public static string Of(int nineDigits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nineDigits, 100_000_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nineDigits, 999_999_999);
        var digits = nineDigits.ToString(CultureInfo.InvariantCulture);

        // The prefix 80840 adds 24 to the sum, whatever follows.
        var sum = 24;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[i] - '0';
            var doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return digits + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
    }
}
