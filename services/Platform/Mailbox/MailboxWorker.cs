using System.Collections.Concurrent;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Mailbox;

/// <summary>What became of a file.</summary>
/// <param name="Reason">Null: dealt with; else why it goes to quarantine.</param>
public readonly record struct Handled(string? Reason)
{
    /// <summary>Dealt with: to the archive.</summary>
    public static Handled Archived => new(null);

    /// <summary>Cannot be dealt with, now or later: to quarantine.</summary>
    public static Handled Quarantined(string reason) => new(reason);
}

/// <summary>What a mailbox worker is made of.</summary>
public sealed record MailboxWorkerParts(
    IMailbox Mailbox, IServiceScopeFactory Scopes, ServiceIdentity Identity, MachineTime Machine, IConfiguration Configuration)
{
    internal TimeSpan Interval => Configuration.GetValue("Mailbox:PollInterval", TimeSpan.FromMilliseconds(200));

    internal long MaxBytes => Configuration.GetValue("Mailbox:MaxFileBytes", 256L * 1024 * 1024);
}

/// <summary>
/// Reads a service's inbound files one by one. A file that fails is tried again on later rounds while the next ones go on, and goes to
/// quarantine after ten failures (PROCESSING_FAILED); contention and absent databases or peers do not count.
/// </summary>
public abstract class MailboxWorker(MailboxWorkerParts parts, ILogger logger) : PollingWorker(parts.Machine, parts.Interval, logger)
{
    private const int MaxFailures = 10;
    private const string ProcessingFailed = "PROCESSING_FAILED";

    private readonly ConcurrentDictionary<string, int> _failures = new();

    /// <summary>Which side this worker reads for; the sandbox's other side reads <see cref="Direction.Outbound"/>.</summary>
    protected virtual Direction Reads => Direction.Inbound;

    /// <inheritdoc/>
    public override async Task<int> SweepAsync(CancellationToken cancel)
    {
        var done = 0;
        var reader = parts.Identity.AppId;
        var files = Reads == Direction.Inbound
            ? parts.Mailbox.TakeInboundAsync(reader, IsMine, cancel)
            : parts.Mailbox.TakeOutboundAsync(reader, IsMine, cancel);
        await foreach (var file in files)
        {
            done += await OneAsync(file, cancel) ? 1 : 0;
        }

        return done;
    }

    /// <summary>Is this file, given from its beginning, this service's? Reads no more than the head of it.</summary>
    protected abstract bool IsMine(Stream content);

    /// <summary>Deals with one file, in a scope without practice. May be given the same file again: its hash says so.</summary>
    protected abstract Task<Handled> HandleAsync(IServiceProvider services, MailboxFile file, CancellationToken cancel);

    /// <summary>
    /// The file is about to go to quarantine without having been read to its end (FILE_TOO_LARGE, PROCESSING_FAILED): a service that keeps
    /// what it has read writes that down. May come twice for the same file.
    /// </summary>
    protected virtual Task SetAsideAsync(IServiceProvider services, MailboxFile file, string reason, CancellationToken cancel) => Task.CompletedTask;

    private async Task<bool> OneAsync(MailboxFile file, CancellationToken cancel)
    {
        try
        {
            var handled = file.Length > parts.MaxBytes ? await SetAsideInScopeAsync(file, "FILE_TOO_LARGE", cancel) : await HandleInScopeAsync(file, cancel);
            await FinishAsync(file, handled, cancel);
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // One bad file must not stop the next.
        catch (Exception exception)
        {
            if (IsPassing(exception))
            {
                Log.SweepWaiting(Logger, GetType().Name, Log.Types(exception));
                return false;
            }

            var failures = _failures.AddOrUpdate(file.Path, 1, (_, before) => before + 1);
            Log.FileFailed(Logger, file.Sha256, failures, Log.Types(exception), exception.StackTrace);
            return failures >= MaxFailures && await GiveUpAsync(file, failures, cancel);
        }
#pragma warning restore CA1031
    }

    // Where even quarantine fails (its folder is full or not ours to write), the file stays taken and comes again.
    private async Task<bool> GiveUpAsync(MailboxFile file, int failures, CancellationToken cancel)
    {
        try
        {
            await SetAsideInScopeAsync(file, ProcessingFailed, cancel);
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            Log.SweepWaiting(Logger, GetType().Name, Log.Types(exception));
            return false;
        }
#pragma warning disable CA1031 // The reason stands beside the file all the same, and the file must get out of the way.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.FileFailed(Logger, file.Sha256, failures, Log.Types(exception), exception.StackTrace);
        }
#pragma warning restore CA1031

        try
        {
            await FinishAsync(file, Handled.Quarantined(ProcessingFailed), cancel);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.FileFailed(Logger, file.Sha256, failures, Log.Types(exception), exception.StackTrace);
            return false;
        }
    }

    private static bool IsPassing(Exception exception) => exception is Failure { Kind: FailureKind.Contention or FailureKind.Unavailable }
        || DatabaseFaults.IsContention(exception) || DatabaseFaults.IsAway(exception);

    private async Task<Handled> SetAsideInScopeAsync(MailboxFile file, string reason, CancellationToken cancel)
    {
        await using var scope = parts.Scopes.CreatePracticeScope(null);
        await SetAsideAsync(scope.ServiceProvider, file, reason, cancel);
        return Handled.Quarantined(reason);
    }

    private async Task<Handled> HandleInScopeAsync(MailboxFile file, CancellationToken cancel)
    {
        await using var scope = parts.Scopes.CreatePracticeScope(null);
        return await HandleAsync(scope.ServiceProvider, file, cancel);
    }

    private async Task FinishAsync(MailboxFile file, Handled handled, CancellationToken cancel)
    {
        if (handled.Reason is { } reason)
        {
            Log.Quarantined(Logger, file.Sha256, reason);
            await parts.Mailbox.QuarantineAsync(file, reason, cancel);
            TelemetryNames.QuarantinedFiles.Add(1, new("reader", parts.Identity.AppId), new("reason", reason));
        }
        else
        {
            await parts.Mailbox.ArchiveAsync(file, cancel);
        }

        _failures.TryRemove(file.Path, out _);
    }
}
