using MedBill.Platform.Values;

namespace MedBill.Collections.Domain;

/// <summary>
/// Who owes: one guarantor, or one patient who is his own. Its balances are those of its journal lines, kept beside them in the same
/// transaction so that a list of accounts needs no sums; <c>CheckBalances</c> holds the two together.
/// </summary>
public sealed class Account : IAggregate, IPracticeOwned
{
    private readonly List<object> _events = [];

    public required string Id { get; init; }

    public string Name => $"accounts/{Id}";

    public string Practice { get; private set; } = "";

    public int Version { get; private set; }

    public required string ResponsibleParty { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public long UnbilledCents { get; private set; }

    public long PayerCents { get; private set; }

    public long PatientCents { get; private set; }

    /// <summary>Money not yet used for a balance; positive.</summary>
    public long CreditCents { get; private set; }

    public static Account Open(string id, string responsibleParty, DateTimeOffset at)
    {
        var account = new Account { Id = id, ResponsibleParty = responsibleParty, CreateTime = at, Version = 1 };
        account._events.Add(new AccountOpened());
        return account;
    }

    /// <summary>Takes the lines of an entry into the balances.</summary>
    public void Apply(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        foreach (var line in entry.Lines.Where(line => line.AccountId == Id))
        {
            switch (line.LedgerAccount)
            {
                case LedgerAccount.ArUnbilled:
                    UnbilledCents += line.SignedCents;
                    break;
                case LedgerAccount.ArPayer:
                    PayerCents += line.SignedCents;
                    break;
                case LedgerAccount.ArPatient:
                    PatientCents += line.SignedCents;
                    break;
                case LedgerAccount.PatientCredit:
                    CreditCents -= line.SignedCents;
                    break;
                default:
                    break;
            }
        }

        Version++;
    }

    /// <summary>How much credit can pay of what is due now.</summary>
    public long CreditToApply => Math.Max(0, Math.Min(CreditCents, PatientCents));

    /// <summary>How a payment divides: what pays the balance, what becomes credit.</summary>
    public (long Applied, long Credit) Divide(long cents)
    {
        var applied = Math.Clamp(PatientCents, 0, cents);
        return (applied, cents - applied);
    }

    /// <summary>Says that an amount became the patient's, or stopped being so.</summary>
    public void TellTransfer(string encounter, long cents) => _events.Add(new BalanceTransferred(encounter, cents));

    public IReadOnlyList<object> TakeEvents()
    {
        object[] taken = [.. _events];
        _events.Clear();
        return taken;
    }
}

public sealed record AccountOpened;

public sealed record BalanceTransferred(string Encounter, long Cents);
