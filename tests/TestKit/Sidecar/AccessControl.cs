namespace MedBill.TestKit.Sidecar;

/// <summary>Who may call what, by the Configuration of the app that is called.</summary>
public static class AccessControl
{
    /// <summary>This caller may call this method.</summary>
    /// <param name="configuration">Of the app called; null allows everything.</param>
    /// <param name="caller">App id in the caller's certificate.</param>
    /// <param name="space">Namespace in the caller's certificate.</param>
    /// <param name="method">Path, such as <c>/package.Service/Method</c>.</param>
    public static bool Allows(DaprConfiguration? configuration, string caller, string space, string method)
    {
        if (configuration is null or { DefaultAction: null, Policies.Count: 0 })
        {
            return true;
        }

        var action = configuration.DefaultAction ?? "deny";
        if (configuration.Policies.FirstOrDefault(one => one.AppId == caller && one.Namespace == space) is { } policy)
        {
            action = policy.DefaultAction.Length > 0 ? policy.DefaultAction : action;
            action = policy.Operations.FirstOrDefault(one => Matches(one.Name, method))?.Action ?? action;
        }

        return action == "allow";
    }

    private static bool Matches(string name, string method)
    {
        var operation = name.StartsWith('/') ? name : "/" + name;
        return operation.EndsWith('*') ? method.StartsWith(operation[..^1], StringComparison.Ordinal) : operation == method;
    }
}
