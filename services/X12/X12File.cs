using MedBill.X12.Documents;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Validation;

namespace MedBill.X12;

/// <summary>What the first bytes of a file say it is.</summary>
/// <param name="FunctionalId">GS01 of the first group (HC, HP, FA, HN, HB, HS, HI …), TA1 when the interchange has no group; null when not
/// X12.</param>
/// <param name="Finding">Why it cannot be told, when it cannot.</param>
public sealed record FilePeek(string? FunctionalId, Finding? Finding);

/// <summary>Looks at a file without knowing what it is.</summary>
public static class X12File
{
    /// <summary>Reads as far as the first group, to say whose file it is.</summary>
    public static FilePeek Peek(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var findings = new FindingLog();
        using var reader = new EnvelopeReader(stream, findings);
        var answers = false;
        while (reader.Read())
        {
            switch (reader.Event)
            {
                case EnvelopeEvent.GroupStart when reader.Group is { FunctionalId.Length: > 0 } group:
                    return new FilePeek(group.FunctionalId, null);
                case EnvelopeEvent.InterchangeAcknowledgment:
                    answers = true;
                    break;
                default:
                    break;
            }

            if (reader.Event == EnvelopeEvent.InterchangeEnd && answers)
            {
                break;
            }
        }

        return answers
            ? new FilePeek("TA1", null)
            : new FilePeek(null, findings.FirstOrDefault(finding => finding.IsError) ?? new Finding
            {
                Severity = FindingSeverity.Error,
                Code = "NO_GROUP",
                Message = "The interchange holds neither a group nor a TA1.",
                InterchangeNoteCode = "024",
            });
    }

    /// <summary>Reads a file of any sets, unit by unit as it streams: for each set first a unit without content.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="findings">Takes what the readers find.</param>
    /// <param name="limits">What the reader takes.</param>
    public static IEnumerable<SetUnit> Read(Stream stream, FindingLog findings, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(findings);
        return UnitReader.Read(stream, findings, limits);
    }

    /// <summary>
    /// Validates a file: envelopes, and every set against its guide. From the report come the 999 and the TA1.
    /// </summary>
    /// <param name="stream">The file.</param>
    /// <param name="options">What the receiver wants beyond the guides; null: nothing.</param>
    public static FileReport Validate(Stream stream, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new ValidationOptions();
        return FileValidator.Validate(stream, new FindingLog(options.FindingLimit), options);
    }
}
