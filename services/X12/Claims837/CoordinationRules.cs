using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837;

/// <summary>What other payers paid must add up: loops 2320 and 2430.</summary>
internal static class CoordinationRules
{
    public static void Check(ClaimRules rules, HealthCareClaim claim)
    {
        foreach (var payer in claim.OtherPayers)
        {
            Payer(rules, claim, payer);
        }

        var known = claim.OtherPayers.Select(payer => payer.Payer.Id).ToHashSet();
        var lines = claim.LinesOfAnyKind;
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index];
            foreach (var adjudication in line.Adjudications)
            {
                Line(rules, line, adjudication, index + 1, known.Contains(adjudication.PayerId));
            }
        }
    }

    private static void Line(ClaimRules rules, HealthCareLine line, LineAdjudication adjudication, int number, bool isKnown)
    {
        var place = new ClaimPlace("2430", "SVD", 1, Line: number, Qualifier: adjudication.PayerId);
        if (!isKnown)
        {
            rules.Error("LINE_PAYER_UNKNOWN", "SVD01 must be the payer id of a loop 2330B of the claim.", place, elementError: "7");
        }

        // A line that was bundled into another is adjudicated there.
        if (adjudication.BundledIntoLine is null && line.ChargeCents != adjudication.PaidCents + adjudication.Adjustments.SumCents())
        {
            rules.Error("LINE_OUT_OF_BALANCE", "The line's charge is not what the other payer paid (SVD02) and adjusted (CAS).",
                place with { Element = 2 }, SnipType.Balancing);
        }
    }

    private static void Payer(ClaimRules rules, HealthCareClaim claim, OtherPayer payer)
    {
        if (payer.BenefitsAssigned != claim.BenefitsAssigned || payer.ReleaseOfInformation != claim.ReleaseOfInformation)
        {
            rules.Error("OI_DIFFERS", "OI03 and OI06 repeat CLM08 and CLM09.", new ClaimPlace("2320", "OI", 3), elementError: "7");
        }

        if (payer.InsuranceType is not null && payer.Sequence == "P")
        {
            rules.Error("INSURANCE_TYPE_FORBIDDEN", "SBR05 says why Medicare is not primary; leave it empty when it is.",
                new ClaimPlace("2320", "SBR", 5), elementError: "I10");
        }

        if (payer.Sequence == claim.Subscriber.Sequence && payer.Sequence != "U")
        {
            rules.Error("SEQUENCE_REPEATED", "Two payers cannot have the same place in the order of payment (SBR01).",
                new ClaimPlace("2320", "SBR", 1), elementError: "7");
        }

        var adjudications = claim.LinesOfAnyKind.SelectMany(line => line.Adjudications).Where(line => line.PayerId == payer.Payer.Id).ToList();
        Amounts(rules, claim, payer, adjudications);
        if (adjudications.Any(line => line.PaidDate is not null) && payer.Payer.Dates.Find(DateQualifiers.ClaimPaid) is not null)
        {
            rules.Forbidden("PAID_DATE_TWICE", "The other payer's date (DTP*573) stands at the lines or at the claim, not at both.",
                new ClaimPlace("2330B", "DTP", Qualifier: DateQualifiers.ClaimPaid));
        }
    }

    private static void Amounts(ClaimRules rules, HealthCareClaim claim, OtherPayer payer, List<LineAdjudication> adjudications)
    {
        var place = new ClaimPlace("2320", "AMT", 2);
        if (payer.Amounts.Find(AmountQualifiers.NonCovered) is { } nonCovered && (nonCovered.Cents != claim.ChargeCents
            || adjudications.Count > 0))
        {
            rules.Error("NON_COVERED_WRONG", "AMT*A8 is the whole charge, and then that payer adjudicated no line.",
                place with { Qualifier = "A8" }, SnipType.Balancing);
        }

        if (payer.Amounts.Find(AmountQualifiers.RemainingLiability) is not null
            && adjudications.Any(line => line.RemainingLiabilityCents is not null))
        {
            rules.Forbidden("LIABILITY_TWICE", "The remaining liability (AMT*EAF) stands at the claim or at the lines, not at both.",
                place with { Qualifier = "EAF" });
        }

        if (payer.PaidCents is { } paid)
        {
            var adjusted = payer.Adjustments.SumCents() + adjudications.Sum(line => line.Adjustments.SumCents());
            if (claim.ChargeCents != paid + adjusted)
            {
                rules.Error("OTHER_PAYER_OUT_OF_BALANCE",
                    "The charge is not what the other payer paid (AMT*D) and adjusted at claim and lines (CAS).",
                    place with { Qualifier = "D" }, SnipType.Balancing);
            }
            else if (adjudications.Count > 0 && paid != adjudications.Sum(line => line.PaidCents) - payer.Adjustments.SumCents())
            {
                rules.Error("OTHER_PAYER_PAID_NOT_SUM",
                    "What the other payer paid (AMT*D) is not what it paid on the lines (SVD02) less what it adjusted at the claim (CAS).",
                    place with { Qualifier = "D" }, SnipType.Balancing);
            }
        }
        else if (adjudications.Count > 0)
        {
            rules.Required("OTHER_PAYER_PAID_MISSING", "A payer that adjudicated lines also needs what it paid in all (AMT*D).",
                place with { Qualifier = "D" });
        }
    }
}
