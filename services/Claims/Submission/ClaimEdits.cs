using MedBill.Claims.Domain;
using MedBill.Platform.Values;
using MedBill.X12.Claims837P;
using X12Severity = MedBill.X12.Findings.FindingSeverity;

namespace MedBill.Claims.Submission;

/// <summary>
/// All that can be said of a draft before it is sent: our own edits, and, once they have nothing against it, what the writer of the 837P
/// says. A claim the guide forbids is refused here, before it is in a file with others.
/// </summary>
internal sealed class ClaimEdits(TimeProvider clock)
{
    public IReadOnlyList<ClaimFinding> Examine(ClaimDraft draft)
    {
        var now = clock.GetUtcNow();
        var findings = ClaimScrubber.Examine(draft, DateOnly.FromDateTime(now.UtcDateTime));
        if (findings.Any(finding => finding.IsError))
        {
            return findings;
        }

        var known = findings.Select(finding => finding.Code).ToHashSet();
        var guide = Claim837PFile.Check(Claim837.Header(draft.Content, "000000001", now), Claim837.Claim(draft))
            .Where(finding => finding.Severity != X12Severity.Note && !known.Contains(finding.Code))
            .Select(finding => finding.ToClaimFinding());
        return [.. findings, .. guide];
    }
}
