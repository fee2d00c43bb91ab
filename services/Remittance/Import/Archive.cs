using System.Security.Cryptography;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;

namespace MedBill.Remittance.Import;

/// <summary>Bytes that are kept, known by their hash.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Length">Bytes.</param>
internal sealed record ArchivedContent(string Sha256, long Length);

/// <summary>
/// Every file that was ever taken, as it came, under <c>Archive:Folder</c>. A file's name is the hash of its bytes, so the same file lies
/// there once and nothing of a person stands in a name. With replicas the folder is one shared volume.
/// </summary>
internal sealed class Archive
{
    /// <summary>Reason of the failure when the volume does not answer.</summary>
    public const string Unavailable = "ARCHIVE_UNAVAILABLE";

    private const int BufferBytes = 128 * 1024;
    private static readonly TimeSpan StaleAfter = TimeSpan.FromDays(1);

    private readonly string _folder;
    private readonly string _incoming;
    private readonly MachineTime _machine;

    public Archive(IConfiguration configuration, MachineTime machine)
    {
        _folder = Path.GetFullPath(configuration["Archive:Folder"] ?? Path.Combine(configuration["Storage:Folder"] ?? "data", "remittance-files"));
        _incoming = Directory.CreateDirectory(Path.Combine(_folder, "incoming")).FullName;
        _machine = machine;
        RemoveStale();
    }

    /// <summary>Keeps what comes; when this returns it is on disk under its hash.</summary>
    /// <exception cref="Failure">Invalid FILE_EMPTY or FILE_TOO_LARGE, or Unavailable ARCHIVE_UNAVAILABLE; nothing is kept then.</exception>
    public async Task<ArchivedContent> KeepAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, long maxBytes, CancellationToken cancel)
    {
        try
        {
            return await WriteAsync(pieces, maxBytes, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new Failure(FailureKind.Unavailable, Unavailable, "The archive does not answer now; give the file again.");
        }
    }

    public Stream OpenRead(string sha256) =>
        new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);

    private async Task<ArchivedContent> WriteAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, long maxBytes, CancellationToken cancel)
    {
        var part = Path.Combine(_incoming, ResourceName.NewId("in", _machine.GetUtcNow()) + ".part");
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            await using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true))
            {
                await foreach (var piece in pieces.WithCancellation(cancel))
                {
                    length += piece.Length;
                    if (length > maxBytes)
                    {
                        throw Failure.Invalid("content", "FILE_TOO_LARGE", $"A file has at most {maxBytes} bytes.");
                    }

                    hash.AppendData(piece.Span);
                    await stream.WriteAsync(piece, cancel);
                }

                stream.Flush(flushToDisk: true);
            }

            if (length == 0)
            {
                throw Failure.Invalid("content", "FILE_EMPTY", "A file has at least one byte.");
            }

            var content = new ArchivedContent(Convert.ToHexStringLower(hash.GetHashAndReset()), length);
            var target = PathOf(content.Sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            DurableFile.FlushFolder(_folder);
            DurableFile.Move(part, target);
            return content;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private string PathOf(string sha256) => Path.Combine(_folder, sha256[..2], sha256 + ".x12");

    // Pieces of uploads that a dead process left.
    private void RemoveStale()
    {
        var old = _machine.GetUtcNow().UtcDateTime - StaleAfter;
        foreach (var part in Directory.GetFiles(_incoming, "*.part").Where(part => File.GetLastWriteTimeUtc(part) < old))
        {
            File.Delete(part);
        }
    }
}
