using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Storage;

/// <summary>
/// Whether the database has every migration that this release was made with: one that is behind fails in the middle of the work, on a column that is
/// not there. One that is ahead is well: the release after this one may be rolled out, or rolled back.
/// </summary>
internal sealed class StoreShape(IServiceScopeFactory scopes, ILogger<StoreShape> logger)
{
    /// <summary>How long a start waits for the database's answer. One that does not answer is readiness' matter.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(5);

    private volatile bool _isCurrent;
    private int _told;

    /// <summary>What is missing, in one line; null when nothing is, or when the database does not answer.</summary>
    public async Task<string?> FindLagAsync(CancellationToken cancel)
    {
        if (_isCurrent)
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<ServiceDb>().Database;
        if (!await database.CanConnectAsync(cancel))
        {
            return null;
        }

        var missing = (await database.GetPendingMigrationsAsync(cancel)).ToList();
        if (missing.Count == 0)
        {
            _isCurrent = true;
            return null;
        }

        return $"The database lacks {missing.Count} migrations of this release, the first is {missing[0]}: the migrate verb comes before the service. "
            + "If it was run, the login may not see its table: deploy/sql/rights.";
    }

    /// <summary>As <see cref="FindLagAsync"/>, but waits a few seconds at most.</summary>
    public async Task<string?> FindLagAtStartAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        try
        {
            return await FindLagAsync(limit.Token).WaitAsync(StartLimit, CancellationToken.None);
        }
#pragma warning disable CA1031 // A database that is away, or refuses, is no ground to end: it may be back in a moment, and readiness asks again.
        catch (Exception exception)
        {
            Log.StoreNotAsked(logger, Log.Types(exception));
            return null;
        }
#pragma warning restore CA1031
    }

    /// <summary>The store may be used; says in the log, once, why not when it lacks something.</summary>
    public async Task<bool> IsUsableAsync(CancellationToken cancel)
    {
        var lag = await FindLagAsync(cancel);
        if (lag is not null && Interlocked.Exchange(ref _told, 1) == 0)
        {
            Log.StoreLags(logger, lag);
        }

        return lag is null;
    }
}
