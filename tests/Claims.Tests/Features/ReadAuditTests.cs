using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Tests.Features;

/// <summary>Who read what of a patient is written down.</summary>
public sealed class ReadAuditTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    [Fact]
    public async Task Each_read_of_a_claim_or_a_denial_writes_one_row()
    {
        var (claim, _) = await host.SentAsync();
        await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Denied(claim, "ICN1")));
        var denial = Assert.Single((await host.Claims.ListDenialsAsync(new() { Claim = claim.Name })).Denials);
        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = claim.Name });
        var before = (await RowsAsync()).Count;

        await host.Claims.GetClaimAsync(new() { Name = claim.Name });
        await host.Claims.ListClaimsAsync(new() { Patient = claim.Patient });
        await host.Claims.GetClaimVersionAsync(new() { Name = $"{claim.Name}/versions/1" });
        await host.Claims.ListClaimVersionsAsync(new() { Parent = claim.Name });
        await host.Claims.ScrubClaimAsync(new() { Name = claim.Name });
        await host.Claims.SubmitClaimAsync(new() { Name = next.Name, ValidateOnly = true });
        await host.Claims.GetDenialAsync(new() { Name = denial.Name });
        await host.Claims.ListDenialsAsync(new() { Claim = claim.Name });

        Assert.Equal(
            [
                ("GetClaim", claim.Name), ("ListClaims", "claims"), ("GetClaimVersion", claim.Name), ("ListClaimVersions", claim.Name),
                ("ScrubClaim", claim.Name), ("SubmitClaim", claim.Name), ("GetDenial", denial.Name), ("ListDenials", "denials"),
            ],
            (await RowsAsync()).Skip(before).Select(row => (row.Method.Split('/')[^1], row.Resource)));
    }

    [Fact]
    public async Task What_was_not_found_was_not_read()
    {
        var before = (await RowsAsync()).Count;

        Assert.Equal("CLAIM_NOT_FOUND", await Expect.ReasonAsync(host.Claims.GetClaimAsync(new() { Name = "claims/clm-none" })));
        Assert.Equal("CLAIM_VERSION_NOT_FOUND", await Expect.ReasonAsync(host.Claims.GetClaimVersionAsync(new() { Name = "claims/clm-none/versions/1" })));
        Assert.Equal("DENIAL_NOT_FOUND", await Expect.ReasonAsync(host.Claims.GetDenialAsync(new() { Name = "denials/den-none" })));

        Assert.Equal(before, (await RowsAsync()).Count);
    }

    private Task<List<AuditRow>> RowsAsync() => host.WithDbAsync<Storage.ClaimsDb, List<AuditRow>>(db =>
        db.Set<AuditRow>().AsNoTracking().OrderBy(row => row.Sequence).ToListAsync());
}
