using System.Collections.Concurrent;

namespace MedBill.TestKit.Sidecar;

/// <summary>What becomes of something published.</summary>
public enum PublishFault
{
    /// <summary>Nothing goes wrong.</summary>
    None,

    /// <summary>The broker refuses.</summary>
    Refused,

    /// <summary>The broker takes it, and the app hears of a time-out.</summary>
    TimedOutAfterAcceptance,
}

/// <summary>What an app answers in place of what it would.</summary>
public enum AppFault
{
    /// <summary>Its own answer.</summary>
    None,

    /// <summary>HTTP 404; gRPC UNIMPLEMENTED.</summary>
    NotFound,

    /// <summary>HTTP 500; gRPC INTERNAL.</summary>
    Error,

    /// <summary>HTTP 307; gRPC UNAVAILABLE.</summary>
    Redirect,
}

/// <summary>What goes wrong, on demand. Each is asked per message and may be changed while the sidecar runs.</summary>
public sealed class SidecarFaults
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    /// <summary>By topic: what becomes of a call that publishes.</summary>
    public Func<string, PublishFault> Publish { get; set; } = _ => PublishFault.None;

    /// <summary>By topic: how often the broker keeps what is published once.</summary>
    public Func<string, int> Copies { get; set; } = _ => 1;

    /// <summary>By topic: how long a message lies before it is delivered.</summary>
    public Func<string, TimeSpan> Delay { get; set; } = _ => TimeSpan.Zero;

    /// <summary>Messages that were read together are delivered in the opposite order.</summary>
    public bool Reverse { get; set; }

    /// <summary>By topic: what the app answers.</summary>
    public Func<string, AppFault> App { get; set; } = _ => AppFault.None;

    /// <summary>How often each fault came to pass.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    internal void Count(string fault) => _counts.AddOrUpdate(fault, 1, (_, before) => before + 1);
}
