using MedBill.Claims.Domain;
using MedBill.Platform.Values;
using MedBill.X12.Acknowledgments;

namespace MedBill.Claims.Acknowledgments;

/// <summary>Codes of a payer's front end → codes of our events and findings in our own words.</summary>
internal static class AnswerWords
{
    // REF02.
    private const int MaxReference = 50;

    /// <summary>TA1.</summary>
    public static ClaimFinding OfInterchange(string noteCode) => new(
        $"INTERCHANGE_{noteCode}", FindingSeverity.Error, "", "ISA", AnswerCodeTables.InterchangeNote(noteCode),
        "Have the trading partner settings checked, then open the next version.");

    /// <summary>277CA.</summary>
    public static FrontEndAnswer OfStatuses(string batchId, IEnumerable<AcknowledgmentStatus> statuses, string? payerNumber)
    {
        var codes = statuses.SelectMany(status => status.Codes).Distinct().ToList();
        return new(
            batchId,
            "277CA",
            [.. codes.Select(Spell)],
            [.. codes.Where(code => code.IsRejected).Select(OfStatus)],
            payerNumber is { Length: > 0 and <= MaxReference } ? payerNumber : null);
    }

    // The status is the payer's answer; the entity says whose data it means.
    private static ClaimFinding OfStatus(StatusCode code)
    {
        var status = AnswerCodeTables.Status(code.Status);
        var whose = AnswerCodeTables.Entity(code.Entity);
        return new(
            $"CLAIM_STATUS_{code.Status}",
            FindingSeverity.Error,
            status.Field,
            status.X12Location,
            $"{AnswerCodeTables.Category(code.Category)}: {status.Words}{(whose.Length == 0 ? "" : $" ({whose})")}.",
            $"{status.Fix}, then open the next version.");
    }

    private static string Spell(StatusCode code) =>
        string.IsNullOrEmpty(code.Entity) ? $"{code.Category}:{code.Status}" : $"{code.Category}:{code.Status}:{code.Entity}";
}

/// <summary>What a 999 says of the one set of a batch: of each claim, and of the set as a whole.</summary>
internal sealed class SetWords
{
    private readonly string _batchId;
    private readonly string[] _setCodes;
    private readonly ILookup<string, SegmentError> _byClaim;
    private readonly List<SegmentError> _ofSet;

    public SetWords(string batchId, SetAcknowledgment? set)
    {
        var errors = set?.Errors ?? [];
        _batchId = batchId;
        _setCodes = set is { ErrorCodes.Count: > 0 } ? [.. set.ErrorCodes.Select(code => $"IK5:{code}")] : ["IK5:R"];

        // CTX*CLM01 names the claim an error stands in.
        _byClaim = errors.SelectMany(error => error.Contexts.Where(context => context.Name == "CLM01" && context.Value is not null)
            .Select(context => (context.Value, Error: error))).ToLookup(pair => pair.Value!, pair => pair.Error);
        _ofSet = [.. errors.Where(error => !error.Contexts.Any(context => context.Name == "CLM01"))];
    }

    /// <summary>The set was refused, and this claim with it.</summary>
    public FrontEndAnswer Refusal(string controlNumber)
    {
        var errors = Of(controlNumber);
        return errors.Count > 0
            ? new(_batchId, "999", [.. errors.SelectMany(Codes).Distinct()], [.. errors.SelectMany(error => Findings(error, FindingSeverity.Error))])
            : new(_batchId, "999", _setCodes, [InRefusedFile]);
    }

    /// <summary>The set was taken; errors in it are worth knowing.</summary>
    public FrontEndAnswer Remarks(string controlNumber) =>
        new(_batchId, "999", [], [.. Of(controlNumber).SelectMany(error => Findings(error, FindingSeverity.Warning))]);

    private static ClaimFinding InRefusedFile => new(
        "FILE_REJECTED", FindingSeverity.Error, "", "ST", "The payer's translator refused the whole file, because of another claim or of the file itself.",
        "Open the next version and send the claim again.");

    private List<SegmentError> Of(string controlNumber) => [.. _ofSet, .. _byClaim[controlNumber]];

    private static IEnumerable<string> Codes(SegmentError error) => error.Elements.Count > 0
        ? error.Elements.Select(element => $"IK4:{element.Code}")
        : [$"IK3:{error.Code}"];

    private static IEnumerable<ClaimFinding> Findings(SegmentError error, FindingSeverity severity) => error.Elements.Count == 0
        ? [Finding($"SEGMENT_ERROR_{error.Code}", severity, $"{error.Loop} {error.SegmentId}", AnswerCodeTables.SegmentError(error.Code))]
        : error.Elements.Select(element => Finding(
            $"ELEMENT_ERROR_{element.Code}",
            severity,
            $"{error.Loop} {error.SegmentId}{element.Element:00}{(element.Component > 0 ? $"-{element.Component}" : "")}",
            AnswerCodeTables.ElementError(element.Code)));

    private static ClaimFinding Finding(string code, FindingSeverity severity, string place, string words) => new(
        code, severity, "", place.Trim(), $"The payer's translator: {words}.", "Correct the data this element comes from, then open the next version.");
}
