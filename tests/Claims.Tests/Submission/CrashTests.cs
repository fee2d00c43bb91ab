using MedBill.Claims.Domain;
using MedBill.Claims.Storage;
using MedBill.Claims.Submission;
using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using State = MedBill.Contracts.Claims.V1.SubmissionBatch.Types.State;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Submission;

/// <summary>The process ends between two steps, and starts again on the same files.</summary>
public sealed class CrashTests
{
    private static readonly TimeSpan WriteLease = new SubmissionSettings().WriteLease;

    [Fact]
    public async Task Stopped_after_the_file_was_written_the_same_file_is_written_again_and_told_once()
    {
        await using var host = await StartAsync();
        var (claim, closed) = await CloseAsync(host);
        await StepAsync(host, async writing => Assert.Empty(await writing.WriteAsync((await writing.LeaseAsync(default))!, default)));
        var file = host.FileOf(closed);

        await RestartAsync(host);
        Assert.Equal(State.Closed, (await host.BatchAsync(closed.Name)).State);
        host.Clock.Advance(TimeSpan.FromHours(5));
        host.Machine.Advance(WriteLease);
        await host.DrainAsync();

        Assert.Equal((State.Sent, closed.InterchangeControlNumber), Summary(await host.BatchAsync(closed.Name)));
        Assert.Equal(file, host.FileOf(closed));
        Assert.Equal(Wire.Submission.Types.State.Sent, (await host.ClaimAsync(claim.Name)).Submission.State);
        Assert.Equal(["medbill.claims.events.v1.SubmissionBatchSent"], await host.EventsAsync(closed.Name));
    }

    // A newer release may write the same claims otherwise, or not at all: the payer may have the file that was begun.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_begun_goes_out_as_it_was_whatever_the_writer_would_make_of_it_now(bool refused)
    {
        await using var host = new RefusingHost();
        await host.InitializeAsync();
        var (claim, closed) = await CloseAsync(host);
        await StepAsync(host, async writing => await writing.WriteAsync((await writing.LeaseAsync(default))!, default));
        var file = host.FileOf(closed);
        host.Refuses = refused ? _ => true : _ => throw new InvalidOperationException();
        var asked = host.Asked;
        Assert.Equal(1, await host.WithDbAsync<ClaimsDb, int>(db => db.BegunFiles.CountAsync()));

        host.Machine.Advance(WriteLease);
        await host.DrainAsync();

        Assert.Equal((State.Sent, closed.InterchangeControlNumber), Summary(await host.BatchAsync(closed.Name)));
        Assert.Equal(asked, host.Asked);
        Assert.Equal(file, host.FileOf(closed));
        Assert.Equal(Wire.Submission.Types.State.Sent, (await host.ClaimAsync(claim.Name)).Submission.State);
        Assert.Equal(0, await host.WithDbAsync<ClaimsDb, int>(db => db.BegunFiles.CountAsync()));
    }

    [Fact]
    public async Task The_second_copy_that_the_payer_refuses_refuses_nothing()
    {
        await using var host = await StartAsync();
        var (claim, closed) = await CloseAsync(host);
        await StepAsync(host, async writing => await writing.WriteAsync((await writing.LeaseAsync(default))!, default));
        await RestartAsync(host);
        host.Machine.Advance(WriteLease);
        await host.DrainAsync();

        await host.ReceiveAsync(Answers.Ta1(closed, "R", "025"));
        await host.ReceiveAsync(Answers.Group(closed));

        Assert.Equal(State.Acknowledged, (await host.BatchAsync(closed.Name)).State);
        Assert.Equal(Wire.Claim.Types.State.Submitted, (await host.ClaimAsync(claim.Name)).State);
    }

    [Fact]
    public async Task Stopped_before_the_file_was_written_it_is_written_once_the_lease_is_over()
    {
        await using var host = await StartAsync();
        var (claim, closed) = await CloseAsync(host);
        await StepAsync(host, async writing => Assert.NotNull(await writing.LeaseAsync(default)));

        await RestartAsync(host);
        await host.DrainAsync();
        Assert.Empty(host.Files("outbound"));
        host.Machine.Advance(WriteLease);
        await host.DrainAsync();

        Assert.Equal(claim.PatientControlNumber, Assert.Single(host.Read(closed)).Claim.PatientControlNumber);
        Assert.Single(host.Files("outbound"));
    }

    [Fact]
    public async Task An_answer_that_comes_before_the_batch_is_known_to_be_sent_proves_that_it_was()
    {
        await using var host = await StartAsync();
        var (claim, closed) = await CloseAsync(host);
        await StepAsync(host, async writing => await writing.WriteAsync((await writing.LeaseAsync(default))!, default));
        await RestartAsync(host);

        await host.ReceiveAsync(Answers.Claims(closed, Answers.Accepted(claim)));

        Assert.Equal(State.Sent, (await host.BatchAsync(closed.Name)).State);
        Assert.Equal(Wire.Claim.Types.State.Accepted, (await host.ClaimAsync(claim.Name)).State);
        Assert.Equal(["medbill.claims.events.v1.SubmissionBatchSent"], await host.EventsAsync(closed.Name));
        host.Machine.Advance(WriteLease);
        await host.DrainAsync();
        Assert.Single(await host.EventsAsync(closed.Name));
    }

    [Fact]
    public async Task Stopped_between_two_batches_the_second_goes_out_after_the_start()
    {
        await using var host = await StartAsync();
        var (_, first) = await CloseAsync(host);
        var (_, second) = await CloseAsync(host);
        await StepAsync(host, async writing =>
        {
            var lease = (await writing.LeaseAsync(default))!;
            await writing.WriteAsync(lease, default);
            await writing.MarkSentAsync(lease.BatchId, default);
        });

        await RestartAsync(host);
        await host.DrainAsync();
        var third = (await host.SentAsync()).Batch;

        Assert.Equal([first.FileName, second.FileName, third.FileName], host.Files("outbound"));
        Assert.Equal(3, new[] { first, second, third }.Select(batch => batch.InterchangeControlNumber).Distinct().Count());
        Assert.Single(await host.EventsAsync(first.Name));
        Assert.Single(await host.EventsAsync(second.Name));
    }

    [Fact]
    public async Task Stopped_before_the_relay_events_are_told_after_the_start_each_once()
    {
        await using var host = await StartAsync("listener");
        var (claim, closed) = await CloseAsync(host);
        await host.StopAsync();
        var listener = new Listener();
        await host.AddPeerAsync("listener", listener);

        await host.StartAsync();
        await host.DrainAsync();

        Assert.Equal(await host.EventsAsync(claim.Name), listener.Heard.Where(heard => heard.Subject == claim.Name).Select(heard => heard.Type));
        Assert.Single(listener.Heard, heard => heard.Subject == closed.Name);
        Assert.Equal(listener.Heard.Count, listener.Heard.Select(heard => heard.Id).Distinct().Count());
    }

    // Half of the answers were applied when the process ended: the file still lies in the service's own folder.
    [Fact]
    public async Task Stopped_in_the_middle_of_an_answer_the_rest_is_applied_and_nothing_twice()
    {
        await using var host = await StartAsync();
        var drafts = await host.DraftsAsync(3);
        var batch = await host.SendAsync(drafts);
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Accepted(drafts[0]), Answers.Rejected(drafts[1])));
        await host.StopAsync();
        var own = Directory.CreateDirectory(Path.Combine(host.MailboxFolder, "taken", "claims")).FullName;
        await File.WriteAllBytesAsync(
            Path.Combine(own, "0001~277CA-left.x12"), Answers.Claims(batch, Answers.Accepted(drafts[0]), Answers.Rejected(drafts[1]), Answers.Accepted(drafts[2])));

        await host.StartAsync();
        await host.DrainAsync();

        Assert.Equal(Wire.Claim.Types.State.Accepted, (await host.ClaimAsync(drafts[2].Name)).State);
        Assert.Equal(3, (await host.EventsAsync(drafts[0].Name)).Count);
        Assert.Equal(3, (await host.EventsAsync(drafts[1].Name)).Count);
        Assert.Empty(host.Files("taken/claims"));
    }

    // The edits keep such a claim out; should one get through all the same, it holds up its own file only.
    [Fact]
    public async Task A_file_that_cannot_be_written_holds_up_no_other_and_goes_out_once_it_can()
    {
        await using var host = await StartAsync();
        var (claim, closed) = await CloseAsync(host);
        var (_, other) = await CloseAsync(host);
        var good = await ReplaceContentAsync(host, claim.PatientControlNumber, json => json.Replace("1234567893", "", StringComparison.Ordinal));

        await host.DrainAsync();
        Assert.Equal((State.Closed, State.Sent), ((await host.BatchAsync(closed.Name)).State, (await host.BatchAsync(other.Name)).State));
        await ReplaceContentAsync(host, claim.PatientControlNumber, _ => good);
        host.Machine.Advance(WriteLease);
        await host.DrainAsync();

        Assert.Equal(State.Sent, (await host.BatchAsync(closed.Name)).State);
        Assert.Single(host.Read(closed));
    }

    private static async Task<ClaimsHost> StartAsync(string peers = "")
    {
        var host = new ClaimsHost();
        host.Settings["Messaging:Direct:Peers"] = peers;
        await host.InitializeAsync();
        return host;
    }

    private static async Task RestartAsync(ClaimsHost host)
    {
        await host.StopAsync();
        await host.StartAsync();
    }

    // A closed batch, whose file nobody has written: the worker is asleep until the test lets it look.
    private static async Task<(Wire.Claim Claim, Wire.SubmissionBatch Batch)> CloseAsync(ClaimsHost host)
    {
        var claim = await host.SubmitAsync(await host.DraftAsync());
        await using var scope = host.Services.GetRequiredService<IServiceScopeFactory>().CreatePracticeScope(ClaimsHost.Practice);
        var batch = Assert.Single(await scope.ServiceProvider.GetRequiredService<Submitting>().CloseAsync(claim.Payer[(claim.Payer.IndexOf('/', StringComparison.Ordinal) + 1)..], default));
        return (claim, await host.BatchAsync(batch.Name));
    }

    private static async Task StepAsync(ClaimsHost host, Func<BatchWriting, Task> step)
    {
        await using var scope = host.Services.GetRequiredService<IServiceScopeFactory>().CreatePracticeScope(ClaimsHost.Practice);
        await step(scope.ServiceProvider.GetRequiredService<BatchWriting>());
    }

    private static Task<string> ReplaceContentAsync(ClaimsHost host, string controlNumber, Func<string, string> change) => host.WithDbAsync<ClaimsDb, string>(async db =>
    {
        var versions = db.ClaimVersions.Where(version => version.PatientControlNumber == controlNumber);
        var before = (await versions.AsNoTracking().SingleAsync()).Document.Json;
        var after = new ContentDocument(change(before));
        Assert.NotEqual(before, after.Json);
        await versions.ExecuteUpdateAsync(set => set.SetProperty(version => version.Document, after));
        return before;
    });

    private static (State State, string Number) Summary(Wire.SubmissionBatch batch) => (batch.State, batch.InterchangeControlNumber);
}
