using Grpc.Core;
using MedBill.Collections.Domain;
using MedBill.Collections.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
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
        var found = await LoadAccountAsync(request.Statement.Account, db.Accounts.AsNoTracking(), context.CancellationToken, "statement.account");

        // Asked before the transaction: nobody is called while it is open.
        var letter = await LetterAsync(found.ResponsibleParty, context);
        return await idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var account = await db.Accounts.AsNoTracking().SingleAsync(row => row.Id == found.Id, cancel);
            if (account.PatientCents <= 0)
            {
                throw new Failure(FailureKind.Precondition, "NOTHING_DUE", "The account owes nothing.", ("account", account.Name));
            }

            var lines = await db.JournalLines.AsNoTracking().Where(line => line.AccountId == account.Id).ToListAsync(cancel);
            var statement = new Statement
            {
                Id = ResourceName.NewId("stm", clock.GetUtcNow()),
                AccountId = account.Id,
                StatementDate = Today,
                DueDate = Today.AddDays(Statement.DaysToPay),
                Items = StatementItems.Of(lines),
                Letter = letter,
                PatientPaidCents = StatementItems.PatientPaid(lines),
                AmountDueCents = account.PatientCents,
                CreateTime = clock.GetUtcNow(),
            };
            db.Add(statement);
            db.Publish(
                new Contracts.Collections.Events.V1.StatementIssued
                {
                    Statement = statement.Name,
                    Account = account.Name,
                    StatementDate = statement.StatementDate.ToWire(),
                    AmountDue = new Money(statement.AmountDueCents).ToWire(),
                },
                statement.Name,
                1);
            await db.SaveChangesAsync(cancel);
            return statement.ToWire();
        });
    }

    private async Task<Letter> LetterAsync(string party, ServerCallContext context)
    {
        var answer = await patients.BatchGetResponsiblePartiesAsync(new() { Names = { party } }, cancellationToken: context.CancellationToken);
        var (name, address) = (answer.ResponsibleParties[0].PersonName, answer.ResponsibleParties[0].Address);
        return new(
            string.Join(' ', new[] { name.GivenName, name.MiddleName, name.FamilyName, name.Suffix }.Where(part => part.Length > 0)),
            [.. address.AddressLines, $"{address.Locality}, {address.AdministrativeArea} {Zip(address.PostalCode)}"]);
    }

    private static string Zip(string code) => code.Length == 9 ? $"{code[..5]}-{code[5..]}" : code;
}
