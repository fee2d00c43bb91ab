namespace MedBill.Remittance.Domain;

/// <summary>Where a remittance advice stands.</summary>
public enum RemittanceAdviceState
{
    /// <summary>Its claim payments are being stored; nobody sees it yet.</summary>
    Reading = 0,

    /// <summary>Adds up on every level.</summary>
    Balanced = 1,

    /// <summary>Nothing of it is posted; the reason code says why.</summary>
    Quarantined = 2,

    /// <summary>Every claim payment was looked up.</summary>
    Matched = 3,

    /// <summary>What matched is posted.</summary>
    Posted = 4,
}

/// <summary>The one table of its moves.</summary>
public static class RemittanceAdviceTransitions
{
    private static readonly HashSet<(RemittanceAdviceState From, RemittanceAdviceState To)> Allowed =
    [
        (RemittanceAdviceState.Reading, RemittanceAdviceState.Balanced),
        (RemittanceAdviceState.Reading, RemittanceAdviceState.Quarantined),

        // Only for UNKNOWN_PAYEE, once the payee's practice is known, PROCESSING_FAILED, once the file came again, and TRACE_REUSED, released.
        (RemittanceAdviceState.Quarantined, RemittanceAdviceState.Reading),
        (RemittanceAdviceState.Balanced, RemittanceAdviceState.Matched),
        (RemittanceAdviceState.Matched, RemittanceAdviceState.Posted),
    ];

    public static bool Allows(RemittanceAdviceState from, RemittanceAdviceState to) => Allowed.Contains((from, to));
}
