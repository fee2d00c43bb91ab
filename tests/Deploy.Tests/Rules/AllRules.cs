namespace MedBill.Deploy.Tests.Rules;

/// <summary>What is wrong with a rendered set, one line each.</summary>
internal delegate IEnumerable<string> Rule(IReadOnlyList<Resource> all);

/// <summary>The rules by name. Each has a broken example in <see cref="BrokenExampleTests"/>, or the tests fail.</summary>
internal static class AllRules
{
    public static IReadOnlyDictionary<string, Rule> ByName { get; } = new Dictionary<string, Rule>
    {
        ["strict"] = Shapes.Strict,
        ["required"] = Shapes.RequiredFields,
        ["texts"] = Shapes.Texts,
        ["restricted"] = PodSecurity.Restricted,
        ["hardened"] = PodSecurity.Hardened,
        ["resources"] = Lifecycle.Resources,
        ["probes"] = Lifecycle.Probes,
        ["shutdown"] = Lifecycle.Shutdown,
        ["roll-out"] = Lifecycle.RollOut,
        ["migrate"] = Lifecycle.MigrateJobs,
        ["images"] = Images.Named,
        ["secrets"] = Secrets.References,
        ["secrets-made"] = Secrets.Made,
        ["secrets-named"] = Secrets.NotWrittenDown,
        ["settings-read"] = Settings.Read,
        ["settings-set"] = Settings.Set,
        ["folders"] = Settings.FoldersMounted,
        ["names"] = References.Names,
        ["references"] = References.Exist,
        ["sidecars"] = Dapr.Sidecars,
        ["dapr-kinds"] = Dapr.Kinds,
        ["dapr-settings"] = DaprSettings.Wrong,
        ["denied"] = Network.DeniedByDefault,
        ["calls"] = Network.Calls,
        ["outwards"] = Network.Outwards,
        ["inwards"] = Network.Inwards,
    };

    /// <summary>Everything that any rule finds.</summary>
    public static IReadOnlyList<string> Find(string yaml)
    {
        var all = Resource.Read(yaml);
        return [.. ByName.SelectMany(rule => rule.Value(all).Select(found => $"{rule.Key}: {found}"))];
    }
}
