using Grpc.Core;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Domain.Statements;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.write")]
    public override async Task<Wire.Statement> CreateStatement(Wire.CreateStatementRequest request, ServerCallContext context)
    {
        var id = ResourceName.Id(request.Statement.Account, "accounts", "statement.account");
        var party = (await FindAccountAsync(db.Accounts.AsNoTracking(), id, context.CancellationToken)).ResponsibleParty;
        var patients = await db.JournalLines.Where(line => line.AccountId == id && line.Patient != null)
            .Select(line => line.Patient!).Distinct().ToListAsync(context.CancellationToken);
        var letter = await registry.LetterAsync(_practice, party, patients, context.CancellationToken);
        return await idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var (sums, lastEntry) = await VisitSumsAsync(id, cancel);
            var figures = StatementFigures.Of(sums);
            if (figures.Visits.Any(visit => !letter.Patients.ContainsKey(visit.Patient)))
            {
                // A patient's first visit was booked since the names were asked for.
                throw new Failure(FailureKind.Contention, "CONCURRENT_WRITE", "Another write came first; try again.") { RetryAfter = TimeSpan.FromSeconds(1) };
            }

            var now = books.Now;
            var statement = Statement.Issue(ResourceName.NewId("stm", now), id, letter, figures, lastEntry, now);
            db.Statements.Add(statement);
            await db.SaveChangesAsync(cancel);
            return statement.ToWire();
        });
    }

    // One read, so that the figures are of one moment.
    private async Task<(List<VisitSum> Sums, string LastEntry)> VisitSumsAsync(string accountId, CancellationToken cancel)
    {
        var stated = await db.Statements.Where(statement => statement.AccountId == accountId)
            .MaxAsync(statement => (string?)statement.LastEntryId, cancel) ?? "";
        var rows = await db.JournalLines.Where(line => line.AccountId == accountId)
            .GroupBy(line => new { line.Encounter, line.LedgerAccount, Stated = string.Compare(line.EntryId, stated) <= 0 })
            .Select(group => new
            {
                group.Key,
                Cents = group.Sum(line => line.Side == Side.Debit ? line.AmountCents : -line.AmountCents),
                Patient = group.Max(line => line.Patient),
                ServiceDate = group.Min(line => line.ServiceDate),
                FirstDebit = group.Min(line => line.Side == Side.Debit ? (DateOnly?)line.EffectiveDate : null),
                LastEntry = group.Max(line => line.EntryId),
            })
            .ToListAsync(cancel);
        var sums = rows.ConvertAll(row => new VisitSum(
            row.Key.Encounter, row.Patient, row.ServiceDate, row.Key.LedgerAccount, new(row.Cents), row.FirstDebit, row.Key.Stated));
        return (sums, rows.Select(row => row.LastEntry).Max(StringComparer.Ordinal) ?? "");
    }
}
