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
/// <param name="Name">Name under which it was sent, shortened to 128 bytes.</param>
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
/// A file that cannot be opened or moved stays where it is, is logged once, and the next goes on; a name of more than 128 bytes is shortened.
/// </summary>
public interface IMailbox
{
    /// <summary>Puts a file for the other side; when this returns it is on disk under its name, and a power cut does not take it away.</summary>
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

/// <summary>Registers the mailbox.</summary>
public static class MailboxSetup
{
    /// <summary><see cref="IMailbox"/> over <c>Mailbox:Folder</c>.</summary>
    public static void AddMailbox(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddSettings(PlatformSettings.Mailbox);
        builder.Services.AddStartCheck(provider => string.IsNullOrEmpty(provider.GetRequiredService<IConfiguration>()["Mailbox:Folder"])
            ? FolderMailbox.FolderIsMissing
            : null);
        builder.Services.TryAddSingleton<IMailbox, FolderMailbox>();
        builder.Services.TryAddSingleton<MailboxWorkerParts>();
    }
}
