using MedBill.X12.Segments;

namespace MedBill.X12.Claims837;

/// <summary>Rules of the levels above a claim.</summary>
internal static class LevelRules
{
    public static void Check(ClaimRules rules, HealthCareClaim claim, ClaimBatchHeader header)
    {
        Billing(rules, claim, header);
        Subscriber(rules, claim);
        Patient(rules, claim);
        if (!HasRightDigits(claim.BillingProvider.Provider))
        {
            WrongDigits(rules, claim.BillingProvider.Provider, "2010AA", 0);
        }
    }

    /// <summary>The identifiers of the claim's own providers and of its lines'.</summary>
    public static void Providers(ClaimRules rules, HealthCareClaim claim)
    {
        CheckDigits(rules, claim.Providers, 0);
        var lines = claim.LinesOfAnyKind;
        for (var index = 0; index < lines.Length; index++)
        {
            CheckDigits(rules, lines[index].Providers, index + 1);
        }
    }

    /// <summary>SBR05, of the payer asked and of the others.</summary>
    public static void InsuranceType(ClaimRules rules, string? type, string sequence, string? filing, ClaimPlace place)
    {
        if (type is not null && sequence == "P")
        {
            rules.Error("INSURANCE_TYPE_FORBIDDEN", "SBR05 says why Medicare is not primary; leave it empty when it is.", place,
                elementError: "I10");
        }
        else if (type is not null && filing is not ("MA" or "MB" or null))
        {
            rules.Discouraged("INSURANCE_TYPE_NOT_MEDICARE", "SBR05 is sent only of Medicare (SBR09 MA or MB).", place, "I13");
        }
    }

    private static void CheckDigits(ClaimRules rules, ValueList<Party> parties, int line)
    {
        foreach (var party in parties)
        {
            if (!HasRightDigits(party))
            {
                WrongDigits(rules, party,
                    line == 0 ? rules.Shape.ProviderLoop(party.EntityCode) : rules.Shape.LineProviderLoop(party.EntityCode), line);
            }
        }
    }

    private static bool HasRightDigits(Party party) => party.IdQualifier != "XX" || Npi.IsValid(party.Id);

    private static void WrongDigits(ClaimRules rules, Party party, string loop, int line) => rules.Discouraged(
        "NPI_CHECK_DIGIT", "An NPI is ten digits, the first 1 or 2, with a right check digit.",
        new ClaimPlace(loop, "NM1", 9, Line: line, Qualifier: party.EntityCode), "7");

    private static void Billing(ClaimRules rules, HealthCareClaim claim, ClaimBatchHeader header)
    {
        var billing = claim.BillingProvider.Provider;
        if (!HasNineDigits(billing.Address))
        {
            rules.Discouraged("ZIP_NINE_DIGITS", "The billing provider's ZIP code needs nine digits.", new ClaimPlace("2010AA", "N4", 3),
                "I12");
        }

        var street = billing.Address?.Line1 ?? "";
        if (Starts(street, "PO BOX") || Starts(street, "P O BOX"))
        {
            rules.Discouraged("BILLING_PO_BOX",
                "The billing provider's address is a street; a PO box goes into the pay-to address (2010AB).",
                new ClaimPlace("2010AA", "N3", 1), "I12");
        }

        if (billing.Contacts.Count > 0 && billing.Contacts == header.Submitter.Contacts)
        {
            rules.Discouraged("CONTACT_REPEATED", "The billing provider's contact is sent only when it differs from the submitter's.",
                new ClaimPlace("2010AA", "PER"));
        }

        if (billing.Id is null && claim.Subscriber.Payer.References.Find("G2") is null && claim.Subscriber.Payer.References.Find("LU") is null)
        {
            rules.Discouraged("BILLING_ID_MISSING",
                "A billing provider has an NPI, or, when it is no health care provider, the payer's own number (REF*G2 in 2010BB).",
                new ClaimPlace("2010AA", "NM1", 9, Qualifier: EntityCodes.BillingProvider), "I9");
        }

        if (rules.Written(new ClaimPlace("2000A", "CUR", 2)) == "USD")
        {
            rules.Discouraged("CURRENCY_IS_DOLLAR", "A currency is named only when it is not the US dollar.", new ClaimPlace("2000A", "CUR", 2),
                "I13");
        }
    }

    private static void Subscriber(ClaimRules rules, HealthCareClaim claim)
    {
        var subscriber = claim.Subscriber;
        var relation = rules.Written(new ClaimPlace("2000B", "SBR", 2));
        if (claim.Patient is null && relation is null)
        {
            rules.Error("SUBSCRIBER_RELATION_MISSING", "The claim stands under the subscriber, who then is the patient: SBR02 is 18.",
                new ClaimPlace("2000B", "SBR", 2), elementError: "I9");
        }
        else if (claim.Patient is not null && relation is not null)
        {
            rules.Discouraged("SUBSCRIBER_RELATION_FORBIDDEN", "SBR02 is empty when the patient has a level of their own.",
                new ClaimPlace("2000B", "SBR", 2), "I13");
        }

        if (subscriber.FilingIndicator is null)
        {
            rules.Discouraged("FILING_INDICATOR_MISSING", "Payers want the kind of claim (SBR09) always.", new ClaimPlace("2000B", "SBR", 9),
                "I9");
        }

        if (subscriber is { GroupNumber: not null, GroupName: not null })
        {
            rules.Discouraged("GROUP_NAME_FORBIDDEN", "The group's name (SBR04) is sent only when there is no group number.",
                new ClaimPlace("2000B", "SBR", 4), "I13");
        }

        InsuranceType(rules, subscriber.InsuranceType, subscriber.Sequence, subscriber.FilingIndicator, new ClaimPlace("2000B", "SBR", 5));
    }

    private static void Patient(ClaimRules rules, HealthCareClaim claim)
    {
        var person = claim.Subscriber.Person;
        if (claim.Patient is null)
        {
            if (person.Address is null || (person.BirthDate is null && person.Sex is null))
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

            return;
        }

        if (person.Address is not null || person.BirthDate is not null)
        {
            rules.Discouraged("SUBSCRIBER_DEMOGRAPHICS",
                "Address, birth date and sex of a subscriber who is not the patient may not be sent.",
                new ClaimPlace("2010BA", "NM1", Qualifier: EntityCodes.Subscriber));
        }

        if (claim.Subscriber.Condition is not null)
        {
            rules.Discouraged("SUBSCRIBER_CONDITION", "Death, weight and pregnancy (PAT) are told of the patient, not of this subscriber.",
                new ClaimPlace("2000B", "PAT"));
        }
    }

    // Whatever the case, with points or without.
    private static bool Starts(string text, string start)
    {
        var at = 0;
        foreach (var character in text)
        {
            if (character == '.')
            {
                continue;
            }

            if (char.ToUpperInvariant(character) != start[at])
            {
                return false;
            }

            if (++at == start.Length)
            {
                return true;
            }
        }

        return false;
    }

    public static bool HasNineDigits(Address? address) =>
        address?.PostalCode is null || address.Country is not (null or "US")
        || (address.PostalCode is { Length: 9 } zip && !zip.AsSpan().ContainsAnyExceptInRange('0', '9'));
}
