using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837;

/// <summary>What other payers paid must add up: loops 2320 and 2430.</summary>
internal static class CoordinationRules
{
    public static void Check(ClaimRules rules, HealthCareClaim claim)
    {
        if (claim.OtherPayers.Count == 0 && !IsAdjudicated(claim))
        {
            // Most claims: there is nothing to coordinate.
            return;
        }

        var known = claim.OtherPayers.Select(payer => payer.Payer.Id).ToHashSet();
        if (claim.OtherPayers.Select((_, index) => new ClaimPlace("2330B", "NM1", Qualifier: EntityCodes.Payer, Payer: index + 1))
            .Any(rules.IsFaulty))
        {
            // A payer whose number is wrong: which lines are its own cannot be told.
            return;
        }

        var lines = claim.LinesOfAnyKind;
        var off = new HashSet<string>();
        var strangers = new HashSet<string>();
        for (var index = 0; index < lines.Length; index++)
        {
            foreach (var adjudication in lines[index].Adjudications)
            {
                CommonRules.Units(rules, adjudication.Units ?? 0,
                    new ClaimPlace("2430", "SVD", 5, Line: index + 1, Qualifier: adjudication.PayerId));
                if (!known.Contains(adjudication.PayerId))
                {
                    off.Add("");
                    // Wrong at every line it is one fault: most likely that of the payer's own number.
                    if (strangers.Add(adjudication.PayerId))
                    {
                        rules.Error("LINE_PAYER_UNKNOWN", "SVD01 must be the payer id of a loop 2330B of the claim.",
                            new ClaimPlace("2430", "SVD", 1, Line: index + 1, Qualifier: adjudication.PayerId), elementError: "7");
                    }
                }
                else if (!IsRight(rules, lines[index], adjudication, index + 1, lines.Length))
                {
                    off.Add(adjudication.PayerId);
                }
            }
        }

        for (var index = 0; index < claim.OtherPayers.Count; index++)
        {
            // A line that is off puts the sums of its payer off, and a line of nobody's those of all: that is said there.
            var payer = claim.OtherPayers[index];
            Payer(rules, claim, payer, index + 1, hasSums: !off.Contains(payer.Payer.Id ?? "") && !off.Contains(""));
        }
    }

    private static bool IsAdjudicated(HealthCareClaim claim)
    {
        foreach (var line in claim.LinesOfAnyKind)
        {
            if (line.Adjudications.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRight(ClaimRules rules, HealthCareLine line, LineAdjudication adjudication, int number, int lines)
    {
        var place = new ClaimPlace("2430", "SVD", 1, Line: number, Qualifier: adjudication.PayerId);
        if (adjudication.BundledIntoLine is { } into && (into < 1 || into > lines || into == number))
        {
            rules.Discouraged("BUNDLED_LINE_WRONG", "SVD06 is the number (LX01) of another line of the claim, into which this one was bundled.",
                place with { Element = 6 }, "7");
        }

        // A line that was bundled into another is adjudicated there.
        if (adjudication.BundledIntoLine is null && line.ChargeCents != adjudication.PaidCents + adjudication.Adjustments.SumCents())
        {
            rules.Error("LINE_OUT_OF_BALANCE", "The line's charge is not what the other payer paid (SVD02) and adjusted (CAS).",
                place with { Element = 2 }, SnipType.Balancing);
            return false;
        }

        return true;
    }

    private static void Payer(ClaimRules rules, HealthCareClaim claim, OtherPayer payer, int number, bool hasSums)
    {
        if (payer.BenefitsAssigned != claim.BenefitsAssigned || payer.ReleaseOfInformation != claim.ReleaseOfInformation)
        {
            rules.Discouraged("OI_DIFFERS", "OI03 and OI06 repeat CLM08 and CLM09.",
                new ClaimPlace("2320", "OI", payer.BenefitsAssigned != claim.BenefitsAssigned ? 3 : 6, Payer: number), "7");
        }

        LevelRules.InsuranceType(rules, payer.InsuranceType, payer.Sequence, payer.FilingIndicator,
            new ClaimPlace("2320", "SBR", 5, Payer: number));
        if (payer.Sequence != "U" && (payer.Sequence == claim.Subscriber.Sequence
            || claim.OtherPayers.Take(number - 1).Any(other => other.Sequence == payer.Sequence)))
        {
            rules.Error("SEQUENCE_REPEATED", "Two payers cannot have the same place in the order of payment (SBR01).",
                new ClaimPlace("2320", "SBR", 1, Payer: number), elementError: "7");
        }

        if (claim.OtherPayers.Take(number - 1).Any(other => other.Payer.Id == payer.Payer.Id))
        {
            rules.Discouraged("OTHER_PAYER_REPEATED", "Each other payer has a number of its own (2330B NM109): by it its lines are known.",
                new ClaimPlace("2330B", "NM1", 9, Qualifier: EntityCodes.Payer, Payer: number), "7");
        }

        var adjudications = claim.LinesOfAnyKind.ToArray().SelectMany(line => line.Adjudications).Where(line => line.PayerId == payer.Payer.Id).ToList();
        Amounts(rules, claim, payer, adjudications, number, hasSums);
        if (adjudications.Any(line => line.PaidDate is not null) && payer.Payer.Dates.Find(DateQualifiers.ClaimPaid) is not null)
        {
            rules.Forbidden("PAID_DATE_TWICE", "The other payer's date (DTP*573) stands at the lines or at the claim, not at both.",
                new ClaimPlace("2330B", "DTP", Qualifier: DateQualifiers.ClaimPaid, Payer: number));
        }
    }

    private static void Amounts(ClaimRules rules, HealthCareClaim claim, OtherPayer payer, List<LineAdjudication> adjudications,
        int number, bool hasSums)
    {
        var place = new ClaimPlace("2320", "AMT", 2, Payer: number);
        if (payer.Amounts.Find(AmountQualifiers.NonCovered) is { } nonCovered && (nonCovered.Cents != claim.ChargeCents
            || adjudications.Count > 0))
        {
            rules.Discouraged("NON_COVERED_WRONG", "AMT*A8 is the whole charge, and then that payer adjudicated no line.",
                place with { Qualifier = "A8" }, "I12");
        }

        if (payer.Amounts.Find(AmountQualifiers.RemainingLiability) is not null
            && adjudications.Any(line => line.RemainingLiabilityCents is not null))
        {
            rules.Forbidden("LIABILITY_TWICE", "The remaining liability (AMT*EAF) stands at the claim or at the lines, not at both.",
                place with { Qualifier = "EAF" });
        }

        if (payer.PaidCents is { } paid)
        {
            if (!hasSums)
            {
                return;
            }

            var adjusted = payer.Adjustments.SumCents() + adjudications.Sum(line => line.Adjustments.SumCents());
            // That CLM02 is not the sum of the lines is said where it stands; what fits that sum is no second fault.
            if (claim.ChargeCents != paid + adjusted && claim.LinesOfAnyKind.ToArray().Sum(line => line.ChargeCents) != paid + adjusted)
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
