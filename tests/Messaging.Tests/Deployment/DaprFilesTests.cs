using MedBill.TestKit.Sidecar;

namespace MedBill.Messaging.Tests.Deployment;

/// <summary>The very files that production's sidecars read, against what the code publishes, hears and calls. No broker is needed.</summary>
public sealed class DaprFilesTests
{
    private static readonly string[] Redis = Texts("components/pubsub-redis");
    private static readonly string[] Kafka = Texts("components/pubsub-kafka");

    [Fact]
    public void Over_Redis_the_files_say_what_the_code_does() => Assert.Empty(MessagingRules.Violations(Repository.Redis, ServiceTable.All));

    [Fact]
    public void Over_Kafka_the_files_say_what_the_code_does() => Assert.Empty(MessagingRules.Violations(Repository.Kafka, ServiceTable.All));

    [Fact]
    public void Both_brokers_files_agree() => Assert.Empty(MessagingRules.Differences(Repository.Redis, Repository.Kafka));

    [Fact]
    public void The_code_publishes_hears_and_calls_something()
    {
        Assert.Equal(["patients", "coverages", "claims", "remittances", "accounts", null], ServiceTable.All.Select(one => one.Published));
        Assert.Equal(6, ServiceTable.All.SelectMany(one => one.Heard).Count(one => one.PubSub == "pubsub"));
        Assert.Equal(6, ServiceTable.All.SelectMany(one => one.Heard).Count(one => one.PubSub == "deadletters"));
        Assert.Equal(9, ServiceTable.All.Sum(one => one.Called.Count));
    }

    [Theory]
    [InlineData("          retry: deliver\n", "", "without an inbound retry")]
    [InlineData("maxRetries: 9", "maxRetries: 20", "outlast processingTimeout")]
    [InlineData("value: 180s", "value: 60s", "outlast processingTimeout")]
    [InlineData("        policy: exponential\n        maxInterval: 15s\n        maxRetries: 9", "        policy: constant\n        maxRetries: -1", "without end")]
    [InlineData("maxRetries: -1", "maxRetries: 5", "with a retry that ends")]
    [InlineData("          retry: park\n", "          retry: deliver\n", "with a retry that ends")]
    [InlineData("          retry: deliver\n", "          retry: deliver\n          circuitBreaker: any\n", "circuit breaker")]
    [InlineData("timeout: publish #", "retry: deliver #", "the outbox's to repeat")]
    [InlineData("  - remittance\n  - collections\nspec:\n  policies", "  - collections\nspec:\n  policies", "Resiliency: scopes: the code has remittance")]
    [InlineData("  - remittance\n  - collections\nspec:\n  type", "  - collections\nspec:\n  type", "remittance may not publish remittances")]
    [InlineData("claims=claims,remittances-dead-claims;", "claims=remittances-dead-claims;", "claims may not publish claims")]
    [InlineData("claims=claims,remittances-dead-claims;", "claims=claims;", "may not publish its dead letters remittances-dead-claims")]
    [InlineData("claims=claims,remittances-dead-claims;", "claims=claims,accounts,remittances-dead-claims;", "claims publishes: the files have accounts")]
    [InlineData("claims=remittances;", "claims=;", "claims may not hear remittances")]
    [InlineData("coverage=;", "coverage=claims;", "coverage hears: the files have claims")]
    [InlineData("coverage=;", "coverage=;stranger=claims;", "subscriptionScopes: the files have stranger")]
    [InlineData("\"patients,coverages,", "\"patients,", "may not publish coverages")]
    [InlineData("\"patients,coverages,", "\"patients,coverages,gossip,", "the files have gossip")]
    [InlineData("\"claims=;remittance=", "\"claims=claims;remittance=", "claims publishes: the files have claims")]
    [InlineData("value: 168h", "value: 24h", "longest outage")]
    [InlineData("    - name: streamTTL\n      value: 168h\n", "", "grows for ever")]
    [InlineData("value: 15s", "value: \"0\"", "nothing is delivered again")]
    [InlineData("      secretKeyRef: { name: redis, key: password }", "      value: hunter2", "is written down")]
    [InlineData("- name: enableTLS\n      value: \"true\"", "- name: enableTLS\n      value: \"false\"", "without TLS")]
    [InlineData("    - name: queueDepth", "    - name: consumerID\n      value: all\n    - name: queueDepth", "not the app id")]
    [InlineData("    defaultAction: deny\n    trustDomain", "    defaultAction: allow\n    trustDomain", "does not deny by default")]
    [InlineData("          - { name: /medbill.coverage.v1.CoverageService/*, action: allow }\n      - appId: collections", "      - appId: collections", "claims calls: the code has /medbill.coverage.v1.CoverageService/*")]
    [InlineData("PatientService/*, action: allow }\n      - appId: claims", "PatientService/*, action: allow }\n          - { name: /medbill.claims.v1.ClaimService/*, action: allow }\n      - appId: claims", "coverage calls: the files have /medbill.claims.v1.ClaimService/*")]
    [InlineData("      - appId: collections\n", "      - appId: stranger\n        defaultAction: deny\n        trustDomain: public\n        namespace: medbill\n      - appId: collections\n", "access control names stranger")]
    [InlineData("  name: deadletters\n", "  name: deadliners\n", "there is no component deadletters")]
    public void A_file_that_says_otherwise_is_found(string from, string to, string finding)
    {
        Assert.Contains(Redis, text => text.Contains(from, StringComparison.Ordinal));
        var files = DaprFiles.Parse(Redis.Select(text => text.Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(MessagingRules.Violations(files, ServiceTable.All), found => found.Contains(finding, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("value: oldest", "value: newest", "misses what came before")]
    [InlineData("disableTls\n      value: \"false\"", "disableTls\n      value: \"true\"", "without TLS")]
    public void A_Kafka_file_that_says_otherwise_is_found(string from, string to, string finding)
    {
        Assert.Contains(Kafka, text => text.Contains(from, StringComparison.Ordinal));
        var files = DaprFiles.Parse(Kafka.Select(text => text.Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(MessagingRules.Violations(files, ServiceTable.All), found => found.Contains(finding, StringComparison.Ordinal));
        Assert.Empty(MessagingRules.Differences(files, Repository.Redis));
    }

    [Fact]
    public void Brokers_files_that_disagree_are_found()
    {
        var other = DaprFiles.Parse(Kafka.Select(text => text.Replace("coverage=;", "coverage=claims;", StringComparison.Ordinal).Replace("  - claims\n", "", StringComparison.Ordinal)));

        Assert.Equal(
            ["deadletters: scopes differ", "pubsub: scopes differ", "pubsub: subscriptionScopes differs"],
            MessagingRules.Differences(Repository.Redis, other).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Code_that_says_otherwise_is_found()
    {
        var claims = ServiceTable.All.Single(one => one.AppId == "claims");
        IReadOnlyList<ServiceTable> With(ServiceTable changed) => [.. ServiceTable.All.Select(one => one.AppId == "claims" ? changed : one)];
        string[] Find(ServiceTable changed) => [.. MessagingRules.Violations(Repository.Redis, With(changed))];

        Assert.Contains("claims hears remittances without a dead-letter topic", Find(claims with { Heard = [new("pubsub", "remittances", "")] }));
        Assert.Contains(
            "nobody reads remittances-dead-claims", Find(claims with { Heard = [new("pubsub", "remittances", "remittances-dead-claims")] }));
        Assert.Contains("claims may not hear accounts on pubsub", Find(claims with { Heard = [.. claims.Heard, new("pubsub", "accounts", "accounts-dead-claims")] }));
        Assert.Contains("claims may not publish claims-v2", Find(claims with { Published = "claims-v2" }));
        Assert.Contains("claims calls: the code has /x.Y/*, the files have not", Find(claims with { Called = [.. claims.Called, "x.Y"] }));
        Assert.Contains(
            "claims has dead letters of dead letters: x", Find(claims with { Heard = [.. claims.Heard, new("deadletters", "remittances-dead-claims", "x")] }));
    }

    [Fact]
    public void The_longest_a_delivery_can_take_is_what_its_comment_says()
    {
        var policy = Repository.Redis.Resiliencies.Single().Inbound["pubsub"];

        Assert.Equal(TimeSpan.FromSeconds(10), policy.Timeout);
        Assert.Equal(37.4, policy.Retry!.Pauses().Sum(pause => pause.TotalSeconds), 1);
        Assert.Equal(156.2, policy.Retry.AtWorst(policy.Timeout!.Value).TotalSeconds, 0);
    }

    private static string[] Texts(string component) =>
    [
        .. new[] { Repository.Folder("base/dapr"), Repository.Folder(component) }
            .SelectMany(folder => Directory.GetFiles(folder, "*.yaml")).Select(File.ReadAllText),
    ];
}
