using MedBill.Deploy.Tests.Rules;

namespace MedBill.Deploy.Tests;

/// <summary>A guard without a failing example is not a guard: each rule finds what was broken in an overlay that is sound.</summary>
public sealed class BrokenExampleTests
{
    // Rule, what stands in the rendered production overlay, and what is put in the place of its first occurrence.
    private static readonly (string Rule, string Sound, string Broken)[] Production =
    [
        ("strict", "terminationGracePeriodSeconds: 90", "terminationGracePeriod: 90"),
        ("strict", "cpu: 100m", "cpu: 100 millis"),
        ("strict", "maxSkew: 1", "maxSkew: one"),
        ("strict", "kind: HorizontalPodAutoscaler", "kind: HorizontalAutoscaler"),
        ("required", "topologyKey: kubernetes.io/hostname", ""),
        ("required", "  maxReplicas: 6\n", ""),
        ("required", "  type: pubsub.redis", "  kind: pubsub.redis"),
        ("required", "kind: Resiliency", "kind: Resilience"),
        ("required", "  name: coverage\n  namespace", "  name: claims\n  namespace"),
        ("texts", "dapr.io/enabled: \"true\"", "dapr.io/enabled: true"),
        ("texts", "value: \"8080\"", "value: 8080"),
        ("restricted", "runAsNonRoot: true", "runAsNonRoot: false"),
        ("restricted", "runAsUser: 1654", "runAsUser: 0"),
        ("restricted", "          type: RuntimeDefault", "          type: Unconfined"),
        ("restricted", "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true"),
        ("restricted", "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: false\n          privileged: true"),
        ("restricted", "            - ALL", "            - NET_RAW"),
        ("restricted", "            drop:", "            add: [SYS_PTRACE]\n            drop:"),
        ("restricted", "enableServiceLinks: false", "hostNetwork: true"),
        ("restricted", "- emptyDir:\n          sizeLimit: 256Mi", "- hostPath:\n          path: /tmp"),
        ("restricted", "- containerPort: 8080", "- containerPort: 8080\n          hostPort: 8080"),
        ("hardened", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false"),
        ("hardened", "      automountServiceAccountToken: false\n", ""),
        ("hardened", "automountServiceAccountToken: false\nkind: ServiceAccount", "automountServiceAccountToken: true\nkind: ServiceAccount"),
        ("hardened", "        runAsUser: 1654\n", ""),
        ("hardened", "enableServiceLinks: false", "enableServiceLinks: true"),
        ("hardened", "          sizeLimit: 256Mi\n", "          medium: \"\"\n"),
        ("resources", "            memory: 512Mi\n", ""),
        ("probes", "            service: ready", "            service: live"),
        ("probes", "            path: /livez", "            path: /healthz"),
        ("probes", "failureThreshold: 60", "failureThreshold: 10"),
        ("probes", "startupProbe:", "anotherProbe:"),
        ("shutdown", "terminationGracePeriodSeconds: 90", "terminationGracePeriodSeconds: 60"),
        ("shutdown", "dapr.io/block-shutdown-duration: 10s", "dapr.io/block-shutdown-duration: 40s"),
        ("shutdown", "dapr.io/graceful-shutdown-seconds: \"25\"", "dapr.io/graceful-shutdown-seconds: \"5\""),
        ("roll-out", "maxUnavailable: 0", "maxUnavailable: 1"),
        ("roll-out", "minAvailable: 1", "maxUnavailable: 1"),
        ("roll-out", "topologySpreadConstraints:", "tolerations:"),
        ("roll-out", "  progressDeadlineSeconds: 300", "  progressDeadlineSeconds: 300\n  replicas: 3"),
        ("roll-out", "    type: RollingUpdate", "    type: Recreate"),
        ("restricted", "pod-security.kubernetes.io/enforce: restricted", "pod-security.kubernetes.io/enforce: baseline"),
        ("hardened", "        fsGroup: 1654\n", ""),
        ("images", "imagePullPolicy: IfNotPresent", "imagePullPolicy: Never"),
        ("shutdown", "            sleep:\n              seconds: 5", "            exec:\n              command: [sleep]"),
        ("probes", "            service: ready\n          periodSeconds: 5\n          timeoutSeconds: 3", "            service: ready\n          periodSeconds: 5"),
        ("roll-out", "  - ReadWriteMany", "  - ReadWriteOnce"),
        ("migrate", "restartPolicy: Never", "restartPolicy: Always"),
        ("migrate", "        - migrate\n", "        - run\n"),
        ("migrate", "dapr.io/enabled: \"false\"", "dapr.io/enabled: \"true\""),
        ("migrate", "name: claims-store-migrate\n        image", "name: claims-store\n        image"),
        ("migrate", "    medbill.io/step: run", "    medbill.io/step: later"),
        ("migrate", "  name: claims-migrate", "  name: claims-upgrade"),
        ("images", "medbill/claims:not-built", "medbill/claims"),
        ("images", "medbill/claims:not-built", "medbill/claims:latest"),
        ("secrets", "name: claims-store\n        - name: Storage__Provider", "name: coverage-store\n        - name: Storage__Provider"),
        ("secrets", "name: claims-store\n        - name: Storage__Provider", "name: claims-store-migrate\n        - name: Storage__Provider"),
        ("secrets", "              key: token", "              key: value"),
        ("secrets", "dapr.io/app-token-secret: app-api-token", "dapr.io/app-token-secret: app-token"),
        ("secrets", "              key: connection-string\n              name: redis", "              key: password\n              name: redis"),
        ("secrets-made", "secretKey: password", "secretKey: pass"),
        ("secrets-made", "key: medbill/claims-store\n", "key: medbill/coverage-store\n"),
        ("secrets-made", "key: medbill/claims-store-migrate\n", "key: medbill/claims-store\n"),
        ("secrets-made", "property: secret\n", "property: id\n"),
        ("secrets-named", "- name: ASPNETCORE_HTTP_PORTS", "- name: Redis__ConnectionString\n          value: redis,password=1\n        - name: ASPNETCORE_HTTP_PORTS"),
        ("settings-read", "name: Archive__Folder", "name: Archive__Folders"),
        ("settings-read", "- name: Messaging__Mode", "- name: Messaging__Modus"),
        ("settings-set", "name: Mailbox__Folder", "name: Mailbox__Files"),
        ("settings-set", "name: Auth__ClientSecret", "name: Auth__Secret"),
        ("settings-set", "name: APP_API_TOKEN", "name: APP_TOKEN"),
        ("folders", "mountPath: /var/lib/medbill/archive", "mountPath: /var/lib/medbill/archives"),
        ("names", "serviceAccountName: claims", "serviceAccountName: coverage"),
        ("names", "- containerPort: 8080", "- containerPort: 8081"),
        ("names", "        name: app\n        ports", "        name: claims\n        ports"),
        ("references", "  selector:\n    app.kubernetes.io/name: claims", "  selector:\n    app.kubernetes.io/name: collections"),
        ("references", "maxReplicas: 6", "maxReplicas: 1"),
        ("references", "            name: gateway\n            port:\n              name: http", "            name: claims\n            port:\n              name: grpc"),
        ("references", "claimName: mailbox", "claimName: postbox"),
        ("references", "targetPort: app", "targetPort: web"),
        ("references", "key: authority", "key: issuer"),
        ("references", "kind: Deployment\n    name: claims", "kind: Deployment\n    name: claim"),
        ("references", "              name: http", "              name: https"),
        ("references", "serviceAccountName: claims", "serviceAccountName: nobody"),
        ("references", "  selector:\n    matchLabels:\n      app.kubernetes.io/name: claims", "  selector:\n    matchLabels:\n      app.kubernetes.io/part-of: medbill"),
        ("sidecars", "dapr.io/app-id: claims", "dapr.io/app-id: claim"),
        ("sidecars", "dapr.io/app-protocol: grpc", "dapr.io/app-protocol: http"),
        ("sidecars", "dapr.io/app-port: \"8080\"", "dapr.io/app-port: \"8081\""),
        ("sidecars", "dapr.io/config: medbill", "dapr.io/config: med-bill"),
        ("sidecars", "dapr.io/log-as-json", "dapr.io/log-json"),
        ("sidecars", "dapr.io/app-health-probe-timeout: \"3000\"", "dapr.io/app-health-probe-timeout: \"9000\""),
        ("sidecars", "dapr.io/app-token-secret: app-api-token", "dapr.io/app-token-secret: dapr-api-token"),
        ("sidecars", "dapr.io/enabled: \"true\"", "dapr.io/enabled: \"yes\""),
        ("sidecars", "dapr.io/enable-native-sidecar: \"true\"", "dapr.io/enable-native-sidecar: \"false\""),
        ("sidecars", "dapr.io/enable-app-health-check: \"true\"", "dapr.io/enable-app-health-check: \"false\""),
        ("sidecars", "        dapr.io/disable-builtin-k8s-secret-store: \"true\"\n", ""),
        ("sidecars", "dapr.io/app-health-threshold: \"3\"", "dapr.io/app-health-threshold: \"0\""),
        ("dapr-settings", "  mtls:\n    allowedClockSkew: 15m\n    enabled: true", "  mtls:\n    allowedClockSkew: 15m\n    enabled: false"),
        ("dapr-settings", "    - name: publish\n      protocol: grpc\n      version: v1\n", ""),
        ("dapr-settings", "samplingRate: \"1\"", "samplingRate: \"0\""),
        ("dapr-settings", "increasedCardinality: false", "increasedCardinality: true"),
        ("dapr-settings", "defaultAccess: deny", "defaultAccess: allow"),
        ("dapr-settings", "    trustDomain: public\n  api:", "    trustDomain: cluster.local\n  api:"),
        ("dapr-settings", "publish: 5s", "publish: 50s"),
        ("dapr-settings", "      claims:\n        timeout: call\n", ""),
        ("dapr-settings", "value: \"10\"", "value: \"0\""),
        ("dapr-settings", "value: redis.example.org:6379", "value: redis:6379"),
        ("dapr-settings", "  - name: enableTLS\n    value: \"true\"", "  - name: enableTLS\n    value: \"false\""),
        ("dapr-kinds", "apiVersion: dapr.io/v1alpha1\nkind: Resiliency", "apiVersion: dapr.io/v2alpha1\nkind: Resiliency"),
        ("dapr-kinds", "\nscopes:", "\nscope:"),
        ("dapr-kinds", "\nscopes:\n- ", "\nscopes:\n- sandbox-payer\n- "),
        ("dapr-kinds", "  name: deadletters", "  name: dead-letters"),
        ("denied", "  podSelector: {}", "  podSelector:\n    matchLabels:\n      app.kubernetes.io/name: claims"),
        ("calls", "    - port: 50002", "    - port: 50003"),
        ("calls", "spec:\n  podSelector: {}", "spec:\n  egress:\n  - {}\n  ingress:\n  - {}\n  podSelector: {}"),
        ("calls", "  name: claims-calls\n", "  name: claims-may-call\nspec:\n  egress: []\n---\nkind: Nothing\nmetadata:\n  name: nothing\n"),
        ("outwards", "    - port: 1433", "    - port: 1434"),
        ("outwards", "      app.kubernetes.io/part-of: medbill\n  policyTypes:\n  - Egress", "      app.kubernetes.io/name: claims\n  policyTypes:\n  - Egress"),
        ("outwards", "        except:\n        - 169.254.0.0/16\n", ""),
        ("outwards", "app: dapr-sentry", "app: dapr-sentinel"),
        ("inwards", "          medbill.io/ingress: \"true\"\n    ports:\n    - port: 8080", "          medbill.io/ingress: \"true\"\n    ports:\n    - port: 50001"),
    ];

    // As above, in the local overlay.
    private static readonly (string Rule, string Sound, string Broken)[] Local =
    [
        ("roll-out", "  strategy:\n    type: Recreate", "  strategy:\n    type: RollingUpdate"),
        ("roll-out", "  replicas: 1\n", "  replicas: 2\n"),
        ("secrets-made", "kind: Secret\nmetadata:\n  name: redis", "kind: Secret\nmetadata:\n  name: redis-server"),
        ("settings-set", "name: Storage__Folder", "name: Storage__Folders"),
        ("references", "claimName: claims-store", "claimName: claim-store"),
        ("secrets-made", "- --requirepass", "- --maxclients"),
        ("dapr-settings", "  - name: enableTLS\n    value: \"false\"", "  - name: enableTLS\n    value: \"true\""),
    ];

    public static TheoryData<string, string, string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var (overlay, examples) in new[] { ("production", Production), ("local", Local) })
            {
                foreach (var (rule, sound, broken) in examples)
                {
                    data.Add(overlay, rule, sound, broken);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void What_is_broken_is_found(string overlay, string rule, string sound, string broken)
    {
        var yaml = Kubectl.Overlay(overlay);
        var at = yaml.IndexOf(sound, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the overlay has no '{sound}' any more");

        Assert.NotEmpty(AllRules.ByName[rule](Resource.Read(string.Concat(yaml.AsSpan(0, at), broken, yaml.AsSpan(at + sound.Length)))));
    }

    [Fact]
    public void Every_rule_has_a_broken_example() =>
        Assert.Empty(AllRules.ByName.Keys.Except(Production.Concat(Local).Select(example => example.Rule)));

    [Fact]
    public void A_release_with_one_image_by_tag_is_refused()
    {
        var digest = "@sha256:" + new string('a', 64);
        string Released(string claims) => string.Join("---\n", Repository.Projects.Keys.Select(app => $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: {{app}} }
            spec: { template: { spec: { containers: [{ name: app, image: "registry.example/medbill/{{app}}{{(app == "claims" ? claims : digest)}}" }] } } }

            """));

        Assert.Empty(Images.ByDigest(Resource.Read(Released(digest))));
        Assert.Equal(["image 'registry.example/medbill/claims:1.2.3' has no digest"], Images.ByDigest(Resource.Read(Released(":1.2.3"))));
        Assert.Single(Images.ByDigest(Resource.Read(Released(digest[..^1]))));
        Assert.NotEmpty(Images.ByDigest(Resource.Read(Released(digest).Replace("registry.example/medbill/gateway" + digest, "registry.invalid/medbill/gateway:not-built", StringComparison.Ordinal))));
    }
}
