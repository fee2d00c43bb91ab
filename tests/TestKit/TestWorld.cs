using System.Diagnostics;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MedBill.TestKit;

/// <summary>What hosts of one test share: network, both clocks, token authority, a folder that is deleted when the last host is
/// gone.</summary>
public sealed class TestWorld
{
    /// <summary>Where both clocks start: Monday, 2026-03-02, 14:00 UTC.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);

    private readonly List<ServiceHost> _hosts = [];
    private int _ids;

    /// <summary>An empty world.</summary>
    public TestWorld()
    {
        Tokens = new(Machine);
        Network.Register(ServiceTransport.Authority, () => Tokens);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Who reaches whom.</summary>
    public TestNetwork Network { get; } = new();

    /// <summary>Business clock.</summary>
    public FakeTimeProvider Clock { get; } = new(Start);

    /// <summary>Machine clock.</summary>
    public FakeTimeProvider Machine { get; } = new(Start);

    /// <summary>Token authority.</summary>
    public TestTokens Tokens { get; }

    /// <summary>Folder of all hosts' files.</summary>
    public string Folder { get; } = Path.Combine(
        Path.GetTempPath(), "medbill-tests", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"));

    /// <summary>Folder of the mailbox.</summary>
    public string MailboxFolder => Path.Combine(Folder, "mailbox");

    /// <summary>Adds a host to what <see cref="DrainAsync"/> drains; every <see cref="ServiceHost"/> does so itself.</summary>
    internal void Join(ServiceHost host)
    {
        lock (_hosts)
        {
            _hosts.Add(host);
        }
    }

    internal void Forget(ServiceHost host)
    {
        lock (_hosts)
        {
            _hosts.Remove(host);
        }
    }

    /// <summary>Message ids, each once.</summary>
    internal string NextId() => $"test-{Interlocked.Increment(ref _ids)}";

    /// <summary>
    /// Runs relays and workers of all hosts until none finds anything to do and every outbox is empty. Pauses after failures are skipped by
    /// moving the machine clock. Fails after 30 s, naming who still waits.
    /// </summary>
    public async Task DrainAsync()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            ServiceHost[] hosts;
            lock (_hosts)
            {
                hosts = [.. _hosts];
            }

            var done = 0;
            foreach (var sweep in hosts.SelectMany(host => host.Services.GetServices<ISweep>()))
            {
                done += await sweep.SweepAsync(CancellationToken.None);
            }

            if (done > 0)
            {
                continue;
            }

            var waiting = await WaitingAsync(hosts);
            if (waiting.Count == 0)
            {
                return;
            }

            if (watch.Elapsed > DrainLimit)
            {
                throw new TimeoutException($"Events still wait: {string.Join("; ", waiting.Take(5))}");
            }

            // Others hold a lease, or a pause runs.
            await Task.Delay(5);
            Machine.Advance(TimeSpan.FromMilliseconds(500));
        }
    }

    internal void Leave()
    {
        lock (_hosts)
        {
            if (_hosts.Count > 0)
            {
                return;
            }
        }

        SqliteConnection.ClearAllPools();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task<List<string>> WaitingAsync(IEnumerable<ServiceHost> hosts)
    {
        var waiting = new List<string>();
        foreach (var host in hosts.Where(host => host.HasStore))
        {
            waiting.AddRange(await host.WithDbAsync<ServiceDb, List<string>>(
                db => db.Set<OutboxRow>().AsNoTracking().Where(row => row.PublishedTime == null).OrderBy(row => row.Sequence).Take(5)
                    .Select(row => row.Type + " " + row.LastError).ToListAsync(),
                practice: null));
        }

        return waiting;
    }
}
