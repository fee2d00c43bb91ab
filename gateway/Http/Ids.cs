namespace MedBill.Gateway.Http;

/// <summary>Public ids are parts of a resource name: <c>clm-…</c> of <c>claims/clm-…</c>.</summary>
internal static class Ids
{
    private const int MostCharacters = 64;

    /// <summary>Whether a text can be an id: lower-case letters, digits and hyphens. Nothing else may come into a name made of it.</summary>
    public static bool IsId(ReadOnlySpan<char> text) => text.Length is > 0 and <= MostCharacters && text.IndexOfAnyExcept(Allowed) < 0;

    /// <summary>The last id of a name; null when the name is empty.</summary>
    public static string? Last(string name) => name.Length == 0 ? null : name[(name.LastIndexOf('/') + 1)..];

    /// <summary>The first id of a name: the parent's.</summary>
    public static string? First(string name) => name.Split('/', 3) is [_, var id, ..] ? id : null;

    /// <summary>The last id of each name.</summary>
    public static IReadOnlyList<string> LastOf(IEnumerable<string> names) => [.. names.Select(name => name[(name.LastIndexOf('/') + 1)..])];

    /// <summary>The name of an id; empty for none.</summary>
    public static string Name(string collection, string? id) => string.IsNullOrEmpty(id) ? "" : $"{collection}/{id}";

    /// <summary>The name of a patient's policy; empty when the policy is not named.</summary>
    public static string Policy(string? patient, string? policy) =>
        string.IsNullOrEmpty(policy) ? "" : $"patients/{patient}/policies/{policy}";

    /// <summary>The names of a patient's medical history entries.</summary>
    public static IEnumerable<string> History(string? patient, IEnumerable<string>? entries) =>
        (entries ?? []).Select(id => $"patients/{patient}/medicalHistoryEntries/{id}");

    private static readonly System.Buffers.SearchValues<char> Allowed = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
