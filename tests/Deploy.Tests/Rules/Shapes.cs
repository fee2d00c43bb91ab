using k8s;
using k8s.Models;

namespace MedBill.Deploy.Tests.Rules;

/// <summary>What a server's strict validation would say: unknown fields, wrong types, missing fields, texts that are none.</summary>
internal static class Shapes
{
    private static readonly string[] ContainerFields = ["name", "image", "env[].name", "volumeMounts[].name", "volumeMounts[].mountPath", "ports[].containerPort"];

    /// <summary>Kind → fields without which the API server refuses the object. <c>[]</c>: of every item.</summary>
    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["Namespace"] = [],
        ["ServiceAccount"] = [],
        ["ConfigMap"] = ["data"],
        ["Secret"] = [],
        ["Service"] = ["spec.selector", "spec.ports", "spec.ports[].port"],
        ["PersistentVolumeClaim"] = ["spec.accessModes", "spec.resources.requests.storage"],
        ["Deployment"] = ["spec.selector.matchLabels", "spec.template.metadata.labels", .. Pods("spec.template.spec")],
        ["Job"] = ["spec.template.spec.restartPolicy", .. Pods("spec.template.spec")],
        ["PodDisruptionBudget"] = ["spec.selector"],
        ["HorizontalPodAutoscaler"] = ["spec.scaleTargetRef.kind", "spec.scaleTargetRef.name", "spec.maxReplicas", "spec.metrics[].type"],
        ["NetworkPolicy"] = ["spec.podSelector", "spec.policyTypes"],
        ["Ingress"] = ["spec.rules", "spec.rules[].http.paths[].pathType", "spec.rules[].http.paths[].backend.service.name"],
        ["ValidatingAdmissionPolicy"] = ["spec.matchConstraints.resourceRules", "spec.validations", "spec.validations[].expression"],
        ["ValidatingAdmissionPolicyBinding"] = ["spec.policyName", "spec.validationActions"],
        ["ExternalSecret"] = ["spec.secretStoreRef.name", "spec.data[].secretKey", "spec.data[].remoteRef.key"],

        // Dapr's, from its resource definitions.
        ["Component"] = ["spec.type", "spec.version", "spec.metadata", "spec.metadata[].name"],
        ["Subscription"] = ["spec.pubsubname", "spec.topic", "spec.routes"],
        ["Configuration"] = ["spec"],
        ["Resiliency"] = ["spec.policies", "spec.targets"],
        ["HTTPEndpoint"] = ["spec.baseUrl"],
    };

    private static readonly string[] ForeignGroups = ["dapr.io/", "external-secrets.io/"];

    /// <summary>The typed, strict parse of everything that is Kubernetes' own.</summary>
    public static IEnumerable<string> Strict(IReadOnlyList<Resource> all)
    {
        foreach (var resource in all.Where(one => !ForeignGroups.Any(group => one.ApiVersion.StartsWith(group, StringComparison.Ordinal))))
        {
            string? wrong = null;
            try
            {
                if (KubernetesYaml.LoadAllFromString(resource.Text, null, strict: true) is not [IKubernetesObject])
                {
                    wrong = "is of no known kind";
                }
            }
#pragma warning disable CA1031 // Whatever the parser throws is what it found.
            catch (Exception exception)
            {
                wrong = (exception.InnerException ?? exception).Message;
            }
#pragma warning restore CA1031
            if (wrong is not null)
            {
                yield return $"{resource}: {wrong}";
            }
        }
    }

    /// <summary>The parser above does not miss a missing field.</summary>
    public static IEnumerable<string> RequiredFields(IReadOnlyList<Resource> all)
    {
        foreach (var resource in all)
        {
            if (!Required.TryGetValue(resource.Kind, out var paths))
            {
                yield return $"{resource}: nobody wrote down what this kind must have";
                continue;
            }

            foreach (var path in paths.Append("metadata.name").Where(path => resource.Root.Walk(path).Any(node => node is null)))
            {
                yield return $"{resource}: {path} is missing";
            }
        }

        foreach (var twice in all.GroupBy(one => (one.ApiVersion.Split('/')[0], one.Kind, one.Name)).Where(group => group.Count() > 1))
        {
            yield return $"{twice.Key.Kind}/{twice.Key.Name}: is there twice";
        }
    }

    /// <summary>Labels, annotations and environment are texts; a bare <c>true</c> or <c>8080</c> is none, and the server refuses it.</summary>
    public static IEnumerable<string> Texts(IReadOnlyList<Resource> all)
    {
        string[] paths =
        [
            "metadata.labels.*", "metadata.annotations.*", "data.*", "spec.template.metadata.labels.*", "spec.template.metadata.annotations.*",
            "spec.template.spec.containers[].env[].value", "spec.template.spec.containers[].args",
        ];
        return from resource in all
               from path in paths
               from node in resource.Root.Walk(path)
               where node is not null && (node.LooksLikeNoText() || node is YamlDotNet.RepresentationModel.YamlSequenceNode list && list.Any(item => item.LooksLikeNoText()))
               select $"{resource}: {path} has {node}, which is no text: quote it";
    }

    private static IEnumerable<string> Pods(string spec) =>
        ContainerFields.Select(field => $"{spec}.containers[].{field}")
            .Concat([$"{spec}.containers", $"{spec}.volumes[].name"])
            .Concat(new[] { "maxSkew", "topologyKey", "whenUnsatisfiable" }.Select(field => $"{spec}.topologySpreadConstraints[].{field}"));
}
