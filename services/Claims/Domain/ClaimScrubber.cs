using MedBill.Claims.Domain.Edits;

namespace MedBill.Claims.Domain;

/// <summary>
/// The edits: everything that a payer's front end would send a claim back for, and some that it would pay less or later for. Looks at a
/// version, changes nothing, finds everything at once.
/// </summary>
public static class ClaimScrubber
{
    private static readonly Action<ClaimDraft, DateOnly, FindingList>[] Rules =
    [
        BillingEdits.Examine,
        PayerEdits.Examine,
        PatientEdits.Examine,
        ProviderEdits.Examine,
        ClaimLevelEdits.Examine,
        RelatedCauseEdits.Examine,
        DiagnosisEdits.Examine,
        LineEdits.Examine,
        DateEdits.Examine,
    ];

    /// <summary>What is wrong with this version on this day; empty when it can be sent as it is.</summary>
    public static IReadOnlyList<ClaimFinding> Examine(ClaimDraft draft, DateOnly today)
    {
        var findings = new FindingList();
        foreach (var rule in Rules)
        {
            rule(draft, today, findings);
        }

        return findings.All;
    }
}
