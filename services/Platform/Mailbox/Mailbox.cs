using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using MedBill.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MedBill.Platform.Mailbox;

/// <summary>The two directions, as seen from the suite.</summary>
public enum Direction
{
    /// <summary>From the suite to the other side.</summary>
    Outbound,

    /// <summary>From the other side to the suite.</summary>
    Inbound,
}

/// <summary>A file that is this reader's alone until it is archived or quarantined.</summary>
/// <param name="Name">Name under which it was sent.</param>
/// <param name="Direction">Where it was taken from.</param>
/// <param name="Path">Where it lies now.</param>
/// <param name="Sha256">Of its bytes, lower-case hexadecimal: the same file sent twice is known by it.</param>
/// <param name="Length">Bytes.</param>
public sealed record MailboxFile(string Name, Direction Direction, string Path, string Sha256, long Length)
{
    /// <summary>Opens it from the beginning.</summary>
    public Stream OpenRead() => File.OpenRead(Path);

    /// <summary>All of it.</summary>
    public Task<byte[]> ReadAllAsync(CancellationToken cancel) => File.ReadAllBytesAsync(Path, cancel);
}

/// <summary>
/// The seam to the other side (architecture, decision 18): folders <c>outbound</c>, <c>inbound</c>, <c>taken/&lt;reader&gt;</c>,
/// <c>archive</c>, <c>quarantine</c> on one volume. Bytes only. Written as <c>.part</c>, then renamed; taken by a rename: one winner.
/// </summary>
public interface IMailbox
{
    /// <summary>Puts a file for the other side; when this returns it is on disk under its name.</summary>
    Task WriteOutboundAsync(string fileName, ReadOnlyMemory<byte> content, CancellationToken cancel);

    /// <summary>What the other side does: puts a file for the suite.</summary>
    Task WriteInboundAsync(string fileName, ReadOnlyMemory<byte> content, CancellationToken cancel);

    /// <summary>
    /// Takes what the suite received and is <paramref name="reader"/>'s, oldest name first: first what it took before and did not finish,
    /// then every file of which <paramref name="isMine"/>, given the file from its beginning, says so.
    /// </summary>
    IAsyncEnumerable<MailboxFile> TakeInboundAsync(string reader, Func<Stream, bool> isMine, CancellationToken cancel);

    /// <summary>What the other side does: takes what the suite sent.</summary>
    IAsyncEnumerable<MailboxFile> TakeOutboundAsync(string reader, Func<Stream, bool> isMine, CancellationToken cancel);

    /// <summary>The file is dealt with: kept under <c>archive/inbound</c> or <c>archive/outbound</c>.</summary>
    Task ArchiveAsync(MailboxFile file, CancellationToken cancel);

    /// <summary>The file cannot be dealt with: kept under <c>quarantine</c>, the reason code beside it in <c>.reason.txt</c>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="reason">UPPER_SNAKE; nothing from the file.</param>
    /// <param name="cancel">Gives up.</param>
    Task QuarantineAsync(MailboxFile file, string reason, CancellationToken cancel);
}

/// <summary>The mailbox as folders under <c>Mailbox:Folder</c>.</summary>
internal sealed class FolderMailbox : IMailbox
{
    // Another replica's file is taken over when that replica has not finished it for this long.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);
    private const char Separator = '~';

    private readonly string _root;
    private readonly MachineTime _machine;
    private readonly HashSet<string> _mine = [];
    private readonly HashSet<string> _resumed = [];

    public FolderMailbox(IConfiguration configuration, MachineTime machine)
    {
        _root = Path.GetFullPath(configuration["Mailbox:Folder"] ?? throw new StartRefusedException("Mailbox:Folder is required."));
        _machine = machine;
    }

    public Task WriteOutboundAsync(string fileName, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        WriteAsync(Path.Combine(Folder("outbound"), Safe(fileName)), content, cancel);

    public Task WriteInboundAsync(string fileName, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        WriteAsync(Path.Combine(Folder("inbound"), Safe(fileName)), content, cancel);

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
        await WriteAsync(Target(file, folder) + ".reason.txt", System.Text.Encoding.ASCII.GetBytes(reason + "\n"), cancel);
        Finish(file, folder);
    }

    private async IAsyncEnumerable<MailboxFile> TakeAsync(
        Direction direction, string reader, Func<Stream, bool> isMine, [EnumeratorCancellation] CancellationToken cancel)
    {
        var own = Folder(Path.Combine("taken", Safe(reader)));
        foreach (var path in Unfinished(own))
        {
            if (await DescribeAsync(path, direction, cancel) is { } file)
            {
                yield return file;
            }
        }

        var whole = Directory.GetFiles(Folder(FolderOf(direction))).Where(path => !path.EndsWith(".part", StringComparison.Ordinal));
        foreach (var path in whole.Order(StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            if (IsMine(path, isMine) && Take(path, own) is { } taken && await DescribeAsync(taken, direction, cancel) is { } file)
            {
                yield return file;
            }
        }
    }

    // At the start all that lies there; later only what is ours, or was left by another.
    private List<string> Unfinished(string own)
    {
        var files = Directory.GetFiles(own).Order(StringComparer.Ordinal);
        lock (_mine)
        {
            var first = _resumed.Add(own);
            var old = _machine.GetUtcNow().UtcDateTime - Abandoned;
            var unfinished = files.Where(path => first || _mine.Contains(path) || File.GetLastWriteTimeUtc(path) < old).ToList();
            _mine.UnionWith(unfinished);
            return unfinished;
        }
    }

    private static bool IsMine(string path, Func<Stream, bool> isMine)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return isMine(stream);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private string? Take(string path, string own)
    {
        // Names may repeat, so the taken file carries a prefix of its own.
        var taken = Path.Combine(own, $"{Guid.CreateVersion7(_machine.GetUtcNow()):N}{Separator}{Path.GetFileName(path)}");
        try
        {
            File.Move(path, taken);
            File.SetLastWriteTimeUtc(taken, _machine.GetUtcNow().UtcDateTime);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        lock (_mine)
        {
            _mine.Add(taken);
        }

        return taken;
    }

    private static async Task<MailboxFile?> DescribeAsync(string path, Direction direction, CancellationToken cancel)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
            var name = Path.GetFileName(path);
            return new(name[(name.IndexOf(Separator, StringComparison.Ordinal) + 1)..], direction, path, hash, stream.Length);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

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

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var part = path + ".part";
        await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await stream.WriteAsync(content, cancel);
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    private static string FolderOf(Direction direction) => direction == Direction.Inbound ? "inbound" : "outbound";

    private static string Safe(string name) =>
        name.Length is > 0 and <= 128 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? name
            : throw new ArgumentException("A mailbox name has letters, digits, dots, hyphens and underscores.", nameof(name));
}

/// <summary>Registers the mailbox.</summary>
public static class MailboxSetup
{
    /// <summary><see cref="IMailbox"/> over <c>Mailbox:Folder</c>.</summary>
    public static void AddMailbox(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IMailbox, FolderMailbox>();
        builder.Services.TryAddSingleton<MailboxWorkerParts>();
    }
}
