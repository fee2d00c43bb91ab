namespace MedBill.Collections;

/// <summary>Every log line of Collections.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Critical, "The balances of account {Account} are not the sums of its journal lines", EventName = "ledger.balance.mismatch")]
    public static partial void BalanceMismatch(ILogger logger, string account);

    [LoggerMessage(2, LogLevel.Critical, "The journal is out of balance by {Cents} cents", EventName = "ledger.journal.unbalanced")]
    public static partial void JournalUnbalanced(ILogger logger, long cents);

    [LoggerMessage(3, LogLevel.Information, "The balances of all accounts are the sums of their journal lines", EventName = "ledger.balance.checked")]
    public static partial void BalancesChecked(ILogger logger);
}
