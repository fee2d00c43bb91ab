using System.Globalization;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
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
        RemittanceHeader? header = null;
        var claims = new List<ClaimPayment>();
        foreach (var item in Read(stream, findings, limits))
        {
            switch (item)
            {
                case RemittanceHeader next:
                    header = next;
                    claims.Clear();
                    break;
                case ClaimPayment claim:
                    claims.Add(claim);
                    break;
                case RemittanceTrailer trailer when header is not null:
                    remittances.Add(new Remittance835(header, claims.ToValueList(), trailer.ProviderAdjustments));
                    break;
                default:
                    break;
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
        var findings = requireBalance ? Balance835.Check(remittance).Select(Finding).ToList() : [];
        if (remittance.Header.PaymentCents < 0)
        {
            findings.Add(new Finding
            {
                Severity = FindingSeverity.Error,
                Code = "PAYMENT_NEGATIVE",
                Message = "A payment is never below zero. Carry the rest forward with PLB FB.",
                Rule = $"{GuideId.Remittance835.Version} BPR02",
                Snip = SnipType.Balancing,
                SegmentId = "BPR",
                Element = 2,
            });
        }

        var written = EnvelopeWriter.Set(envelope, writer => RemittanceWriter.Write(writer, remittance));
        return X12Output.Checked(written, findings);
    }

    private static Finding Finding(BalanceDifference difference) => new()
    {
        Severity = FindingSeverity.Error,
        Code = "OUT_OF_BALANCE",
        Message = string.Create(
            CultureInfo.InvariantCulture,
            $"{Words(difference)}: {difference.ActualCents / 100m:0.00} is written, {difference.ExpectedCents / 100m:0.00} is the sum."),
        Rule = $"{GuideId.Remittance835.Version} balancing, {difference.Level}",
        Snip = SnipType.Balancing,
        ClaimControlNumber = difference.PatientControlNumber,
        SegmentId = difference.Level switch
        {
            BalanceLevel.Transaction => "BPR",
            BalanceLevel.Line => "SVC",
            BalanceLevel.DoubledAdjustment => "CAS",
            _ => "CLP",
        },
        Element = difference.Level switch
        {
            BalanceLevel.Transaction => 2,
            BalanceLevel.Claim => 4,
            BalanceLevel.DoubledAdjustment => 0,
            _ => 3,
        },
    };

    private static string Words(BalanceDifference difference) => difference.Level switch
    {
        BalanceLevel.Line => $"Line {difference.LineIndex} of claim {difference.ClaimIndex}: paid is not charge less adjustments",
        BalanceLevel.Claim => $"Claim {difference.ClaimIndex}: paid is not charge less adjustments",
        BalanceLevel.LineCharges => $"Claim {difference.ClaimIndex}: charge is not the sum of the line charges",
        BalanceLevel.DoubledAdjustment => $"Claim {difference.ClaimIndex}: the same adjustments stand at claim and at line level",
        _ => "The payment is not the sum of the claims less provider adjustments",
    };
}
