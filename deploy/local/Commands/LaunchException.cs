namespace MedBill.Local.Commands;

/// <summary>What the launcher answers to its shell.</summary>
internal enum ExitCode
{
    Ok = 0,

    /// <summary>The day was played and something was not as expected.</summary>
    NotAsExpected = 1,

    /// <summary>The command line, or tye.yaml, cannot be read.</summary>
    Usage = 2,

    PortTaken = 3,

    BuildFailed = 4,

    /// <summary>A service did not come up, or stayed down.</summary>
    NotHealthy = 5,

    /// <summary>Ctrl-C, as shells count it: 128 + SIGINT.</summary>
    Interrupted = 130,
}

/// <summary>Nothing more can be done; the message is for the person at the terminal.</summary>
internal sealed class LaunchException(ExitCode code, string message, IReadOnlyList<string>? details = null) : Exception(message)
{
    public ExitCode Code { get; } = code;

    /// <summary>More lines, such as the end of a log.</summary>
    public IReadOnlyList<string> Details { get; } = details ?? [];
}
