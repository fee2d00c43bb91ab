using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MedBill.Deploy.Tests;

/// <summary>One rendered document.</summary>
internal sealed record Resource(YamlMappingNode Root, string Text)
{
    public string ApiVersion => Root.Text("apiVersion") ?? "";

    public string Kind => Root.Text("kind") ?? "";

    public string Name => Root.Text("metadata.name") ?? "";

    public IReadOnlyDictionary<string, string> Labels => Root.Map("metadata.labels");

    /// <summary>All documents of a text.</summary>
    public static IReadOnlyList<Resource> Read(string yaml) =>
    [
        .. from part in ("\n" + yaml).Split("\n---\n")
           where part.Trim().Length > 0
           let stream = Load(part)
           from document in stream.Documents
           where document.RootNode is YamlMappingNode
           select new Resource((YamlMappingNode)document.RootNode, part),
    ];

    public override string ToString() => $"{Kind}/{Name}";

    private static YamlStream Load(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream;
    }
}

/// <summary>A pod template and the Deployment or Job that makes pods of it.</summary>
internal sealed record Pod(Resource Owner, YamlNode Template)
{
    public string Name => Owner.Name;

    public bool IsJob => Owner.Kind == "Job";

    /// <summary>One of ours, by the image it runs; else null.</summary>
    public string? App => Containers.Select(container => container.Text("image") ?? "")
        .Select(image => Repository.Projects.Keys.FirstOrDefault(app => ("/" + image).Split(':', '@')[0].EndsWith("/medbill/" + app, StringComparison.Ordinal)))
        .FirstOrDefault(app => app is not null);

    public YamlNode? Spec => Template.At("spec");

    public IReadOnlyDictionary<string, string> Labels => Template.Map("metadata.labels");

    public IReadOnlyDictionary<string, string> Annotations => Template.Map("metadata.annotations");

    public IEnumerable<YamlNode> Containers => Template.Each("spec.containers").Concat(Template.Each("spec.initContainers"));

    public IEnumerable<YamlNode> Environment => Containers.SelectMany(container => container.Each("env"));

    public bool HasSidecar => Annotations.GetValueOrDefault("dapr.io/enabled") == "true";

    public bool Sets(string variable) => Environment.Any(entry => entry.Text("name") == variable);

    public override string ToString() => Owner.ToString();

    public static IEnumerable<Pod> In(IEnumerable<Resource> all) =>
        from resource in all
        where resource.Kind is "Deployment" or "Job" or "StatefulSet" or "DaemonSet"
        let template = resource.Root.At("spec.template")
        where template is not null
        select new Pod(resource, template);
}

/// <summary>Ways through a YAML tree. Nothing there is null or empty, never an exception.</summary>
internal static class YamlPaths
{
    /// <summary>The node under <c>a.b.c</c>.</summary>
    public static YamlNode? At(this YamlNode? node, string path)
    {
        foreach (var step in path.Split('.'))
        {
            node = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(step), out var child) ? child : null;
        }

        return node;
    }

    /// <summary>The items of the list under a path.</summary>
    public static IEnumerable<YamlNode> Each(this YamlNode? node, string path) => node.At(path) is YamlSequenceNode list ? list.Children : [];

    /// <summary>The text under a path.</summary>
    public static string? Text(this YamlNode? node, string path) => (node.At(path) as YamlScalarNode)?.Value;

    /// <summary>A whole number under a path; 0 when there is none.</summary>
    public static int Number(this YamlNode? node, string path) => int.TryParse(node.Text(path), out var number) ? number : 0;

    /// <summary>The texts of a mapping under a path.</summary>
    public static IReadOnlyDictionary<string, string> Map(this YamlNode? node, string path) => node.At(path) is YamlMappingNode map
        ? map.Children.Where(pair => pair.Value is YamlScalarNode)
            .ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => ((YamlScalarNode)pair.Value).Value ?? "")
        : new Dictionary<string, string>();

    /// <summary>The nodes under a path whose steps may end in <c>[]</c> for every item of a list, or be <c>*</c> for every value of a mapping.</summary>
    public static IEnumerable<YamlNode?> Walk(this YamlNode? node, string path)
    {
        IEnumerable<YamlNode?> nodes = [node];
        foreach (var step in path.Split('.'))
        {
            nodes = step.EndsWith("[]", StringComparison.Ordinal)
                ? nodes.SelectMany(one => one.Each(step[..^2]))
                : step == "*" ? nodes.SelectMany(one => one is YamlMappingNode map ? map.Children.Values : []) : nodes.Select(one => one.At(step));
        }

        return nodes;
    }

    /// <summary>A plain scalar that a reader would take for something other than text.</summary>
    public static bool LooksLikeNoText(this YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: var value }
        && (value is null or "" or "~" or "null" or "true" or "false" or "yes" or "no" or "on" or "off"
            || double.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _));
}
