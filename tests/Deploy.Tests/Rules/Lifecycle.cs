using System.Globalization;

namespace MedBill.Deploy.Tests.Rules;

/// <summary>How pods come, are watched, are replaced and go.</summary>
internal static class Lifecycle
{
    // HostOptions.ShutdownTimeout of .NET: what a host takes at most to drain.
    private const int DrainSeconds = 30;
    private const int SpareSeconds = 15;

    /// <summary>Requests and limits of processor and memory.</summary>
    public static IEnumerable<string> Resources(IReadOnlyList<Resource> all) =>
        from pod in Pod.In(all)
        from container in pod.Containers
        from field in new[] { "requests.cpu", "requests.memory", "limits.cpu", "limits.memory" }
        where container.Text("resources." + field) is null
        select $"{pod} {container.Text("name")}: resources.{field} is missing";

    /// <summary>Three probes: a generous start, readiness that knows the database, liveness that does not.</summary>
    public static IEnumerable<string> Probes(IReadOnlyList<Resource> all)
    {
        foreach (var pod in Pod.In(all).Where(pod => !pod.IsJob))
        {
            foreach (var container in pod.Containers)
            {
                foreach (var missing in new[] { "startupProbe", "readinessProbe", "livenessProbe" }.Where(probe => container.At(probe) is null))
                {
                    yield return $"{pod}: has no {missing}";
                }

                if (container.Number("startupProbe.periodSeconds") * container.Number("startupProbe.failureThreshold") < 120)
                {
                    yield return $"{pod}: has less than two minutes to start";
                }

                if (pod.HasSidecar && container.Number("readinessProbe.timeoutSeconds") < 2)
                {
                    yield return $"{pod}: its readiness asks the database, which may take longer than a second";
                }

                foreach (var wrong in pod.App is null ? [] : Asked(pod, container))
                {
                    yield return $"{pod}: {wrong}";
                }
            }
        }
    }

    /// <summary>The grace covers preStop, the host's drain, the sidecar's block and its deliveries in flight, and some to spare.</summary>
    public static IEnumerable<string> Shutdown(IReadOnlyList<Resource> all)
    {
        foreach (var pod in Pod.In(all).Where(pod => !pod.IsJob && pod.App is not null))
        {
            var block = pod.Annotations.GetValueOrDefault("dapr.io/block-shutdown-duration");
            var graceful = pod.Annotations.GetValueOrDefault("dapr.io/graceful-shutdown-seconds");
            if (pod.HasSidecar && (Seconds(block) is null || Seconds(graceful + "s") is null or < 20))
            {
                yield return $"{pod}: the sidecar's times to shut down are not set, or too short";
            }

            if (pod.HasSidecar && !pod.Containers.All(container => container.Number("lifecycle.preStop.sleep.seconds") > 0))
            {
                yield return $"{pod}: stops before those who call it know";
            }

            var needed = pod.Containers.Max(container => container.Number("lifecycle.preStop.sleep.seconds")) + DrainSeconds
                + (pod.HasSidecar ? (Seconds(block) ?? 0) + (Seconds(graceful + "s") ?? 0) + SpareSeconds : 0);
            if (pod.Spec.Number("terminationGracePeriodSeconds") < needed)
            {
                yield return $"{pod}: terminationGracePeriodSeconds is below {needed}";
            }
        }
    }

    /// <summary>No gap while a release is rolled out, a node is drained or a zone is lost.</summary>
    public static IEnumerable<string> RollOut(IReadOnlyList<Resource> all)
    {
        foreach (var deployment in all.Where(one => one.Kind == "Deployment"))
        {
            var pod = Pod.In([deployment]).Single();
            var scaled = all.FirstOrDefault(one => one.Kind == "HorizontalPodAutoscaler" && one.Root.Text("spec.scaleTargetRef.name") == deployment.Name);
            var claims = pod.Spec.Each("volumes").Select(volume => volume.Text("persistentVolumeClaim.claimName")).ToArray();
            var alone = all.Any(one => one.Kind == "PersistentVolumeClaim" && claims.Contains(one.Name)
                && one.Root.Each("spec.accessModes").Any(mode => mode.ToString() == "ReadWriteOnce"));
            var recreated = deployment.Root.Text("spec.strategy.type") == "Recreate";
            if (alone && !recreated)
            {
                yield return $"{deployment}: its volume can be had once only, so the old pod must go first";
            }

            if (!recreated && deployment.Root.Text("spec.strategy.rollingUpdate.maxUnavailable") != "0")
            {
                yield return $"{deployment}: a roll-out takes pods away before others are ready";
            }

            if (recreated && (scaled is not null || deployment.Root.Number("spec.replicas") > 1))
            {
                yield return $"{deployment}: is recreated, so it has one pod";
            }

            if (scaled is not null && deployment.Root.At("spec.replicas") is not null)
            {
                yield return $"{deployment}: its autoscaler decides how many there are";
            }

            if (pod.HasSidecar && !pod.Spec.Each("topologySpreadConstraints").Any())
            {
                yield return $"{deployment}: may have all its pods on one node";
            }

            if (pod.HasSidecar && all.Count(one => one.Kind == "PodDisruptionBudget" && one.Name == deployment.Name && one.Root.Text("spec.minAvailable") == "1") != 1)
            {
                yield return $"{deployment}: has no budget for disruptions";
            }
        }
    }

    /// <summary>A job per database that can be run twice: no sidecar, the service's own image, the login that may change tables.</summary>
    public static IEnumerable<string> MigrateJobs(IReadOnlyList<Resource> all)
    {
        var jobs = Pod.In(all).Where(pod => pod.IsJob).ToArray();
        var services = Pod.In(all).Where(pod => pod.Owner.Kind == "Deployment" && pod.App is not null).ToDictionary(pod => pod.App!);
        foreach (var job in jobs)
        {
            var service = job.App is not null && services.TryGetValue(job.App, out var found) ? found : null;
            if (service is null || job.Name != job.App + "-migrate" || Image(job) != Image(service))
            {
                yield return $"{job}: is not the job of a service, with its image";
            }

            if (job.Labels.GetValueOrDefault("medbill.io/step") != "migrate" || job.Owner.Labels.GetValueOrDefault("medbill.io/step") != "migrate")
            {
                yield return $"{job}: the roll-out does not find it by medbill.io/step=migrate";
            }

            if (job.HasSidecar || job.Annotations.GetValueOrDefault("dapr.io/enabled") != "false")
            {
                yield return $"{job}: would never end beside a sidecar";
            }

            if (job.Spec.Text("restartPolicy") is not ("Never" or "OnFailure"))
            {
                yield return $"{job}: is refused by a server, which takes no job that restarts for ever";
            }

            if (string.Join(' ', job.Containers.SelectMany(container => container.Each("args"))) != "migrate")
            {
                yield return $"{job}: does not run the migrate verb";
            }

            var secret = job.Environment.FirstOrDefault(entry => entry.Text("name") == "Storage__ConnectionString").Text("valueFrom.secretKeyRef.name");
            if (secret != $"{job.App}-store-migrate")
            {
                yield return $"{job}: does not use the login that may change tables";
            }
        }

        foreach (var (app, service) in jobs.Length == 0 ? [] : services)
        {
            if (service.Sets("Storage__ConnectionString") && !jobs.Any(job => job.App == app))
            {
                yield return $"{service}: has a database that no job migrates";
            }

            if (service.Owner.Labels.GetValueOrDefault("medbill.io/step") != "run")
            {
                yield return $"{service}: the roll-out does not find it by medbill.io/step=run";
            }
        }
    }

    private static IEnumerable<string> Asked(Pod pod, YamlDotNet.RepresentationModel.YamlNode container)
    {
        var isGrpc = pod.Labels.GetValueOrDefault("medbill.io/protocol") == "grpc";
        foreach (var (probe, service, path) in new[] { ("startupProbe", "live", "/livez"), ("readinessProbe", "ready", "/readyz"), ("livenessProbe", "live", "/livez") })
        {
            var isRight = isGrpc
                ? container.Text($"{probe}.grpc.service") == service && container.Text($"{probe}.grpc.port") == "8080"
                : container.Text($"{probe}.httpGet.path") == path && container.Text($"{probe}.httpGet.port") is "app" or "8080";
            if (!isRight)
            {
                yield return $"its {probe} does not ask what the code answers: {(isGrpc ? service : path)} on 8080";
            }
        }
    }

    private static string? Image(Pod pod) => pod.Containers.Select(container => container.Text("image")).FirstOrDefault();

    private static int? Seconds(string? duration) =>
        duration is [.. var number, 's'] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
