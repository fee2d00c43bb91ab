using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837;

/// <summary>Rules of loops 2300 and 2400 that hold for claims of every kind.</summary>
internal static class CommonRules
{
    // A receiver keeps and returns 20 characters, and need not keep more.
    private const int SafeControlNumber = 20;

    private const int SafeLineNumber = 30;

    public static void Check(ClaimRules rules, HealthCareClaim claim)
    {
        if (claim.PatientControlNumber.Length > SafeControlNumber)
        {
            rules.Discouraged("CONTROL_NUMBER_LONG", "Receivers need not keep more than 20 characters of CLM01.",
                new ClaimPlace("2300", "CLM", 1), "5");
        }

        if (claim.References.Find(ReferenceQualifiers.ClearinghouseClaim) is { Value.Length: > SafeControlNumber })
        {
            rules.Discouraged("CONTROL_NUMBER_LONG", "A clearinghouse's number of the claim (REF*D9) has at most 20 characters.",
                new ClaimPlace("2300", "REF", 2, Qualifier: ReferenceQualifiers.ClearinghouseClaim), "5");
        }

        Resubmission(rules, claim);
        Attachments(rules, claim);
        Facility(rules, claim);
        Charges(rules, claim, claim.LinesOfAnyKind);
    }

    /// <summary>An NDC is eleven digits.</summary>
    public static void Drug(ClaimRules rules, ServiceDrug? drug, int line)
    {
        if (drug is { Qualifier: "N4" } && !(drug.Ndc.Length == 11 && drug.Ndc.All(char.IsAsciiDigit)))
        {
            rules.Error("NDC_WRONG", "An NDC is eleven digits without hyphens.", new ClaimPlace("2410", "LIN", 3, Line: line),
                SnipType.CodeSet, elementError: "I12");
        }
    }

    /// <summary>A count of units has fewer digits than the dictionary gives a quantity.</summary>
    public static void Units(ClaimRules rules, decimal units, ClaimPlace place)
    {
        if (decimal.Round(units, 3) != units || Math.Abs(units) >= 100_000_000)
        {
            rules.Error("UNITS_WRONG", "A count of units has at most eight digits, three of them behind the point.", place,
                elementError: "5");
        }
    }

    private static void Resubmission(ClaimRules rules, HealthCareClaim claim)
    {
        var original = claim.References.Find(ReferenceQualifiers.OriginalClaim);
        if (claim.Frequency is "7" or "8" && original is null)
        {
            rules.Required("ORIGINAL_CLAIM_MISSING", "A replacement or void names the payer's number of the original claim (REF*F8).",
                new ClaimPlace("2300", "REF", Qualifier: ReferenceQualifiers.OriginalClaim));
        }
        else if (claim.Frequency == "1" && original is not null)
        {
            rules.Forbidden("ORIGINAL_CLAIM_FORBIDDEN", "REF*F8 is sent only with frequency 7 or 8.",
                new ClaimPlace("2300", "REF", Qualifier: "F8"));
        }
    }

    private static void Attachments(ClaimRules rules, HealthCareClaim claim)
    {
        foreach (var attachment in claim.Attachments)
        {
            Attachment(rules, attachment, new ClaimPlace("2300", "PWK", 6, Qualifier: attachment.ReportType));
        }
    }

    /// <summary>What follows has a number to be known by; what may be asked for has none.</summary>
    public static void Attachment(ClaimRules rules, Attachment attachment, ClaimPlace place)
    {
        if (attachment.ControlNumber is null && attachment.Transmission is "BM" or "EL" or "EM" or "FT" or "FX")
        {
            rules.Error("ATTACHMENT_NUMBER_MISSING", "An attachment that follows needs its control number (PWK06).", place,
                elementError: "I9");
        }
        else if (attachment is { ControlNumber: not null, Transmission: "AA" })
        {
            rules.Error("ATTACHMENT_NUMBER_FORBIDDEN", "An attachment available on request (AA) has no control number.", place,
                elementError: "I13");
        }
    }

    private static void Facility(ClaimRules rules, HealthCareClaim claim)
    {
        if (claim.ServiceFacility is not { } facility)
        {
            return;
        }

        var loop = rules.Shape.FacilityLoop;
        if (!LevelRules.HasNineDigits(facility.Address))
        {
            rules.Discouraged("ZIP_NINE_DIGITS", "The service facility's ZIP code needs nine digits.",
                new ClaimPlace(loop, "N4", 3, Party: EntityCodes.ServiceFacility), "I12");
        }

        if (facility.Address is not null && facility.Address == claim.BillingProvider.Provider.Address)
        {
            rules.Warning("FACILITY_IS_BILLING",
                $"The service facility ({loop}) is sent only when the place differs from the billing address.",
                new ClaimPlace(loop, "NM1", Qualifier: EntityCodes.ServiceFacility));
        }
    }

    private static void Charges(ClaimRules rules, HealthCareClaim claim, ReadOnlySpan<HealthCareLine> lines)
    {
        var (service, charge) = (rules.Shape.Service, rules.Shape.ChargeElement);
        var numbers = new HashSet<string>();
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].ControlNumber is { } number && !numbers.Add(number))
            {
                rules.Discouraged("LINE_NUMBER_REPEATED", "A line's number (REF*6R) comes once in a claim: by it the payer's answer is matched.",
                    new ClaimPlace("2400", "REF", 2, Line: index + 1, Qualifier: ReferenceQualifiers.LineControlNumber), "7");
            }

            if (lines[index].ControlNumber is { Length: > SafeLineNumber })
            {
                rules.Discouraged("CONTROL_NUMBER_LONG", "Receivers need not keep more than 30 characters of a line's number (REF*6R).",
                    new ClaimPlace("2400", "REF", 2, Line: index + 1, Qualifier: ReferenceQualifiers.LineControlNumber), "5");
            }
        }

        long sum = 0;
        for (var index = 0; index < lines.Length; index++)
        {
            sum += lines[index].ChargeCents;
            if (lines[index].ChargeCents < 0)
            {
                rules.Error("CHARGE_NEGATIVE", "A charge is not below zero.", new ClaimPlace("2400", service, charge, Line: index + 1),
                    elementError: "I12");
            }
        }

        if (sum != claim.ChargeCents)
        {
            rules.Error("CHARGE_NOT_SUM", $"The claim's charge (CLM02) is not the sum of its line charges ({service}{charge:00}).",
                new ClaimPlace("2300", "CLM", 2), SnipType.Balancing);
        }

        if (claim.ChargeCents < 0)
        {
            rules.Error("CHARGE_NEGATIVE", "A charge is not below zero.", new ClaimPlace("2300", "CLM", 2), elementError: "I12");
        }
    }
}
