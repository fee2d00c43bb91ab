using MedBill.Collections.Domain.Journal;
using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Accounts;

/// <summary>
/// Who owes: one guarantor, or one patient who is his own. Its balances are the sums of its journal lines, kept beside them and checked
/// against them; they change only by booking.
/// </summary>
/// <remarks>
/// After every fact the account is settled: what is due and what is in credit are netted, so neither is ever below zero and at most one
/// is above. Hence the balances depend on the set of facts only, not on their order: PatientBalance = max(0, owed - paid).
/// </remarks>
public sealed class Account : IAggregate, IPracticeOwned
{
    private Account()
    {
    }

    public string Id { get; private init; } = "";

    public string Practice { get; private set; } = "";

    /// <summary><c>guarantors/…</c> or <c>patients/…</c>; one account each.</summary>
    public string ResponsibleParty { get; private init; } = "";

    public long UnbilledCents { get; private set; }

    public long PayerCents { get; private set; }

    public long PatientCents { get; private set; }

    public long CreditCents { get; private set; }

    public DateTimeOffset CreateTime { get; private init; }

    public int Version { get; private set; }

    public string Name => $"accounts/{Id}";

    public Money UnbilledBalance => new(UnbilledCents);

    public Money PayerBalance => new(PayerCents);

    public Money PatientBalance => new(PatientCents);

    public Money CreditBalance => new(CreditCents);

    public static Account Open(string id, string responsibleParty, DateTimeOffset at) =>
        new() { Id = id, ResponsibleParty = responsibleParty, CreateTime = at, Version = 1 };

    /// <summary>How a payment made now divides: as much as is due is applied, the rest becomes a credit.</summary>
    public (Money Applied, Money Credit) Divide(Money payment)
    {
        var applied = payment < PatientBalance ? payment : PatientBalance;
        return (applied, payment - applied);
    }

    /// <summary>Books a fact and then settles; the entries made, in order, each having raised <see cref="Version"/> by one.</summary>
    public IReadOnlyList<JournalEntry> Book(Fact fact, Func<string> newEntryId, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(fact);
        ArgumentNullException.ThrowIfNull(newEntryId);
        if (fact.Movements.Count == 0)
        {
            return [];
        }

        var entry = BookOne(fact, newEntryId, at);
        var unsettled = Unsettled();
        return unsettled == Money.Zero ? [entry] : [entry, BookOne(Facts.CreditMoved(fact, unsettled), newEntryId, at)];
    }

    /// <summary>An account tells its events by the entries booked (each with the version it made), not by itself.</summary>
    public IReadOnlyList<object> TakeEvents() => [];

    // What must move from PATIENT_CREDIT to AR_PATIENT so that the two hold the same difference and one of them holds nothing.
    private Money Unsettled()
    {
        var owed = PatientBalance - CreditBalance;
        return PatientBalance - (owed > Money.Zero ? owed : Money.Zero);
    }

    private JournalEntry BookOne(Fact fact, Func<string> newEntryId, DateTimeOffset at)
    {
        var entry = JournalEntry.Create(newEntryId(), Id, Version + 1, fact, at);
        var (unbilled, payer, patient, credit) = (UnbilledCents, PayerCents, PatientCents, CreditCents);
        foreach (var line in entry.Lines)
        {
            checked
            {
                switch (line.LedgerAccount)
                {
                    case LedgerAccount.ArUnbilled:
                        unbilled += line.NetDebit.Cents;
                        break;
                    case LedgerAccount.ArPayer:
                        payer += line.NetDebit.Cents;
                        break;
                    case LedgerAccount.ArPatient:
                        patient += line.NetDebit.Cents;
                        break;
                    case LedgerAccount.PatientCredit:
                        credit -= line.NetDebit.Cents;
                        break;
                    default:
                        break; // Nobody's balance: earned, written down, or in the bank.
                }
            }
        }

        (UnbilledCents, PayerCents, PatientCents, CreditCents) = (unbilled, payer, patient, credit);
        Version++;
        return entry;
    }
}
