using System.Collections.Frozen;

namespace MedBill.Claims.Acknowledgments;

/// <summary>What a claim status code means for whoever corrects the claim.</summary>
/// <param name="Words">What is wrong, in our own words.</param>
/// <param name="Field">Field path, empty when no one field is meant.</param>
/// <param name="X12Location">Where it stands in the 837.</param>
/// <param name="Fix">What to do.</param>
internal sealed record StatusMeaning(string Words, string Field, string X12Location, string Fix);

/// <summary>Codes of TA1, 999 and 277CA in our own words (x12-facts 4.1, 4.2). A code that is not here is named by its number.</summary>
internal static class AnswerCodeTables
{
    private static readonly FrozenDictionary<string, string> Categories = new Dictionary<string, string>
    {
        ["A3"] = "Returned as unprocessable",
        ["A6"] = "Rejected for missing information",
        ["A7"] = "Rejected for invalid information",
        ["A8"] = "Rejected because fields do not agree",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Entities = new Dictionary<string, string>
    {
        ["IL"] = "the subscriber's",
        ["QC"] = "the patient's",
        ["PR"] = "the payer's",
        ["85"] = "the billing provider's",
        ["82"] = "the rendering provider's",
        ["DN"] = "the referring provider's",
        ["77"] = "the service facility's",
        ["41"] = "the submitter's",
        ["40"] = "the receiver's",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, StatusMeaning> Statuses = new Dictionary<string, StatusMeaning>
    {
        ["21"] = new("information is missing or invalid", "", "", "Read the other status codes and correct what they name"),
        ["33"] = new("the subscriber is not known", "policy.member_id", "2010BA NM109", "Check the eligibility and correct the policy"),
        ["54"] = new("this is a duplicate of a claim on file", "", "2300 CLM01", "Find the claim on file before sending again"),
        ["78"] = new("this is a duplicate of a claim that is still being decided", "", "2300 CLM01", "Wait for the decision on the claim on file"),
        ["85"] = new("this payer is not the primary one", "policy.coordination_order", "2000B SBR01", "Bill the primary payer first"),
        ["88"] = new("there was no cover on the date of service", "policy", "2010BA NM109", "Check the eligibility and bill the policy in force"),
        ["109"] = new("not eligible", "policy", "2010BA NM109", "Check the eligibility and correct the policy"),
        ["116"] = new("the claim went to the wrong payer", "payer", "2010BB NM109", "Bill the payer of the policy"),
        ["122"] = new("data needed to process the claim is missing", "", "", "Read the other status codes and correct what they name"),
        ["125"] = new("the name", "patient.person_name", "NM103", "Correct the name as on the card"),
        ["126"] = new("the address", "patient.address", "N301", "Correct the address"),
        ["128"] = new("the tax id", "practice.tax_id", "2010AA REF02", "Correct the tax id of the practice"),
        ["145"] = new("the taxonomy code", "rendering_provider.taxonomy_code", "PRV03", "Correct the taxonomy code"),
        ["158"] = new("the birth date", "patient.birth_date", "DMG02", "Correct the birth date"),
        ["164"] = new("the member number", "policy.member_id", "2010BA NM109", "Correct the member id on the policy"),
        ["178"] = new("the charge", "service_lines", "2400 SV102", "Correct the charges"),
        ["187"] = new("the date of service", "service_lines", "2400 DTP03 (472)", "Correct the dates of service"),
        ["218"] = new("the drug code", "service_lines", "2410 LIN03", "Correct the National Drug Code"),
        ["228"] = new("the type of bill", "frequency_code", "2300 CLM05", "Correct the frequency or the place of service"),
        ["249"] = new("the place of service", "place_of_service_code", "2300 CLM05-1", "Correct the place of service"),
        ["252"] = new("the authorization number", "prior_authorization_number", "2300 REF02 (G1)", "Enter the authorization number the payer gave"),
        ["254"] = new("the principal diagnosis", "diagnosis_codes[0]", "2300 HI01-2", "Correct the first diagnosis"),
        ["255"] = new("a diagnosis", "diagnosis_codes", "2300 HI", "Correct the diagnoses"),
        ["258"] = new("the units", "service_lines", "2400 SV104", "Correct the units"),
        ["286"] = new("the other payer's remittance is missing", "", "2320", "Send the other payer's decision"),
        ["294"] = new("supporting documents are missing", "", "2300 PWK", "Send the documents"),
        ["297"] = new("medical notes are missing", "", "2300 PWK", "Send the notes"),
        ["317"] = new("medical records are missing", "", "2300 PWK", "Send the records"),
        ["400"] = new("the claim is out of balance", "service_lines", "2300 CLM02", "Correct the amounts"),
        ["402"] = new("an amount must be greater than zero", "service_lines", "2400 SV102", "Correct the charges"),
        ["453"] = new("a modifier", "service_lines", "2400 SV101-3", "Correct the modifiers"),
        ["454"] = new("a procedure code", "service_lines", "2400 SV101-2", "Correct the procedure codes"),
        ["464"] = new("the payer's number of the original claim", "payer_claim_control_number", "2300 REF02 (F8)", "Wait for the payer's number or ask for it"),
        ["476"] = new("the units", "service_lines", "2400 SV104", "Correct the units"),
        ["477"] = new("a diagnosis pointer", "service_lines", "2400 SV107", "Correct the diagnosis pointers"),
        ["478"] = new("our number of the claim", "patient_control_number", "2300 CLM01", "Open a version, which gets a new number"),
        ["479"] = new("the other payer's id", "", "2330B NM109", "Correct the other payer"),
        ["480"] = new("the claim filing indicator", "payer.claim_filing_indicator_code", "2000B SBR09", "Correct the payer's filing indicator"),
        ["481"] = new("the format", "", "", "Have the file checked"),
        ["483"] = new("the benefit is used up", "policy", "", "Check the benefits"),
        ["488"] = new("a diagnosis does not fit its service", "diagnosis_codes", "2300 HI", "Correct the diagnoses or the pointers"),
        ["496"] = new("the submitter is not approved to send for this provider", "practice.submitter_id", "1000A NM109", "Enrol the practice with the payer"),
        ["500"] = new("the ZIP code", "patient.address.postal_code", "N403", "Correct the ZIP code"),
        ["503"] = new("the street", "patient.address", "N301", "Correct the street"),
        ["504"] = new("the last name", "patient.person_name.family_name", "NM103", "Correct the name as on the card"),
        ["505"] = new("the first name", "patient.person_name.given_name", "NM104", "Correct the name as on the card"),
        ["507"] = new("a HCPCS code", "service_lines", "2400 SV101-2", "Correct the procedure codes"),
        ["510"] = new("a date is still to come", "service_lines", "2400 DTP03 (472)", "Correct the dates"),
        ["511"] = new("a character is not allowed", "", "", "Have the file checked"),
        ["516"] = new("the other payer's payment date", "", "2330B DTP03 (573)", "Send the other payer's decision"),
        ["535"] = new("the frequency code", "frequency_code", "2300 CLM05-3", "Choose the frequency by whether the payer decided the claim before"),
        ["544"] = new("the CLIA number", "", "2300 REF02 (X4)", "Record the CLIA number"),
        ["560"] = new("a secondary identifier", "", "REF02", "Correct the identifier"),
        ["562"] = new("the NPI", "rendering_provider.npi", "NM109", "Correct the NPI or enrol the provider"),
        ["718"] = new("the claim came too late", "service_date", "2400 DTP03 (472)", "Send the proof of an earlier submission"),
        ["732"] = new("the claim does not follow billing guidelines", "", "", "Read the other status codes and correct what they name"),
        ["742"] = new("the order of the payers", "policy.coordination_order", "2000B SBR01", "Correct the order of the policies"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> SegmentErrors = new Dictionary<string, string>
    {
        ["1"] = "a segment is not recognised",
        ["2"] = "a segment is not expected here",
        ["3"] = "a required segment is missing",
        ["4"] = "a loop comes too often",
        ["5"] = "a segment comes too often",
        ["6"] = "a segment is not of this transaction",
        ["7"] = "segments are out of order",
        ["8"] = "a segment has errors in its elements",
        ["I4"] = "a segment is present that may not be used",
        ["I6"] = "a segment that others need is missing",
        ["I7"] = "a loop comes too seldom",
        ["I8"] = "a segment comes too seldom",
        ["I9"] = "a segment is present that others forbid",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> ElementErrors = new Dictionary<string, string>
    {
        ["1"] = "a required element is missing",
        ["2"] = "an element that others need is missing",
        ["3"] = "there are too many elements",
        ["4"] = "an element is too short",
        ["5"] = "an element is too long",
        ["6"] = "an element has a character that is not allowed",
        ["7"] = "an element has a code that is not known",
        ["8"] = "a date is wrong",
        ["9"] = "a time is wrong",
        ["10"] = "an element is present that others exclude",
        ["12"] = "an element is repeated too often",
        ["13"] = "an element has too many components",
        ["I6"] = "a code may not be used here",
        ["I9"] = "an element that others need is missing",
        ["I10"] = "an element is present that may not be used",
        ["I11"] = "an element is repeated too seldom",
        ["I12"] = "an element does not have the right pattern",
        ["I13"] = "an element is present that others forbid",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> InterchangeNotes = new Dictionary<string, string>
    {
        ["001"] = "its two control numbers differ",
        ["002"] = "the standard is not supported",
        ["003"] = "the version is not supported",
        ["004"] = "the segment terminator is wrong",
        ["005"] = "the sender's qualifier is wrong",
        ["006"] = "the sender's id is wrong",
        ["007"] = "the receiver's qualifier is wrong",
        ["008"] = "the receiver's id is wrong",
        ["009"] = "the receiver is not known",
        ["010"] = "the authorization qualifier is wrong",
        ["011"] = "the authorization is wrong",
        ["012"] = "the security qualifier is wrong",
        ["013"] = "the security value is wrong",
        ["014"] = "the date is wrong",
        ["015"] = "the time is wrong",
        ["016"] = "the standards id is wrong",
        ["017"] = "the version id is wrong",
        ["018"] = "the control number is wrong",
        ["019"] = "the acknowledgment request is wrong",
        ["020"] = "the test indicator is wrong",
        ["021"] = "the count of groups is wrong",
        ["022"] = "the control characters are wrong",
        ["023"] = "the file ends too early",
        ["024"] = "its content is wrong",
        ["025"] = "its control number was used before",
        ["026"] = "the element separator is wrong",
        ["027"] = "the component separator is wrong",
    }.ToFrozenDictionary();

    public static string Category(string code) => Categories.GetValueOrDefault(code, $"Answered with category {code}");

    public static string Entity(string? code) => string.IsNullOrEmpty(code) ? "" : Entities.GetValueOrDefault(code, $"entity {code}");

    public static StatusMeaning Status(string code) =>
        Statuses.GetValueOrDefault(code) ?? new($"claim status code {code}", "", "", "Look the status code up and correct what it names");

    public static string SegmentError(string? code) => code is not null && SegmentErrors.TryGetValue(code, out var words) ? words : $"segment error {code}";

    public static string ElementError(string code) => ElementErrors.GetValueOrDefault(code, $"element error {code}");

    public static string InterchangeNote(string code) => $"The payer refused the whole file: {InterchangeNotes.GetValueOrDefault(code, $"note code {code}")}.";
}
