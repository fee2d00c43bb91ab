using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using MedBill.Remittance.Tests.Fixture;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Tests.Storage;

public sealed class ModelTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    [Fact]
    public void SQLite_has_no_pending_model_changes()
    {
        using var db = new RemittanceSqliteDesign().CreateDbContext([]);

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Single(db.Database.GetMigrations());
    }

    [Fact]
    public void SQL_Server_has_no_pending_model_changes()
    {
        using var db = new RemittanceSqlServerDesign().CreateDbContext([]);

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Single(db.Database.GetMigrations());
    }

    // The filter of an index is used only by a query that repeats it word for word, not by one with a parameter.
    [Fact]
    public void The_queries_by_state_use_their_small_indexes()
    {
        using var db = new RemittanceSqliteDesign().CreateDbContext([]);

        Assert.Contains("\"State\" = 2", db.ClaimPayments.Where(payment => payment.State == ClaimPaymentState.Unmatched).ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("\"State\" = 3", db.ClaimPayments.Where(payment => payment.State == ClaimPaymentState.Recheck).ToQueryString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_posting_cannot_be_changed_or_removed()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        await host.ReceiveAsync(Samples.Advice(Samples.Unique("EFT"), [visit], Samples.Plb(new X12.Remittances835.ProviderAdjustmentEntry("WO", "ICN1", 1))));

        await RefusesAsync<Posting>(EntityState.Modified);
        await RefusesAsync<Posting>(EntityState.Deleted);
        await RefusesAsync<MedBill.Remittance.Domain.ProviderAdjustment>(EntityState.Modified);
        await RefusesAsync<SubmittedClaim>(EntityState.Deleted);
    }

    private Task RefusesAsync<T>(EntityState state)
        where T : class => host.WithDbAsync<RemittanceDb>(async db =>
        {
            db.Entry(await db.Set<T>().FirstAsync()).State = state;
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        });
}
