using MedBill.Platform.Values;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Platform.Storage;

/// <summary>Tells a lost race, a duplicate and an absent database from other errors, for both stores.</summary>
public static class DatabaseFaults
{
    // SQLITE_BUSY 5, SQLITE_LOCKED 6. A transaction that read before it wrote meets 5 at once, whatever the busy time-out.
    private static bool IsBusy(SqliteException error) => error.SqliteErrorCode is 5 or 6;

    // SQLITE_IOERR 10, SQLITE_FULL 13, SQLITE_CANTOPEN 14.
    private static bool IsAway(SqliteException error) => error.SqliteErrorCode is 10 or 13 or 14;

    // 1205 deadlock victim, 3960 snapshot conflict; the text is what servers without 3960 say.
    private static bool IsLostRace(SqlException error) =>
        error.Number is 1205 or 3960 || error.Message.Contains("could not serialize access", StringComparison.OrdinalIgnoreCase);

    /// <summary>Another writer was first; the same work may succeed at once.</summary>
    public static bool IsContention(Exception exception) => Any(exception, static at => at switch
    {
        DbUpdateConcurrencyException => true,
        SqliteException error => IsBusy(error),
        SqlException error => IsLostRace(error),
        _ => false,
    });

    /// <summary>
    /// A row with this key is there already: SQLITE_CONSTRAINT_PRIMARYKEY 1555 and _UNIQUE 2067, SQL Server 2627 and
    /// 2601.
    /// </summary>
    public static bool IsDuplicate(Exception exception) => Any(exception, static at => at switch
    {
        SqliteException error => error.SqliteExtendedErrorCode is 1555 or 2067,
        SqlException error => error.Number is 2627 or 2601,
        _ => false,
    });

    /// <summary>The database does not answer. SQL Server: transport errors, closed for business, time-out.</summary>
    public static bool IsAway(Exception exception) => Any(exception, static at => at switch
    {
        SqliteException error => IsAway(error),
        SqlException error =>
            error.Class >= 20 || error.Number is -2 or 2 or 53 or 64 or 233 or 10053 or 10054 or 10060 or 40197 or 40501 or 40613,
        _ => false,
    });

    /// <summary>What lost a race says of itself: the same call may succeed at once.</summary>
    public static Failure Contention() =>
        new(FailureKind.Contention, "CONCURRENT_WRITE", "Another write came first; try again.") { RetryAfter = TimeSpan.FromSeconds(1) };

    private static bool Any(Exception exception, Func<Exception, bool> matches)
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            if (matches(at))
            {
                return true;
            }
        }

        return false;
    }
}
