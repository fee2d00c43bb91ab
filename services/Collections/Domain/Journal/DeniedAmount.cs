using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Journal;

/// <summary>
/// What a payer denied of a claim by one decision; below zero when it took a denial back. The journal books nothing for it, yet it says how much
/// of what is open may be made the patient's: nothing that the payer has not decided.
/// </summary>
public sealed class DeniedAmount : IPracticeOwned, IAppendOnly
{
    public string Practice { get; private set; } = "";

    /// <summary><c>remittances/…/claimPayments/…</c></summary>
    public required string ClaimPayment { get; init; }

    public required string Claim { get; init; }

    /// <summary>The version that was decided, and by whom: it says nothing about another one.</summary>
    public required int ClaimVersion { get; init; }

    /// <summary><c>payers/…</c></summary>
    public required string Payer { get; init; }

    public required Money Amount { get; init; }
}
