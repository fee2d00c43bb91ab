using MedBill.Claims.Tests.Fixture;
using Events = MedBill.Contracts.Claims.Events.V1;
using NextAction = MedBill.Contracts.Claims.V1.Claim.Types.NextAction;
using Reason = MedBill.Contracts.Claims.V1.Denial.Types.CloseReason;
using State = MedBill.Contracts.Claims.V1.Denial.Types.State;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Features;

/// <summary>A denial that nobody is to work any more.</summary>
public sealed class CloseDenialTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    [Theory]
    [InlineData(0, NextAction.None)]
    [InlineData(2_700, NextAction.BillPatient)]
    public async Task Its_claim_moves_on_and_it_is_told(long patient, NextAction next)
    {
        var (claim, denial) = await DeniedAsync(patient);
        Assert.Equal(NextAction.WorkDenial, claim.NextAction);

        var closed = await host.Claims.CloseDenialAsync(new() { Name = denial.Name, Reason = Reason.NotWorthAppeal });

        Assert.Equal((State.Closed, Reason.NotWorthAppeal, denial.Amount), (closed.State, closed.CloseReason, closed.Amount));
        Assert.NotNull(closed.ResolveTime);
        Assert.Equal(closed, await host.Claims.GetDenialAsync(new() { Name = denial.Name }));
        var after = await host.ClaimAsync(claim.Name);
        Assert.Equal((Wire.Claim.Types.State.Adjudicated, next, claim.Adjudication), (after.State, after.NextAction, after.Adjudication));
        Assert.NotEqual(claim.Etag, after.Etag);
        Assert.Equal(
            [new() { Denial = denial.Name, Claim = claim.Name, Reason = "NOT_WORTH_APPEAL" }], await host.EventsAsync<Events.DenialClosed>(claim.Name));
    }

    [Fact]
    public async Task It_is_listed_as_what_it_is()
    {
        var (claim, denial) = await DeniedAsync(0);
        var (settled, _) = await DeniedAsync(0);
        await host.Claims.CloseDenialAsync(new() { Name = denial.Name, Reason = Reason.AcceptedLoss });
        await host.PostAsync(Payments.Chunk("2026-04-20", Payments.Paid(settled, "ICN1")));

        Assert.Equal([State.Closed], await ListAsync(claim.Name, State.Unspecified));
        Assert.Equal([State.Closed], await ListAsync(claim.Name, State.Closed));
        Assert.Empty(await ListAsync(claim.Name, State.Open));
        Assert.Empty(await ListAsync(claim.Name, State.Resolved));
        Assert.Equal([State.Resolved], await ListAsync(settled.Name, State.Resolved));
        Assert.Empty(await ListAsync(settled.Name, State.Closed));
    }

    [Fact]
    public async Task One_of_two_leaves_the_other_to_be_worked()
    {
        var (claim, first) = await DeniedAsync(0);
        await host.PostAsync(Payments.Chunk("2026-04-20", Payments.Denied(claim, "ICN1", reason: "18")));

        await host.Claims.CloseDenialAsync(new() { Name = first.Name, Reason = Reason.AppealExhausted });
        Assert.Equal(NextAction.WorkDenial, (await host.ClaimAsync(claim.Name)).NextAction);

        var second = Assert.Single((await host.Claims.ListDenialsAsync(new() { Claim = claim.Name, State = State.Open })).Denials);
        await host.Claims.CloseDenialAsync(new() { Name = second.Name, Reason = Reason.CorrectedElsewhere });
        Assert.Equal(NextAction.None, (await host.ClaimAsync(claim.Name)).NextAction);
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_and_what_needs_no_work_is_not_closed()
    {
        var (claim, denial) = await DeniedAsync(0);
        var request = new Wire.CloseDenialRequest { Name = denial.Name, Reason = Reason.AcceptedLoss, RequestId = "close-1" };
        Assert.Equal([("reason", "UNKNOWN_VALUE")], await Expect.ViolationsAsync(host.Claims.CloseDenialAsync(new() { Name = denial.Name, Reason = (Reason)99 })));

        var first = await host.Claims.CloseDenialAsync(request);

        Assert.Equal(first, await host.Claims.CloseDenialAsync(request));
        Assert.Equal("DENIAL_NOT_OPEN", await Expect.ReasonAsync(host.Claims.CloseDenialAsync(new() { Name = denial.Name, Reason = Reason.NotWorthAppeal })));
        Assert.Equal(first, await host.Claims.GetDenialAsync(new() { Name = denial.Name }));
        Assert.Single(await host.EventsAsync<Events.DenialClosed>(claim.Name));
        Assert.Equal("DENIAL_NOT_FOUND", await Expect.ReasonAsync(host.Stranger.CloseDenialAsync(new() { Name = denial.Name, Reason = Reason.AcceptedLoss })));
    }

    private async Task<List<State>> ListAsync(string claim, State state) =>
        [.. (await host.Claims.ListDenialsAsync(new() { Claim = claim, State = state })).Denials.Select(denial => denial.State)];

    private async Task<(Wire.Claim Claim, Wire.Denial Denial)> DeniedAsync(long patient)
    {
        var (claim, _) = await host.SentAsync();
        await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Posting(claim, 0, 0, patient, 21_000 - patient, "ICN1", null)));
        return (await host.ClaimAsync(claim.Name), Assert.Single((await host.Claims.ListDenialsAsync(new() { Claim = claim.Name })).Denials));
    }
}
