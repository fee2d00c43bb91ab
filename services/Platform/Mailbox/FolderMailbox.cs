using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Mailbox;

/// <summary>The mailbox as folders under <c>Mailbox:Folder</c>.</summary>
internal sealed class FolderMailbox : IMailbox
{
    // Another replica's file is taken over when that replica has not finished it for this long.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);
    internal const string FolderIsMissing = "Mailbox:Folder is required.";
    private const char Separator = '~';

    private readonly string _root;
    private readonly MachineTime _machine;
    private readonly HashSet<string> _mine = [];
    private readonly HashSet<string> _resumed = [];
    private readonly Dictionary<string, HashSet<string>> _unreadable = [];
    private readonly ILogger _logger;

    public FolderMailbox(IConfiguration configuration, MachineTime machine, ILogger<FolderMailbox> logger)
    {
        _root = Path.GetFullPath(configuration["Mailbox:Folder"] ?? throw new StartRefusedException(FolderIsMissing));
        _machine = machine;
        _logger = logger;
    }

    public Task WriteOutboundAsync(string fileName, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        DurableFile.WriteAsync(Path.Combine(Folder("outbound"), Safe(fileName)), content, cancel);

    public Task WriteInboundAsync(string fileName, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        DurableFile.WriteAsync(Path.Combine(Folder("inbound"), Safe(fileName)), content, cancel);

    public IAsyncEnumerable<MailboxFile> TakeInboundAsync(string reader, Func<Stream, bool> isMine, CancellationToken cancel) =>
        TakeAsync(Direction.Inbound, reader, isMine, cancel);

    public IAsyncEnumerable<MailboxFile> TakeOutboundAsync(string reader, Func<Stream, bool> isMine, CancellationToken cancel) =>
        TakeAsync(Direction.Outbound, reader, isMine, cancel);

    public Task ArchiveAsync(MailboxFile file, CancellationToken cancel)
    {
        Finish(file, Folder(Path.Combine("archive", FolderOf(file.Direction))));
        return Task.CompletedTask;
    }

    public async Task QuarantineAsync(MailboxFile file, string reason, CancellationToken cancel)
    {
        var folder = Folder("quarantine");

        // The reason first: a file in quarantine always has one.
        await DurableFile.WriteAsync(Target(file, folder) + ".reason.txt", System.Text.Encoding.ASCII.GetBytes(reason + "\n"), cancel);
        Finish(file, folder);
    }

    private async IAsyncEnumerable<MailboxFile> TakeAsync(
        Direction direction, string reader, Func<Stream, bool> isMine, [EnumeratorCancellation] CancellationToken cancel)
    {
        var own = Folder(Path.Combine("taken", Safe(reader)));
        var unreadable = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var path in Unfinished(own))
            {
                if (await TryAsync(path, own, unreadable, () => DescribeAsync(path, direction, cancel)) is { } file)
                {
                    yield return file;
                }
            }

            var whole = Directory.GetFiles(Folder(FolderOf(direction))).Where(path => !path.EndsWith(".part", StringComparison.Ordinal));
            foreach (var path in whole.Order(StringComparer.Ordinal))
            {
                cancel.ThrowIfCancellationRequested();
                if (await TryAsync(path, own, unreadable, async () => IsMine(path, isMine) ? await DescribeAsync(Take(path, own), direction, cancel) : null)
                    is { } file)
                {
                    yield return file;
                }
            }
        }
        finally
        {
            TelemetryNames.Unreadable.Record(unreadable.Count, new KeyValuePair<string, object?>("reader", reader));
            lock (_unreadable)
            {
                _unreadable[own] = unreadable;
            }
        }
    }

    // Whatever is wrong with one file (another's rights, a broken link, a failing disk) must not keep the next from being read. It is said
    // once, and without the name, which the other side chose and which may hold a person's.
    private async Task<MailboxFile?> TryAsync(string path, string own, HashSet<string> unreadable, Func<Task<MailboxFile?>> take)
    {
        try
        {
            return await take();
        }
        catch (FileNotFoundException) when (IsGone(path))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            unreadable.Add(path);
            lock (_unreadable)
            {
                if (_unreadable.TryGetValue(own, out var before) && before.Contains(path))
                {
                    return null;
                }
            }

            Log.Unreadable(_logger, Path.GetRelativePath(_root, Path.GetDirectoryName(path)!), unreadable.Count, Log.Types(exception));
            return null;
        }
    }

    // Another reader was first. A link to nowhere and a name that is not UTF-8 are not found either, but stay.
    private static bool IsGone(string path) => !path.Contains('\uFFFD', StringComparison.Ordinal) && new FileInfo(path).LinkTarget is null;

    // At the start all that lies there; later only what is ours, or was left by another.
    private List<string> Unfinished(string own)
    {
        var files = Directory.GetFiles(own).Order(StringComparer.Ordinal);
        lock (_mine)
        {
            var first = _resumed.Add(own);
            var old = (_machine.GetUtcNow() - Abandoned).ToUnixTimeMilliseconds();
            var unfinished = files.Where(path => first || _mine.Contains(path) || TakenAt(path) < old).ToList();
            _mine.UnionWith(unfinished);
            return unfinished;
        }
    }

    private static bool IsMine(string path, Func<Stream, bool> isMine)
    {
        using var stream = File.OpenRead(path);
        return isMine(stream);
    }

    private string Take(string path, string own)
    {
        // Names may repeat, so the taken file carries a prefix of its own. It also says when that was: the file's own time may be set by its
        // owner alone, who is another where files come by SFTP.
        var taken = Path.Combine(own, $"{Guid.CreateVersion7(_machine.GetUtcNow()):N}{Separator}{MailboxName.Shortened(Path.GetFileName(path))}");

        // Nothing lies there; with overwrite this is a rename and nothing else, of which there is one winner.
        File.Move(path, taken, overwrite: true);
        lock (_mine)
        {
            _mine.Add(taken);
        }

        return taken;
    }

    // A UUIDv7 begins with 48 bits of Unix milliseconds. What somebody else put there was never taken.
    private static long TakenAt(string path) =>
        Path.GetFileName(path) is { Length: > 12 } name && long.TryParse(name.AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var milliseconds)
            ? milliseconds
            : 0;

    private static async Task<MailboxFile?> DescribeAsync(string path, Direction direction, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
        var name = Path.GetFileName(path);
        return new(name[(name.IndexOf(Separator, StringComparison.Ordinal) + 1)..], direction, path, hash, stream.Length);
    }

    // A move that a power cut undoes is no loss: the file is taken up again, known by its hash.
    private void Finish(MailboxFile file, string folder)
    {
        if (File.Exists(file.Path))
        {
            File.Move(file.Path, Target(file, folder), overwrite: true);
        }

        lock (_mine)
        {
            _mine.Remove(file.Path);
        }
    }

    // Another file of that name stays; the same bytes again are the same file.
    private static string Target(MailboxFile file, string folder)
    {
        var target = Path.Combine(folder, file.Name);
        var distinct = $"{Path.GetFileNameWithoutExtension(file.Name)}-{file.Sha256[..12]}{Path.GetExtension(file.Name)}";
        return File.Exists(target) ? Path.Combine(folder, distinct) : target;
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    private static string FolderOf(Direction direction) => direction == Direction.Inbound ? "inbound" : "outbound";

    private static string Safe(string name) => MailboxName.IsSafe(name)
        ? name
        : throw new ArgumentException("A mailbox name has letters, digits, dots, hyphens and underscores.", nameof(name));
}
