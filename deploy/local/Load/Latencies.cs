using System.Collections.Concurrent;
using System.Diagnostics;

namespace MedBill.Local.Load;

/// <summary>Milliseconds below which a share of the calls stayed.</summary>
internal sealed record Percentiles(int Count, double P50, double P95, double P99, double Max)
{
    public static Percentiles Of(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToArray();
        return sorted.Length == 0 ? new(0, 0, 0, 0, 0) : new(sorted.Length, At(0.50), At(0.95), At(0.99), Math.Round(sorted[^1], 1));

        // Nearest rank: the smallest value that at least this share does not exceed.
        double At(double share) => Math.Round(sorted[Math.Max((int)Math.Ceiling(share * sorted.Length) - 1, 0)], 1);
    }
}

/// <summary>What was measured while something was driven: the time of each call by kind, of each piece, and when each piece was done.</summary>
internal sealed class Measurement(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly ConcurrentDictionary<string, ConcurrentBag<TimeSpan>> _calls = new();
    private readonly ConcurrentBag<TimeSpan> _pieces = [];
    private readonly ConcurrentBag<(TimeSpan At, int Bills)> _done = [];
    private int _repeats;

    /// <summary>Calls that had to be made more than once.</summary>
    public int Repeats => _repeats;

    public IReadOnlyDictionary<string, Percentiles> Calls =>
        _calls.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => Percentiles.Of(pair.Value));

    /// <summary>All calls of one bill, or of one batch, together.</summary>
    public Percentiles Pieces => Percentiles.Of(_pieces);

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    public async Task<T> CallAsync<T>(string kind, Func<Task<T>> call)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await call();
        _calls.GetOrAdd(kind, _ => []).Add(Stopwatch.GetElapsedTime(started));
        return answer;
    }

    public void PieceDone(TimeSpan took, int bills)
    {
        _pieces.Add(took);
        _done.Add((Elapsed, bills));
    }

    public void Repeated() => Interlocked.Increment(ref _repeats);

    /// <summary>Bills a second in each stretch of the run: whether it gets slower as the stores grow.</summary>
    public IReadOnlyList<double> RateBy(int stretch)
    {
        var rates = new List<double>();
        var (bills, since) = (0, TimeSpan.Zero);
        foreach (var (at, more) in _done.OrderBy(done => done.At))
        {
            bills += more;
            if (bills >= stretch)
            {
                rates.Add(Math.Round(bills / Math.Max((at - since).TotalSeconds, 0.001), 1));
                (bills, since) = (0, at);
            }
        }

        return rates;
    }
}
