using System.Collections.Frozen;

namespace MedBill.Remittance.Domain;

/// <summary>What becomes of an adjustment.</summary>
public enum Disposition
{
    /// <summary>Written down by contract or law.</summary>
    Contractual = 1,

    /// <summary>Owed by the patient.</summary>
    PatientResponsibility = 2,

    /// <summary>Nothing is booked: the amount stays open until somebody decides.</summary>
    Denied = 3,
}

/// <summary>
/// The posting decision, as data. Group PR, and nothing else, goes to the patient. A reason in the table below, under any group that the
/// provider bears (CO, OA, PI), is written down. Everything else stays open: a write-off that nobody decided is money silently lost, an
/// open amount is only work.
/// </summary>
public static class DispositionTable
{
    /// <summary>Reasons (CARC) by which a price is lower without anybody having refused anything, with why.</summary>
    public static readonly FrozenDictionary<string, string> WrittenDown = new Dictionary<string, string>
    {
        ["24"] = "Covered by capitation: the service is paid per member, not per claim.",
        ["44"] = "Prompt-pay discount that the contract grants.",
        ["45"] = "Above the fee schedule or the contract; whether the rate is right is the underpayment check's question.",
        ["59"] = "Multiple-procedure rules of the contract.",
        ["94"] = "Paid above the charge: negative, so the write-down turns into an addition and the claim still adds up.",
        ["104"] = "Managed-care withhold; what is given back later comes with a payment of its own.",
        ["131"] = "Negotiated discount.",
        ["144"] = "Incentive adjustment; negative is a bonus.",
        ["222"] = "Over the units the contract pays.",
        ["223"] = "Adjustment that a law or regulation asks for.",
        ["237"] = "Regulatory penalty.",
        ["246"] = "A code that only reports: nobody owes its charge.",
        ["253"] = "Sequestration.",
        ["256"] = "Not payable by contract.",
    }.ToFrozenDictionary();

    /// <summary>Reasons that look like one of the above and are left open on purpose, with why.</summary>
    public static readonly FrozenDictionary<string, string> LeftOpen = new Dictionary<string, string>
    {
        ["23"] = "What an earlier payer paid or took off: its own remittance advice books it. Booked here too, it would count twice.",
        ["147"] = "The payer has no rate on file: the contract has to be put right, not the charge written down.",
        ["187"] = "Paid from a spending account: the money is yet to come.",
        ["A0"] = "A refund to the patient: for somebody to decide.",
        ["B22"] = "Adjusted for the diagnosis: may be wrong coding.",
    }.ToFrozenDictionary();

    // CO contractual obligation, OA other, PI payer initiated: none of them may be billed to the patient.
    private static readonly FrozenSet<string> BorneByProvider = ((string[])["CO", "OA", "PI"]).ToFrozenSet();

    public static Disposition Of(string groupCode, string reasonCode) => groupCode switch
    {
        "PR" => Disposition.PatientResponsibility,
        _ when BorneByProvider.Contains(groupCode) && WrittenDown.ContainsKey(reasonCode) => Disposition.Contractual,
        _ => Disposition.Denied,
    };
}
