namespace MedBill.TestKit.Sidecar;

/// <summary>Who may publish and hear what on a component, by daprd's own reading of its metadata.</summary>
public sealed class TopicScopes(DaprComponent component)
{
    private readonly HashSet<string> _allowed = Topics(component, "allowedTopics");
    private readonly HashSet<string> _protected = Topics(component, "protectedTopics");
    private readonly Dictionary<string, HashSet<string>> _publish = Scopes(component, "publishingScopes");
    private readonly Dictionary<string, HashSet<string>> _subscribe = Scopes(component, "subscriptionScopes");

    /// <summary>Topics that anybody may name at all; empty means every one.</summary>
    public IReadOnlySet<string> Allowed => _allowed;

    /// <summary>Topics that need a scope.</summary>
    public IReadOnlySet<string> Protected => _protected;

    /// <summary>App id → what it may publish.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Publishing => _publish;

    /// <summary>App id → what it may hear.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Subscribing => _subscribe;

    /// <summary>This app may publish this topic.</summary>
    public bool MayPublish(string appId, string topic) => May(_publish, appId, topic);

    /// <summary>This app may hear this topic.</summary>
    public bool MayHear(string appId, string topic) => May(_subscribe, appId, topic);

    // An app that no scope names may do anything that is not protected; one that is named may do what its scope lists, if that is nothing.
    private bool May(Dictionary<string, HashSet<string>> scopes, string appId, string topic) =>
        (_allowed.Count == 0 || _allowed.Contains(topic))
        && (scopes.TryGetValue(appId, out var own) ? own.Contains(topic) : !_protected.Contains(topic));

    private static HashSet<string> Topics(DaprComponent component, string name) =>
        component.Metadata.TryGetValue(name, out var value) ? [.. Split(value, ',')] : [];

    private static Dictionary<string, HashSet<string>> Scopes(DaprComponent component, string name) =>
        component.Metadata.TryGetValue(name, out var value)
            ? Split(value, ';').Select(app => app.Split('=')).ToDictionary(app => app[0], app => Split(app[1], ',').ToHashSet())
            : [];

    private static string[] Split(string value, char separator) =>
        value.Replace(" ", "", StringComparison.Ordinal).Split(separator, StringSplitOptions.RemoveEmptyEntries);
}
