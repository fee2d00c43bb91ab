using System.Collections.Concurrent;

namespace MedBill.Platform.Storage;

/// <summary>
/// One writer at a time per SQLite file. SQLite allows one anyway, but its driver sleeps 150 ms between tries when busy; waiting here
/// costs nothing and is first come, first served. SQL Server needs no gate.
/// </summary>
internal sealed class WriteGate
{
    private static readonly ConcurrentDictionary<string, WriteGate> ByFile = new(StringComparer.Ordinal);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim? _turn;

    private WriteGate(SemaphoreSlim? turn) => _turn = turn;

    /// <summary>Lets everyone through.</summary>
    public static WriteGate Open { get; } = new(null);

    /// <summary>The gate of this database file.</summary>
    public static WriteGate Of(string file) => ByFile.GetOrAdd(Path.GetFullPath(file), static _ => new(new(1, 1)));

    /// <summary>Waits for the turn; dispose what is returned to pass it on.</summary>
    /// <exception cref="Values.Failure">Contention CONCURRENT_WRITE after 30 s.</exception>
    public async ValueTask<Turn> EnterAsync(CancellationToken cancel)
    {
        if (_turn is not null && !await _turn.WaitAsync(Patience, cancel))
        {
            throw DatabaseFaults.Contention();
        }

        return new(_turn);
    }

    /// <summary>The right to write, until disposed.</summary>
    public readonly struct Turn(SemaphoreSlim? turn) : IDisposable
    {
        public void Dispose() => turn?.Release();
    }
}
