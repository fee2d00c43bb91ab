using System.Globalization;
using System.Text.RegularExpressions;
using MedBill.Local.Commands;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MedBill.Local.Tye;

/// <summary>
/// Reads <c>tye.yaml</c> by Tye's schema (2021, src/schema/tye-schema.json), as far as processes on one machine go: projects, executables
/// and external services with one http binding each. Whatever else the file says is refused with its line, never left out silently.
/// </summary>
internal static partial class TyeReader
{
    private const int MaxServices = 50;

    // Of the schema's root; those that concern deployment or a dashboard change nothing here.
    private static readonly string[] RootKeys =
        ["name", "registry", "containerEngine", "namespace", "network", "dashboardPort", "extensions", "solution", "services"];

    private static readonly string[] Kinds = ["project", "executable", "external", "image", "dockerFile", "azureFunction", "repository", "include"];

    public static TyeFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new LaunchException(ExitCode.Usage, $"{path} is not there.");
        }

        using var text = File.OpenText(path);
        return Read(text, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    public static TyeFile Read(TextReader text, string folder)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(text);
        }
        catch (YamlException exception)
        {
            throw Refuse(exception.Start.Line, exception.Message);
        }

        if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
        {
            throw Refuse(1, "one document with a mapping is expected");
        }

        RefuseUnknown(root, RootKeys);
        if (Find(root, "services") is not YamlSequenceNode { Children: { Count: > 0 and <= MaxServices } children })
        {
            throw Refuse(root.Start.Line, $"'services' must list 1 to {MaxServices} services");
        }

        var services = children.Select(child => Service(Mapping(child), folder)).ToList();
        RefuseRepeated(services.Select(service => service.Name), "service");
        RefuseRepeated(services.Select(service => service.Binding?.Port).OfType<int>(), "port");
        return new(Find(root, "name") is { } name ? Scalar(name) : "app", folder, services);
    }

    private static TyeService Service(YamlMappingNode node, string folder)
    {
        var kind = Kinds.Where(candidate => Find(node, candidate) is not null).ToList();
        if (kind is not [var only])
        {
            throw Refuse(node.Start.Line, $"a service has exactly one of {string.Join(", ", Kinds)}");
        }

        RefuseUnknown(node, only switch
        {
            "project" => ["name", "project", "env", "args", "build", "replicas", "bindings"],
            "executable" => ["name", "executable", "workingDirectory", "env", "args", "replicas", "bindings"],
            "external" => ["name", "external", "bindings"],
            _ => throw Refuse(node.Start.Line, $"'{only}' needs more than processes on this machine"),
        });
        var name = Required(node, "name");
        if (!ServiceName().IsMatch(name))
        {
            throw Refuse(node.Start.Line, "a service's name is lower-case letters, digits and hyphens");
        }

        if (Find(node, "replicas") is { } replicas && Scalar(replicas) != "1")
        {
            throw Refuse(replicas.Start.Line, "one replica of each service runs on a laptop");
        }

        var service = new TyeService { Name = name, IsExternal = only == "external", Binding = Binding(node), Environment = Variables(node), Arguments = Arguments(node) };
        return only switch
        {
            "project" => service with { Project = Path.GetFullPath(Path.Combine(folder, Required(node, "project"))) },
            "executable" => service with
            {
                Executable = Required(node, "executable"),
                WorkingDirectory = Path.GetFullPath(Path.Combine(folder, Find(node, "workingDirectory") is { } at ? Scalar(at) : ".")),
            },
            _ => service,
        };
    }

    private static TyeBinding? Binding(YamlMappingNode service)
    {
        if (Find(service, "bindings") is not { } bindings)
        {
            return null;
        }

        if (bindings is not YamlSequenceNode { Children: [YamlMappingNode node] })
        {
            throw Refuse(bindings.Start.Line, "one binding for each service");
        }

        RefuseUnknown(node, ["protocol", "host", "port"]);
        var protocol = Required(node, "protocol");
        if (protocol != "http")
        {
            throw Refuse(node.Start.Line, "the protocol is http: TLS ends elsewhere");
        }

        if (!int.TryParse(Required(node, "port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > 65_535)
        {
            throw Refuse(node.Start.Line, "a port is a number from 1 to 65535");
        }

        return new(protocol, Find(node, "host") is { } host ? Scalar(host) : "localhost", port);
    }

    private static List<KeyValuePair<string, string>> Variables(YamlMappingNode service)
    {
        if (Find(service, "env") is not { } env)
        {
            return [];
        }

        if (env is not YamlSequenceNode sequence)
        {
            throw Refuse(env.Start.Line, "'env' is a list of name and value");
        }

        return [.. sequence.Children.Select(child =>
        {
            var variable = Mapping(child);
            RefuseUnknown(variable, ["name", "value"]);
            return KeyValuePair.Create(Required(variable, "name"), Required(variable, "value"));
        })];
    }

    // Tye gives one string; words are split at spaces, quotes keep them together.
    private static List<string> Arguments(YamlMappingNode service) =>
        Find(service, "args") is { } args ? [.. Word().Matches(Scalar(args)).Select(word => word.Value.Trim('"'))] : [];

    private static YamlNode? Find(YamlMappingNode node, string key) =>
        node.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode { Value: var name } && name == key).Value;

    private static string Required(YamlMappingNode node, string key) =>
        Find(node, key) is { } value ? Scalar(value) : throw Refuse(node.Start.Line, $"'{key}' is required");

    private static string Scalar(YamlNode node) =>
        node is YamlScalarNode { Value: { } value } ? value : throw Refuse(node.Start.Line, "a plain value is expected");

    private static YamlMappingNode Mapping(YamlNode node) =>
        node as YamlMappingNode ?? throw Refuse(node.Start.Line, "a mapping is expected");

    private static void RefuseUnknown(YamlMappingNode node, string[] known)
    {
        foreach (var key in node.Children.Keys)
        {
            if (!known.Contains(Scalar(key)))
            {
                throw Refuse(key.Start.Line, $"'{Scalar(key)}' is not one of {string.Join(", ", known)}");
            }
        }
    }

    private static void RefuseRepeated<T>(IEnumerable<T> values, string what)
        where T : notnull
    {
        if (values.CountBy(value => value).FirstOrDefault(pair => pair.Value > 1) is { Value: > 1 } repeated)
        {
            throw new LaunchException(ExitCode.Usage, $"tye.yaml: {what} {repeated.Key} is there twice");
        }
    }

    private static LaunchException Refuse(long line, string reason) => new(ExitCode.Usage, $"tye.yaml, line {line}: {reason}");

    [GeneratedRegex("^[a-z][a-z0-9-]{0,40}$")]
    private static partial Regex ServiceName();

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Word();
}
