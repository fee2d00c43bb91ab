using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using MedBill.Remittance.Tests.Fixture;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Tests.Storage;

public sealed class ModelTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    private static readonly string[] Numbers = ["ICN1", "ICN2"];

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

    // The filter of an index is used only by a query that repeats it, not by one with a parameter.
    [Fact]
    public async Task The_queries_by_state_use_their_small_indexes()
    {
        await UsesAsync("ix_claim_payments_unmatched ", all => all.Where(payment =>
            payment.State == ClaimPaymentState.Unmatched && payment.Practice == "prc-1" && payment.PatientControlNumber == "PCN"));
        await UsesAsync("ix_claim_payments_unmatched_payer ", all => all.Where(payment =>
            payment.State == ClaimPaymentState.Unmatched && payment.Practice == "prc-1" && EF.Constant(Numbers).Contains(payment.PayerClaimControlNumber)));
        await UsesAsync("ix_claim_payments_recheck ", all => all.Where(payment => payment.State == ClaimPaymentState.Recheck));
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

    private Task UsesAsync(string index, Func<IQueryable<ClaimPayment>, IQueryable<ClaimPayment>> query) => host.WithDbAsync<RemittanceDb>(async db =>
    {
        var sql = query(db.ClaimPayments.IgnoreQueryFilters([Platform.Storage.ServiceDb.PracticeFilter])).ToQueryString();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        await using var plan = await command.ExecuteReaderAsync();
        Assert.True(await plan.ReadAsync());
        Assert.Contains(index, plan.GetString(3) + " ", StringComparison.Ordinal);
    });

    private Task RefusesAsync<T>(EntityState state)
        where T : class => host.WithDbAsync<RemittanceDb>(async db =>
        {
            db.Entry(await db.Set<T>().FirstAsync()).State = state;
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        });
}
