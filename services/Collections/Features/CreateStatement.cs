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
        var letter = await registry.LetterAsync(_practice, party, context.CancellationToken);
        return await idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var (sums, lastEntry) = await VisitSumsAsync(id, cancel);
            var now = books.Now;
            var statement = Statement.Issue(ResourceName.NewId("stm", now), id, letter, StatementFigures.Of(sums), lastEntry, now);
            db.Statements.Add(statement);
            await db.SaveChangesAsync(cancel);
            return statement.ToWire();
        });
    }

    // One read, so that the figures are of one moment.
    private async Task<(List<VisitSum> Sums, string LastEntry)> VisitSumsAsync(string accountId, CancellationToken cancel)
    {
        var stated = await db.Statements.Where(statement => statement.AccountId == accountId)
            .OrderByDescending(statement => statement.Id).Select(statement => statement.LastEntryId).FirstOrDefaultAsync(cancel) ?? "";
        var rows = await db.JournalLines.Where(line => line.AccountId == accountId)
            .GroupBy(line => new { line.Encounter, line.LedgerAccount, Stated = string.Compare(line.EntryId, stated) <= 0 })
            .Select(group => new
            {
                group.Key,
                Cents = group.Sum(line => line.Side == Side.Debit ? line.AmountCents : -line.AmountCents),
                ServiceDate = group.Min(line => line.ServiceDate),
                LastEntry = group.Max(line => line.EntryId),
            })
            .ToListAsync(cancel);
        var sums = rows.ConvertAll(row => new VisitSum(row.Key.Encounter, row.ServiceDate, row.Key.LedgerAccount, new(row.Cents), row.Key.Stated));
        return (sums, rows.Select(row => row.LastEntry).Max(StringComparer.Ordinal) ?? "");
    }
}
