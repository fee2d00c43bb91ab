using System.Globalization;
using YamlDotNet.Serialization;

namespace MedBill.TestKit.Sidecar;

/// <summary>A Component of <c>dapr.io/v1alpha1</c>.</summary>
/// <param name="Name">Name that apps use.</param>
/// <param name="Type">E.g. <c>pubsub.redis</c>.</param>
/// <param name="Metadata">Plain values.</param>
/// <param name="Secrets">Values by reference: name → <c>secret/key</c>.</param>
/// <param name="Scopes">App ids that have it; empty means every one.</param>
public sealed record DaprComponent(
    string Name,
    string Type,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyDictionary<string, string> Secrets,
    IReadOnlyList<string> Scopes)
{
    /// <summary>This app has it.</summary>
    public bool IsFor(string appId) => Scopes.Count == 0 || Scopes.Contains(appId);

    /// <summary>A metadata value as a time: a bare number is milliseconds.</summary>
    public TimeSpan Time(string name, TimeSpan otherwise) => Metadata.TryGetValue(name, out var value)
        ? long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : DaprFiles.Duration(value)
        : otherwise;

    /// <summary>A metadata value as a number.</summary>
    public int Number(string name, int otherwise) =>
        Metadata.TryGetValue(name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}

/// <summary>A declared Subscription of <c>dapr.io/v2alpha1</c>.</summary>
public sealed record DaprSubscription(string PubSub, string Topic, string DeadLetterTopic, TopicRoutes Routes, IReadOnlyList<string> Scopes);

/// <summary>Where a message goes: the path of the first rule that holds, else the default; none at all drops it.</summary>
public sealed record TopicRoutes(IReadOnlyList<(string Match, string Path)> Rules, string? Default);

/// <summary>One call that an access control list allows or denies.</summary>
public sealed record DaprOperation(string Name, string Action);

/// <summary>What one caller may do.</summary>
public sealed record DaprAccessPolicy(
    string AppId, string DefaultAction, string TrustDomain, string Namespace, IReadOnlyList<DaprOperation> Operations);

/// <summary>A Configuration of <c>dapr.io/v1alpha1</c>, as far as the stand-in follows it.</summary>
public sealed record DaprConfiguration(
    string Name, string? DefaultAction, IReadOnlyList<DaprAccessPolicy> Policies, IReadOnlyList<(string Name, string Version, string Protocol)> AllowedApis);

/// <summary>The Dapr files of deploy/, read as a sidecar in the cluster gets them. Kustomize's own files are passed over.</summary>
public sealed class DaprFiles
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().Build();

    /// <summary>By name.</summary>
    public Dictionary<string, DaprComponent> Components { get; } = [];

    /// <summary>By name.</summary>
    public Dictionary<string, DaprConfiguration> Configurations { get; } = [];

    /// <summary>All of them; each is for the apps of its scopes.</summary>
    public List<DaprResiliency> Resiliencies { get; } = [];

    /// <summary>Declared beside what the apps say themselves.</summary>
    public List<DaprSubscription> Subscriptions { get; } = [];

    /// <summary>Reads every YAML file of these folders, not of folders below them.</summary>
    public static DaprFiles Read(params IEnumerable<string> folders) => Parse(folders
        .SelectMany(folder => Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)).Select(File.ReadAllText));

    /// <summary>Reads these texts; a text may hold several documents.</summary>
    public static DaprFiles Parse(params IEnumerable<string> texts)
    {
        var files = new DaprFiles();
        foreach (var document in texts.SelectMany(text => text.Split("\n---\n")))
        {
            if (Yaml.Deserialize<object>(document) is Dictionary<object, object> root)
            {
                files.Add(new Node(root));
            }
        }

        return files;
    }

    /// <summary>A Go duration of one unit, such as <c>15s</c>, <c>500ms</c> or <c>168h</c>.</summary>
    public static TimeSpan Duration(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var number = double.Parse(text[..digits], CultureInfo.InvariantCulture);
        return text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => throw new FormatException($"{text} is not a duration."),
        };
    }

    private void Add(Node root)
    {
        if (!root.Text("apiVersion").StartsWith("dapr.io/", StringComparison.Ordinal))
        {
            return;
        }

        var (name, spec, scopes) = (root.Child("metadata").Text("name"), root.Child("spec"), root.Texts("scopes"));
        switch (root.Text("kind"))
        {
            case "Component":
                var metadata = spec.Children("metadata").ToList();
                Components.Add(name, new(
                    name,
                    spec.Text("type"),
                    metadata.Where(one => one.Has("value")).ToDictionary(one => one.Text("name"), one => one.Text("value")),
                    metadata.Where(one => one.Has("secretKeyRef")).ToDictionary(
                        one => one.Text("name"), one => $"{one.Child("secretKeyRef").Text("name")}/{one.Child("secretKeyRef").Text("key")}"),
                    scopes));
                break;
            case "Configuration":
                Configurations.Add(name, ReadConfiguration(name, spec));
                break;
            case "Resiliency":
                Resiliencies.Add(DaprResiliency.Read(spec, scopes));
                break;
            case "Subscription":
                var routes = spec.Child("routes");
                Subscriptions.Add(new(
                    spec.Text("pubsubname"),
                    spec.Text("topic"),
                    spec.Text("deadLetterTopic"),
                    new([.. routes.Children("rules").Select(rule => (rule.Text("match"), rule.Text("path")))], routes.Text("default") is { Length: > 0 } path ? path : null),
                    scopes));
                break;
            default:
                throw new FormatException($"The stand-in does not know the kind {root.Text("kind")}.");
        }
    }

    private static DaprConfiguration ReadConfiguration(string name, Node spec)
    {
        var access = spec.Child("accessControl");
        return new(
            name,
            access.Has("defaultAction") ? access.Text("defaultAction") : null,
            [
                .. access.Children("policies").Select(policy => new DaprAccessPolicy(
                    policy.Text("appId"),
                    policy.Text("defaultAction"),
                    policy.Text("trustDomain"),
                    policy.Text("namespace"),
                    [.. policy.Children("operations").Select(one => new DaprOperation(one.Text("name"), one.Text("action")))])),
            ],
            [.. spec.Child("api").Children("allowed").Select(one => (one.Text("name"), one.Text("version"), one.Text("protocol")))]);
    }

    /// <summary>A mapping; what is missing reads as empty.</summary>
    internal sealed class Node(Dictionary<object, object>? map)
    {
        public IEnumerable<string> Keys => map?.Keys.Select(key => (string)key) ?? [];

        public bool Has(string key) => map?.ContainsKey(key) == true;

        public string Text(string key) => Has(key) && map![key] is string text ? text : "";

        public Node Child(string key) => new(Has(key) ? map![key] as Dictionary<object, object> : null);

        public IEnumerable<Node> Children(string key) =>
            Has(key) && map![key] is List<object> list ? list.Select(one => new Node(one as Dictionary<object, object>)) : [];

        public string[] Texts(string key) => Has(key) && map![key] is List<object> list ? [.. list.Cast<string>()] : [];
    }
}
