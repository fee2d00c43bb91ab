using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>One thing an edit, or a payer's front end, found. Its texts are ours and never repeat a value of the patient's.</summary>
/// <param name="Code">Stable UPPER_SNAKE code.</param>
/// <param name="Severity">Warning or Error; an Error keeps the claim from being sent.</param>
/// <param name="Field">Field path into the claim, such as <c>service_lines[0].modifiers[1]</c>.</param>
/// <param name="X12Location">Where it stands in the 837, such as <c>2400 SV107-2</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record ClaimFinding(string Code, FindingSeverity Severity, string Field, string X12Location, string Message, string Fix)
{
    public bool IsError => Severity == FindingSeverity.Error;
}
