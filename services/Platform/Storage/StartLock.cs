namespace MedBill.Platform.Storage;

/// <summary>
/// Held by the one process that brings a SQLite file into shape: an empty file beside it, locked. The system lets go of it however that process
/// ends, which a row in the database would outlive. The file stays: whoever removed it would let two in.
/// </summary>
internal static class StartLock
{
    private const string Suffix = "-start";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until nobody else has it; makes the folder when it is not there. Dispose what is returned to let go.</summary>
    public static async Task<IDisposable> TakeAsync(string databaseFile, CancellationToken cancel)
    {
        var path = Path.GetFullPath(databaseFile) + Suffix;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                await Task.Delay(LookEvery, cancel);
            }
        }
    }

    // EWOULDBLOCK of flock on Linux (11) and macOS (35); ERROR_SHARING_VIOLATION on Windows. Anything else, a full disk say, is no lock.
    private static bool IsHeld(IOException exception) => (exception.HResult & 0xFFFF) is 11 or 32 or 35;
}
