using MedBill.Collections.Domain.Accounts;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Storage;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Events = MedBill.Contracts.Collections.Events.V1;

namespace MedBill.Collections.Journal;

/// <summary>A fact and whose account it belongs to.</summary>
/// <param name="ResponsibleParty"><c>guarantors/…</c> or <c>patients/…</c>.</param>
/// <param name="Fact">What happened.</param>
public readonly record struct HeardFact(string ResponsibleParty, Fact Fact);

/// <summary>
/// The only way into the journal: looks which causes are booked already, opens accounts on first sight, books, and tells. It reads by
/// key only, so it takes as long in a large journal as in a small one. Whoever calls saves.
/// </summary>
public sealed class Books(CollectionsDb db, EntryIds ids, TimeProvider clock)
{
    /// <summary>The instant that a booking made now is of.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The day of <see cref="Now"/>, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>Books what is not booked yet, in the order given. All facts have the same type of cause.</summary>
    public async Task BookAsync(IReadOnlyList<HeardFact> heard, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(heard);
        var facts = heard.Where(one => one.Fact.Movements.Count > 0).ToList();
        if (facts.Count == 0)
        {
            return;
        }

        var known = await KnownAsync(facts, cancel);
        facts.RemoveAll(one => !known.Add(one.Fact.Cause.Key));
        if (facts.Count == 0)
        {
            return;
        }

        var accounts = await AccountsAsync([.. facts.Select(one => one.ResponsibleParty).Distinct()], cancel);
        foreach (var (party, fact) in facts)
        {
            Book(accounts[party], fact);
        }
    }

    /// <summary>Books one fact on an account of this context; the answer is its entry.</summary>
    public JournalEntry Book(Account account, Fact fact)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(fact);
        var at = Now;
        var entries = account.Book(fact, () => ids.Next(at), at);
        db.JournalEntries.AddRange(entries);
        Tell(account, entries[0], account.Version - (entries.Count - 1));
        return entries[0];
    }

    /// <summary>The account of a responsible party, opened when there is none.</summary>
    public async Task<Account> AccountAsync(string responsibleParty, CancellationToken cancel) =>
        (await AccountsAsync([responsibleParty], cancel))[responsibleParty];

    private async Task<HashSet<string>> KnownAsync(List<HeardFact> facts, CancellationToken cancel)
    {
        var type = facts[0].Fact.Cause.Type;
        var keys = facts.ConvertAll(one => one.Fact.Cause.Key);
        var known = await db.JournalEntries.Where(entry => entry.CauseType == type && keys.Contains(entry.CauseKey))
            .Select(entry => entry.CauseKey).ToListAsync(cancel);
        return new(known, StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, Account>> AccountsAsync(List<string> parties, CancellationToken cancel)
    {
        var accounts = await db.Accounts.Where(account => parties.Contains(account.ResponsibleParty))
            .ToDictionaryAsync(account => account.ResponsibleParty, StringComparer.Ordinal, cancel);
        foreach (var party in parties.Where(party => !accounts.ContainsKey(party)))
        {
            accounts[party] = Open(party);
        }

        return accounts;
    }

    private Account Open(string party)
    {
        var at = Now;
        var account = Account.Open(ResourceName.NewId("acc", at), party, at);
        db.Accounts.Add(account);
        db.Publish(new Events.AccountOpened { Account = account.Name, ResponsibleParty = party }, account.Name, account.Version);
        return account;
    }

    // What a visit's entry moved into AR_PATIENT became the patient's to pay. Payments and credits only pay for it, and a write-off gives it up.
    private void Tell(Account account, JournalEntry entry, int version)
    {
        var moved = Money.Sum(entry.Lines.Where(line => line.LedgerAccount == LedgerAccount.ArPatient).Select(line => line.NetDebit));
        if (moved != Money.Zero && entry.Encounter is not null && entry.CauseType is not (CauseType.BalanceWrittenOff or CauseType.WriteOffReversed))
        {
            db.Publish(
                new Events.BalanceTransferredToPatient { Account = account.Name, Encounter = entry.Encounter, Amount = moved.ToWire() },
                account.Name,
                version);
        }
    }
}
