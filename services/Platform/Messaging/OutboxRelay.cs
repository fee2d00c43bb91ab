using System.Diagnostics;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Messaging;

/// <summary>Wakes the relay after a commit that wrote events.</summary>
internal sealed class OutboxSignal
{
    public event Action? Raised;

    public void Set() => Raised?.Invoke();
}

/// <summary>Sends envelopes somewhere.</summary>
public interface IPublisher
{
    /// <summary>The longest pause after failures.</summary>
    TimeSpan LongestPause { get; }

    /// <summary>
    /// Sends in order and says for each whether it was taken: null, or an UPPER_SNAKE code of why not. Does not throw because it could
    /// not send.
    /// </summary>
    Task<string?[]> PublishAsync(string topic, IReadOnlyList<OutboxRow> rows, CancellationToken cancel);
}

/// <summary>
/// Moves outbox rows out, in each replica: leases rows for 30 s of machine time, sends them in sequence, marks what was taken. At least
/// once; never dropped. After a failure the row pauses (growing, up to the publisher's limit) and holds back the later events of its
/// subject.
/// </summary>
internal sealed class OutboxRelay : PollingWorker
{
    private const int LeaseRows = 100;
    private const int SliceBytes = 1024 * 1024;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeaseSpare = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MeasurePause = TimeSpan.FromSeconds(10);

    private readonly RelayContexts _contexts;
    private readonly IPublisher _publisher;
    private readonly OutboxSignal _signal;
    private readonly string _owner;
    private readonly CancellationTokenSource _cutOff = new();
    private DateTimeOffset _measureAgain;

    public OutboxRelay(RelayContexts contexts, IPublisher publisher, MachineTime machine, OutboxSignal signal, ILogger<OutboxRelay> logger)
        : base(machine, TimeSpan.FromSeconds(1), logger)
    {
        (_contexts, _publisher, _signal) = (contexts, publisher, signal);
        _owner = Guid.CreateVersion7(machine.GetUtcNow()).ToString();
        _signal.Raised += Wake;
    }

    /// <summary>The loop went round within the last minute.</summary>
    public bool IsAlive => Machine.GetUtcNow() - LastSweep < TimeSpan.FromMinutes(1);

    /// <summary>
    /// Finishes what is in hand, so that nothing is sent twice because it was not marked, and sends what the last calls have written. A broker
    /// that takes nothing is not waited for; no row stays leased.
    /// </summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var cut = cancellationToken.Register(_cutOff.Cancel);
        await base.StopAsync(cancellationToken);
        if (ExecuteTask is null)
        {
            return;
        }

        try
        {
            while (await ((ISweep)this).SweepAsync(cancellationToken) > 0)
            {
                // Until nothing leaves any more.
            }
        }
#pragma warning disable CA1031 // What did not leave is in the outbox: it keeps nobody from ending.
        catch (Exception exception)
        {
            Log.SweepFailed(Logger, nameof(OutboxRelay), Log.Types(exception), exception.StackTrace);
        }
#pragma warning restore CA1031
    }

    /// <summary>Sends one lease of rows; the answer is how many left. Cancelling it ends it between two slices.</summary>
    public override async Task<int> SweepAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await using var db = _contexts.Create();
        var until = Machine.GetUtcNow() + Lease;
        var rows = await db.InTransactionAsync(
            token => PlatformSql.LeaseAsync(db, _owner, Machine.GetUtcNow(), until, LeaseRows, token), _cutOff.Token);
        await MeasureAsync(db, cancel);
        if (rows.Count == 0)
        {
            return 0;
        }

        var (stuck, left, sent) = (new HashSet<string>(), rows, 0);
        while (left.Count > 0)
        {
            // A slice not begun in time goes back; what is sent must be marked while it is still ours.
            var isOver = Machine.GetUtcNow() > until - LeaseSpare || (cancel.IsCancellationRequested && left.Count < rows.Count);
            var slice = isOver ? [] : Slice(left, stuck);
            if (slice.Count == 0)
            {
                await ReleaseAsync(db, left, _cutOff.Token);
                break;
            }

            left = left.Except(slice).ToList();
            sent += await SendAsync(db, slice, stuck, _cutOff.Token);
        }

        return sent;
    }

    public override void Dispose()
    {
        _signal.Raised -= Wake;
        _cutOff.Dispose();
        base.Dispose();
    }

    // Of all that waits and not of what may go now: while the broker is away everything pauses, and nothing may go.
    private async Task MeasureAsync(ServiceDb db, CancellationToken cancel)
    {
        var now = Machine.GetUtcNow();
        if (!TelemetryNames.OldestWaiting.Enabled || now < _measureAgain)
        {
            return;
        }

        _measureAgain = now + MeasurePause;
        var oldest = await db.Set<OutboxRow>().Where(row => row.PublishedTime == null)
            .OrderBy(row => row.Sequence).Select(row => (DateTimeOffset?)row.CreatedTime).FirstOrDefaultAsync(cancel);
        TelemetryNames.OldestWaiting.Record(oldest is { } since ? Math.Max(0, (db.Runtime.Clock.GetUtcNow() - since).TotalSeconds) : 0);
    }

    private static List<OutboxRow> Slice(List<OutboxRow> rows, HashSet<string> stuck)
    {
        var slice = new List<OutboxRow>();
        var bytes = 0;
        foreach (var row in rows.Where(row => row.Topic == rows[0].Topic && !stuck.Contains(row.Subject)))
        {
            bytes += row.Envelope.Length;
            if (slice.Count > 0 && bytes > SliceBytes)
            {
                break;
            }

            slice.Add(row);
        }

        return slice;
    }

    private async Task<int> SendAsync(ServiceDb db, List<OutboxRow> slice, HashSet<string> stuck, CancellationToken cancel)
    {
        string?[] errors;
        using (TelemetryNames.Source.StartActivity($"{TelemetryNames.SendSpan} {slice[0].Topic}", ActivityKind.Producer))
        {
            errors = await _publisher.PublishAsync(slice[0].Topic, slice, cancel);
        }

        var taken = slice.Where((_, i) => errors[i] is null).Select(row => row.Sequence).ToArray();
        var now = Machine.GetUtcNow();
        await db.InTransactionAsync(
            async token =>
            {
                if (taken.Length > 0)
                {
                    await Mine(db, taken).ExecuteUpdateAsync(set => set.SetProperty(row => row.PublishedTime, now), token);
                }

                var refused = slice.Where((_, i) => errors[i] is not null);
                foreach (var failed in refused.GroupBy(row => (row.Attempts, Error: errors[slice.IndexOf(row)]!)))
                {
                    var retry = now + Pause(failed.Key.Attempts);
                    await Mine(db, [.. failed.Select(row => row.Sequence)]).ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.LeaseEndTime, retry)
                            .SetProperty(row => row.LeaseOwner, (string?)null)
                            .SetProperty(row => row.LastError, failed.Key.Error),
                        token);
                }
            },
            cancel);
        var failures = slice.Where((_, i) => errors[i] is not null).ToList();
        stuck.UnionWith(failures.Select(row => row.Subject));
        if (failures.Count > 0)
        {
            var first = failures[0];
            Log.NotPublished(Logger, failures.Count, errors[slice.IndexOf(first)]!, first.Type, first.Id, first.Attempts);
        }

        TelemetryNames.Published.Add(taken.Length);
        TelemetryNames.NotPublished.Add(slice.Count - taken.Length);
        return taken.Length;
    }

    private Task<int> ReleaseAsync(ServiceDb db, List<OutboxRow> rows, CancellationToken cancel) => db.InTransactionAsync(
        token => Mine(db, [.. rows.Select(row => row.Sequence)]).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LeaseEndTime, (DateTimeOffset?)null)
                .SetProperty(row => row.LeaseOwner, (string?)null)
                .SetProperty(row => row.Attempts, row => row.Attempts - 1),
            token),
        cancel);

    // Only while it is still ours: after 30 s another relay may have taken it over.
    private IQueryable<OutboxRow> Mine(ServiceDb db, long[] sequences) =>
        db.Set<OutboxRow>().Where(row => sequences.Contains(row.Sequence) && row.LeaseOwner == _owner && row.PublishedTime == null);

    private TimeSpan Pause(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempts - 1, 20));
        return pause < _publisher.LongestPause ? pause : _publisher.LongestPause;
    }
}
