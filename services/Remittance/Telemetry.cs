using System.Diagnostics.Metrics;

namespace MedBill.Remittance;

/// <summary>Every instrument of Remittance.</summary>
internal static class Telemetry
{
    private static readonly Meter Meter = new("MedBill.Remittance");

    public static readonly Gauge<int> Remittances = Meter.CreateGauge<int>(
        "medbill.remittances.count", "{remittance}", "Remittance advices by state.");

    public static readonly Gauge<long> Postings = Meter.CreateGauge<long>(
        "medbill.postings.count", "{payment}", "Claim payments by state.");

    public static readonly Gauge<double> UnappliedAmount = Meter.CreateGauge<double>(
        "medbill.remittances.unapplied", "{usd}", "Money of payers that no claim has yet, in dollars.");
}
