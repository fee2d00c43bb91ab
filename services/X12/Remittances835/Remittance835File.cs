using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Remittances835;

/// <summary>Reads and writes remittance advice (835, 005010X221A1).</summary>
public static class Remittance835File
{
    /// <summary>
    /// Reads a file item by item: for each set its <see cref="RemittanceHeader"/>, each <see cref="ClaimPayment"/>, its
    /// <see cref="RemittanceTrailer"/>. A claim or set that cannot be read is reported as an error and left out.
    /// </summary>
    public static IEnumerable<RemittanceItem> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new RemittanceAssembler(context, bounds));

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<RemittanceItem> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) =>
        SetReading.ReadAsync(stream, findings, limits, (context, bounds) => new RemittanceAssembler(context, bounds), cancel);

    /// <summary>Reads every set of a file whole. For files known to be small.</summary>
    public static IReadOnlyList<Remittance835> ReadAll(Stream stream, FindingLog findings, ReadLimits? limits = null)
    {
        var remittances = new List<Remittance835>();
        var items = new List<RemittanceItem>();
        foreach (var item in Read(stream, findings, limits))
        {
            if (item is RemittanceHeader)
            {
                items.Clear();
            }

            items.Add(item);
            if (item is RemittanceTrailer && Remittance835.Of(items) is { } whole)
            {
                remittances.Add(whole);
            }
        }

        return remittances;
    }

    /// <summary>Writes one set in one group in one interchange. Refused when it does not balance, unless told to write it all the
    /// same.</summary>
    public static X12Output Write(SetEnvelope envelope, Remittance835 remittance, bool requireBalance = true)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(remittance);
        var written = EnvelopeWriter.Set(envelope, writer => RemittanceWriter.Write(writer, remittance));
        return X12Output.Validated(written, requireBalance ? null : finding => finding.Code == "OUT_OF_BALANCE");
    }
}
