using MedBill.Remittance.Domain;
using MedBill.X12.Findings;
using MedBill.X12.Remittances835;

namespace MedBill.Remittance.Import;

/// <summary>Reads a checked file once through and stores its remittance advices, holding no more than one batch of claim payments.</summary>
internal sealed class AdviceReader(Archive archive, AdviceStore store)
{
    private const int BatchSize = 1_000;

    public async Task ReadAsync(RemittanceFile file, CancellationToken cancel)
    {
        var findings = new FindingLog(limit: 1);
        var (setNumber, errorsBefore) = (0, 0L);
        AdviceDraft? draft = null;
        await using var stream = archive.OpenRead(file.Sha256);
        await foreach (var item in Remittance835File.ReadAsync(stream, findings, cancel: cancel))
        {
            if (item is RemittanceHeader header)
            {
                draft = await store.BeginAsync(file, ++setNumber, header, cancel);
            }

            draft?.Take(item);
            if (item is RemittanceTrailer trailer)
            {
                if (draft is not null)
                {
                    await store.FinishAsync(draft, trailer, draft.Finish(trailer, findings.ErrorTotal > errorsBefore), cancel);
                }

                (draft, errorsBefore) = (null, findings.ErrorTotal);
            }
            else if (draft is { Waiting.Count: >= BatchSize })
            {
                await store.StoreAsync(draft, cancel);
            }
        }
    }
}
