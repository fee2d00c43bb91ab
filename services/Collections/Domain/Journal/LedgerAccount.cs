namespace MedBill.Collections.Domain.Journal;

/// <summary>The accounts of the ledger. The numbers are stored.</summary>
public enum LedgerAccount
{
    ArUnbilled = 1,
    ArPayer = 2,
    ArPatient = 3,
    Revenue = 4,
    Contractual = 5,
    PayerCash = 6,
    Cash = 7,
    PatientCredit = 8,
    WriteOff = 9,
}

/// <summary>The side of a journal line. The numbers are stored.</summary>
public enum Side
{
    Debit = 1,
    Credit = 2,
}

/// <summary>What makes the ledger book. The numbers are stored, the names are what the API says.</summary>
public enum CauseType
{
    EncounterCharged = 1,
    ClaimSubmitted = 2,
    PaymentsPosted = 3,
    PaymentReceived = 4,
    PaymentReversed = 5,
    CreditApplied = 6,
    CreditReleased = 7,
    ClaimVoided = 8,
    BalanceWrittenOff = 9,
    WriteOffReversed = 10,
    BalanceTransferred = 11,
    TransferReversed = 12,
    RefundIssued = 13,
    RefundReversed = 14,
    ClaimVersionDiscarded = 15,
}
