using Grpc.Core;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Domain.Statements;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.write")]
    public override async Task<Wire.Statement> CreateStatement(Wire.CreateStatementRequest request, ServerCallContext context)
    {
        if (await idempotency.FindAsync<Wire.Statement>(request, request.RequestId, context) is { } issued)
        {
            return issued;
        }

        var id = ResourceName.Id(request.Statement.Account, "accounts", "statement.account");
        var party = (await FindAccountAsync(db.Accounts.AsNoTracking(), id, context.CancellationToken)).ResponsibleParty;
        var patients = await db.JournalEntries.Where(entry => entry.AccountId == id && entry.Patient != null)
            .Select(entry => entry.Patient!).Distinct().ToListAsync(context.CancellationToken);
        var letter = await registry.LetterAsync(_practice, party, patients, context.CancellationToken);
        return await idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var (sums, version) = await VisitSumsAsync(id, cancel);
            var figures = StatementFigures.Of(sums);
            if (figures.Visits.Any(visit => !letter.Patients.ContainsKey(visit.Patient)))
            {
                // A patient's first visit was booked since the names were asked for.
                throw DatabaseFaults.Contention();
            }

            var now = books.Now;
            var statement = Statement.Issue(ResourceName.NewId("stm", now), id, letter, figures, version, now);
            db.Statements.Add(statement);
            await db.SaveChangesAsync(cancel);
            return statement.ToWire();
        });
    }

    // Held, so that the figures are of one moment, and of two statements at once the second tells what the first has told.
    private async Task<(List<VisitSum> Sums, int AccountVersion)> VisitSumsAsync(string accountId, CancellationToken cancel)
    {
        await db.HoldAccountAsync(accountId, cancel);
        var stated = await db.Statements.Where(statement => statement.AccountId == accountId)
            .MaxAsync(statement => (int?)statement.AccountVersion, cancel) ?? 0;
        var lines =
            from entry in db.JournalEntries
            where entry.AccountId == accountId
            from line in entry.Lines
            select new { Entry = entry, Line = line };
        var rows = await lines
            .GroupBy(one => new { one.Entry.Encounter, one.Line.LedgerAccount, Stated = one.Entry.AccountVersion <= stated })
            .Select(group => new
            {
                group.Key,
                Cents = group.Sum(one => one.Line.Side == Side.Debit ? one.Line.AmountCents : -one.Line.AmountCents),
                Patient = group.Max(one => one.Entry.Patient),
                ServiceDate = group.Min(one => one.Entry.ServiceDate),
                FirstDebit = group.Min(one => one.Line.Side == Side.Debit ? (DateOnly?)one.Entry.EffectiveDate : null),
                AccountVersion = group.Max(one => one.Entry.AccountVersion),
            })
            .ToListAsync(cancel);
        var sums = rows.ConvertAll(row => new VisitSum(
            row.Key.Encounter, row.Patient, row.ServiceDate, row.Key.LedgerAccount, new(row.Cents), row.FirstDebit, row.Key.Stated));
        return (sums, rows.Select(row => row.AccountVersion).DefaultIfEmpty().Max());
    }
}
