using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Writing;

namespace MedBill.X12.Claims837P;

/// <summary>A claim as it was received, with its envelopes.</summary>
/// <param name="Envelope">ISA, GS and ST.</param>
/// <param name="Header">BHT, submitter and receiver.</param>
/// <param name="Claim">The claim.</param>
/// <param name="SegmentPosition">Position of its CLM segment in the set, ST being 1.</param>
public sealed record ReceivedClaim(SetEnvelope Envelope, ClaimBatchHeader Header, ProfessionalClaim Claim, int SegmentPosition);

/// <summary>Reads and writes professional claims (837P, 005010X222A1).</summary>
public static class Claim837PFile
{
    /// <summary>Reads a file claim by claim. A claim, set or group that cannot be read is reported and left out; the others
    /// follow.</summary>
    public static IEnumerable<ReceivedClaim> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new ClaimAssembler(context, bounds));

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<ReceivedClaim> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) =>
        SetReading.ReadAsync(stream, findings, limits, (context, bounds) => new ClaimAssembler(context, bounds), cancel);

    /// <summary>Says what the guide has against a claim, without writing it. Empty or warnings only: it can be written.</summary>
    public static IReadOnlyList<Finding> Check(ClaimBatchHeader header, ProfessionalClaim claim)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(claim);
        var interchange = new Interchange
        {
            SenderId = "CHECK",
            ReceiverId = "CHECK",
            Timestamp = header.CreatedAt,
            ControlNumber = "000000001",
        };
        return Write(GuideId.Claim837P.Envelope(interchange, 1, 1), header, [claim]).Findings;
    }

    /// <summary>
    /// Writes one set in one group in one interchange. What is written is validated as a receiver would; when anything is an error
    /// nothing is written, and each finding names its claim by <see cref="Finding.ClaimControlNumber"/>.
    /// </summary>
    public static X12Output Write(SetEnvelope envelope, ClaimBatchHeader header, IReadOnlyList<ProfessionalClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(claims);
        var written = EnvelopeWriter.Set(envelope, writer => new ClaimWriter(writer).Write(header, claims));
        return X12Output.Validated(written);
    }
}
