using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Writing;

namespace MedBill.X12.PremiumPayments820;

/// <summary>Reads and writes group premium payments (820, 005010X218) and, with the same segments, those of exchanges (005010X306).</summary>
public static class PremiumPayment820File
{
    /// <summary>
    /// Reads a file item by item: for each set its <see cref="PremiumPaymentHeader"/>, each <see cref="PremiumRemittance"/>, its
    /// <see cref="PremiumPaymentTrailer"/>. A remittance that cannot be read is reported as an error and left out. A set that does not
    /// balance is reported (<c>OUT_OF_BALANCE</c>) and read all the same: whether to post it is the caller's.
    /// </summary>
    public static IEnumerable<PremiumPaymentItem> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new PremiumPaymentAssembler(context, bounds));

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<PremiumPaymentItem> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) =>
        SetReading.ReadAsync(stream, findings, limits, (context, bounds) => new PremiumPaymentAssembler(context, bounds), cancel);

    /// <summary>Writes one set in one group in one interchange. Refused when it does not balance, or when the guide forbids it.</summary>
    public static X12Output Write(SetEnvelope envelope, PremiumPaymentHeader header, IReadOnlyCollection<PremiumRemittance> remittances)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(remittances);
        return X12Output.Validated(EnvelopeWriter.Set(envelope, writer => PremiumPaymentWriter.Write(writer, header, remittances)));
    }
}
