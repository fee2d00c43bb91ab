using System.Text.RegularExpressions;
using MedBill.Platform.Values;

namespace MedBill.PatientRegistry.Domain;

/// <summary>
/// The shapes that X12 and the code sets prescribe. Each rule adds a violation with a stable reason; none puts the value
/// into its text, since it may name a patient.
/// </summary>
internal static partial class FieldRules
{
    private static readonly HashSet<string> States = [.. (
        "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD "
        + "TN TX UT VT VA WA WV WI WY AS GU MP PR VI AA AE AP").Split(' ')];

    // x12-facts 7.2: the CMS place of service code set.
    private static readonly HashSet<string> PlacesOfService = [.. (
        "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 31 32 33 34 41 42 49 50 51 52 53 54 55 56 57 58 "
        + "60 61 62 65 66 71 72 81 99").Split(' ')];

    public static void Text(Violations violations, string field, string value, int most, bool required = false)
    {
        violations.AddIf(required && value.Length == 0, field, "FIELD_REQUIRED", "This is needed.");
        violations.AddIf(value.Length > most, field, "TOO_LONG", $"At most {most} characters.");
        violations.AddIf(!Extended().IsMatch(value), field, "CHARACTER_NOT_ALLOWED", "Letters, digits, spaces and the punctuation of X12; no separators or control characters.");
    }

    public static void Person(Violations violations, string field, PersonName name)
    {
        Text(violations, $"{field}.given_name", name.Given, 35, required: true);
        Text(violations, $"{field}.middle_name", name.Middle, 25);
        Text(violations, $"{field}.family_name", name.Family, 60, required: true);
        Text(violations, $"{field}.suffix", name.Suffix, 10);
    }

    /// <param name="violations">Where to say so.</param>
    /// <param name="field">Path of the address.</param>
    /// <param name="address">The address.</param>
    /// <param name="isPlaceOfCare">2010AA and 2310C: nine-digit ZIP code and a street, no PO box.</param>
    public static void Postal(Violations violations, string field, Address address, bool isPlaceOfCare)
    {
        violations.AddIf(address.Lines.Count is 0 or > 2, $"{field}.address_lines", "ADDRESS_LINES_COUNT", "One or two lines.", "N3");
        for (var i = 0; i < Math.Min(address.Lines.Count, 2); i++)
        {
            Text(violations, $"{field}.address_lines[{i}]", address.Lines[i], 55, required: true);
            violations.AddIf(isPlaceOfCare && PostBox().IsMatch(address.Lines[i]), $"{field}.address_lines[{i}]", "POST_BOX_NOT_ALLOWED",
                "A street address is needed here.", "2010AA N301", "Give the street here and the PO box as the pay-to address.");
        }

        Text(violations, $"{field}.locality", address.City, 30, required: true);
        violations.AddIf(!States.Contains(address.State), $"{field}.administrative_area", "STATE_UNKNOWN", "A two-letter state or territory of the United States.", "N402");
        violations.AddIf(!(isPlaceOfCare ? ZipNine() : Zip()).IsMatch(address.PostalCode), $"{field}.postal_code", "POSTAL_CODE_INVALID",
            isPlaceOfCare ? "Nine digits without a hyphen." : "Five or nine digits without a hyphen.", "N403");
    }

    public static void Phone(Violations violations, string field, string value, bool required = false) =>
        violations.AddIf(!(value.Length == 0 && !required) && !TenDigits().IsMatch(value), field, "PHONE_INVALID", "Ten digits.", "PER04");

    public static void Email(Violations violations, string field, string value) =>
        violations.AddIf(value.Length > 0 && (value.Length > 254 || !Mail().IsMatch(value)), field, "EMAIL_INVALID", "An e-mail address of at most 254 characters.");

    public static void NationalProvider(Violations violations, string field, string value, bool required = true) =>
        violations.AddIf(!(value.Length == 0 && !required) && !Npi.IsValid(value), field, "NPI_CHECK_DIGIT", "Ten digits, the first 1 or 2, with a valid check digit.", "NM109");

    public static void TaxId(Violations violations, string field, string value) =>
        violations.AddIf(!NineDigits().IsMatch(value), field, "TAX_ID_INVALID", "Nine digits without a hyphen.", "REF*EI");

    public static void Taxonomy(Violations violations, string field, string value) =>
        violations.AddIf(!TaxonomyShape().IsMatch(value), field, "TAXONOMY_INVALID", "Nine letters or digits and an X.", "PRV03");

    public static void Submitter(Violations violations, string field, string value) =>
        violations.AddIf(!SubmitterShape().IsMatch(value), field, "SUBMITTER_ID_INVALID", "2 to 15 capital letters and digits.", "1000A NM109");

    public static void Place(Violations violations, string field, string value) =>
        violations.AddIf(!PlacesOfService.Contains(value), field, "PLACE_OF_SERVICE_UNKNOWN", "A two-digit place of service code.", "CLM05-1");

    public static void Diagnosis(Violations violations, string field, string value) =>
        violations.AddIf(!DiagnosisShape().IsMatch(value), field, "DIAGNOSIS_CODE_INVALID", "An ICD-10-CM code without a dot: a letter, a digit, a digit or A or B, then up to four more.", "HI");

    public static void Procedure(Violations violations, string field, string value) =>
        violations.AddIf(!ProcedureShape().IsMatch(value), field, "PROCEDURE_CODE_INVALID", "A CPT or HCPCS code of five characters.", "SV101-2");

    public static void Modifier(Violations violations, string field, string value) =>
        violations.AddIf(!ModifierShape().IsMatch(value), field, "MODIFIER_INVALID", "Two capital letters or digits.", "SV101-3");

    public static void DrugCode(Violations violations, string field, string value) =>
        violations.AddIf(value.Length > 0 && !ElevenDigits().IsMatch(value), field, "NATIONAL_DRUG_CODE_INVALID", "Eleven digits without hyphens.", "2410 LIN03");

    public static void StateCode(Violations violations, string field, string value) =>
        violations.AddIf(!States.Contains(value), field, "STATE_UNKNOWN", "A two-letter state or territory of the United States.", "CLM11-4");

    // The extended character set without the separators this suite writes with: * : ^ ~ (x12-facts 1.2).
    [GeneratedRegex("""^[A-Za-z0-9À-ÿ !"&'()+,\-./;?=%@\[\]_{}\\|<>#$`]*\z""")]
    private static partial Regex Extended();

    [GeneratedRegex(@"\b(P\.?\s*O\.?|POST\s+OFFICE)\s*BOX\b", RegexOptions.IgnoreCase)]
    private static partial Regex PostBox();

    [GeneratedRegex(@"^[0-9]{5}([0-9]{4})?\z")]
    private static partial Regex Zip();

    [GeneratedRegex(@"^[0-9]{9}\z")]
    private static partial Regex ZipNine();

    [GeneratedRegex(@"^[0-9]{10}\z")]
    private static partial Regex TenDigits();

    [GeneratedRegex(@"^[0-9]{9}\z")]
    private static partial Regex NineDigits();

    [GeneratedRegex(@"^[0-9]{11}\z")]
    private static partial Regex ElevenDigits();

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+\.[^\s@]+\z")]
    private static partial Regex Mail();

    [GeneratedRegex(@"^[0-9A-Z]{9}X\z")]
    private static partial Regex TaxonomyShape();

    [GeneratedRegex(@"^[A-Z0-9]{2,15}\z")]
    private static partial Regex SubmitterShape();

    [GeneratedRegex(@"^[A-Z][0-9][0-9AB][0-9A-Z]{0,4}\z")]
    private static partial Regex DiagnosisShape();

    // CPT category I, II, III, PLA, multianalyte; HCPCS level II.
    [GeneratedRegex(@"^([0-9]{5}|[0-9]{4}[FTUM]|[A-V][0-9]{4})\z")]
    private static partial Regex ProcedureShape();

    [GeneratedRegex(@"^[0-9A-Z]{2}\z")]
    private static partial Regex ModifierShape();
}
