using Grpc.Core;
using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Values;
using Client = MedBill.Contracts.Claims.V1.ClaimService.ClaimServiceClient;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Features;

/// <summary>One claim that somebody tries to reach.</summary>
public sealed class GuardedHost : ClaimsHost
{
    internal Wire.Claim Claim { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Claim = (await SentAsync()).Claim;
    }
}

public sealed class AccessTests(GuardedHost host) : IClassFixture<GuardedHost>
{
    private static readonly string[] Scopes = ["claims.read", "claims.write", "claims.submit"];

    // Every rpc with the scope it needs.
    private static readonly Dictionary<string, (string Scope, Func<Client, Wire.Claim, AsyncUnaryCall<object>> Call)> Rpcs = new()
    {
        ["CreateClaim"] = ("claims.write", (client, claim) => Any(client.CreateClaimAsync(new() { Encounter = claim.Encounter }))),
        ["BatchCreateClaims"] = ("claims.write", (client, claim) => Any(client.BatchCreateClaimsAsync(new() { Encounters = { claim.Encounter } }))),
        ["GetClaim"] = ("claims.read", (client, claim) => Any(client.GetClaimAsync(new() { Name = claim.Name }))),
        ["ListClaims"] = ("claims.read", (client, _) => Any(client.ListClaimsAsync(new()))),
        ["UpdateClaim"] = ("claims.write", (client, claim) => Any(client.UpdateClaimAsync(new() { Claim = new() { Name = claim.Name, PlaceOfServiceCode = "22" } }))),
        ["ScrubClaim"] = ("claims.read", (client, claim) => Any(client.ScrubClaimAsync(new() { Name = claim.Name }))),
        ["SubmitClaim"] = ("claims.submit", (client, claim) => Any(client.SubmitClaimAsync(new() { Name = claim.Name }))),
        ["BatchSubmitClaims"] = ("claims.submit", (client, claim) => Any(client.BatchSubmitClaimsAsync(new() { Names = { claim.Name } }))),
        ["CreateClaimVersion"] = ("claims.write", (client, claim) => Any(client.CreateClaimVersionAsync(new() { Parent = claim.Name }))),
        ["DiscardClaimVersion"] = ("claims.write", (client, claim) => Any(client.DiscardClaimVersionAsync(new() { Name = claim.Name + "/versions/1" }))),
        ["GetClaimVersion"] = ("claims.read", (client, claim) => Any(client.GetClaimVersionAsync(new() { Name = claim.Name + "/versions/1" }))),
        ["ListClaimVersions"] = ("claims.read", (client, claim) => Any(client.ListClaimVersionsAsync(new() { Parent = claim.Name }))),
        ["VoidClaim"] = ("claims.write", (client, claim) => Any(client.VoidClaimAsync(new() { Name = claim.Name }))),
        ["CloseSubmissionBatches"] = ("claims.submit", (client, _) => Any(client.CloseSubmissionBatchesAsync(new()))),
        ["GetSubmissionBatch"] = ("claims.read", (client, claim) => Any(client.GetSubmissionBatchAsync(new() { Name = claim.Submission.SubmissionBatch }))),
        ["ListSubmissionBatches"] = ("claims.read", (client, _) => Any(client.ListSubmissionBatchesAsync(new()))),
        ["GetAcknowledgment"] = ("claims.read", (client, _) => Any(client.GetAcknowledgmentAsync(new() { Name = "acknowledgments/ack-1" }))),
        ["ListAcknowledgments"] = ("claims.read", (client, _) => Any(client.ListAcknowledgmentsAsync(new()))),
        ["GetDenial"] = ("claims.read", (client, _) => Any(client.GetDenialAsync(new() { Name = "denials/den-1" }))),
        ["CloseDenial"] = ("claims.write", (client, _) => Any(client.CloseDenialAsync(new() { Name = "denials/den-1", Reason = Wire.Denial.Types.CloseReason.AcceptedLoss }))),
        ["ListDenials"] = ("claims.read", (client, _) => Any(client.ListDenialsAsync(new()))),
    };

    public static TheoryData<string> Names() => new(Rpcs.Keys);

    [Fact]
    public void Every_rpc_is_tried() => Assert.Equal(
        Wire.ClaimService.Descriptor.Methods.Select(method => method.Name).Order(StringComparer.Ordinal), Rpcs.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_token_without_the_scope_is_refused(string rpc)
    {
        var claim = host.Claim;
        var (scope, call) = Rpcs[rpc];
        var others = host.Client<Client>([.. Scopes.Where(one => one != scope), "remittance.read", "admin"]);

        var failure = await Expect.FailureAsync(call(others, claim));

        Assert.Equal(FailureKind.PermissionDenied, failure.Kind);
        Assert.Equal(claim, await host.ClaimAsync(claim.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_token_without_a_practice_is_refused(string rpc)
    {
        var claim = host.Claim;

        var failure = await Expect.FailureAsync(Rpcs[rpc].Call(host.ClientFor<Client>(null, Scopes), claim));

        Assert.Equal((FailureKind.PermissionDenied, "PRACTICE_REQUIRED"), (failure.Kind, failure.Reason));
    }

    [Theory]
    [InlineData("CreateClaim")]
    [InlineData("BatchCreateClaims")]
    [InlineData("GetClaim")]
    [InlineData("UpdateClaim")]
    [InlineData("ScrubClaim")]
    [InlineData("SubmitClaim")]
    [InlineData("CreateClaimVersion")]
    [InlineData("DiscardClaimVersion")]
    [InlineData("GetClaimVersion")]
    [InlineData("ListClaimVersions")]
    [InlineData("VoidClaim")]
    [InlineData("GetSubmissionBatch")]
    public async Task Another_practices_record_is_not_there(string rpc)
    {
        var claim = host.Claim;

        var failure = await Expect.FailureAsync(Rpcs[rpc].Call(host.Stranger, claim));

        Assert.Equal(FailureKind.NotFound, failure.Kind);
        Assert.Equal(claim, await host.ClaimAsync(claim.Name));
    }

    [Fact]
    public async Task Another_practice_lists_submits_and_closes_nothing_of_this_ones()
    {
        var waiting = await host.SubmitAsync(await host.DraftAsync());
        var draft = await host.DraftAsync();
        var (denied, _) = await host.SentAsync();
        await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Denied(denied)));
        var denial = Assert.Single((await host.Claims.ListDenialsAsync(new() { Claim = denied.Name })).Denials);

        Assert.Empty((await host.Stranger.ListClaimsAsync(new())).Claims);
        Assert.Empty((await host.Stranger.ListSubmissionBatchesAsync(new())).SubmissionBatches);
        Assert.Empty((await host.Stranger.ListAcknowledgmentsAsync(new())).Acknowledgments);
        Assert.Empty((await host.Stranger.ListDenialsAsync(new())).Denials);
        Assert.Empty((await host.Stranger.CloseSubmissionBatchesAsync(new())).SubmissionBatches);
        Assert.Equal("DENIAL_NOT_FOUND", await Expect.ReasonAsync(host.Stranger.GetDenialAsync(new() { Name = denial.Name })));
        Assert.Equal("CLAIM_NOT_FOUND", Assert.Single((await host.Stranger.BatchSubmitClaimsAsync(new() { Names = { draft.Name } })).Results).ReasonCode);
        Assert.Equal(Wire.Submission.Types.State.Queued, (await host.ClaimAsync(waiting.Name)).Submission.State);
    }

    [Fact]
    public async Task What_is_not_there_fails_with_its_own_reason()
    {
        const string Id = "00000000000000000000000000";
        var claim = await host.DraftAsync();

        Assert.Equal("CLAIM_NOT_FOUND", await Expect.ReasonAsync(host.Claims.GetClaimAsync(new() { Name = $"claims/clm-{Id}" })));
        Assert.Equal("CLAIM_NOT_FOUND", await Expect.ReasonAsync(host.Claims.ListClaimVersionsAsync(new() { Parent = $"claims/clm-{Id}" })));
        Assert.Equal("CLAIM_VERSION_NOT_FOUND", await Expect.ReasonAsync(host.Claims.GetClaimVersionAsync(new() { Name = $"{claim.Name}/versions/2" })));
        Assert.Equal([("name", "INVALID_RESOURCE_NAME")], await Expect.ViolationsAsync(host.Claims.GetClaimVersionAsync(new() { Name = $"{claim.Name}/versions/x" })));
        Assert.Equal("CLAIM_VERSION_NOT_FOUND", await Expect.ReasonAsync(host.Claims.DiscardClaimVersionAsync(new() { Name = $"{claim.Name}/versions/2" })));
        Assert.Equal([("name", "INVALID_RESOURCE_NAME")], await Expect.ViolationsAsync(host.Claims.DiscardClaimVersionAsync(new() { Name = claim.Name })));
        Assert.Equal("SUBMISSION_BATCH_NOT_FOUND", await Expect.ReasonAsync(host.Claims.GetSubmissionBatchAsync(new() { Name = $"submissionBatches/sub-{Id}" })));
        Assert.Equal("ACKNOWLEDGMENT_NOT_FOUND", await Expect.ReasonAsync(host.Claims.GetAcknowledgmentAsync(new() { Name = $"acknowledgments/ack-{Id}" })));
        Assert.Equal("DENIAL_NOT_FOUND", await Expect.ReasonAsync(host.Claims.GetDenialAsync(new() { Name = $"denials/den-{Id}" })));
    }

    private static AsyncUnaryCall<object> Any<T>(AsyncUnaryCall<T> call)
        where T : class => new(
            Untyped(call.ResponseAsync), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);

    private static async Task<object> Untyped<T>(Task<T> task)
        where T : class => await task;
}
