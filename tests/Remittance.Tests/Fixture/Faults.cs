using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MedBill.Remittance.Tests.Fixture;

/// <summary>Lets the service die at a chosen step of its store: before or after a command, before or after a commit.</summary>
internal sealed class Faults : DbCommandInterceptor, IDbTransactionInterceptor
{
    private const string Death = "The service died here.";

    private int _left = int.MaxValue;
    private int _commitsLeft = int.MaxValue;

    /// <summary>Whether the chosen step was reached.</summary>
    public bool Struck => Volatile.Read(ref _left) <= 0;

    /// <summary>Dies once, at this step from now.</summary>
    public void StrikeAt(int step) => Volatile.Write(ref _left, step);

    /// <summary>Dies once, before this commit from now.</summary>
    public void StrikeAtCommit(int commit) => Volatile.Write(ref _commitsLeft, commit);

    /// <summary>Does what may die under way, as a worker's loop does: it goes on with its next round.</summary>
    public static async Task OutliveAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (InvalidOperationException death) when (death.Message == Death)
        {
        }
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => Step(result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => Step(result);

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) => Step(result);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        Interlocked.Decrement(ref _commitsLeft) == 0 ? throw new InvalidOperationException(Death) : Step(result);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Step(true).AsTask();

    private ValueTask<T> Step<T>(T result) =>
        Interlocked.Decrement(ref _left) == 0 ? throw new InvalidOperationException(Death) : new(result);
}
