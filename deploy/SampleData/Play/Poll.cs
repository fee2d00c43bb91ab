namespace MedBill.SampleData.Play;

/// <summary>Waits for something by looking, never by sleeping a fixed time.</summary>
public sealed class Poll(TimeProvider time, TimeSpan limit)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(400);

    // A look may cost what is being waited for its time: no more than a tenth of it.
    private const int PauseForALook = 9;

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
            var looked = time.GetTimestamp();
            var seen = await look(cancel);
            if (isThere(seen) || time.GetElapsedTime(started) >= limit)
            {
                return seen;
            }

            var least = time.GetElapsedTime(looked) * PauseForALook;
            await Task.Delay(least > pause ? least : pause, time, cancel);
            pause = pause * 2 < Longest ? pause * 2 : Longest;
        }
    }
}
