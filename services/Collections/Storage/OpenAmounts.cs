using MedBill.Collections.Domain.Accounts;
using MedBill.Collections.Domain.Aging;
using MedBill.Collections.Domain.Decisions;
using MedBill.Collections.Domain.Journal;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Collections.Storage;

/// <summary>What is open of one claim or visit.</summary>
/// <param name="Account">Tracked, and loaded before the sum was taken: whoever books on it in between makes the booking fail.</param>
/// <param name="About">What it is about.</param>
/// <param name="Receivable">Who owes it: AR_PAYER or AR_PATIENT.</param>
/// <param name="Amount">Not above zero when nothing is.</param>
internal sealed record OpenAmount(Account Account, Subject About, LedgerAccount Receivable, Money Amount);

/// <summary>What may still be decided about by hand.</summary>
internal sealed class OpenAmounts(CollectionsDb db)
{
    /// <summary>What the payer of a claim owes.</summary>
    /// <exception cref="Failure">NotFound CLAIM_NOT_FOUND when no payer was ever asked for it.</exception>
    public async Task<OpenAmount> OfClaimAsync(string claim, CancellationToken cancel)
    {
        var account = await AccountAsync(db.JournalEntries.Where(entry => entry.Claim == claim), cancel)
            ?? throw NoSuchClaim(claim);

        // Another payer was asked before when a first one refused; it owes nothing any more.
        var payers = await db.JournalEntries.Where(entry => entry.Claim == claim)
            .SelectMany(entry => entry.Lines, (entry, line) => new { Entry = entry, Line = line })
            .Where(one => one.Line.LedgerAccount == LedgerAccount.ArPayer)
            .GroupBy(one => one.Entry.Payer)
            .Select(payer => new
            {
                Payer = payer.Key,
                Patient = payer.Max(one => one.Entry.Patient),
                Encounter = payer.Max(one => one.Entry.Encounter),
                ServiceDate = payer.Min(one => one.Entry.ServiceDate),
                Cents = payer.Sum(one => one.Line.Side == Side.Debit ? one.Line.AmountCents : -one.Line.AmountCents),
            })
            .ToListAsync(cancel);
        var most = payers.MaxBy(payer => payer.Cents) ?? throw NoSuchClaim(claim);
        return new(account, new(most.Patient, most.Encounter, claim, most.Payer, most.ServiceDate), LedgerAccount.ArPayer, new(most.Cents));
    }

    /// <summary>What the patient owes for a visit, the account's payments covering the oldest visits first.</summary>
    /// <exception cref="Failure">NotFound ENCOUNTER_NOT_FOUND when nothing was ever charged for it.</exception>
    public async Task<OpenAmount> OfEncounterAsync(string encounter, CancellationToken cancel)
    {
        var account = await AccountAsync(db.JournalEntries.Where(entry => entry.Encounter == encounter), cancel)
            ?? throw new Failure(FailureKind.NotFound, "ENCOUNTER_NOT_FOUND", "Nothing was charged for such a visit.", ("name", encounter));
        var visits = await db.JournalEntries.Where(entry => entry.AccountId == account.Id)
            .SelectMany(entry => entry.Lines, (entry, line) => new { Entry = entry, Line = line })
            .Where(one => one.Line.LedgerAccount == LedgerAccount.ArPatient)
            .GroupBy(one => one.Entry.Encounter)
            .Select(visit => new
            {
                Encounter = visit.Key,
                Patient = visit.Max(one => one.Entry.Patient),
                ServiceDate = visit.Min(one => one.Entry.ServiceDate),
                Cents = visit.Sum(one => one.Line.Side == Side.Debit ? one.Line.AmountCents : -one.Line.AmountCents),
            })
            .ToListAsync(cancel);
        var accountLevel = Money.Sum(visits.Where(visit => visit.Encounter is null).Select(visit => new Money(visit.Cents)));
        var items = visits.Where(visit => visit.Encounter is not null).Select(visit => new PatientItem(visit.Encounter, visit.ServiceDate!.Value, new(visit.Cents)));
        var open = OpenItems.Of(items, accountLevel).FirstOrDefault(item => item.Encounter == encounter);
        var about = visits.Find(visit => visit.Encounter == encounter);
        return new(account, new(about?.Patient, encounter, ServiceDate: about?.ServiceDate), LedgerAccount.ArPatient, open?.Amount ?? Money.Zero);
    }

    /// <summary>
    /// What the payer denied of the version of a claim that stands, less what is the patient's already; nothing when another one is asked now, or
    /// the version is not known yet.
    /// </summary>
    public async Task<Money> DeniedAsync(string claim, string? payer, CancellationToken cancel)
    {
        var standing = (await new SentVersions(db).StandingAsync([claim], cancel)).GetValueOrDefault(claim);
        if (standing is null || standing.Payer != payer)
        {
            return Money.Zero;
        }

        // Money is not summed by the database; the decisions about one claim are few. A transfer counts whichever version it was made of.
        var transferred = await db.PatientTransfers.Where(row => row.Claim == claim && row.State == DecisionState.Posted).Select(row => row.Amount).ToListAsync(cancel);
        return (await DeniedAsync([standing], cancel))[claim] - Money.Sum(transferred);
    }

    /// <summary>What was denied of each of these versions, by the payer that it was sent to; what is not saved yet included.</summary>
    public async Task<Dictionary<string, Money>> DeniedAsync(IReadOnlyCollection<ClaimVersion> versions, CancellationToken cancel)
    {
        var claims = versions.Select(version => version.Claim).ToList();
        await db.DeniedAmounts.Where(row => claims.Contains(row.Claim)).LoadAsync(cancel);
        var denied = db.DeniedAmounts.Local.ToLookup(row => (row.Claim, row.ClaimVersion, row.Payer), row => row.Amount);
        return versions.ToDictionary(version => version.Claim, version => Money.Sum(denied[(version.Claim, version.Number, version.Payer)]));
    }

    /// <summary>What a visit moved into AR_PATIENT less what was written off of it, what is not saved yet included; payments do not count.</summary>
    public async Task<Money> StandingOfVisitAsync(string encounter, CancellationToken cancel)
    {
        var cents = await db.JournalEntries.Where(entry => entry.Encounter == encounter)
            .SelectMany(entry => entry.Lines).Where(line => line.LedgerAccount == LedgerAccount.ArPatient)
            .SumAsync(line => line.Side == Side.Debit ? line.AmountCents : -line.AmountCents, cancel);
        var unsaved = db.ChangeTracker.Entries<JournalEntry>().Where(entry => entry.State == EntityState.Added && entry.Entity.Encounter == encounter)
            .SelectMany(entry => entry.Entity.Lines).Where(line => line.LedgerAccount == LedgerAccount.ArPatient);
        return new Money(cents) + Money.Sum(unsaved.Select(line => line.NetDebit));
    }

    /// <summary>
    /// How much of a credit was paid. A visit that owes less than nothing (more was written off, or taken back by its payer, than became the
    /// patient's) makes a credit that nobody paid: it may pay for other visits, but there is no money to give back.
    /// </summary>
    /// <param name="account">Tracked, and loaded before: whoever books on it in between makes the booking fail.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<Money> RefundableAsync(Account account, CancellationToken cancel)
    {
        var below = await db.JournalEntries.Where(entry => entry.AccountId == account.Id && entry.Encounter != null)
            .SelectMany(entry => entry.Lines, (entry, line) => new { entry.Encounter, Line = line })
            .Where(one => one.Line.LedgerAccount == LedgerAccount.ArPatient)
            .GroupBy(one => one.Encounter)
            .Select(visit => visit.Sum(one => one.Line.Side == Side.Debit ? one.Line.AmountCents : -one.Line.AmountCents))
            .Where(cents => cents < 0)
            .ToListAsync(cancel);
        return account.CreditBalance + Money.Sum(below.Select(cents => new Money(cents)));
    }

    private static Failure NoSuchClaim(string claim) => new(FailureKind.NotFound, "CLAIM_NOT_FOUND", "No payer was asked for such a claim.", ("name", claim));

    private async Task<Account?> AccountAsync(IQueryable<JournalEntry> entries, CancellationToken cancel)
    {
        var id = await entries.Select(entry => entry.AccountId).FirstOrDefaultAsync(cancel);
        if (id is null)
        {
            return null;
        }

        // Held, not only loaded: a payer that takes a denial back books nothing, so the account's version would not tell.
        await db.HoldAccountAsync(id, cancel);
        return await db.Accounts.SingleAsync(account => account.Id == id, cancel);
    }
}
