namespace MedBill.X12.Segments;

/// <summary>National provider identifiers.</summary>
public static class Npi
{
    // The check digit counts the prefix 80840, which adds 24 to the sum of the ten digits.
    private const int PrefixSum = 24;

    /// <summary>Whether these are ten digits, the first 1 or 2, with a right check digit.</summary>
    public static bool IsValid(string? npi)
    {
        if (npi is not { Length: 10 } || npi[0] is not ('1' or '2'))
        {
            return false;
        }

        var sum = PrefixSum;
        for (var index = 0; index < npi.Length; index++)
        {
            if (!char.IsAsciiDigit(npi[index]))
            {
                return false;
            }

            var digit = npi[index] - '0';
            if (index % 2 == 0)
            {
                digit *= 2;
                digit = digit > 9 ? digit - 9 : digit;
            }

            sum += digit;
        }

        return sum % 10 == 0;
    }
}
