using MedBill.Platform.Values;

namespace MedBill.Collections.Domain;

/// <summary>The accounts of the ledger (ARCHITECTURE.md, "The journal").</summary>
public enum LedgerAccount
{
    ArUnbilled = 1,
    ArPayer,
    ArPatient,
    Revenue,
    Contractual,
    PayerCash,
    Cash,
    PatientCredit,
}

public enum Side
{
    Debit = 1,
    Credit,
}

/// <summary>What a line is about; empty where it is about none.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Patient"><c>patients/…</c></param>
/// <param name="Encounter"><c>encounters/…</c></param>
/// <param name="Claim"><c>claims/…</c></param>
/// <param name="Payer"><c>payers/…</c></param>
/// <param name="ServiceDate">Date of service, for aging.</param>
public sealed record LineSubject(string AccountId, string Patient = "", string Encounter = "", string Claim = "", string Payer = "", DateOnly? ServiceDate = null);

/// <summary>One line of an entry: positive cents on a side. Never changed.</summary>
public sealed class JournalLine : IPracticeOwned, IAppendOnly
{
    public required string EntryId { get; init; }

    public required int Number { get; init; }

    public string Practice { get; private set; } = "";

    public required LedgerAccount LedgerAccount { get; init; }

    public required Side Side { get; init; }

    public required long Cents { get; init; }

    public required string AccountId { get; init; }

    public required string Patient { get; init; }

    public required string Encounter { get; init; }

    public required string Claim { get; init; }

    public required string Payer { get; init; }

    public required DateOnly? ServiceDate { get; init; }

    public required DateOnly EffectiveDate { get; init; }

    /// <summary>Debits count up.</summary>
    public long SignedCents => Side == Side.Debit ? Cents : -Cents;
}

/// <summary>One fact of the ledger. Balanced by construction, never changed; corrected by a reversal.</summary>
public sealed class JournalEntry : IPracticeOwned, IAppendOnly
{
    public required string Id { get; init; }

    public string Practice { get; private set; } = "";

    public string Name => $"journalEntries/{Id}";

    public required string CauseType { get; init; }

    /// <summary>With the type, the identity of the cause: no two entries share them in a practice.</summary>
    public required string CauseKey { get; init; }

    public required DateOnly EffectiveDate { get; init; }

    public required DateTimeOffset BookTime { get; init; }

    /// <summary>The entry this one takes back.</summary>
    public string? ReversesId { get; init; }

    /// <summary>Not a column of the entry: the lines are rows of their own.</summary>
    public IReadOnlyList<JournalLine> Lines { get; private init; } = [];

    /// <summary>Makes an entry of what moves, or null when nothing does.</summary>
    /// <exception cref="InvalidOperationException">Debits and credits differ: a defect of the booking, which must not be stored.</exception>
    public static JournalEntry? Create(string id, Cause cause, DateOnly effective, DateTimeOffset at, IEnumerable<Move> moves, string? reversesId = null)
    {
        var lines = new List<JournalLine>();
        foreach (var move in moves)
        {
            if (move.Cents == 0)
            {
                continue;
            }

            // A negative amount is the same movement the other way round (CLP02 22).
            var (debit, credit) = move.Cents > 0 ? (move.Debit, move.Credit) : (move.Credit, move.Debit);
            lines.Add(Line(id, lines.Count + 1, debit, Side.Debit, Math.Abs(move.Cents), move.Subject, effective));
            lines.Add(Line(id, lines.Count + 1, credit, Side.Credit, Math.Abs(move.Cents), move.Subject, effective));
        }

        if (lines.Count == 0)
        {
            return null;
        }

        return lines.Sum(line => line.SignedCents) == 0
            ? new() { Id = id, CauseType = cause.Type, CauseKey = cause.Key, EffectiveDate = effective, BookTime = at, Lines = lines, ReversesId = reversesId }
            : throw new InvalidOperationException("Debits and credits differ.");
    }

    private static JournalLine Line(string entryId, int number, LedgerAccount account, Side side, long cents, LineSubject subject, DateOnly effective) => new()
    {
        EntryId = entryId,
        Number = number,
        LedgerAccount = account,
        Side = side,
        Cents = cents,
        AccountId = subject.AccountId,
        Patient = subject.Patient,
        Encounter = subject.Encounter,
        Claim = subject.Claim,
        Payer = subject.Payer,
        ServiceDate = subject.ServiceDate,
        EffectiveDate = effective,
    };
}

/// <summary>Why an entry was booked.</summary>
public sealed record Cause(string Type, string Key)
{
    public static Cause EncounterCharged(string encounter, int capture) => new("EncounterCharged", $"{encounter}#{capture}");

    public static Cause ClaimSubmitted(string claim) => new("ClaimSubmitted", claim);

    public static Cause PaymentsPosted(string claimPayment) => new("PaymentsPosted", claimPayment);

    public static Cause PaymentReceived(string payment) => new("PaymentReceived", payment);

    public static Cause PaymentReversed(string payment) => new("PaymentReversed", payment);

    /// <summary>Credit used because of another entry.</summary>
    public static Cause CreditApplied(Cause rise) => new("CreditApplied", $"{rise.Type}:{rise.Key}");
}

/// <summary>Money that moves from one ledger account to another: debit one, credit the other.</summary>
public readonly record struct Move(LedgerAccount Debit, LedgerAccount Credit, long Cents, LineSubject Subject);

/// <summary>Which movements each fact makes. Every fact books on its own and waits for no other (ARCHITECTURE.md, "The journal").</summary>
public static class Bookings
{
    public static IEnumerable<Move> Charged(long cents, bool selfPay, LineSubject subject)
    {
        yield return new(LedgerAccount.ArUnbilled, LedgerAccount.Revenue, cents, subject);
        if (selfPay)
        {
            yield return new(LedgerAccount.ArPatient, LedgerAccount.ArUnbilled, cents, subject);
        }
    }

    public static IEnumerable<Move> Submitted(long cents, LineSubject subject) => [new(LedgerAccount.ArPayer, LedgerAccount.ArUnbilled, cents, subject)];

    /// <summary>A denied amount books nothing: it stays in AR_PAYER until somebody decides.</summary>
    public static IEnumerable<Move> Posted(long paid, long contractual, long patientResponsibility, LineSubject subject) =>
    [
        new(LedgerAccount.PayerCash, LedgerAccount.ArPayer, paid, subject),
        new(LedgerAccount.Contractual, LedgerAccount.ArPayer, contractual, subject),
        new(LedgerAccount.ArPatient, LedgerAccount.ArPayer, patientResponsibility, subject),
    ];

    /// <summary>Up to what is due it pays the balance, the rest becomes credit.</summary>
    public static IEnumerable<Move> Received(long applied, long credit, LineSubject subject) =>
    [
        new(LedgerAccount.Cash, LedgerAccount.ArPatient, applied, subject),
        new(LedgerAccount.Cash, LedgerAccount.PatientCredit, credit, subject),
    ];

    public static IEnumerable<Move> Credited(long cents, LineSubject subject) => [new(LedgerAccount.PatientCredit, LedgerAccount.ArPatient, cents, subject)];

    /// <summary>Takes back first what is still credit; the rest is due again.</summary>
    public static IEnumerable<Move> Reversed(long fromCredit, long dueAgain, LineSubject subject) =>
    [
        new(LedgerAccount.PatientCredit, LedgerAccount.Cash, fromCredit, subject),
        new(LedgerAccount.ArPatient, LedgerAccount.Cash, dueAgain, subject),
    ];
}
