using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Values;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Features;

public sealed class ListTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    [Fact]
    public async Task Claims_are_listed_page_by_page_each_once_in_the_order_they_were_made()
    {
        var claims = await host.DraftsAsync(5);
        var names = new List<string>();
        var request = new Wire.ListClaimsRequest { Payer = claims[0].Payer, PageSize = 2 };
        do
        {
            var page = await host.Claims.ListClaimsAsync(request);
            Assert.InRange(page.Claims.Count, 1, 2);
            names.AddRange(page.Claims.Select(claim => claim.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(claims.Select(claim => claim.Name).Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task A_page_of_another_question_is_refused()
    {
        var claims = await host.DraftsAsync(3);
        var token = (await host.Claims.ListClaimsAsync(new() { Payer = claims[0].Payer, PageSize = 1 })).NextPageToken;

        var failure = await Expect.FailureAsync(host.Claims.ListClaimsAsync(new() { Patient = claims[0].Patient, PageSize = 1, PageToken = token }));

        Assert.Equal(FailureKind.Invalid, failure.Kind);
        Assert.Equal(FailureKind.Invalid, (await Expect.FailureAsync(host.Claims.ListClaimsAsync(new() { PageSize = -1 }))).Kind);
    }

    [Fact]
    public async Task Each_filter_finds_its_claims_and_no_others()
    {
        var payer = $"payers/{Visits.Unique("pyr")}";
        var drafts = await host.DraftsAsync(3, payer);
        await host.SubmitAsync(drafts[1]);
        await host.Claims.VoidClaimAsync(new() { Name = drafts[2].Name });

        Assert.Equal([drafts[0].Name], await NamesAsync(new() { Payer = payer, State = Wire.Claim.Types.State.Draft }));
        Assert.Equal([drafts[1].Name], await NamesAsync(new() { Payer = payer, NextAction = Wire.Claim.Types.NextAction.AwaitPayer }));
        Assert.Equal([drafts[2].Name], await NamesAsync(new() { Payer = payer, NextAction = Wire.Claim.Types.NextAction.None }));
        Assert.Equal([drafts[1].Name], await NamesAsync(new() { Patient = drafts[1].Patient }));
        Assert.Equal([drafts[2].Name], await NamesAsync(new() { Encounter = drafts[2].Encounter }));
        Assert.Empty(await NamesAsync(new() { Payer = payer, State = Wire.Claim.Types.State.Rejected }));
    }

    [Fact]
    public async Task A_filter_that_means_nothing_is_refused()
    {
        Assert.Equal([("payer", "INVALID_RESOURCE_NAME")], await Expect.ViolationsAsync(host.Claims.ListClaimsAsync(new() { Payer = "PAYER01" })));
        Assert.Equal([("state", "UNKNOWN_VALUE")], await Expect.ViolationsAsync(host.Claims.ListClaimsAsync(new() { State = (Wire.Claim.Types.State)99 })));
        Assert.Equal([("next_action", "UNKNOWN_VALUE")], await Expect.ViolationsAsync(host.Claims.ListClaimsAsync(new() { NextAction = (Wire.Claim.Types.NextAction)99 })));
        Assert.Equal([("state", "UNKNOWN_VALUE")], await Expect.ViolationsAsync(host.Claims.ListDenialsAsync(new() { State = (Wire.Denial.Types.State)99 })));
        Assert.Equal([("state", "UNKNOWN_VALUE")], await Expect.ViolationsAsync(host.Claims.ListSubmissionBatchesAsync(new() { State = (Wire.SubmissionBatch.Types.State)99 })));
        Assert.Equal([("state", "UNKNOWN_VALUE")], await Expect.ViolationsAsync(host.Claims.ListAcknowledgmentsAsync(new() { State = (Wire.Acknowledgment.Types.State)99 })));
    }

    [Fact]
    public async Task Denials_are_listed_by_claim_queue_and_state()
    {
        var (claim, _) = await host.SentAsync();
        await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Denied(claim)));

        var denial = Assert.Single((await host.Claims.ListDenialsAsync(new() { Claim = claim.Name })).Denials);

        Assert.Equal(denial, await host.Claims.GetDenialAsync(new() { Name = denial.Name }));
        Assert.Contains(denial, (await host.Claims.ListDenialsAsync(new() { WorkQueue = "AUTH", State = Wire.Denial.Types.State.Open, PageSize = 200 })).Denials);
        Assert.Empty((await host.Claims.ListDenialsAsync(new() { Claim = claim.Name, State = Wire.Denial.Types.State.Resolved })).Denials);
        Assert.Empty((await host.Claims.ListDenialsAsync(new() { Claim = claim.Name, WorkQueue = "DATA" })).Denials);
    }

    [Fact]
    public async Task Versions_are_listed_from_the_first_page_by_page()
    {
        var (claim, batch) = await host.SentAsync();
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(claim)));
        await host.Claims.CreateClaimVersionAsync(new() { Parent = claim.Name });

        var first = await host.Claims.ListClaimVersionsAsync(new() { Parent = claim.Name, PageSize = 1 });
        var second = await host.Claims.ListClaimVersionsAsync(new() { Parent = claim.Name, PageSize = 1, PageToken = first.NextPageToken });

        Assert.Equal([1, 2], first.ClaimVersions.Concat(second.ClaimVersions).Select(version => version.VersionNumber));
        Assert.Equal("", second.NextPageToken);
        Assert.Equal((Wire.Claim.Types.State.Rejected, Wire.Claim.Types.State.Draft), (first.ClaimVersions[0].State, second.ClaimVersions[0].State));
    }

    // A token is not signed, so anybody can make one.
    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    [InlineData("1 ")]
    public async Task A_page_token_of_versions_that_was_made_up_is_refused(string last)
    {
        var request = new Wire.ListClaimVersionsRequest { Parent = (await host.DraftAsync()).Name };
        request.PageToken = MedBill.Platform.Rpc.PageToken.After(last, request);

        Assert.Equal([("page_token", "INVALID_PAGE_TOKEN")], await Expect.ViolationsAsync(host.Claims.ListClaimVersionsAsync(request)));
    }

    private async Task<IEnumerable<string>> NamesAsync(Wire.ListClaimsRequest request) =>
        (await host.Claims.ListClaimsAsync(request)).Claims.Select(claim => claim.Name);
}
