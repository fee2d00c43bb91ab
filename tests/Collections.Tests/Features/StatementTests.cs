using System.Text;
using Grpc.Core;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Journal;
using MedBill.Collections.Tests.Fixture;
using MedBill.Contracts.Collections.V1;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using MedBill.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using UglyToad.PdfPig;
using Events = MedBill.Contracts.Collections.Events.V1;
using Item = MedBill.Contracts.Collections.V1.Statement.Types.Item;

namespace MedBill.Collections.Tests.Features;

public sealed class StatementTests(CollectionsHost host)
{
    private readonly Office _office = new(host);

    [Fact]
    public async Task A_statement_says_what_became_of_every_visit_and_what_is_due()
    {
        var guarantor = $"guarantors/gtr-{Visit.NextKey()}";
        var old = Visit.OfSomebody(200_00, new(2026, 1, 5), guarantor);
        var young = Visit.OfSomebody(300_00, new(2026, 2, 5), guarantor);
        await _office.HearAsync(young.Charged(), young.Submitted(), young.Posted(120_00, 100_00, 30_00));
        await _office.HearAsync(old.Charged(), old.Submitted(), old.Posted(150_00, 20_00, 30_00));
        var account = (await _office.AccountAsync(guarantor)).Name;
        await _office.PayAsync(account, 40_00);

        var statement = await _office.StateAsync(account);

        Assert.Equal(account, statement.Account);
        Assert.Equal((Office.Today, Office.Today.AddDays(30)), (statement.StatementDate.ToDate("d"), statement.DueDate.ToDate("d")));
        Assert.Equal((40_00, 20_00), (statement.PatientPaidAmount.Cents(), statement.AmountDue.Cents()));
        Assert.Equal(
            [(old.Encounter, old.Day, 200_00L, 150_00L, 20_00L, 0L, 30_00L), (young.Encounter, young.Day, 300_00, 120_00, 100_00, 50_00, 30_00)],
            statement.Items.Select(Figures));
        Assert.Equal(statement, await _office.Desk.GetStatementAsync(new() { Name = statement.Name }));
        var told = Assert.Single(await host.EventsAsync<Events.StatementIssued>(statement.Name));
        Assert.Equal((statement.Name, account, statement.StatementDate, 20_00), (told.Statement, told.Account, told.StatementDate, told.AmountDue.Cents()));
    }

    [Fact]
    public async Task What_is_settled_and_was_stated_is_not_said_again()
    {
        var first = await _office.OwedAsync(30_00, day: new(2026, 1, 5));
        var account = (await _office.AccountAsync(first.Party)).Name;
        await _office.StateAsync(account);
        await _office.PayAsync(account, 30_00);
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "NOTHING_DUE", _office.Desk.CreateStatementAsync(new() { Statement = new() { Account = account } }));

        // Paid since the first statement: said once more, as paid.
        var second = await _office.OwedAsync(12_00, first.Party, new(2026, 1, 15));
        var told = await _office.StateAsync(account);
        Assert.Equal([first.Encounter, second.Encounter], told.Items.Select(item => item.Encounter));
        Assert.Equal((30_00, 12_00), (told.PatientPaidAmount.Cents(), told.AmountDue.Cents()));

        await _office.PayAsync(account, 12_00);
        var third = await _office.OwedAsync(5_00, first.Party, new(2026, 1, 20));
        var last = await _office.StateAsync(account);
        Assert.Equal([second.Encounter, third.Encounter], last.Items.Select(item => item.Encounter));
        Assert.Equal((12_00, 5_00), (last.PatientPaidAmount.Cents(), last.AmountDue.Cents()));
    }

    [Fact]
    public async Task What_a_replica_whose_clock_is_behind_has_booked_since_is_stated()
    {
        var settled = await _office.OwedAsync(30_00, day: new(2026, 1, 5));
        var account = (await _office.AccountAsync(settled.Party)).Name;
        await _office.PayAsync(account, 30_00);
        await _office.OwedAsync(12_00, settled.Party, new(2026, 1, 15));
        await _office.StateAsync(account);
        Assert.DoesNotContain(settled.Encounter, (await _office.StateAsync(account)).Items.Select(item => item.Encounter));

        // The payer takes ten of what it paid for a reduction: nothing is owed more or less.
        await _office.WithDbAsync(async db =>
        {
            var behind = new Books(db, new EntryIds(), new FakeTimeProvider(TestWorld.Start.AddMinutes(-10)));
            var subject = new Subject(settled.Patient, settled.Encounter, settled.Claim, settled.Payer, settled.Day);
            await behind.BookAsync(
                [new(settled.Party, Facts.ClaimPosted("remittances/rem-late/claimPayments/1", subject, Office.Today, new(-10_00), new(10_00), Money.Zero))], CancellationToken.None);
            await db.SaveChangesAsync();
        });

        var next = await _office.StateAsync(account);
        Assert.Equal((160_00, 10_00), next.Items.Where(item => item.Encounter == settled.Encounter)
            .Select(item => (item.PayerPaidAmount.Cents(), item.AdjustmentAmount.Cents())).Single());
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task Without_a_balance_due_there_is_nothing_to_state()
    {
        var visit = Visit.OfSomebody(200_00);
        await _office.HearAsync(visit.Charged());
        var account = (await _office.AccountAsync(visit.Party)).Name;
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "NOTHING_DUE", _office.Desk.CreateStatementAsync(new() { Statement = new() { Account = account } }));

        await _office.PayAsync(account, 20_00);
        Assert.Equal(20_00, (await _office.AccountAsync(visit.Party)).CreditBalance.Cents());
        await Calls.AssertFailsAsync(StatusCode.FailedPrecondition, "NOTHING_DUE", _office.Desk.CreateStatementAsync(new() { Statement = new() { Account = account } }));
        Assert.Empty((await _office.Desk.ListStatementsAsync(new())).Statements);
    }

    [Fact]
    public async Task A_retry_gets_the_first_statement_whatever_happened_since()
    {
        var account = await _office.AccountOwingAsync(30_00);

        var first = await _office.StateAsync(account, "letter");
        await _office.PayAsync(account, 10_00);
        var retry = await _office.StateAsync(account, "letter");

        Assert.Equal(first, retry);
        Assert.Equal(30_00, retry.AmountDue.Cents());
        await Calls.AssertFailsAsync(
            StatusCode.InvalidArgument,
            "REQUEST_ID_REUSED",
            _office.Desk.CreateStatementAsync(new() { Statement = new() { Account = await _office.AccountOwingAsync(1_00) }, RequestId = "letter" }));
    }

    [Fact]
    public async Task The_letter_is_to_the_guarantor_about_the_child_and_stays_as_it_was()
    {
        var key = Visit.NextKey();
        var child = await _office.OwedAsync(30_00, $"guarantors/gtr-{key}");
        var account = (await _office.AccountAsync(child.Party)).Name;
        var statement = await _office.StateAsync(account);

        var document = await _office.Desk.GetStatementDocumentAsync(new() { Name = statement.Name });
        await _office.PayAsync(account, 30_00);
        var again = await _office.Desk.GetStatementDocumentAsync(new() { Name = statement.Name });

        Assert.Equal("application/pdf", document.ContentType);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(document.Content.Span[..5]));
        Assert.Equal(document, again);
        using var letter = PdfDocument.Open(document.Content.ToByteArray());
        var text = string.Concat(letter.GetPages().Select(page => page.Text));
        Assert.Contains($"DANA GTR-{key}", text, StringComparison.Ordinal);
        Assert.Contains($"DANA CHILD-{key}", text, StringComparison.Ordinal);
        Assert.Contains("$30.00", text, StringComparison.Ordinal);
        Assert.Contains("SPRINGFIELD IL 62701-0001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("99213", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guarantor_of_very_many_patients_gets_one_letter()
    {
        var guarantor = $"guarantors/gtr-{Visit.NextKey()}";
        await _office.HearAsync(Enumerable.Range(0, 101).Select(i => (Visit.OfSomebody(10_00, party: guarantor) with { Patient = $"patients/many-{i}" }).Charged(selfPay: true)));

        var statement = await _office.StateAsync((await _office.AccountAsync(guarantor)).Name);

        Assert.Equal((101, 1010_00), (statement.Items.Count, statement.AmountDue.Cents()));
        var document = await _office.Desk.GetStatementDocumentAsync(new() { Name = statement.Name });
        using var letter = PdfDocument.Open(document.Content.ToByteArray());
        Assert.Contains("DANA MANY-100", string.Concat(letter.GetPages().Select(page => page.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statements_are_listed_in_pages_and_by_account()
    {
        var (one, other) = (await _office.AccountOwingAsync(30_00), await _office.AccountOwingAsync(40_00));
        for (var i = 0; i < 3; i++)
        {
            await _office.StateAsync(one);
        }

        var single = await _office.StateAsync(other);

        var first = await _office.Desk.ListStatementsAsync(new() { Account = one, PageSize = 2 });
        var rest = await _office.Desk.ListStatementsAsync(new() { Account = one, PageSize = 2, PageToken = first.NextPageToken });
        Assert.Equal((2, 1, ""), (first.Statements.Count, rest.Statements.Count, rest.NextPageToken));
        Assert.Equal(single, Assert.Single((await _office.Desk.ListStatementsAsync(new() { Account = other })).Statements));
    }

    [Fact]
    public async Task Who_read_a_statement_is_recorded()
    {
        var statement = await _office.StateAsync(await _office.AccountOwingAsync(30_00));

        await _office.Desk.GetStatementDocumentAsync(new() { Name = statement.Name });

        var methods = await _office.WithDbAsync(db => db.Set<AuditRow>().Where(row => row.Resource == statement.Name).Select(row => row.Method).ToListAsync());
        Assert.Equal(
            ["/medbill.collections.v1.CollectionService/CreateStatement", "/medbill.collections.v1.CollectionService/GetStatementDocument"], methods.Order());
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await Calls.AssertFailsAsync(StatusCode.NotFound, "STATEMENT_NOT_FOUND", _office.Desk.GetStatementAsync(new() { Name = "statements/stm-none" }));
        await Calls.AssertFailsAsync(StatusCode.NotFound, "STATEMENT_NOT_FOUND", _office.Desk.GetStatementDocumentAsync(new() { Name = "statements/stm-none" }));
        await Calls.AssertFailsAsync(
            StatusCode.NotFound, "ACCOUNT_NOT_FOUND", _office.Desk.CreateStatementAsync(new() { Statement = new() { Account = "accounts/acc-none" } }));
    }

    private static (string, DateOnly, long, long, long, long, long) Figures(Item item) => (
        item.Encounter,
        item.ServiceDate.ToDate("service_date"),
        item.Charge.Cents(),
        item.PayerPaidAmount.Cents(),
        item.AdjustmentAmount.Cents(),
        item.PayerPendingAmount.Cents(),
        item.PatientResponsibilityAmount.Cents());
}
