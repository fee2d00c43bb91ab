using MedBill.Collections.Domain;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Collections.Storage;

/// <summary>
/// Books facts in the transaction that is open: finds or opens the accounts, skips causes that are booked, keeps the balances, and uses
/// credit for what becomes due. Everything it needs is read once for all facts of a call.
/// </summary>
internal sealed class Journal(CollectionsDb db, TimeProvider clock)
{
    private readonly Dictionary<string, Account> _byParty = [];

    /// <summary>The accounts of these responsible parties, opened where there are none.</summary>
    public async Task<IReadOnlyDictionary<string, Account>> AccountsAsync(IEnumerable<string> responsibleParties, CancellationToken cancel)
    {
        _byParty.Clear();
        var parties = responsibleParties.Distinct().ToList();
        foreach (var chunk in parties.Chunk(500))
        {
            foreach (var account in await db.Accounts.Where(account => chunk.Contains(account.ResponsibleParty)).ToListAsync(cancel))
            {
                _byParty[account.ResponsibleParty] = account;
            }
        }

        foreach (var party in parties.Where(party => !_byParty.ContainsKey(party)))
        {
            var account = Account.Open(ResourceName.NewId("acc", clock.GetUtcNow()), party, clock.GetUtcNow());
            db.Add(account);
            _byParty[party] = account;
        }

        return _byParty;
    }

    /// <summary>Which of these causes of one type are booked already.</summary>
    public async Task<HashSet<string>> BookedAsync(string causeType, IEnumerable<string> causeKeys, CancellationToken cancel)
    {
        var booked = new HashSet<string>();
        foreach (var chunk in causeKeys.Distinct().Chunk(500))
        {
            booked.UnionWith(await db.JournalEntries.AsNoTracking()
                .Where(entry => entry.CauseType == causeType && chunk.Contains(entry.CauseKey)).Select(entry => entry.CauseKey).ToListAsync(cancel));
        }

        return booked;
    }

    /// <summary>Books one fact on one account, and uses the account's credit for what it makes due. Null when nothing moves.</summary>
    public JournalEntry? Book(Account account, Cause cause, DateOnly effective, IEnumerable<Move> moves, string? reversesId = null)
    {
        var entry = Add(account, cause, effective, moves, reversesId);
        if (entry is not null && account.CreditToApply is > 0 and var credit)
        {
            // The line is about the visit whose amount became due.
            var due = entry.Lines.FirstOrDefault(line => line is { LedgerAccount: LedgerAccount.ArPatient, Side: Side.Debit });
            var subject = new LineSubject(account.Id, due?.Patient ?? "", due?.Encounter ?? "", due?.Claim ?? "", "", due?.ServiceDate);
            Add(account, Cause.CreditApplied(cause), effective, Bookings.Credited(credit, subject));
        }

        return entry;
    }

    private JournalEntry? Add(Account account, Cause cause, DateOnly effective, IEnumerable<Move> moves, string? reversesId = null)
    {
        var now = clock.GetUtcNow();
        var entry = JournalEntry.Create(ResourceName.NewId("jrn", now), cause, effective, now, moves, reversesId);
        if (entry is not null)
        {
            db.Add(entry);
            db.AddRange(entry.Lines);
            account.Apply(entry);
        }

        return entry;
    }
}
