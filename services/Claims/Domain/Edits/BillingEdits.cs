namespace MedBill.Claims.Domain.Edits;

/// <summary>The practice as submitter and billing provider: loops 1000A, 2000A, 2010AA, 2010AB.</summary>
internal static class BillingEdits
{
    public static void Examine(ClaimDraft draft, DateOnly today, FindingList findings)
    {
        var practice = draft.Content.Practice;
        findings.Text(practice.Name, 60, "practice.display_name", "2010AA NM103", "name of the practice");
        findings.Npi(practice.Npi, "practice.npi", "2010AA NM109", "NPI of the practice");
        findings.ErrorIf(
            !Identifiers.IsDigits(practice.TaxId, 9), "TAX_ID_INVALID", "practice.tax_id", "2010AA REF02",
            "The tax id of the practice is not nine digits.", "Record the employer identification number without a hyphen.");
        findings.ErrorIf(
            !Identifiers.IsTaxonomy(practice.TaxonomyCode), "TAXONOMY_CODE_INVALID", "practice.taxonomy_code", "2000A PRV03",
            "The taxonomy code of the practice is not ten letters and digits that end in X.", "Look the code up in the NPI registry.");
        findings.Text(practice.ContactName, 60, "practice.contact_name", "1000A PER02", "contact of the practice");
        findings.ErrorIf(
            !Identifiers.IsDigits(practice.ContactPhone, 10), "PHONE_INVALID", "practice.contact_phone", "1000A PER04",
            "The telephone number of the practice is not ten digits.", "Record ten digits without marks.");
        findings.ErrorIf(
            !Identifiers.IsInterchangeId(practice.SubmitterId), "SUBMITTER_ID_INVALID", "practice.submitter_id", "1000A NM109",
            "The submitter id of the practice is not 2 to 15 letters and digits.", "Record the id the clearinghouse gave.");
        Addresses(practice, findings);
    }

    private static void Addresses(BillingPractice practice, FindingList findings)
    {
        findings.Address(practice.Address, nineDigits: true, "practice.address", "2010AA", "practice's");
        findings.ErrorIf(
            IsPostOfficeBox(practice.Address.Line1) || IsPostOfficeBox(practice.Address.Line2),
            "BILLING_ADDRESS_PO_BOX", "practice.address", "2010AA N301",
            "The address of the billing provider is a PO box.", "Record the street address, and the PO box as pay-to address.");
        if (practice.PayToAddress is { } payTo)
        {
            findings.Address(payTo, nineDigits: false, "practice.pay_to_address", "2010AB", "pay-to");
        }
    }

    private static bool IsPostOfficeBox(string line)
    {
        var letters = string.Concat(line.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return letters.StartsWith("POBOX", StringComparison.Ordinal) || letters.StartsWith("POSTOFFICEBOX", StringComparison.Ordinal);
    }
}
