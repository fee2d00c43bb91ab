using MedBill.X12.Segments;

namespace MedBill.X12.Claims837;

/// <summary>Rules of the levels above a claim.</summary>
internal static class LevelRules
{
    public static void Check(ClaimRules rules, HealthCareClaim claim)
    {
        Billing(rules, claim.BillingProvider.Provider);
        Subscriber(rules, claim);
        CheckDigits(rules, [claim.BillingProvider.Provider], "2010AA", 0);
        CheckDigits(rules, claim.Providers, "2310", 0);
        var lines = claim.LinesOfAnyKind;
        for (var index = 0; index < lines.Count; index++)
        {
            CheckDigits(rules, lines[index].Providers, "2420", index + 1);
        }
    }

    private static void CheckDigits(ClaimRules rules, ValueList<Party> parties, string loop, int line)
    {
        foreach (var party in parties)
        {
            if (party.IdQualifier == "XX" && !Npi.IsValid(party.Id))
            {
                rules.Error("NPI_CHECK_DIGIT", "An NPI is ten digits, the first 1 or 2, with a right check digit.",
                    new ClaimPlace(loop, "NM1", 9, Line: line, Qualifier: party.EntityCode), elementError: "7");
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

    private static void Subscriber(ClaimRules rules, HealthCareClaim claim)
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
