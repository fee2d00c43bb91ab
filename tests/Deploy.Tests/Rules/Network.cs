using YamlDotNet.RepresentationModel;

namespace MedBill.Deploy.Tests.Rules;

/// <summary>
/// Who may open a connection to whom, worked out from the policies as a cluster would, and held against the table of calls in ARCHITECTURE.md.
/// Nothing to say where there are no policies.
/// </summary>
internal static class Network
{
    private const int SidecarPort = 50002, AppPort = 8080, MetricsPort = 9090;

    private static readonly int[] InnerPorts = [3500, 3501, 5432, 6379, AppPort, MetricsPort, 50001, SidecarPort];
    private static readonly int[] ControlPlane = [50001, 6500, 50005, 50006];

    // As Dapr's chart labels them, with the ports of the pods, not of their Services.
    private static readonly Dictionary<string, string> ControlPods = new()
    {
        ["dapr-sentry"] = "50001",
        ["dapr-operator"] = "6500",
        ["dapr-placement-server"] = "50005",
        ["dapr-scheduler-server"] = "50006",
    };

    /// <summary>Every pod is cut off unless a policy lets it through, both ways.</summary>
    public static IEnumerable<string> DeniedByDefault(IReadOnlyList<Resource> all) =>
        from pod in Policies(all).Count == 0 ? [] : Pod.In(all)
        from way in new[] { "Ingress", "Egress" }
        where !Policies(all).Any(policy => policy.Root.Each("spec.policyTypes").Any(type => type.ToString() == way)
            && policy.Root.At("spec.podSelector") is YamlMappingNode { Children.Count: 0 })
        select $"{pod}: {way} is not denied by default";

    /// <summary>Between pods: from sidecar to sidecar, along the table of calls, and nothing else.</summary>
    public static IEnumerable<string> Calls(IReadOnlyList<Resource> all)
    {
        var policies = Policies(all);
        var pods = Pod.In(all).ToArray();
        return from caller in policies.Count == 0 ? [] : pods
               from called in pods
               where caller != called
               from port in InnerPorts
               let may = Lets(policies, "Egress", "egress", "to", caller, called, port) && Lets(policies, "Ingress", "ingress", "from", called, caller, port)
               let should = port == SidecarPort && !caller.IsJob && !called.IsJob
                   && caller.App is not null && Repository.Calls[caller.App].Contains(called.App)
               where may != should
               select $"{caller} {(may ? "reaches" : "does not reach")} {called} on {port}";
    }

    /// <summary>Out of the namespace: what the pod's own settings make it need, port by port.</summary>
    public static IEnumerable<string> Outwards(IReadOnlyList<Resource> all)
    {
        var policies = Policies(all);
        foreach (var rule in policies.SelectMany(policy => policy.Root.Each("spec.egress")))
        {
            foreach (var peer in rule.Each("to"))
            {
                if (peer.Text("ipBlock.cidr") == "0.0.0.0/0" && !peer.Each("ipBlock.except").Any(one => one.ToString() == "169.254.0.0/16"))
                {
                    yield return "the cloud's metadata, with its credentials, can be asked";
                }

                if (peer.Map("namespaceSelector.matchLabels").GetValueOrDefault("kubernetes.io/metadata.name") == "dapr-system"
                    && (!ControlPods.TryGetValue(peer.Map("podSelector.matchLabels").GetValueOrDefault("app") ?? "", out var port) || !PortsOf(rule).SequenceEqual([port])))
                {
                    yield return "a way into Dapr's control plane leads to no part of it";
                }
            }
        }

        foreach (var pod in policies.Count == 0 ? [] : Pod.In(all).Where(pod => pod.App is not null))
        {
            var may = Outside(policies, "Egress", "egress", "to", pod);
            var should = Needed(pod, all).ToHashSet();
            foreach (var port in may.Except(should))
            {
                yield return $"{pod}: goes out on {port} for nothing";
            }

            foreach (var port in should.Except(may))
            {
                yield return $"{pod}: cannot go out on {port}";
            }
        }
    }

    /// <summary>Into the namespace: the ingress controller to the gateway, the monitoring to the sidecars.</summary>
    public static IEnumerable<string> Inwards(IReadOnlyList<Resource> all)
    {
        var policies = Policies(all);
        foreach (var pod in policies.Count == 0 ? [] : Pod.In(all).Where(pod => pod.App is not null))
        {
            var may = Outside(policies, "Ingress", "ingress", "from", pod);
            HashSet<string> should = [.. pod.HasSidecar ? [$"{MetricsPort}"] : Array.Empty<string>(), .. pod.App == "gateway" ? [$"{AppPort}"] : Array.Empty<string>()];
            foreach (var port in may.Except(should))
            {
                yield return $"{pod}: is open to the outside on {port}";
            }

            foreach (var port in should.Except(may))
            {
                yield return $"{pod}: cannot be reached from outside on {port}";
            }
        }
    }

    private static IEnumerable<string> Needed(Pod pod, IReadOnlyList<Resource> all)
    {
        List<int> ports = [53];
        if (pod.HasSidecar)
        {
            ports.AddRange(ControlPlane);
            var broker = all.FirstOrDefault(one => one.Kind == "Component" && one.Root.Each("scopes").Any(scope => scope.ToString() == pod.App));
            if (broker is not null)
            {
                ports.Add(broker.Root.Text("spec.type") == "pubsub.kafka" ? 9093 : 6379);
            }
        }

        foreach (var (variable, needs) in new (string, int[])[]
        {
            ("Redis__ConnectionString", [6379]), ("OTEL_EXPORTER_OTLP_ENDPOINT", [4317, 4318]), ("Auth__Authority", [443]),
        })
        {
            ports.AddRange(pod.Sets(variable) ? needs : []);
        }

        if (pod.Environment.Any(entry => entry.Text("name") == "Storage__Provider" && entry.Text("value") == "SqlServer"))
        {
            ports.Add(1433);
        }

        return ports.Distinct().Select(port => port.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static List<Resource> Policies(IReadOnlyList<Resource> all) => [.. all.Where(one => one.Kind == "NetworkPolicy")];

    private static IEnumerable<YamlNode> RulesFor(IEnumerable<Resource> policies, string way, string field, Pod pod) =>
        policies.Where(policy => policy.Root.Each("spec.policyTypes").Any(type => type.ToString() == way)
                && References.Picks(policy.Root.At("spec.podSelector"), pod.Labels))
            .SelectMany(policy => policy.Root.Each("spec." + field));

    // Peers without a namespace selector are of this namespace.
    private static bool Lets(List<Resource> policies, string way, string field, string peers, Pod pod, Pod other, int port) =>
        RulesFor(policies, way, field, pod).Any(rule => PortsOf(rule).Any(one => one == "*" || one == $"{port}")
            && (!rule.Each(peers).Any() || rule.Each(peers).Any(peer => peer.At("podSelector") is { } selector && peer.At("namespaceSelector") is null
                && References.Picks(selector, other.Labels))));

    // Peers elsewhere: an address, a namespace, or, without any peer, everyone.
    private static HashSet<string> Outside(List<Resource> policies, string way, string field, string peers, Pod pod) =>
        [.. RulesFor(policies, way, field, pod)
            .Where(rule => !rule.Each(peers).Any() || rule.Each(peers).Any(peer => peer.At("ipBlock") is not null || peer.At("namespaceSelector") is not null))
            .SelectMany(PortsOf)];

    private static IEnumerable<string> PortsOf(YamlNode rule) =>
        rule.Each("ports").Any() ? rule.Each("ports").Select(port => port.Text("endPort") is { } end ? $"{port.Text("port")}-{end}" : port.Text("port") ?? "*") : ["*"];
}
