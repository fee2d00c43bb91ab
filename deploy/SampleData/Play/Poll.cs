namespace MedBill.SampleData.Play;

/// <summary>Waits for something by looking, never by sleeping a fixed time.</summary>
public sealed class Poll(TimeProvider time, TimeSpan limit)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// Looks until <paramref name="isThere"/> or until the limit, and returns what it saw last: whoever checks the value then says what
    /// is wrong with it.
    /// </summary>
    public async Task<T> UntilAsync<T>(Func<CancellationToken, Task<T>> look, Func<T, bool> isThere, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(isThere);
        var started = time.GetTimestamp();
        var pause = First;
        while (true)
        {
            var seen = await look(cancel);
            if (isThere(seen) || time.GetElapsedTime(started) >= limit)
            {
                return seen;
            }

            await Task.Delay(pause, time, cancel);
            pause = pause * 2 < Longest ? pause * 2 : Longest;
        }
    }
}
