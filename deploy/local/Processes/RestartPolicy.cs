namespace MedBill.Local.Processes;

/// <summary>
/// When a process that ended is started again. One that had been healthy is started for ever, at growing distance; one that never was is
/// given up soon, because nothing will be different the next time.
/// </summary>
internal sealed record RestartPolicy
{
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A process that was healthy for so long starts the count anew.</summary>
    public TimeSpan Forgiven { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Ends before it was ever healthy.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>Longest from start to ready.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Longest from the end of its input to its own end; then it is ended.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Ends so far, counted towards the next distance.</summary>
    public int Count(int before, TimeSpan healthyFor) => healthyFor >= Forgiven ? 1 : before + 1;

    /// <summary>How long to wait before the next start; null when there is none.</summary>
    public TimeSpan? Next(int ends, bool everHealthy)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ends, 1);
        if (!everHealthy && ends >= Tries)
        {
            return null;
        }

        var pause = First * Math.Pow(2, Math.Min(ends - 1, 16));
        return pause < Longest ? pause : Longest;
    }
}
