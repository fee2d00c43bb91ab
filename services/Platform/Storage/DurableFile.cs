using System.Runtime.InteropServices;

namespace MedBill.Platform.Storage;

/// <summary>
/// Files that are there after a power cut once the call has returned. A flushed file is not: its name stands in the folder, which Linux writes
/// when it likes unless the folder is flushed too.
/// </summary>
public static partial class DurableFile
{
    private const int InvalidArgument = 22;

    /// <summary>Writes a file under another name beside it, flushes it, then renames it: it is there whole or not at all.</summary>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var part = path + ".part";
        await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await stream.WriteAsync(content, cancel);
            stream.Flush(flushToDisk: true);
        }

        Move(part, path);
    }

    /// <summary>Renames a flushed file over whatever has that name, then flushes the folder that it came into.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        FlushFolder(Path.GetDirectoryName(to)!);
    }

    /// <summary>Puts on disk which names a folder has.</summary>
    /// <exception cref="IOException">The folder cannot be opened or flushed.</exception>
    public static void FlushFolder(string folder)
    {
        // NTFS keeps a journal of names, and gives out no handle to flush a folder by. .NET opens no folder on Linux either.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, 0);
        if (descriptor < 0)
        {
            throw Failed("open");
        }

        try
        {
            // A file system that has no such thing (EINVAL: some network shares) has nothing to flush.
            if (Flush(descriptor) < 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
            {
                throw Failed("flush");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed(string what) => new($"Cannot {what} a folder (error {Marshal.GetLastPInvokeError()}).");

    // O_RDONLY is 0 everywhere.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
