using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Storage;
using MedBill.Collections.Tests.Fixture;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Collections.Tests.Storage;

/// <summary>What is in the journal stays as it is.</summary>
public sealed class AppendOnlyTests(CollectionsHost host)
{
    private readonly Office _office = new(host);

    public static TheoryData<Type> AppendOnly => [typeof(JournalEntry), typeof(JournalLine), typeof(JournaledPosting), typeof(DeniedAmount), typeof(Collections.Domain.Statements.Statement), typeof(Collections.Domain.Statements.StatementItem)];

    [Theory]
    [MemberData(nameof(AppendOnly))]
    public async Task It_can_be_neither_changed_nor_deleted(Type type)
    {
        var visit = await _office.OwedAsync(30_00);
        var denied = Visit.OfSomebody(200_00);
        await _office.HearAsync(denied.Posted(150_00, 0, 0));
        await _office.StateAsync((await _office.AccountAsync(visit.Party)).Name);

        Assert.Equal($"{type.Name} is append-only: it cannot become Modified.", await RefusalAsync(type, EntityState.Modified));
        Assert.Equal($"{type.Name} is append-only: it cannot become Deleted.", await RefusalAsync(type, EntityState.Deleted));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task No_line_goes_with_its_entry_or_account()
    {
        await _office.OwedAsync(30_00);

        // What SQL sent past the guard would meet: the keys hold on to their rows.
        await _office.WithDbAsync(async db =>
        {
            await Assert.ThrowsAnyAsync<Exception>(() => db.JournalEntries.ExecuteDeleteAsync());
            await Assert.ThrowsAnyAsync<Exception>(() => db.Accounts.ExecuteDeleteAsync());
        });

        Assert.Equal(3, (await _office.EntriesAsync()).Count);
    }

    [Fact]
    public void Nothing_in_the_service_goes_past_the_guard()
    {
        Assert.NotEmpty(Sources.Code());
        Assert.All(Sources.Code(), source => Assert.All(
            ["ExecuteUpdate", "ExecuteDelete", "ExecuteSql", "FromSql", "SqlQuery"],
            past => Assert.DoesNotContain(past, source.Text, StringComparison.Ordinal)));
    }

    private Task<string> RefusalAsync(Type type, EntityState state) => _office.WithDbAsync(async db =>
    {
        object row = type.Name switch
        {
            nameof(JournalEntry) => await db.JournalEntries.FirstAsync(),
            nameof(JournalLine) => await db.JournalLines.FirstAsync(),
            nameof(JournaledPosting) => await db.JournaledPostings.FirstAsync(),
            nameof(DeniedAmount) => await db.DeniedAmounts.FirstAsync(),
            nameof(Collections.Domain.Statements.Statement) => await db.Statements.FirstAsync(),
            _ => await db.StatementItems.FirstAsync(),
        };
        db.Entry(row).State = state;
        return (await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message;
    });
}
