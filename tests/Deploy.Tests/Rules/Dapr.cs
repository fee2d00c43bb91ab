namespace MedBill.Deploy.Tests.Rules;

/// <summary>What the sidecars are told. A server checks none of it: annotations are free text, and Dapr's own resources are read by Dapr.</summary>
internal static class Dapr
{
    /// <summary>As the injector of Dapr 1.18 knows them; it passes over what it does not know.</summary>
    private static readonly string[] Annotations =
    [
        "enabled", "app-id", "app-port", "app-protocol", "app-max-concurrency", "config", "log-as-json", "log-level", "enable-metrics", "metrics-port",
        "api-token-secret", "app-token-secret", "env", "max-body-size", "read-buffer-size", "graceful-shutdown-seconds", "block-shutdown-duration",
        "enable-app-health-check", "app-health-check-path", "app-health-probe-interval", "app-health-probe-timeout", "app-health-threshold",
        "sidecar-cpu-request", "sidecar-cpu-limit", "sidecar-memory-request", "sidecar-memory-limit", "sidecar-seccomp-profile-type",
        "enable-native-sidecar", "disable-builtin-k8s-secret-store", "enable-api-logging",
    ];

    private static readonly string[] Always =
    [
        "app-id", "app-port", "app-protocol", "config", "log-as-json", "api-token-secret", "max-body-size", "read-buffer-size",
        "graceful-shutdown-seconds", "block-shutdown-duration", "enable-app-health-check", "app-health-probe-timeout", "sidecar-cpu-request",
        "sidecar-cpu-limit", "sidecar-memory-request", "sidecar-memory-limit", "sidecar-seccomp-profile-type", "enable-native-sidecar",
    ];

    private static readonly Dictionary<string, string> Versions = new()
    {
        ["Component"] = "dapr.io/v1alpha1",
        ["Configuration"] = "dapr.io/v1alpha1",
        ["Resiliency"] = "dapr.io/v1alpha1",
        ["HTTPEndpoint"] = "dapr.io/v1alpha1",
        ["Subscription"] = "dapr.io/v2alpha1",
    };

    /// <summary>Every pod says whether it has a sidecar; one that has says all that the sidecar must know.</summary>
    public static IEnumerable<string> Sidecars(IReadOnlyList<Resource> all)
    {
        foreach (var pod in Pod.In(all))
        {
            if (pod.Annotations.GetValueOrDefault("dapr.io/enabled") is not ("true" or "false"))
            {
                yield return $"{pod}: does not say whether it has a sidecar";
            }

            foreach (var name in pod.Annotations.Keys.Where(name => name.StartsWith("dapr.io/", StringComparison.Ordinal) && !Annotations.Contains(name[8..])))
            {
                yield return $"{pod}: the injector knows no {name}";
            }

            foreach (var wrong in pod.HasSidecar ? Wrong(pod, all) : [])
            {
                yield return $"{pod}: {wrong}";
            }

            if (!pod.HasSidecar && pod.Environment.Any(entry => entry.Text("name") == "Messaging__Mode" && entry.Text("value") == "Dapr"))
            {
                yield return $"{pod}: wants a sidecar and has none";
            }
        }
    }

    /// <summary>Versions and scopes; a resource without scopes is loaded by every sidecar of the namespace.</summary>
    public static IEnumerable<string> Kinds(IReadOnlyList<Resource> all)
    {
        var sidecars = Pod.In(all).Where(pod => pod.HasSidecar).Select(pod => pod.Annotations.GetValueOrDefault("dapr.io/app-id")).ToArray();
        foreach (var resource in all.Where(one => one.ApiVersion.StartsWith("dapr.io/", StringComparison.Ordinal)))
        {
            if (Versions.GetValueOrDefault(resource.Kind) != resource.ApiVersion)
            {
                yield return $"{resource}: {resource.ApiVersion} has no such kind";
            }

            var scopes = resource.Root.Each("scopes").Select(scope => scope.ToString()).ToArray();
            if (resource.Kind != "Configuration" && scopes.Length == 0)
            {
                yield return $"{resource}: has no scopes";
            }

            foreach (var scope in scopes.Except(sidecars))
            {
                yield return $"{resource}: scope {scope} is no app here";
            }

            if (resource.Kind == "Component" && !resource.Root.Text("spec.type")!.Contains('.', StringComparison.Ordinal))
            {
                yield return $"{resource}: {resource.Root.Text("spec.type")} is no component type";
            }
        }

        foreach (var wanted in new[] { "pubsub", "deadletters" }.Where(wanted => sidecars.Length > 0 && !all.Any(one => one.Kind == "Component" && one.Name == wanted)))
        {
            yield return $"Component/{wanted}: is missing";
        }
    }

    private static IEnumerable<string> Wrong(Pod pod, IReadOnlyList<Resource> all)
    {
        var said = pod.Annotations;
        foreach (var missing in Always.Where(name => !said.ContainsKey("dapr.io/" + name)))
        {
            yield return $"dapr.io/{missing} is missing";
        }

        foreach (var off in new[] { "enable-native-sidecar", "enable-app-health-check", "disable-builtin-k8s-secret-store" }.Where(name => said.GetValueOrDefault("dapr.io/" + name) != "true"))
        {
            yield return $"dapr.io/{off} is not \"true\"";
        }

        if (said.TryGetValue("dapr.io/app-health-threshold", out var threshold) && threshold is not (['1' or '2' or '3' or '4' or '5']))
        {
            yield return "its health is judged by no number of failures from 1 to 5";
        }

        var id = said.GetValueOrDefault("dapr.io/app-id") ?? "";
        if (id != pod.App || (id + "-dapr").Length > 63)
        {
            yield return $"app id '{id}' is not {pod.App}";
        }

        if (!pod.Containers.Any(container => container.Each("ports").Any(port => port.Text("containerPort") == said.GetValueOrDefault("dapr.io/app-port"))))
        {
            yield return "the sidecar asks on a port that the app does not have";
        }

        if (said.GetValueOrDefault("dapr.io/app-protocol") != pod.Labels.GetValueOrDefault("medbill.io/protocol"))
        {
            yield return "the sidecar speaks another protocol than the app";
        }

        if (!all.Any(one => one.Kind == "Configuration" && one.Name == said.GetValueOrDefault("dapr.io/config")))
        {
            yield return "its Configuration is not there: the sidecar would not start";
        }

        // The injector gives the tokens to the sidecar only, so the app must have them from the same secrets.
        foreach (var (annotation, variable) in new[] { ("dapr.io/api-token-secret", "DAPR_API_TOKEN"), ("dapr.io/app-token-secret", "APP_API_TOKEN") })
        {
            var mounted = pod.Environment.FirstOrDefault(entry => entry.Text("name") == variable).Text("valueFrom.secretKeyRef.name");
            if (mounted != said.GetValueOrDefault(annotation))
            {
                yield return $"{variable} is not what {annotation} gives the sidecar";
            }
        }

        // A probe that may take longer than its interval never fails, nor succeeds, in time.
        if (int.TryParse(said.GetValueOrDefault("dapr.io/app-health-probe-timeout"), out var timeout)
            && int.TryParse(said.GetValueOrDefault("dapr.io/app-health-probe-interval"), out var interval) && timeout > interval * 1000)
        {
            yield return "its health probe may take longer than the interval";
        }
    }
}
