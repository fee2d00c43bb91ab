using MedBill.Claims.Domain;
using MedBill.Platform.Values;

namespace MedBill.Claims.Submission;

/// <summary>Makes the file of a batch in memory. A writer that fails refuses: nothing here passes by waiting.</summary>
internal sealed class BatchMaking(BatchWriter write, ILogger<BatchMaking> logger)
{
    private static readonly ClaimFinding NotWritable = new(
        "CLAIM_NOT_WRITABLE", FindingSeverity.Error, "", "ST", "The 837 cannot be written with this claim.",
        "Look its data over and open the next version; when that is refused as well, tell whoever runs the system.");

    public BatchText Make(SubmissionBatch batch, IEnumerable<ClaimVersion> versions)
    {
        try
        {
            return write(batch, versions.Select(version => version.Draft));
        }
#pragma warning disable CA1031 // Whatever it is, it must not hold up the other claims. Its message may name a person, so it is not logged.
        catch (Exception exception)
        {
            Log.WriterFailed(logger, batch.Id, exception.GetType().Name, exception.StackTrace);
            return new(ReadOnlyMemory<byte>.Empty, [NotWritable]);
        }
#pragma warning restore CA1031
    }
}
