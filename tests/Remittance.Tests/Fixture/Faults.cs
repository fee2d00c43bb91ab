using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MedBill.Remittance.Tests.Fixture;

/// <summary>Lets the service die at a chosen step of its store: before or after a command, before or after a commit.</summary>
internal sealed class Faults : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int _left = int.MaxValue;

    /// <summary>Whether the chosen step was reached.</summary>
    public bool Struck => Volatile.Read(ref _left) <= 0;

    /// <summary>Dies once, at this step from now.</summary>
    public void StrikeAt(int step) => Volatile.Write(ref _left, step);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => Step(result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => Step(result);

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) => Step(result);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => Step(result);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Step(true).AsTask();

    private ValueTask<T> Step<T>(T result) =>
        Interlocked.Decrement(ref _left) == 0 ? throw new InvalidOperationException("The service died here.") : new(result);
}
