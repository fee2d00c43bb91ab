namespace MedBill.Deploy.Tests.Rules;

/// <summary>What a pod may be: Kubernetes' "restricted" profile, and what this house asks beyond it.</summary>
internal static class PodSecurity
{
    private static readonly string[] AllowedVolumes =
        ["name", "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    /// <summary>Pod Security Standards, level "restricted": kubernetes.io/docs/concepts/security/pod-security-standards.</summary>
    public static IEnumerable<string> Restricted(IReadOnlyList<Resource> all)
    {
        foreach (var open in all.Where(one => one.Kind == "Namespace" && one.Labels.GetValueOrDefault("pod-security.kubernetes.io/enforce") != "restricted"))
        {
            yield return $"{open}: does not hold its pods to the profile";
        }

        foreach (var pod in Pod.In(all))
        {
            foreach (var wrong in RestrictedPod(pod))
            {
                yield return $"{pod}: {wrong}";
            }

            foreach (var container in pod.Containers)
            {
                foreach (var wrong in RestrictedContainer(pod, container))
                {
                    yield return $"{pod} {container.Text("name")}: {wrong}";
                }
            }
        }
    }

    /// <summary>Read-only root, a numeric user, no token of the cluster, no foreign variables, and room for temporary files.</summary>
    public static IEnumerable<string> Hardened(IReadOnlyList<Resource> all)
    {
        foreach (var pod in Pod.In(all))
        {
            if (pod.Spec.Text("automountServiceAccountToken") != "false")
            {
                yield return $"{pod}: mounts a token of the cluster's API, which nothing here calls";
            }

            if (pod.Spec.Text("enableServiceLinks") != "false")
            {
                yield return $"{pod}: gets variables of every service of the namespace";
            }

            if (pod.Spec.Number("securityContext.runAsUser") <= 0)
            {
                yield return $"{pod}: runAsUser is no number above 0";
            }

            if (pod.Spec.Each("volumes").Any(volume => volume.At("persistentVolumeClaim") is not null) && pod.Spec.Number("securityContext.fsGroup") <= 0)
            {
                yield return $"{pod}: has no fsGroup, so a new volume is root's";
            }

            foreach (var container in pod.Containers)
            {
                if (container.Text("securityContext.readOnlyRootFilesystem") != "true")
                {
                    yield return $"{pod} {container.Text("name")}: its root can be written to";
                }

                var tmp = container.Each("volumeMounts").FirstOrDefault(mount => mount.Text("mountPath") == "/tmp").Text("name");
                if (pod.App is not null
                    && !pod.Spec.Each("volumes").Any(volume => volume.Text("name") == tmp && volume.Text("emptyDir.sizeLimit") is not null))
                {
                    yield return $"{pod} {container.Text("name")}: /tmp is no emptyDir with a limit";
                }
            }
        }

        foreach (var account in all.Where(one => one.Kind == "ServiceAccount" && one.Root.Text("automountServiceAccountToken") != "false"))
        {
            yield return $"{account}: mounts its token into every pod";
        }
    }

    private static IEnumerable<string> RestrictedPod(Pod pod)
    {
        foreach (var shared in new[] { "hostNetwork", "hostPID", "hostIPC" }.Where(name => pod.Spec.Text(name) == "true"))
        {
            yield return $"{shared} is shared with the node";
        }

        foreach (var volume in pod.Spec.Each("volumes"))
        {
            foreach (var kind in ((YamlDotNet.RepresentationModel.YamlMappingNode)volume).Children.Keys.Select(key => key.ToString()).Except(AllowedVolumes))
            {
                yield return $"volume {volume.Text("name")} is a {kind}";
            }
        }
    }

    private static IEnumerable<string> RestrictedContainer(Pod pod, YamlDotNet.RepresentationModel.YamlNode container)
    {
        // A container's own word counts before the pod's.
        string? Of(string field) => container.Text("securityContext." + field) ?? pod.Spec.Text("securityContext." + field);
        if (Of("runAsNonRoot") != "true")
        {
            yield return "may run as root";
        }

        if (Of("runAsUser") == "0")
        {
            yield return "runs as root";
        }

        if (Of("seccompProfile.type") is not ("RuntimeDefault" or "Localhost"))
        {
            yield return "has no seccomp profile";
        }

        if (container.Text("securityContext.allowPrivilegeEscalation") != "false")
        {
            yield return "may gain privileges";
        }

        if (container.Text("securityContext.privileged") == "true")
        {
            yield return "is privileged";
        }

        if (!container.Each("securityContext.capabilities.drop").Any(one => one.ToString() == "ALL"))
        {
            yield return "keeps capabilities";
        }

        if (container.Each("securityContext.capabilities.add").Any(one => one.ToString() != "NET_BIND_SERVICE"))
        {
            yield return "adds capabilities";
        }

        if (container.Each("ports").Any(port => port.Number("hostPort") != 0))
        {
            yield return "takes a port of the node";
        }
    }
}
