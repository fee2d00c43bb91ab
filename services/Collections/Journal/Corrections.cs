using MedBill.Collections.Domain.Accounts;
using MedBill.Collections.Domain.Decisions;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Collections.Journal;

/// <summary>
/// Takes back what was decided by hand, each by the mirror of its entry: because somebody asks for it, or because the ground it stood on is gone.
/// Looks at what stands and not at what was heard, so that events told twice or late take nothing back that was decided since. Whoever calls saves.
/// </summary>
public sealed class Corrections(CollectionsDb db, Books books)
{
    /// <summary>Takes one decision back, on its account, which the caller has loaded to be written.</summary>
    public async Task TakeBackAsync(Decision decision, Account account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var booked = await db.JournalEntries.AsNoTracking().Include(entry => entry.Lines.OrderBy(line => line.Number))
            .SingleAsync(entry => entry.Id == decision.JournalEntryId, cancel);
        decision.Reverse();
        books.Book(account, Facts.TakenBack(CauseOf(decision), decision.Name, booked, books.Today));
    }

    /// <summary>A claim is void: nobody is asked for it, so none of it was denied, nor is any of it given up.</summary>
    public async Task ClaimVoidedAsync(string claim, CancellationToken cancel) =>
        await TakeBackAllAsync(await StandingAsync([claim], cancel), cancel);

    /// <summary>A claim was sent, or an earlier version stands again: what was decided about a payer that is not asked any more goes.</summary>
    public async Task AskedAnewAsync(string claim, CancellationToken cancel)
    {
        // Most claims are sent once, and nothing was decided about them.
        if ((await new SentVersions(db).StandingAsync([claim], cancel)).GetValueOrDefault(claim) is not { } asked
            || db.ClaimVersions.Local.Count(version => version.Claim == claim) < 2)
        {
            return;
        }

        var decisions = await StandingAsync([claim], cancel);
        var entries = decisions.ConvertAll(decision => decision.JournalEntryId);
        var others = await db.JournalEntries.Where(entry => entries.Contains(entry.Id) && entry.Payer != asked.Payer).Select(entry => entry.Id).ToListAsync(cancel);
        await TakeBackAllAsync(decisions.FindAll(decision => others.Contains(decision.JournalEntryId)), cancel);
    }

    /// <summary>
    /// Payers decided about claims: where less is denied now than was made the patient's, the transfers that exceed it go, the newest first, whole
    /// ones. What is denied anew is to be decided about anew.
    /// </summary>
    public async Task DecidedAnewAsync(IReadOnlyList<string> claims, CancellationToken cancel)
    {
        var transferred = await db.PatientTransfers.Where(one => claims.Contains(one.Claim) && one.State == DecisionState.Posted)
            .Select(one => one.Claim).Distinct().ToListAsync(cancel);
        if (transferred.Count == 0)
        {
            return;
        }

        var transfers = (await StandingAsync(transferred, cancel)).OfType<PatientTransfer>().ToLookup(one => one.Claim);
        var versions = await new SentVersions(db).StandingAsync(transferred, cancel);
        var denied = await new OpenAmounts(db).DeniedAsync(versions.Values, cancel);
        await TakeBackAllAsync([.. denied.SelectMany(claim => Surplus(transfers[claim.Key], claim.Value))], cancel);
    }

    private static List<PatientTransfer> Surplus(IEnumerable<PatientTransfer> transfers, Money denied)
    {
        var newestFirst = transfers.OrderByDescending(one => one.JournalEntryId, StringComparer.Ordinal).ToList();
        var left = Money.Sum(newestFirst.Select(one => one.Amount));
        var surplus = new List<PatientTransfer>();
        foreach (var transfer in newestFirst.TakeWhile(_ => left > denied))
        {
            surplus.Add(transfer);
            left -= transfer.Amount;
        }

        return surplus;
    }

    private async Task<List<Decision>> StandingAsync(IReadOnlyList<string> claims, CancellationToken cancel)
    {
        // Loaded first, to be written: whoever decides about one of these claims in between makes this fail, and it is done again.
        await db.Accounts.Where(account => db.JournalEntries.Where(entry => claims.Contains(entry.Claim!)).Select(entry => entry.AccountId).Contains(account.Id))
            .LoadAsync(cancel);
        var transfers = await db.PatientTransfers.Where(one => claims.Contains(one.Claim) && one.State == DecisionState.Posted).ToListAsync(cancel);
        var writeOffs = await db.WriteOffs.Where(one => claims.Contains(one.Claim!) && one.State == DecisionState.Posted).ToListAsync(cancel);
        return [.. transfers, .. writeOffs];
    }

    private async Task TakeBackAllAsync(IReadOnlyList<Decision> decisions, CancellationToken cancel)
    {
        foreach (var decision in decisions)
        {
            await TakeBackAsync(decision, await AccountAsync(decision, cancel), cancel);
        }

        foreach (var visit in decisions.OfType<PatientTransfer>().Select(transfer => transfer.Encounter).Distinct())
        {
            await TakeUpAsync(visit, cancel);
        }
    }

    // Part of what is no longer the patient's may have been given up meanwhile. It would be given up twice, and pay for other visits: so
    // write-offs of the visit go too, the newest first, until no less than nothing is owed there.
    private async Task TakeUpAsync(string visit, CancellationToken cancel)
    {
        var owed = await new OpenAmounts(db).StandingOfVisitAsync(visit, cancel);
        if (owed >= Money.Zero)
        {
            return;
        }

        var writeOffs = await db.WriteOffs.Where(one => one.Encounter == visit && one.Claim == null && one.State == DecisionState.Posted)
            .OrderByDescending(one => one.JournalEntryId).ToListAsync(cancel);
        foreach (var writeOff in writeOffs.TakeWhile(_ => owed < Money.Zero))
        {
            await TakeBackAsync(writeOff, await AccountAsync(writeOff, cancel), cancel);
            owed += writeOff.Amount;
        }
    }

    private async Task<Account> AccountAsync(Decision decision, CancellationToken cancel) =>
        await db.Accounts.FindAsync([decision.AccountId], cancel) ?? throw new InvalidOperationException("A decision is about an account.");

    private static CauseType CauseOf(Decision decision) => decision switch
    {
        WriteOff => CauseType.WriteOffReversed,
        PatientTransfer => CauseType.TransferReversed,
        Refund => CauseType.RefundReversed,
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };
}
