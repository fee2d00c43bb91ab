using MedBill.Collections.Domain.Aging;
using MedBill.Collections.Domain.Journal;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Collections.Storage;

/// <summary>
/// Open receivables from the journal as it stood at the end of a day: what was booked later does not count, so a report of a past day
/// comes out the same for ever, and one of today ties to the trial balance.
/// </summary>
internal sealed class AgingQuery(CollectionsDb db, DateOnly asOf, AgingBasis basis)
{
    public async Task<AgingTally> TallyAsync(CancellationToken cancel)
    {
        var tally = new AgingTally(asOf);
        await AddPayersAsync(tally, cancel);
        await AddPatientsAsync(tally, cancel);
        return tally;
    }

    // Lines of one ledger account as they stood at the end of the day, with what they are about.
    private IQueryable<OpenLine> Lines(LedgerAccount account) =>
        from entry in db.JournalEntries
        where entry.BookDate <= asOf
        from line in entry.Lines
        where line.LedgerAccount == account
        select new OpenLine
        {
            AccountId = entry.AccountId,
            Payer = entry.Payer,
            Encounter = entry.Encounter,
            ServiceDate = entry.ServiceDate,
            Cents = line.Side == Side.Debit ? line.AmountCents : -line.AmountCents,
        };

    // An overpaid visit, or one whose payment came before its claim, is below zero and stays in, so that the report ties.
    private async Task AddPayersAsync(AgingTally tally, CancellationToken cancel)
    {
        var open = Lines(LedgerAccount.ArPayer)
            .GroupBy(line => new { line.Payer, line.Encounter })
            .Select(visit => new OpenVisit
            {
                Owner = visit.Key.Payer,
                Encounter = visit.Key.Encounter,
                Cents = visit.Sum(line => line.Cents),
                ServiceDate = visit.Min(line => line.ServiceDate),
            })
            .Where(visit => visit.Cents != 0);
        await foreach (var visit in Dated(open).AsAsyncEnumerable().WithCancellation(cancel))
        {
            tally.AddPayer(visit.Visit.Owner!, visit.From, new(visit.Visit.Cents));
        }
    }

    // Read account by account: payments name no visit, so which visits are open is decided for the account as a whole.
    private async Task AddPatientsAsync(AgingTally tally, CancellationToken cancel)
    {
        var lines = Lines(LedgerAccount.ArPatient);
        var owing = lines.GroupBy(line => line.AccountId).Where(account => account.Sum(line => line.Cents) != 0).Select(account => account.Key);
        var visits = lines.Where(line => owing.Contains(line.AccountId))
            .GroupBy(line => new { line.AccountId, line.Encounter })
            .Select(visit => new OpenVisit
            {
                Owner = visit.Key.AccountId,
                Encounter = visit.Key.Encounter,
                Cents = visit.Sum(line => line.Cents),
                ServiceDate = visit.Min(line => line.ServiceDate),
            })
            .Where(visit => visit.Cents != 0)
            .OrderBy(visit => visit.Owner);
        var account = new List<DatedVisit>();
        await foreach (var visit in Dated(visits).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (account.Count > 0 && account[0].Visit.Owner != visit.Visit.Owner)
            {
                AddAccount(tally, account);
                account.Clear();
            }

            account.Add(visit);
        }

        AddAccount(tally, account);
    }

    private void AddAccount(AgingTally tally, List<DatedVisit> account)
    {
        var accountLevel = Money.Sum(account.Where(visit => visit.Visit.Encounter is null).Select(visit => new Money(visit.Visit.Cents)));
        var from = account.Where(visit => visit.Visit.Encounter is not null).ToDictionary(visit => visit.Visit.Encounter!, visit => visit.From);
        var visits = account.Where(visit => visit.Visit.Encounter is not null)
            .Select(visit => new PatientItem(visit.Visit.Encounter, visit.Visit.ServiceDate!.Value, new(visit.Visit.Cents)));
        foreach (var item in OpenItems.Of(visits, accountLevel))
        {
            tally.AddPatient(item.Encounter is null ? asOf : from[item.Encounter], item.Amount);
        }
    }

    // A visit that has not reached the asked day yet (not billed, never the patient's) counts from its date of service.
    private IQueryable<DatedVisit> Dated(IQueryable<OpenVisit> open) => basis switch
    {
        AgingBasis.FirstBillDate => open.Select(visit => new DatedVisit
        {
            Visit = visit,
            First = db.JournalEntries
                .Where(entry => entry.Encounter == visit.Encounter && entry.CauseType == CauseType.ClaimSubmitted && entry.BookDate <= asOf)
                .Min(entry => (DateOnly?)entry.EffectiveDate),
            Second = db.StatementItems.Where(item => item.Encounter == visit.Encounter && item.StatementDate <= asOf).Min(item => (DateOnly?)item.StatementDate),
        }),
        AgingBasis.PatientResponsibilityDate => open.Select(visit => new DatedVisit
        {
            Visit = visit,
            First = db.JournalEntries
                .Where(entry => entry.Encounter == visit.Encounter && entry.BookDate <= asOf
                    && entry.Lines.Any(line => line.LedgerAccount == LedgerAccount.ArPatient && line.Side == Side.Debit))
                .Min(entry => (DateOnly?)entry.EffectiveDate),
        }),
        _ => open.Select(visit => new DatedVisit { Visit = visit }),
    };

    private sealed class OpenLine
    {
        public required string AccountId { get; init; }

        public string? Payer { get; init; }

        public string? Encounter { get; init; }

        public DateOnly? ServiceDate { get; init; }

        public long Cents { get; init; }
    }

    /// <summary>An open amount of one visit: of a payer, or of an account.</summary>
    private sealed class OpenVisit
    {
        public string? Owner { get; init; }

        public string? Encounter { get; init; }

        public long Cents { get; init; }

        public DateOnly? ServiceDate { get; init; }
    }

    private sealed class DatedVisit
    {
        public required OpenVisit Visit { get; init; }

        public DateOnly? First { get; init; }

        public DateOnly? Second { get; init; }

        public DateOnly From => (First < Second ? First : Second ?? First) ?? Visit.ServiceDate ?? DateOnly.MaxValue;
    }
}
