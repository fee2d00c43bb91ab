using MedBill.Claims.Submission;
using MedBill.Claims.Tests.Fixture;
using NextAction = MedBill.Contracts.Claims.V1.Claim.Types.NextAction;
using State = MedBill.Contracts.Claims.V1.Claim.Types.State;

namespace MedBill.Claims.Tests.Submission;

/// <summary>A claim that its payer says nothing of.</summary>
public sealed class UnansweredClaimsTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = new SubmissionSettings().AnswerLimit;
    private readonly ClaimsHost _host = new();

    public async ValueTask InitializeAsync() => await _host.InitializeAsync();

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task It_is_followed_up_after_the_limit_and_sent_again_while_what_waits_is_left_alone()
    {
        var (lost, _) = await _host.SentAsync();
        await PassAsync(Limit - TimeSpan.FromHours(1));
        var (fresh, _) = await _host.SentAsync();
        var queued = await _host.SubmitAsync(await _host.DraftAsync());
        Assert.Equal(NextAction.AwaitPayer, (await _host.ClaimAsync(lost.Name)).NextAction);
        Assert.Equal("ILLEGAL_TRANSITION", await Expect.ReasonAsync(_host.Claims.CreateClaimVersionAsync(new() { Parent = lost.Name })));

        await PassAsync(TimeSpan.FromHours(2));

        var unanswered = await _host.ClaimAsync(lost.Name);
        Assert.Equal((State.Submitted, NextAction.FollowUp), (unanswered.State, unanswered.NextAction));
        Assert.NotEqual(lost.Etag, unanswered.Etag);
        Assert.Equal([lost.Name], (await _host.Claims.ListClaimsAsync(new() { NextAction = NextAction.FollowUp })).Claims.Select(claim => claim.Name));
        Assert.Equal(NextAction.AwaitPayer, (await _host.ClaimAsync(fresh.Name)).NextAction);
        Assert.Equal(NextAction.AwaitPayer, (await _host.ClaimAsync(queued.Name)).NextAction);

        var again = await _host.Claims.CreateClaimVersionAsync(new() { Parent = lost.Name });
        var sent = Assert.Single(_host.Read(await _host.SendAsync(again))).Claim;
        Assert.Equal(("1", again.PatientControlNumber), (sent.Frequency, sent.PatientControlNumber));
        Assert.NotEqual(lost.PatientControlNumber, sent.PatientControlNumber);
    }

    [Fact]
    public async Task It_is_waited_for_from_the_last_word_of_the_payer_on()
    {
        var (claim, batch) = await _host.SentAsync();
        await PassAsync(Limit - TimeSpan.FromHours(1));
        await _host.ReceiveAsync(Answers.Claims(batch, Answers.Accepted(claim, "ICN1")));
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Equal((State.Accepted, NextAction.AwaitPayer), await StandsAsync(claim.Name));

        await PassAsync(Limit);
        Assert.Equal((State.Accepted, NextAction.FollowUp), await StandsAsync(claim.Name));

        await _host.PostAsync(Payments.Chunk("2026-05-20", Payments.Paid(claim, "ICN1")));
        Assert.Equal((State.Adjudicated, NextAction.None), await StandsAsync(claim.Name));
    }

    private async Task<(State State, NextAction NextAction)> StandsAsync(string name)
    {
        var claim = await _host.ClaimAsync(name);
        return (claim.State, claim.NextAction);
    }

    private async Task PassAsync(TimeSpan time)
    {
        _host.Clock.Advance(time);
        await _host.DrainAsync();
    }
}
