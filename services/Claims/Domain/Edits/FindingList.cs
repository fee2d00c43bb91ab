using MedBill.Platform.Values;

namespace MedBill.Claims.Domain.Edits;

/// <summary>Collects what the edits find.</summary>
public sealed class FindingList
{
    /// <summary>Beyond this the claim is beyond mending line by line.</summary>
    public const int Max = 200;

    private readonly List<ClaimFinding> _all = [];

    public IReadOnlyList<ClaimFinding> All => _all;

    public void Error(string code, string field, string x12, string message, string fix) => Add(FindingSeverity.Error, code, field, x12, message, fix);

    public void ErrorIf(bool wrong, string code, string field, string x12, string message, string fix)
    {
        if (wrong)
        {
            Error(code, field, x12, message, fix);
        }
    }

    public void Warning(string code, string field, string x12, string message, string fix) => Add(FindingSeverity.Warning, code, field, x12, message, fix);

    public void WarningIf(bool doubtful, string code, string field, string x12, string message, string fix)
    {
        if (doubtful)
        {
            Warning(code, field, x12, message, fix);
        }
    }

    /// <summary>Something the guide requires must be there.</summary>
    public void Require(string? value, string field, string x12, string what) => ErrorIf(
        string.IsNullOrWhiteSpace(value), "REQUIRED_DATA_MISSING", field, x12, $"The {what} is missing.", $"Record the {what}.");

    /// <summary>A text must be there and fit its element.</summary>
    public void Text(string? value, int max, string field, string x12, string what)
    {
        Require(value, field, x12, what);
        Fit(value, max, field, x12, what);
    }

    /// <summary>A text must fit its element.</summary>
    public void Fit(string? value, int max, string field, string x12, string what) => ErrorIf(
        value?.Length > max, "TEXT_TOO_LONG", field, x12, $"The {what} has more than {max} characters.", $"Shorten the {what}.");

    /// <summary>A National Provider Identifier must be there and valid.</summary>
    public void Npi(string? value, string field, string x12, string what)
    {
        Require(value, field, x12, what);
        ErrorIf(
            !string.IsNullOrWhiteSpace(value) && !Identifiers.IsNpi(value),
            "NPI_INVALID", field, x12, $"The {what} is not a valid NPI: ten digits, the last a check digit.", "Look the number up in the NPI registry.");
    }

    /// <summary>An address must be whole.</summary>
    /// <param name="address">It.</param>
    /// <param name="nineDigits">Whether the guide wants ZIP+4.</param>
    /// <param name="field">Field path of the address.</param>
    /// <param name="loop">Loop it stands in.</param>
    /// <param name="whose">Whose it is, for the message.</param>
    public void Address(PostalAddress? address, bool nineDigits, string field, string loop, string whose)
    {
        if (address is null)
        {
            Require(null, field, $"{loop} N3", $"{whose} address");
            return;
        }

        Text(address.Line1, 55, $"{field}.address_lines[0]", $"{loop} N301", $"street of the {whose} address");
        Fit(address.Line2, 55, $"{field}.address_lines[1]", $"{loop} N302", $"second line of the {whose} address");
        Text(address.City, 30, $"{field}.locality", $"{loop} N401", $"city of the {whose} address");
        ErrorIf(
            !Identifiers.IsStateCode(address.State), "STATE_CODE_INVALID", $"{field}.administrative_area", $"{loop} N402",
            $"The state of the {whose} address is not two letters.", "Enter the two-letter state code.");
        if (nineDigits)
        {
            ErrorIf(
                !Identifiers.IsDigits(address.PostalCode, 9), "POSTAL_CODE_NOT_NINE_DIGITS", $"{field}.postal_code", $"{loop} N403",
                $"The ZIP code of the {whose} address needs nine digits.", "Look up the ZIP+4 code.");
        }
        else
        {
            ErrorIf(
                !Identifiers.IsDigits(address.PostalCode, 5) && !Identifiers.IsDigits(address.PostalCode, 9),
                "POSTAL_CODE_INVALID", $"{field}.postal_code", $"{loop} N403",
                $"The ZIP code of the {whose} address is neither five nor nine digits.", "Correct the ZIP code.");
        }
    }

    private void Add(FindingSeverity severity, string code, string field, string x12, string message, string fix)
    {
        if (_all.Count < Max)
        {
            _all.Add(new(code, severity, field, x12, message, fix));
        }
    }
}
