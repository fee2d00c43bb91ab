namespace MedBill.Collections.Domain.Decisions;

/// <summary>The numbers are stored and are those of the API.</summary>
public enum TransferReason
{
    NotCovered = 1,
    CoverageEnded = 2,
    NoticeSigned = 3,
    PatientDidNotAnswer = 4,
}

/// <summary>What a payer denied and the patient is to pay.</summary>
public sealed class PatientTransfer : Decision
{
    /// <summary><c>claims/…</c></summary>
    public required string Claim { get; init; }

    /// <summary><c>encounters/…</c></summary>
    public required string Encounter { get; init; }

    public required TransferReason Reason { get; init; }

    public override string Name => $"patientTransfers/{Id}";

    protected override bool TellsItself => false;
}
