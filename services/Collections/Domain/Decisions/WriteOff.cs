namespace MedBill.Collections.Domain.Decisions;

/// <summary>The numbers are stored and are those of the API.</summary>
public enum WriteOffReason
{
    BadDebt = 1,
    SmallBalance = 2,
    Charity = 3,
    Administrative = 4,
    TimelyFiling = 5,
}

/// <summary>What was owed and will not be paid.</summary>
public sealed class WriteOff : Decision
{
    /// <summary><c>claims/…</c> when it is what the claim's payer owed; null when it is what the patient owed.</summary>
    public string? Claim { get; init; }

    /// <summary><c>encounters/…</c></summary>
    public required string Encounter { get; init; }

    public required WriteOffReason Reason { get; init; }

    public override string Name => $"writeOffs/{Id}";
}
