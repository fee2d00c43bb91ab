using System.Data.Common;
using System.Diagnostics;
using MedBill.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MedBill.Platform.Storage;

/// <summary>One span per database command: what kind and how long. No SQL, no values.</summary>
internal sealed class DatabaseSpans : DbCommandInterceptor
{
    public static DatabaseSpans Instance { get; } = new();

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result) =>
        Span(eventData, result);

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) =>
        new(Span(eventData, result));

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result) => Span(eventData, result);

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        new(Span(eventData, result));

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result) =>
        Span(eventData, result);

    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default) =>
        new(Span(eventData, result));

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Span(eventData, 0, failed: true);

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Span(eventData, 0, failed: true);
        return Task.CompletedTask;
    }

    // Made afterwards, with the times EF measured: nothing has to be remembered between start and end.
    private static T Span<T>(CommandEndEventData data, T result, bool failed = false)
    {
        if (!TelemetryNames.Source.HasListeners())
        {
            return result;
        }

        using var activity = TelemetryNames.Source.StartActivity(
            ActivityKind.Client, startTime: data.StartTime, name: $"{TelemetryNames.DatabaseSpan} {data.ExecuteMethod}");
        activity?.SetTag("db.system.name", data.Context?.Database.IsSqlite() == true ? "sqlite" : "microsoft.sql_server");
        if (failed)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
        }

        activity?.SetEndTime((data.StartTime + data.Duration).UtcDateTime);
        return result;
    }
}
