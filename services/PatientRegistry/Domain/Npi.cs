namespace MedBill.PatientRegistry.Domain;

/// <summary>National Provider Identifier.</summary>
internal static class Npi
{
    // The Luhn sum of the prefix 80840 that stands before every NPI.
    private const int PrefixSum = 24;

    /// <summary>Ten digits, the first 1 or 2, the last a Luhn check digit over 80840 and the rest.</summary>
    public static bool IsValid(string value)
    {
        if (value.Length != 10 || value[0] is not ('1' or '2') || !value.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = PrefixSum;
        for (var i = 0; i < 10; i++)
        {
            var digit = value[i] - '0';
            var doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }
}
