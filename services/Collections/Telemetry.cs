using System.Diagnostics.Metrics;

namespace MedBill.Collections;

/// <summary>Every instrument of Collections.</summary>
internal static class Telemetry
{
    private static readonly Meter Meter = new("MedBill.Collections");

    public static readonly Gauge<int> WrongAccounts = Meter.CreateGauge<int>(
        "medbill.ledger.wrong_accounts", "{account}", "Accounts whose balances are not the sums of their journal lines, at the last check; 100 means 100 or more.");

    public static readonly Gauge<double> Receivable = Meter.CreateGauge<double>(
        "medbill.receivable.amount", "{usd}", "What is owed, in dollars, by ledger account: AR_UNBILLED, AR_PAYER, AR_PATIENT.");

    public static readonly Gauge<double> DaysInReceivable = Meter.CreateGauge<double>(
        "medbill.receivable.days", "d", "Days in A/R: what is owed, divided by the charges of a day, over the last 90 days.");

    public static readonly Gauge<long> Difference = Meter.CreateGauge<long>(
        "medbill.ledger.difference", "{cent}", "Debits less credits of the whole journal, at the last check.");
}
