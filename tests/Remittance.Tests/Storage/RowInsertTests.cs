using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using MedBill.Remittance.Tests.Fixture;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Tests.Storage;

public sealed class RowInsertTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    [Fact]
    public async Task What_is_inserted_is_what_the_model_reads()
    {
        var number = Samples.Unique("ICN");

        await host.WithDbAsync<RemittanceDb>(db => db.InTransactionAsync(cancel => db.InsertManyAsync([Number(RemittanceHost.Practice, number), Number("", number, version: 2)], cancel)));

        var rows = await host.WithDbAsync<RemittanceDb, List<PayerClaimNumber>>(
            db => db.PayerClaimNumbers.Where(row => row.Number == number).OrderBy(row => row.VersionNumber).ToListAsync());
        Assert.Equal(
            [(RemittanceHost.Practice, "clm-1", 1), (RemittanceHost.Practice, "clm-1", 2)],
            rows.Select(row => (row.Practice, row.ClaimId, row.VersionNumber)));
    }

    [Theory]
    [InlineData(RemittanceHost.OtherPractice)]
    [InlineData(null)]
    public async Task A_row_of_another_practice_is_refused_and_nothing_is_kept(string? acting)
    {
        var number = Samples.Unique("ICN");

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.WithDbAsync<RemittanceDb, bool>(
            db => db.InTransactionAsync(async cancel =>
            {
                await db.InsertManyAsync([Number("", number), Number(RemittanceHost.Practice, number, version: 2)], cancel);
                return true;
            }),
            acting));

        Assert.False(await host.WithDbAsync<RemittanceDb, bool>(
            db => db.PayerClaimNumbers.IgnoreQueryFilters([Platform.Storage.ServiceDb.PracticeFilter]).AnyAsync(row => row.Number == number)));
    }

    [Fact]
    public async Task Outside_a_transaction_nothing_is_inserted() => await host.WithDbAsync<RemittanceDb>(db =>
        Assert.ThrowsAsync<InvalidOperationException>(() => db.InsertManyAsync([Number(RemittanceHost.Practice, Samples.Unique("ICN"))], CancellationToken.None)));

    private static PayerClaimNumber Number(string practice, string number, int version = 1) => new()
    {
        Practice = practice,
        Number = number,
        ClaimId = "clm-1",
        VersionNumber = version,
    };
}
