namespace MedBill.SampleData.Play;

/// <summary>
/// What makes a day's writes repeatable: with the same two values every write has the same key and the same body, so that one sent again, by
/// a retry or by a player started anew, does nothing twice. What waits for a claim's state waits in vain once the claim has moved on.
/// </summary>
/// <param name="Id">Unlike any other day's in the installation: up to 40 letters, digits and hyphens.</param>
/// <param name="Today">The business day; null asks the installation.</param>
public sealed record DayRun(string Id, DateOnly? Today = null)
{
    /// <summary>The idempotency key of one operation.</summary>
    public string Key(string operation) => $"{Id}/{operation}";
}

/// <summary>How a day is played.</summary>
public sealed record PlayOptions
{
    public Rest.TokenRequest Tokens { get; init; } = Rest.TokenRequest.Development;

    public Rest.RetryPolicy Retry { get; init; } = new();

    /// <summary>Machine time: waits and limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Longest wait for an answer of a payer, or for the books to catch up.</summary>
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many people work at the desk at a time.</summary>
    public int Desks { get; init; } = 4;

    /// <summary>Told before and after each piece of work, in the order it happens; whoever told it goes on when it is done.</summary>
    public Func<DayProgress, CancellationToken, ValueTask>? OnProgress { get; init; }
}

/// <summary>The steps of a day, in their order.</summary>
public enum DayStep
{
    Practice,
    Registration,
    Eligibility,
    Visits,
    Desk,
    Claims,
    Submission,
    Answers,
    Rejections,
    Denials,
    Quarantine,
    Statements,
    Books,
}

/// <summary>How far a step is.</summary>
public readonly record struct DayProgress(DayStep Step, int Done, int Total);
