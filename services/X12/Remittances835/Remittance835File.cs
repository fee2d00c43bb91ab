using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Writing;

namespace MedBill.X12.Remittances835;

/// <summary>Reads and writes remittance advice (835, 005010X221A1).</summary>
public static class Remittance835File
{
    /// <summary>Reads a file item by item: for each set its <see cref="RemittanceHeader"/>, each <see cref="ClaimPayment"/>, its <see cref="RemittanceTrailer"/>.</summary>
    public static IEnumerable<RemittanceItem> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) => throw new NotSupportedException("Arrives with the reader and writer of this set.");

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<RemittanceItem> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) => throw new NotSupportedException("Arrives with the reader and writer of this set.");

    /// <summary>Reads every set of a file whole. For files known to be small.</summary>
    public static IReadOnlyList<Remittance835> ReadAll(Stream stream, FindingLog findings, ReadLimits? limits = null) => throw new NotSupportedException("Arrives with the reader and writer of this set.");

    /// <summary>Writes one set in one group in one interchange; refused when it does not balance.</summary>
    public static X12Output Write(SetEnvelope envelope, Remittance835 remittance) => throw new NotSupportedException("Arrives with the reader and writer of this set.");
}
