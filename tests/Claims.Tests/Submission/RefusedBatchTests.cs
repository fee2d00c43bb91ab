using MedBill.Claims.Domain;
using MedBill.Claims.Storage;
using MedBill.Claims.Submission;
using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Events = MedBill.Contracts.Claims.Events.V1;
using State = MedBill.Contracts.Claims.V1.SubmissionBatch.Types.State;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Submission;

/// <summary>A host whose writer of the 837P refuses what the test says.</summary>
public sealed class RefusingHost : ClaimsHost
{
    /// <summary>Whether a file with these patient control numbers is refused; may throw.</summary>
    internal Func<IReadOnlyList<string>, bool> Refuses { get; set; } = _ => false;

    internal int Asked { get; private set; }

    protected override void Configure(WebApplicationBuilder builder)
    {
        base.Configure(builder);
        builder.Services.AddSingleton<BatchWriter>((batch, drafts) =>
        {
            var all = drafts.ToList();
            Asked++;
            return Refuses([.. all.Select(draft => draft.PatientControlNumber)])
                ? new(ReadOnlyMemory<byte>.Empty, [new("NPI_CHECK_DIGIT", FindingSeverity.Error, "", "2310B NM109", "The check digit is wrong.", "Correct the NPI.")])
                : BatchFile.Write(batch, all);
        });
    }
}

/// <summary>What the edits let through and the writer does not take: it must not hold up the others, and must not look as if it were sent.</summary>
public sealed class RefusedBatchTests : IAsyncLifetime
{
    private static readonly TimeSpan WriteLease = new SubmissionSettings().WriteLease;
    private readonly RefusingHost _host = new();

    public async ValueTask InitializeAsync() => await _host.InitializeAsync();

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_claim_to_blame_is_rejected_with_its_findings_and_the_others_go_on()
    {
        var (claims, batch) = await RefusedAsync(3, numbers => numbers[0]);
        await RetryAsync(2);
        var (bad, good) = (claims[0], claims[1..]);

        var rejected = await _host.ClaimAsync(bad.Name);
        Assert.Equal((Wire.Claim.Types.State.Rejected, Wire.Claim.Types.NextAction.CorrectAndResubmit), (rejected.State, rejected.NextAction));
        Assert.Equal((Wire.Submission.Types.State.Rejected, "", null), (rejected.Submission.State, rejected.Submission.SubmissionBatch, rejected.Submission.SendTime));
        Assert.Equal((["NPI_CHECK_DIGIT"], "2310B NM109"), (rejected.Submission.StatusCodes, Assert.Single(rejected.Submission.Findings).X12Location));
        Assert.Equal(
            [new() { Claim = bad.Name, VersionNumber = 1, TransactionType = "837", StatusCodes = { "NPI_CHECK_DIGIT" } }], await _host.EventsAsync<Events.ClaimRejected>(bad.Name));

        var sent = await _host.BatchAsync(batch.Name);
        Assert.Equal((State.Sent, 2, Visits.Cents(42_000), batch.InterchangeControlNumber), (sent.State, sent.ClaimCount, sent.TotalCharge, sent.InterchangeControlNumber));
        Assert.Equal(Numbers(good), _host.Read(sent).Select(one => one.Claim.PatientControlNumber).Order(StringComparer.Ordinal));
        Assert.Equal(2, Assert.Single(await _host.EventsAsync<Events.SubmissionBatchSent>(batch.Name)).ClaimCount);
        Assert.Single(_host.Files("outbound"));
    }

    [Fact]
    public async Task The_rejected_claim_is_corrected_and_sent_like_any_other_and_is_in_no_batch_meanwhile()
    {
        var (claims, _) = await RefusedAsync(2, numbers => numbers[0]);
        await RetryAsync(2);
        Assert.Empty((await _host.Claims.CloseSubmissionBatchesAsync(new())).SubmissionBatches);
        _host.Refuses = _ => false;

        var next = await _host.Claims.CreateClaimVersionAsync(new() { Parent = claims[0].Name });
        var batch = await _host.SendAsync(next);

        Assert.Equal(("1", next.PatientControlNumber), (next.FrequencyCode, Assert.Single(_host.Read(batch)).Claim.PatientControlNumber));
    }

    [Fact]
    public async Task A_batch_that_loses_every_claim_is_rejected_and_its_number_is_not_used()
    {
        var (claims, batch) = await RefusedAsync(2, _ => null);
        await RetryAsync(2);

        var rejected = await _host.BatchAsync(batch.Name);
        Assert.Equal((State.Rejected, 2, null), (rejected.State, rejected.ClaimCount, rejected.SendTime));
        Assert.All(await Task.WhenAll(claims.Select(claim => _host.ClaimAsync(claim.Name))), claim => Assert.Equal(Wire.Claim.Types.State.Rejected, claim.State));
        Assert.Empty(_host.Files("outbound"));
        Assert.Empty(await _host.EventsAsync(batch.Name));
        _host.Refuses = _ => false;
        Assert.NotEqual(batch.InterchangeControlNumber, (await _host.SentAsync()).Batch.InterchangeControlNumber);
    }

    [Fact]
    public async Task A_writer_that_fails_on_a_claim_is_a_writer_that_refuses_it()
    {
        var (claims, batch) = await RefusedAsync(2, numbers => numbers[0], throws: true);
        await RetryAsync(2);

        var rejected = await _host.ClaimAsync(claims[0].Name);
        Assert.Equal((Wire.Claim.Types.State.Rejected, "CLAIM_NOT_WRITABLE"), (rejected.State, Assert.Single(rejected.Submission.Findings).Code));
        Assert.Equal(State.Sent, (await _host.BatchAsync(batch.Name)).State);
    }

    [Fact]
    public async Task Twice_is_not_enough_and_the_pause_between_is_the_lease()
    {
        var (claims, batch) = await RefusedAsync(2, numbers => numbers[0]);
        await _host.DrainAsync();
        await RetryAsync(1);

        Assert.Equal(2, _host.Asked);
        Assert.Equal(Wire.Claim.Types.State.Submitted, (await _host.ClaimAsync(claims[0].Name)).State);
        _host.Refuses = _ => false;
        await RetryAsync(1);
        Assert.Equal((State.Sent, 2), ((await _host.BatchAsync(batch.Name)).State, _host.Read(batch).Count));
    }

    // No claim alone is to blame: each must still go out, once.
    [Fact]
    public async Task What_is_refused_only_together_goes_in_smaller_batches_with_numbers_of_their_own()
    {
        var (claims, _) = await RefusedAsync(5, _ => null, only: numbers => numbers.Count > 2);
        await RetryAsync(3);
        _host.Machine.Advance(ClaimsHost.Window);
        await RetryAsync(6);

        var batches = (await _host.Claims.ListSubmissionBatchesAsync(new() { Payer = claims[0].Payer })).SubmissionBatches;
        Assert.NotEmpty(batches);
        Assert.All(batches, batch => Assert.Equal((State.Sent, batch.ClaimCount), (batch.State, _host.Read(batch).Count)));
        Assert.Equal(batches.Count, batches.Select(batch => batch.InterchangeControlNumber).Distinct().Count());
        Assert.Equal(Numbers(claims), batches.SelectMany(_host.Read).Select(one => one.Claim.PatientControlNumber).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refusals_are_no_copies_so_a_TA1_that_calls_the_first_file_a_copy_is_believed()
    {
        var (claims, batch) = await RefusedAsync(1, numbers => numbers[0]);
        await RetryAsync(1);
        _host.Refuses = _ => false;
        await RetryAsync(1);

        await _host.ReceiveAsync(Answers.Ta1(batch, "R", "025"));

        Assert.Equal(State.Rejected, (await _host.BatchAsync(batch.Name)).State);
        Assert.Equal(Wire.Claim.Types.State.Rejected, (await _host.ClaimAsync(claims[0].Name)).State);
    }

    [Fact]
    public async Task A_batch_whose_file_may_have_left_the_house_keeps_its_claims()
    {
        var (claims, batch) = await RefusedAsync(2, numbers => numbers[0]);
        var id = batch.Name[(batch.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        await _host.WithDbAsync<ClaimsDb, int>(db => db.SubmissionBatches.Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.WriteCount, 1)));
        await RetryAsync(4);

        Assert.Equal(State.Closed, (await _host.BatchAsync(batch.Name)).State);
        Assert.Equal(Wire.Claim.Types.State.Submitted, (await _host.ClaimAsync(claims[0].Name)).State);
        await _host.ReceiveAsync(Answers.Claims(batch, claims.Select(claim => Answers.Accepted(claim))));
        Assert.Equal(Wire.Claim.Types.State.Accepted, (await _host.ClaimAsync(claims[0].Name)).State);
    }

    // While one replica looks for the claims to blame its lease ends, and another one takes the batch over and sifts it too.
    [Theory]
    [InlineData(3, 2)]
    [InlineData(5, 1)]
    [InlineData(4, 0)]
    public async Task Two_replicas_that_sift_one_batch_take_each_claim_out_once(int count, int bad)
    {
        var blamed = new HashSet<string>();
        var (claims, batch) = await RefusedAsync(
            count,
            numbers =>
            {
                blamed.UnionWith(numbers.Take(bad));
                return null;
            },
            only: numbers => bad == 0 ? numbers.Count == count : numbers.Any(blamed.Contains));
        await RetryAsync(1);
        var (before, second) = (_host.Refuses, false);
        _host.Refuses = numbers =>
        {
            if (numbers.Count == 1 && !second)
            {
                second = true;
                _host.Machine.Advance(WriteLease);
                Task.Run(SweepAsync).GetAwaiter().GetResult();
            }

            return before(numbers);
        };
        await RetryAsync(4);
        _host.Machine.Advance(ClaimsHost.Window);
        await RetryAsync(2);

        Assert.True(second);
        var now = await Task.WhenAll(claims.Select(claim => _host.ClaimAsync(claim.Name)));
        Assert.Equal(bad, now.Count(claim => claim.State == Wire.Claim.Types.State.Rejected));
        Assert.All(now.Skip(bad), claim => Assert.Equal(Wire.Submission.Types.State.Sent, claim.Submission.State));
        var sent = (await _host.Claims.ListSubmissionBatchesAsync(new() { Payer = claims[0].Payer })).SubmissionBatches;
        Assert.All(sent, one => Assert.Equal((State.Sent, one.ClaimCount, Visits.Cents(21_000 * one.ClaimCount)), (one.State, _host.Read(one).Count, one.TotalCharge)));
        Assert.Equal(Numbers(claims.Skip(bad)), sent.SelectMany(_host.Read).Select(one => one.Claim.PatientControlNumber).Order(StringComparer.Ordinal));
        Assert.Contains(sent, one => one.InterchangeControlNumber == batch.InterchangeControlNumber);
    }

    // Another replica's look at the batches.
    private async Task SweepAsync()
    {
        var services = _host.Services;
        var worker = new SubmissionWorker(
            services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<MachineTime>(), services.GetRequiredService<ILogger<SubmissionWorker>>());
        await worker.SweepAsync(CancellationToken.None);
    }

    // A batch of which a file with this claim, or with any when it is null, was refused once.
    private async Task<(Wire.Claim[] Claims, Wire.SubmissionBatch Batch)> RefusedAsync(
        int count, Func<IReadOnlyList<string>, string?> blame, bool throws = false, Func<IReadOnlyList<string>, bool>? only = null)
    {
        Wire.Claim[] claims = [.. await _host.DraftsAsync(count)];
        await _host.Claims.BatchSubmitClaimsAsync(new() { Names = { claims.Select(claim => claim.Name) } });
        var bad = blame([.. claims.Select(claim => claim.PatientControlNumber)]);
        _host.Refuses = numbers => (only?.Invoke(numbers) ?? (bad is null || numbers.Contains(bad))) && (throws ? throw new InvalidOperationException() : true);
        var closed = Assert.Single((await _host.Claims.CloseSubmissionBatchesAsync(new() { Payer = claims[0].Payer })).SubmissionBatches);
        await _host.DrainAsync();
        Assert.Equal(State.Closed, (await _host.BatchAsync(closed.Name)).State);
        return (claims, closed);
    }

    private async Task RetryAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _host.Machine.Advance(WriteLease);
            await _host.DrainAsync();
        }
    }

    private static IEnumerable<string> Numbers(IEnumerable<Wire.Claim> claims) => claims.Select(claim => claim.PatientControlNumber).Order(StringComparer.Ordinal);
}
