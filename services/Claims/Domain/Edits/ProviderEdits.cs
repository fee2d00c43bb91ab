namespace MedBill.Claims.Domain.Edits;

/// <summary>Rendering and referring provider, service facility: loops 2310A to 2310C.</summary>
internal static class ProviderEdits
{
    public static void Examine(ClaimDraft draft, DateOnly today, FindingList findings)
    {
        Provider(draft.Content.RenderingProvider, "rendering_provider", "2310B", "rendering provider", findings);
        findings.ErrorIf(
            !Identifiers.IsTaxonomy(draft.Content.RenderingProvider.TaxonomyCode), "TAXONOMY_CODE_INVALID", "rendering_provider.taxonomy_code", "2310B PRV03",
            "The taxonomy code of the rendering provider is not ten letters and digits that end in X.", "Look the code up in the NPI registry.");
        if (draft.Content.ReferringProvider is { } referring)
        {
            Provider(referring, "referring_provider", "2310A", "referring provider", findings);
        }

        if (draft.Content.Facility is { } facility)
        {
            findings.Text(facility.Name, 60, "facility.display_name", "2310C NM103", "name of the facility");
            findings.ErrorIf(
                facility.Npi.Length > 0 && !Identifiers.IsNpi(facility.Npi), "NPI_INVALID", "facility.npi", "2310C NM109",
                "The NPI of the facility is not a valid NPI: ten digits, the last a check digit.", "Look the number up in the NPI registry.");
            findings.Address(facility.Address, nineDigits: true, "facility.address", "2310C", "facility's");
        }
    }

    private static void Provider(ClaimProvider provider, string field, string loop, string whose, FindingList findings)
    {
        PatientEdits.Name(provider.Name, $"{field}.person_name", loop, whose, findings);
        findings.Npi(provider.Npi, $"{field}.npi", $"{loop} NM109", $"NPI of the {whose}");
    }
}
