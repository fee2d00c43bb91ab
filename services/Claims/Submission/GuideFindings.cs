using MedBill.Claims.Domain;
using MedBill.Platform.Values;
using X12Finding = MedBill.X12.Findings.Finding;

namespace MedBill.Claims.Submission;

/// <summary>What the guide of the 837P has against a claim → a finding on the claim.</summary>
internal static class GuideFindings
{
    public static ClaimFinding ToClaimFinding(this X12Finding finding) => new(
        finding.Code,
        finding.IsError ? FindingSeverity.Error : FindingSeverity.Warning,
        "",
        Place(finding),
        finding.Message,
        finding.Rule is { } rule ? $"Follow {rule}." : "Follow the guide 005010X222A1.");

    private static string Place(X12Finding finding)
    {
        var element = finding.Element == 0 ? "" : finding.Component == 0 ? $"{finding.Element:00}" : $"{finding.Element:00}-{finding.Component}";
        return $"{finding.Loop} {finding.SegmentId}{element}".Trim();
    }
}
