using System.Text.RegularExpressions;

namespace MedBill.Deploy.Tests.Rules;

/// <summary>The environment of a pod against the configuration keys that its code reads.</summary>
internal static partial class Settings
{
    /// <summary>Read by the framework, not by our code.</summary>
    private static readonly string[] Frameworks = ["ASPNETCORE_ENVIRONMENT"];

    // The operators' table, which EndToEnd.Tests holds to what the hosts register.
    private static readonly Lazy<IReadOnlyList<Row>> ReadBy = new(() =>
        [.. TableRow().Matches(Repository.Read("deploy/README.md")).Select(match => new Row(match.Groups[1].Value, match.Groups[2].Value.Trim()))]);

    private sealed record Row(string Name, string Who)
    {
        public bool IsReadBy(string app) => Who == "all" || (Who.StartsWith("all but ", StringComparison.Ordinal) ? Who[8..] != app : Who.Split(", ").Contains(app));
    }

    /// <summary>Nothing is set that nobody reads: a misspelt setting is a default that nobody wanted.</summary>
    public static IEnumerable<string> Read(IReadOnlyList<Resource> all) =>
        from pod in Pod.In(all)
        let app = pod.App
        where app is not null
        from entry in pod.Environment
        let name = entry.Text("name") ?? ""
        where !Frameworks.Contains(name) && !IsRead(app!, name.Replace("__", ":", StringComparison.Ordinal))
        select $"{pod}: nothing in {Repository.Projects[app!]} reads {name}";

    /// <summary>What the code refuses to start, or cannot do its work, without.</summary>
    public static IEnumerable<string> Set(IReadOnlyList<Resource> all) =>
        from pod in Pod.In(all)
        let app = pod.App
        where app is not null
        from variable in pod.IsJob ? ["Storage__Provider", "Storage__ConnectionString"] : Needs(pod, app!)
        where !pod.Sets(variable)
        select $"{pod}: {variable} is not set";

    /// <summary>Folders that are written to are mounted, from a claim that outlives the pod; the key of a test cluster's tokens may go with it.</summary>
    public static IEnumerable<string> FoldersMounted(IReadOnlyList<Resource> all)
    {
        foreach (var pod in Pod.In(all).Where(pod => pod.App is not null && !pod.IsJob))
        {
            foreach (var entry in pod.Environment.Where(entry => entry.Text("name")!.EndsWith("Folder", StringComparison.Ordinal)))
            {
                var volume = pod.Containers.SelectMany(container => container.Each("volumeMounts"))
                    .FirstOrDefault(mount => mount.Text("mountPath") == entry.Text("value")).Text("name");
                var found = pod.Spec.Each("volumes").FirstOrDefault(one => one.Text("name") == volume);
                if (found is null || (found.At("persistentVolumeClaim") is null && entry.Text("name") != "Auth__DevelopmentKeyFolder"))
                {
                    yield return $"{pod}: {entry.Text("name")} is no mounted claim";
                }
            }
        }
    }

    private static IEnumerable<string> Needs(Pod pod, string app)
    {
        var code = OwnCode(app);
        yield return "ASPNETCORE_HTTP_PORTS";
        yield return "Auth__Authority";
        if (code.Contains("AddMailbox()", StringComparison.Ordinal))
        {
            yield return "Mailbox__Folder";
        }

        if (code.Contains("\"Archive:Folder\"", StringComparison.Ordinal))
        {
            yield return "Archive__Folder";
        }

        if (code.Contains("AddStorage<", StringComparison.Ordinal))
        {
            yield return "Storage__Provider";
            yield return pod.Environment.Any(entry => entry.Text("value") == "SqlServer") ? "Storage__ConnectionString" : "Storage__Folder";
        }
        else if (code.Contains("\"Storage:Folder\"", StringComparison.Ordinal))
        {
            yield return "Storage__Folder";
        }

        if (code.Contains("AddMessaging<", StringComparison.Ordinal))
        {
            yield return "APP_API_TOKEN";
        }

        if (code.Contains("AddMessaging<", StringComparison.Ordinal) || code.Contains("AddServiceClient<", StringComparison.Ordinal))
        {
            yield return "Messaging__Mode";
            yield return "DAPR_API_TOKEN";
        }

        if (ClientOfItsOwn().IsMatch(code))
        {
            yield return "Auth__ClientId";
            yield return "Auth__ClientSecret";
        }
    }

    private static bool IsRead(string app, string key) => ReadBy.Value.Any(row => row.Name == key && row.IsReadBy(app));

    private static string OwnCode(string app) => string.Concat(Repository.Sources(Path.GetDirectoryName(Repository.Projects[app])!));

    // The gateway hands on its caller's token; the others need one of their own.
    [GeneratedRegex(@"^\| `([A-Za-z_:]+)` \|.*\|([^|]+)\|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"AddServiceClient<[^>]+>\(""[a-z-]+""\)")]
    private static partial Regex ClientOfItsOwn();
}
