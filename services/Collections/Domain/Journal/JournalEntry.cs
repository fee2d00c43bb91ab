using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Journal;

/// <summary>One fact of the ledger: inserted once, never changed, corrected only by an entry that reverses it.</summary>
public sealed class JournalEntry : IPracticeOwned, IAppendOnly
{
    public const int MaxLines = 1000;

    private readonly List<JournalLine> _lines = [];

    private JournalEntry()
    {
    }

    public string Id { get; private init; } = "";

    public string Practice { get; private set; } = "";

    public CauseType CauseType { get; private init; }

    public string CauseKey { get; private init; } = "";

    /// <summary>Whose account, the same for all lines; so is what the entry is about.</summary>
    public string AccountId { get; private init; } = "";

    /// <summary>The version that it gave its account, so the order in which the account was booked on, whichever replica's clock said what.</summary>
    public int AccountVersion { get; private init; }

    public string? Patient { get; private init; }

    public string? Encounter { get; private init; }

    public string? Claim { get; private init; }

    public string? Payer { get; private init; }

    public DateOnly? ServiceDate { get; private init; }

    public DateOnly EffectiveDate { get; private init; }

    public DateTimeOffset BookTime { get; private init; }

    /// <summary>The day of <see cref="BookTime"/>, UTC.</summary>
    public DateOnly BookDate { get; private init; }

    /// <summary>Id of the entry this one takes back.</summary>
    public string? Reverses { get; private init; }

    public IReadOnlyList<JournalLine> Lines => _lines;

    /// <summary>The entry of a fact on one account. The only way to make one.</summary>
    /// <exception cref="ArgumentException">It does not sum to zero, moves nothing somewhere, or has less than two or too many lines.</exception>
    public static JournalEntry Create(string id, string accountId, int accountVersion, Fact fact, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(accountId);
        ArgumentNullException.ThrowIfNull(fact);
        ArgumentException.ThrowIfNullOrEmpty(fact.Cause.Key, nameof(fact));
        Check(fact.Movements);
        var entry = new JournalEntry
        {
            Id = id,
            CauseType = fact.Cause.Type,
            CauseKey = fact.Cause.Key,
            AccountId = accountId,
            AccountVersion = accountVersion,
            Patient = fact.Subject.Patient,
            Encounter = fact.Subject.Encounter,
            Claim = fact.Subject.Claim,
            Payer = fact.Subject.Payer,
            ServiceDate = fact.Subject.ServiceDate,
            EffectiveDate = fact.EffectiveDate,
            BookTime = at,
            BookDate = DateOnly.FromDateTime(at.UtcDateTime),
            Reverses = fact.Reverses,
        };
        entry._lines.AddRange(fact.Movements.Select((movement, i) => JournalLine.Of(entry, i + 1, movement)));
        return entry;
    }

    private static void Check(IReadOnlyList<Movement> movements)
    {
        if (movements.Count is < 2 or > MaxLines)
        {
            throw new ArgumentException($"An entry has 2 to {MaxLines} lines.", nameof(movements));
        }

        if (movements.Any(movement => movement.Amount == Money.Zero))
        {
            throw new ArgumentException("A line moves an amount.", nameof(movements));
        }

        if (Money.Sum(movements.Select(movement => movement.Amount)) != Money.Zero)
        {
            throw new ArgumentException("Debits equal credits.", nameof(movements));
        }
    }
}

/// <summary>One line of an entry: a positive amount on one side of one ledger account.</summary>
public sealed class JournalLine : IPracticeOwned, IAppendOnly
{
    private JournalLine()
    {
    }

    public string EntryId { get; private init; } = "";

    /// <summary>From 1.</summary>
    public int Number { get; private init; }

    public string Practice { get; private set; } = "";

    public LedgerAccount LedgerAccount { get; private init; }

    public Side Side { get; private init; }

    /// <summary>Above zero.</summary>
    public long AmountCents { get; private init; }

    /// <summary>The entry's, so that sums over lines need no other table.</summary>
    public CauseType Cause { get; private init; }

    public Money Amount => new(AmountCents);

    /// <summary>The amount as a debit: below zero for a credit.</summary>
    public Money NetDebit => Side == Side.Debit ? Amount : -Amount;

    internal static JournalLine Of(JournalEntry entry, int number, Movement movement) => new()
    {
        EntryId = entry.Id,
        Number = number,
        LedgerAccount = movement.Account,
        Side = movement.Amount > Money.Zero ? Side.Debit : Side.Credit,
        AmountCents = checked(Math.Abs(movement.Amount.Cents)),
        Cause = entry.CauseType,
    };
}
