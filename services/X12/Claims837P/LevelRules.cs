using MedBill.X12.Segments;

namespace MedBill.X12.Claims837P;

/// <summary>Rules of the levels above a claim.</summary>
internal static class LevelRules
{
    public static void Check(ClaimRules rules, ProfessionalClaim claim)
    {
        Billing(rules, claim.BillingProvider.Provider);
        Subscriber(rules, claim);
        foreach (var party in claim.Providers.Append(claim.BillingProvider.Provider).Concat(claim.Lines.SelectMany(line => line.Providers)))
        {
            if (party.IdQualifier == "XX" && !Npi.IsValid(party.Id))
            {
                rules.Error("NPI_CHECK_DIGIT", "An NPI is ten digits, the first 1 or 2, with a right check digit.",
                    new ClaimPlace(party.EntityCode == EntityCodes.BillingProvider ? "2010AA" : "2310", "NM1", 9,
                        Qualifier: party.EntityCode), elementError: "7");
            }
        }
    }

    private static void Billing(ClaimRules rules, Party billing)
    {
        if (!HasNineDigits(billing.Address))
        {
            rules.Error("ZIP_NINE_DIGITS", "The billing provider's ZIP code needs nine digits.", new ClaimPlace("2010AA", "N4", 3),
                elementError: "I12");
        }

        var street = billing.Address?.Line1?.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant() ?? "";
        if (street.StartsWith("PO BOX", StringComparison.Ordinal) || street.StartsWith("P O BOX", StringComparison.Ordinal))
        {
            rules.Error("BILLING_PO_BOX", "The billing provider's address is a street; a PO box goes into the pay-to address (2010AB).",
                new ClaimPlace("2010AA", "N3", 1), elementError: "I12");
        }
    }

    private static void Subscriber(ClaimRules rules, ProfessionalClaim claim)
    {
        var (subscriber, person) = (claim.Subscriber, claim.Subscriber.Person);
        if (claim.Patient is null)
        {
            if (person.Address is null || person.BirthDate is null || person.Sex is null)
            {
                rules.Required("PATIENT_DEMOGRAPHICS_MISSING",
                    "The subscriber is the patient: address (N3, N4), birth date and sex (DMG) are required.",
                    new ClaimPlace("2010BA", "NM1", Qualifier: EntityCodes.Subscriber));
            }

            if (person.Id is null)
            {
                rules.Error("MEMBER_ID_MISSING", "The subscriber needs a member id.",
                    new ClaimPlace("2010BA", "NM1", 9, Qualifier: EntityCodes.Subscriber), elementError: "1");
            }
        }
        else if (person.Address is not null || person.BirthDate is not null)
        {
            rules.Forbidden("SUBSCRIBER_DEMOGRAPHICS",
                "Address, birth date and sex of a subscriber who is not the patient may not be sent.",
                new ClaimPlace("2010BA", "NM1", Qualifier: EntityCodes.Subscriber));
        }

        if (subscriber.InsuranceType is not null && subscriber.Sequence == "P")
        {
            rules.Error("INSURANCE_TYPE_FORBIDDEN", "SBR05 says why Medicare is not primary; leave it empty when it is.",
                new ClaimPlace("2000B", "SBR", 5), elementError: "I10");
        }
    }

    public static bool HasNineDigits(Address? address) =>
        address is null || address.Country is not (null or "US")
        || (address.PostalCode is { Length: 9 } zip && zip.All(char.IsAsciiDigit));
}
