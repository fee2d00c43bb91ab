using MedBill.Deploy.Tests.Rules;

namespace MedBill.Deploy.Tests;

/// <summary>The overlays, and the combinations of components that others may make, held to every rule.</summary>
public sealed class OverlayTests
{
    public static TheoryData<string> Overlays => [.. Repository.Overlays];

    /// <summary>Stores × brokers, bare and with all that goes with them; then each other component by itself.</summary>
    public static TheoryData<string> Combinations =>
    [
        "store-sqlserver pubsub-redis mailbox-rwx",
        "store-sqlserver pubsub-redis mailbox-rwx network-policies",
        "store-sqlserver pubsub-redis mailbox-rwx migrate-job redis-cache external-secrets ingress network-policies autoscaling sandbox-payer otlp digests-only",
        "store-sqlserver pubsub-kafka mailbox-rwx",
        "store-sqlserver pubsub-kafka mailbox-rwx migrate-job redis-cache external-secrets external-secrets-kafka ingress autoscaling sandbox-payer otlp digests-only",
        "store-sqlite pubsub-redis mailbox-rwo",
        "store-sqlite pubsub-redis pubsub-redis/without-tls redis-server mailbox-rwo redis-cache development-authority sandbox-payer otlp",
        "store-sqlite pubsub-kafka mailbox-rwo development-authority",
        .. Repository.Components
            .Except(["store-sqlserver", "store-sqlite", "pubsub-redis", "pubsub-kafka", "mailbox-rwx", "mailbox-rwo", "network-policies-kafka", "external-secrets-kafka"])
            .Select(one => (one == "development-authority" || one == "redis-server" ? "store-sqlite" : "store-sqlserver") + " pubsub-redis mailbox-rwx "
                + (one == "redis-server" ? "pubsub-redis/without-tls " : "") + one),
    ];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void An_overlay_keeps_every_rule(string overlay) => Assert.Empty(AllRules.Find(Kubectl.Overlay(overlay)));

    [Theory]
    [MemberData(nameof(Combinations))]
    public void A_combination_keeps_every_rule(string components) => Assert.Empty(AllRules.Find(Kubectl.Combination(components.Split(' '))));

    // The way to Redis stays open with Kafka: only what concerns the broker's own port is asked here.
    [Fact]
    public void With_Kafka_the_way_to_it_is_a_component_of_its_own()
    {
        string[] without = ["store-sqlserver", "pubsub-kafka", "mailbox-rwx", "network-policies"];

        Assert.Equal(5, AllRules.Find(Kubectl.Combination(without)).Count(found => found.EndsWith("cannot go out on 9093", StringComparison.Ordinal)));
        Assert.All(
            AllRules.Find(Kubectl.Combination([.. without, "network-policies-kafka"])),
            found => Assert.EndsWith("goes out on 6379 for nothing", found, StringComparison.Ordinal));
    }

    [Fact]
    public void Production_has_no_simulated_payer_and_nothing_of_development()
    {
        var production = Resource.Read(Kubectl.Overlay("production"));

        Assert.Empty(NotForProduction(production));
        Assert.Empty(Images.ByDigest(production));
        Assert.NotEmpty(NotForProduction(Resource.Read(Kubectl.Overlay("staging"))));
        Assert.NotEmpty(NotForProduction(Resource.Read(Kubectl.Overlay("local"))));
    }

    [Fact]
    public void Production_has_at_least_two_pods_of_everything_and_its_secrets_from_outside()
    {
        var production = Resource.Read(Kubectl.Overlay("production"));
        var scaled = production.Where(one => one.Kind == "HorizontalPodAutoscaler" && one.Root.Number("spec.minReplicas") >= 2).Select(one => one.Name);

        Assert.Equal(Repository.Projects.Keys.Except(["sandbox-payer"]).Order(), scaled.Order());
        Assert.DoesNotContain(production, one => one.Kind == "Secret");
        Assert.Contains(production, one => one.Kind == "ValidatingAdmissionPolicyBinding");
    }

    [Fact]
    public void The_cluster_refuses_what_the_tests_refuse()
    {
        var policy = Resource.Read(Kubectl.Overlay("production")).Single(one => one.Kind == "ValidatingAdmissionPolicy");

        Assert.Equal(
            $"object.spec.template.spec.containers.all(container, container.image.matches('{Images.Pinned()}'))",
            policy.Root.Each("spec.validations").Single().Text("expression"));
    }

    [Fact]
    public void Staging_runs_the_parts_that_production_runs()
    {
        string[] own = ["../../components/sandbox-payer"], productions = ["../../components/autoscaling"];

        Assert.Equal(Listed("production").Except(productions).Order(), Listed("staging").Except(own).Order());
    }

    [Fact]
    public void What_is_no_production_says_so_in_every_file_and_event()
    {
        Assert.Empty(NotMarkedAsTest(Resource.Read(Kubectl.Overlay("staging"))));
        Assert.Empty(NotMarkedAsTest(Resource.Read(Kubectl.Overlay("local"))));
        Assert.NotEmpty(NotMarkedAsTest(Resource.Read(Kubectl.Overlay("production"))));
        Assert.NotEmpty(NotMarkedAsTest(Resource.Read(Kubectl.Overlay("staging").Replace("value: T\n", "value: P\n", StringComparison.Ordinal))));
        Assert.NotEmpty(NotMarkedAsTest(Resource.Read(Kubectl.Overlay("staging").Replace("value: test\n", "value: live\n", StringComparison.Ordinal))));
    }

    // In Development both are the defaults.
    private static IEnumerable<string> NotMarkedAsTest(IReadOnlyList<Resource> all) =>
        from pod in Pod.In(all)
        where !pod.IsJob && pod.App is not (null or "gateway" or "sandbox-payer")
        let environment = pod.Environment.ToDictionary(entry => entry.Text("name")!, entry => entry.Text("value"))
        where environment.GetValueOrDefault("ASPNETCORE_ENVIRONMENT") != "Development"
            && (environment.GetValueOrDefault("Messaging__EventMode") != "test" || (pod.App == "claims" && environment.GetValueOrDefault("Submission__UsageCode") != "T"))
        select pod.ToString();

    private static IEnumerable<string> NotForProduction(IReadOnlyList<Resource> all) =>
        from pod in Pod.In(all)
        where pod.App == "sandbox-payer" || pod.Sets("ASPNETCORE_ENVIRONMENT") || pod.Sets("Auth__DevelopmentKeyFolder") || pod.Sets("Clock__OffsetFile")
            || pod.Environment.Any(entry => entry.Text("value") == "Sqlite")
        select pod.ToString();

    private static IEnumerable<string> Listed(string overlay) =>
        Resource.Read(Repository.Read($"deploy/overlays/{overlay}/kustomization.yaml")).Single().Root.Each("components").Select(one => one.ToString());
}
