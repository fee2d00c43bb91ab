using MedBill.Claims.Domain;
using MedBill.X12.Claims837P;
using MedBill.X12.Envelopes;
using MedBill.X12.Guides;
using MedBill.X12.Writing;

namespace MedBill.Claims.Submission;

/// <summary>The file of a batch, or what keeps it from being written.</summary>
internal sealed record BatchText(ReadOnlyMemory<byte> Bytes, IReadOnlyList<ClaimFinding> Errors)
{
    public bool IsRefused => Errors.Count > 0;
}

/// <summary>Makes the file of a batch that holds these claims.</summary>
internal delegate BatchText BatchWriter(SubmissionBatch batch, IEnumerable<ClaimDraft> drafts);

/// <summary>The 837P file of a batch. The same batch and versions make the same bytes, whenever and wherever it is written.</summary>
internal static class BatchFile
{
    public static BatchText Write(SubmissionBatch batch, IEnumerable<ClaimDraft> drafts)
    {
        var output = WriteX12(batch, drafts);
        return new(output.Bytes, [.. output.Findings.Where(finding => finding.IsError).Select(finding => finding.ToClaimFinding())]);
    }

    private static X12Output WriteX12(SubmissionBatch batch, IEnumerable<ClaimDraft> drafts)
    {
        // Claims that share billing provider, subscriber and patient stand in a row, so that they share the levels (HL).
        var ordered = drafts
            .OrderBy(draft => draft.Content.Practice.Npi, StringComparer.Ordinal)
            .ThenBy(draft => draft.Content.Policy.MemberId, StringComparer.Ordinal)
            .ThenBy(draft => draft.Content.Policy.Id, StringComparer.Ordinal)
            .ThenBy(draft => draft.PatientControlNumber, StringComparer.Ordinal)
            .ToList();
        var interchange = new Interchange
        {
            SenderId = batch.SenderId,
            ReceiverId = batch.ReceiverId,
            Timestamp = batch.CreateTime.UtcDateTime,
            ControlNumber = batch.InterchangeControlNumber,
            Usage = batch.UsageCode,
        };
        return Claim837PFile.Write(
            GuideId.Claim837P.Envelope(interchange, batch.ControlNumber, 1),
            Claim837.Header(ordered[0].Content, batch.InterchangeControlNumber, batch.CreateTime),
            [.. ordered.Select(Claim837.Claim)]);
    }
}
