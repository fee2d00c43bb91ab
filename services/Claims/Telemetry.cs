using System.Diagnostics.Metrics;

namespace MedBill.Claims;

/// <summary>Every instrument of Claims.</summary>
internal static class Telemetry
{
    private static readonly Meter Meter = new("MedBill.Claims");

    public static readonly Gauge<int> Claims = Meter.CreateGauge<int>(
        "medbill.claims.count", "{claim}", "Claims by state and payer (its id; the small ones together as other).");

    public static readonly Gauge<int> OpenDenials = Meter.CreateGauge<int>(
        "medbill.denials.open", "{denial}", "Denials that need work, by work queue.");

    public static readonly Gauge<double> FirstPassRate = Meter.CreateGauge<double>(
        "medbill.claims.first_pass_rate", "1", "Of the claims decided in the last 30 days: those whose first version was, and nothing of it denied.");

    public static readonly Gauge<double> DenialRate = Meter.CreateGauge<double>(
        "medbill.claims.denial_rate", "1", "Of the claims decided in the last 30 days: those of which something was denied.");
}
