using System.Globalization;

namespace MedBill.TestKit.Sidecar;

/// <summary>How often and how far apart a delivery is tried again.</summary>
/// <param name="Exponential">Else constant.</param>
/// <param name="Duration">Between attempts of a constant policy.</param>
/// <param name="MaxInterval">The longest pause of an exponential one.</param>
/// <param name="MaxRetries">After the first attempt; -1 is without end.</param>
public sealed record RetryRule(bool Exponential, TimeSpan Duration, TimeSpan MaxInterval, int MaxRetries)
{
    // daprd's exponential policy: from 0.5 s on, half as long again each time, each pause longer or shorter by up to a half, 15 minutes in all.
    private const double Factor = 1.5;
    private const double Jitter = 0.5;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>It ends of itself.</summary>
    public bool IsFinite => MaxRetries >= 0 || Exponential;

    /// <summary>The pauses, without the jitter.</summary>
    public IEnumerable<TimeSpan> Pauses()
    {
        var (pause, sum) = (Exponential ? First : Duration, TimeSpan.Zero);
        for (var i = 0; MaxRetries < 0 || i < MaxRetries; i++)
        {
            if (Exponential && sum > Longest)
            {
                yield break;
            }

            yield return pause;
            sum += pause;
            if (Exponential)
            {
                pause = pause * Factor < MaxInterval ? pause * Factor : MaxInterval;
            }
        }
    }

    /// <summary>The longest that a finite policy holds a message when every attempt runs into its time-out.</summary>
    public TimeSpan AtWorst(TimeSpan timeout) =>
        Pauses().Aggregate(timeout, (sum, pause) => sum + timeout + (Exponential ? pause * (1 + Jitter) : pause));
}

/// <summary>What is done about one component, or one app, that does not answer.</summary>
public sealed record DaprPolicy(TimeSpan? Timeout, RetryRule? Retry, bool HasCircuitBreaker)
{
    /// <summary>What an app or a component gets that no Resiliency names: one attempt, without a time-out.</summary>
    public static DaprPolicy None { get; } = new(null, null, false);
}

/// <summary>A Resiliency of <c>dapr.io/v1alpha1</c>.</summary>
public sealed record DaprResiliency(
    IReadOnlyDictionary<string, DaprPolicy> Inbound,
    IReadOnlyDictionary<string, DaprPolicy> Outbound,
    IReadOnlyDictionary<string, DaprPolicy> Apps,
    IReadOnlyList<string> Scopes)
{
    /// <summary>It is for this app.</summary>
    public bool IsFor(string appId) => Scopes.Count == 0 || Scopes.Contains(appId);

    internal static DaprResiliency Read(DaprFiles.Node spec, IReadOnlyList<string> scopes)
    {
        var policies = spec.Child("policies");
        var components = spec.Child("targets").Child("components");
        var apps = spec.Child("targets").Child("apps");
        return new(
            components.Keys.Where(name => components.Child(name).Has("inbound"))
                .ToDictionary(name => name, name => Policy(components.Child(name).Child("inbound"), policies)),
            components.Keys.Where(name => components.Child(name).Has("outbound"))
                .ToDictionary(name => name, name => Policy(components.Child(name).Child("outbound"), policies)),
            apps.Keys.ToDictionary(name => name, name => Policy(apps.Child(name), policies)),
            scopes);
    }

    private static DaprPolicy Policy(DaprFiles.Node target, DaprFiles.Node policies) => new(
        target.Has("timeout") ? DaprFiles.Duration(Named(policies.Child("timeouts"), target.Text("timeout")).Text(target.Text("timeout"))) : null,
        target.Has("retry") ? Rule(Named(policies.Child("retries"), target.Text("retry")).Child(target.Text("retry"))) : null,
        target.Has("circuitBreaker"));

    // daprd starts all the same, and the target has no policy: here it is an error.
    private static DaprFiles.Node Named(DaprFiles.Node policies, string name) =>
        policies.Has(name) ? policies : throw new FormatException($"There is no policy {name}.");

    private static RetryRule Rule(DaprFiles.Node rule) => new(
        rule.Text("policy") == "exponential",
        rule.Has("duration") ? DaprFiles.Duration(rule.Text("duration")) : TimeSpan.FromSeconds(5),
        rule.Has("maxInterval") ? DaprFiles.Duration(rule.Text("maxInterval")) : TimeSpan.FromSeconds(60),
        rule.Has("maxRetries") ? int.Parse(rule.Text("maxRetries"), CultureInfo.InvariantCulture) : -1);
}
