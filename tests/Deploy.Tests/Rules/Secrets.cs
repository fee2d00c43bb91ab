namespace MedBill.Deploy.Tests.Rules;

/// <summary>Secrets are named, never written down, and each app sees its own.</summary>
internal static class Secrets
{
    /// <summary>The agreed names, with their keys (deploy/components/external-secrets/README.md).</summary>
    private static readonly Dictionary<string, string[]> Agreed = Repository.Projects.Keys
        .SelectMany(app => new (string, string[])[]
        {
            ($"{app}-store", ["connection-string"]), ($"{app}-store-migrate", ["connection-string"]), ($"{app}-client", ["id", "secret"]),
        })
        .Concat([("dapr-api-token", ["token"]), ("app-api-token", ["token"]), ("redis", ["password", "connection-string"]), ("kafka", ["username", "password"])])
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    private static readonly string[] Shared = ["dapr-api-token", "app-api-token", "redis", "kafka"];

    /// <summary>Which key of its secret a variable is.</summary>
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["Storage__ConnectionString"] = "connection-string",
        ["Redis__ConnectionString"] = "connection-string",
        ["DAPR_API_TOKEN"] = "token",
        ["APP_API_TOKEN"] = "token",
        ["Auth__ClientId"] = "id",
        ["Auth__ClientSecret"] = "secret",
        ["REDIS_PASSWORD"] = "password",
    };

    /// <summary>Every reference names an agreed secret and key, and nobody else's.</summary>
    public static IEnumerable<string> References(IReadOnlyList<Resource> all) => NamesRight(all).Concat(KeysRight(all));

    private static IEnumerable<string> KeysRight(IReadOnlyList<Resource> all) =>
        from pod in Pod.In(all)
        from entry in pod.Environment
        where entry.Text("valueFrom.secretKeyRef.key") is { } key && Keys.GetValueOrDefault(entry.Text("name")!) != key
        select $"{pod}: {entry.Text("name")} is not the key {entry.Text("valueFrom.secretKeyRef.key")}";

    private static IEnumerable<string> NamesRight(IReadOnlyList<Resource> all) =>
        from use in Uses(all)
        let wrong = !Agreed.TryGetValue(use.Secret, out var keys) ? "is no agreed secret"
            : !keys.Contains(use.Key) ? $"has no key {use.Key}"
            : use.Owner is not null && !Shared.Contains(use.Secret) && use.Secret != use.Owner + "-store" && use.Secret != use.Owner + "-client"
                && use.Secret != use.Owner + "-store-migrate" ? "is somebody else's"
            : use.IsService && use.Secret.EndsWith("-store-migrate", StringComparison.Ordinal) ? "may change tables, which no service does"
            : null
        where wrong is not null
        select $"{use.By}: secret {use.Secret} {wrong}";

    /// <summary>Where secrets are made here at all, every one that is used is.</summary>
    public static IEnumerable<string> Made(IReadOnlyList<Resource> all)
    {
        var made = new HashSet<(string, string)>();
        foreach (var secret in all.Where(one => one.Kind == "ExternalSecret"))
        {
            made.UnionWith(secret.Root.Each("spec.data").Select(item => (secret.Root.Text("spec.target.name") ?? secret.Name, item.Text("secretKey") ?? "")));
        }

        foreach (var secret in all.Where(one => one.Kind == "Secret"))
        {
            made.UnionWith(secret.Root.Map("data").Keys.Select(key => (secret.Name, key)));
        }

        // Secret X, key Y is property Y of medbill/X: another's would be taken in silence.
        var crossed = all.Where(one => one.Kind == "ExternalSecret").SelectMany(secret => secret.Root.Each("spec.data")
            .Where(item => item.Text("remoteRef.key") != $"medbill/{secret.Name}" || item.Text("remoteRef.property") != item.Text("secretKey"))
            .Select(item => $"{secret}: {item.Text("secretKey")} comes from {item.Text("remoteRef.key")} {item.Text("remoteRef.property")}"));
        var open = all.Where(one => one.Kind == "Deployment" && one.Name == "redis" && !one.Text.Contains("--requirepass", StringComparison.Ordinal))
            .Select(one => $"{one}: lets everybody in");
        return crossed.Concat(open).Concat(made.Count == 0
            ? []
            : Uses(all).Where(use => !made.Contains((use.Secret, use.Key))).Select(use => $"{use.By}: nothing makes {use.Key} of {use.Secret}").Distinct());
    }

    /// <summary>No password stands in a plain value.</summary>
    public static IEnumerable<string> NotWrittenDown(IReadOnlyList<Resource> all)
    {
        string[] words = ["TOKEN", "SECRET", "PASSWORD", "CONNECTIONSTRING"];
        return from pod in Pod.In(all)
               from entry in pod.Environment
               where entry.At("value") is not null && words.Any(word => entry.Text("name")!.Contains(word, StringComparison.OrdinalIgnoreCase))
               select $"{pod}: {entry.Text("name")} is written down";
    }

    private static IEnumerable<(string By, string? Owner, bool IsService, string Secret, string Key)> Uses(IReadOnlyList<Resource> all)
    {
        foreach (var pod in Pod.In(all))
        {
            foreach (var reference in pod.Environment.Select(entry => entry.At("valueFrom.secretKeyRef")).Where(reference => reference is not null))
            {
                yield return (pod.ToString(), pod.App, !pod.IsJob, reference.Text("name") ?? "", reference.Text("key") ?? "");
            }

            foreach (var annotation in new[] { "dapr.io/api-token-secret", "dapr.io/app-token-secret" }.Where(pod.Annotations.ContainsKey))
            {
                yield return (pod.ToString(), pod.App, true, pod.Annotations[annotation], "token");
            }
        }

        foreach (var component in all.Where(one => one.ApiVersion.StartsWith("dapr.io/", StringComparison.Ordinal)))
        {
            foreach (var reference in component.Root.Each("spec.metadata").Select(item => item.At("secretKeyRef")).Where(reference => reference is not null))
            {
                yield return (component.ToString(), null, true, reference.Text("name") ?? "", reference.Text("key") ?? "");
            }
        }
    }
}
