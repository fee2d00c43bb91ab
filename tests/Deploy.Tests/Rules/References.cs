using YamlDotNet.RepresentationModel;

namespace MedBill.Deploy.Tests.Rules;

/// <summary>What one object says of another is true.</summary>
internal static class References
{
    /// <summary>Deployment, Service, account, labels and container carry the app's id; the ids are those of tye.yaml.</summary>
    public static IEnumerable<string> Names(IReadOnlyList<Resource> all)
    {
        foreach (var pod in Pod.In(all).Where(pod => pod.App is not null && !pod.IsJob))
        {
            var app = pod.App!;
            if (pod.Name != app || pod.Labels.GetValueOrDefault("app.kubernetes.io/name") != app || pod.Spec.Text("serviceAccountName") != app)
            {
                yield return $"{pod}: is not named {app} throughout";
            }

            if (pod.Labels.GetValueOrDefault("app.kubernetes.io/part-of") != "medbill" || pod.Labels.GetValueOrDefault("medbill.io/protocol") is not ("grpc" or "http"))
            {
                yield return $"{pod}: lacks the agreed labels";
            }

            if (pod.Containers.Select(container => container.Text("name")).ToArray() is not ["app"]
                || pod.Containers.SelectMany(container => container.Each("ports")).Select(port => port.Text("containerPort")).ToArray() is not ["8080"])
            {
                yield return $"{pod}: is not one container, app, on port 8080";
            }

            if (pod.Environment.FirstOrDefault(entry => entry.Text("name") == "ASPNETCORE_HTTP_PORTS").Text("value") != "8080")
            {
                yield return $"{pod}: does not listen on the port that everyone asks";
            }

            if (!all.Any(one => one.Kind == "Service" && one.Name == app && one.Root.Each("spec.ports").Any(port => port.Text("port") == "8080")))
            {
                yield return $"{pod}: has no Service on 8080";
            }
        }
    }

    /// <summary>Selectors find pods; claims, accounts, settings, ports and targets exist; no claim lies idle.</summary>
    public static IEnumerable<string> Exist(IReadOnlyList<Resource> all)
    {
        var pods = Pod.In(all).ToArray();
        bool Has(string kind, string? name) => all.Any(one => one.Kind == kind && one.Name == name);
        foreach (var resource in all)
        {
            foreach (var wrong in Selectors(resource, pods))
            {
                yield return $"{resource}: {wrong}";
            }
        }

        foreach (var pod in pods)
        {
            if (pod.Spec.Text("serviceAccountName") is { } account && !Has("ServiceAccount", account))
            {
                yield return $"{pod}: there is no account {account}";
            }

            foreach (var claim in pod.Spec.Each("volumes").Select(volume => volume.Text("persistentVolumeClaim.claimName")).OfType<string>().Where(claim => !Has("PersistentVolumeClaim", claim)))
            {
                yield return $"{pod}: there is no claim {claim}";
            }

            var volumes = pod.Spec.Each("volumes").Select(volume => volume.Text("name")).ToArray();
            var mounts = pod.Containers.SelectMany(container => container.Each("volumeMounts")).Select(mount => mount.Text("name")).ToArray();
            foreach (var name in volumes.Except(mounts).Concat(mounts.Except(volumes)))
            {
                yield return $"{pod}: {name} is a volume or a mount, and not both";
            }

            foreach (var reference in pod.Environment.Select(entry => entry.At("valueFrom.configMapKeyRef")).OfType<YamlNode>())
            {
                if (!all.Any(one => one.Kind == "ConfigMap" && one.Name == reference.Text("name") && one.Root.Map("data").ContainsKey(reference.Text("key") ?? "")))
                {
                    yield return $"{pod}: there is no {reference.Text("key")} in {reference.Text("name")}";
                }
            }
        }

        var used = pods.SelectMany(pod => pod.Spec.Each("volumes")).Select(volume => volume.Text("persistentVolumeClaim.claimName")).ToArray();
        foreach (var claim in all.Where(one => one.Kind == "PersistentVolumeClaim" && !used.Contains(one.Name)))
        {
            yield return $"{claim}: nobody mounts it";
        }

        foreach (var scaler in all.Where(one => one.Kind == "HorizontalPodAutoscaler"))
        {
            var target = pods.FirstOrDefault(pod => pod.Owner.Kind == scaler.Root.Text("spec.scaleTargetRef.kind") && pod.Name == scaler.Root.Text("spec.scaleTargetRef.name"));
            var containers = scaler.Root.Each("spec.metrics").Select(metric => metric.Text("containerResource.container")).OfType<string>();
            if (target is null || scaler.Root.Text("spec.scaleTargetRef.apiVersion") != "apps/v1"
                || containers.Except(target.Containers.Select(container => container.Text("name"))).Any())
            {
                yield return $"{scaler}: has nothing to scale";
            }

            if (scaler.Root.Number("spec.maxReplicas") < scaler.Root.Number("spec.minReplicas"))
            {
                yield return $"{scaler}: may have at most fewer than at least";
            }
        }

        foreach (var ingress in all.Where(one => one.Kind == "Ingress"))
        {
            foreach (var backend in ingress.Root.Walk("spec.rules[].http.paths[].backend.service"))
            {
                if (backend.Text("name") != "gateway")
                {
                    yield return $"{ingress}: opens {backend.Text("name")} to the outside";
                }

                if (!all.Any(one => one.Kind == "Service" && one.Name == backend.Text("name")
                    && one.Root.Each("spec.ports").Any(port => port.Text("name") == backend.Text("port.name") || port.Text("port") == backend.Text("port.number"))))
                {
                    yield return $"{ingress}: leads nowhere";
                }
            }
        }
    }

    /// <summary>Does a label selector (matchLabels and matchExpressions) pick these labels?</summary>
    public static bool Picks(YamlNode? selector, IReadOnlyDictionary<string, string> labels) =>
        selector.Map("matchLabels").All(pair => labels.GetValueOrDefault(pair.Key) == pair.Value)
        && selector.Each("matchExpressions").All(expression =>
        {
            var value = labels.GetValueOrDefault(expression.Text("key") ?? "");
            var values = expression.Each("values").Select(one => one.ToString()).ToArray();
            return expression.Text("operator") switch
            {
                "In" => value is not null && values.Contains(value),
                "NotIn" => value is null || !values.Contains(value),
                "Exists" => value is not null,
                "DoesNotExist" => value is null,
                _ => false,
            };
        });

    private static IEnumerable<string> Selectors(Resource resource, Pod[] pods)
    {
        var root = resource.Root;
        switch (resource.Kind)
        {
            case "Service":
                var chosen = pods.Where(pod => root.Map("spec.selector").All(pair => pod.Labels.GetValueOrDefault(pair.Key) == pair.Value)).ToArray();
                if (chosen.Length != 1)
                {
                    yield return "its selector does not find one kind of pod";
                }
                else if (chosen[0].Name != resource.Name)
                {
                    yield return "its selector finds somebody else's pods";
                }

                var ports = chosen.SelectMany(pod => pod.Containers).SelectMany(container => container.Each("ports")).ToArray();
                foreach (var target in root.Each("spec.ports").Select(port => port.Text("targetPort") ?? port.Text("port"))
                    .Where(target => !ports.Any(port => port.Text("name") == target || port.Text("containerPort") == target)))
                {
                    yield return $"the pods have no port {target}";
                }

                break;
            case "Deployment" when !Picks(root.At("spec.selector"), Pod.In([resource]).Single().Labels):
                yield return "its selector does not find its own pods";
                break;
            case "Deployment" when pods.Count(pod => Picks(root.At("spec.selector"), pod.Labels)) != 1:
                yield return "its selector finds somebody else's pods";
                break;
            case "PodDisruptionBudget" when pods.Where(pod => Picks(root.At("spec.selector"), pod.Labels)).Select(pod => pod.Name).ToArray() is not [var one] || one != resource.Name:
                yield return "its selector does not find its own pods";
                break;
        }
    }
}
