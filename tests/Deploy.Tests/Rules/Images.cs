using System.Text.RegularExpressions;

namespace MedBill.Deploy.Tests.Rules;

/// <summary>Which bytes run.</summary>
internal static partial class Images
{
    /// <summary>No image without a tag, none called <c>latest</c>: both change under the same name.</summary>
    public static IEnumerable<string> Named(IReadOnlyList<Resource> all) =>
        from pod in Pod.In(all)
        from container in pod.Containers
        let image = container.Text("image") ?? ""
        where container.Text("imagePullPolicy") == "Never" || (!Pinned().IsMatch(image) && (!image.Split('/')[^1].Contains(':', StringComparison.Ordinal) || image.EndsWith(":latest", StringComparison.Ordinal)))
        select $"{pod}: image '{image}' is whatever was last called so, or never fetched";

    /// <summary>By digest alone. What was never built says so by a registry that cannot exist (RFC 2606), all of it or nothing.</summary>
    public static IEnumerable<string> ByDigest(IReadOnlyList<Resource> all)
    {
        var images = Pod.In(all).SelectMany(pod => pod.Containers.Select(container => container.Text("image") ?? "")).ToArray();
        return images.All(image => image.StartsWith("registry.invalid/", StringComparison.Ordinal))
            ? []
            : images.Where(image => !Pinned().IsMatch(image)).Distinct().Select(image => $"image '{image}' has no digest");
    }

    /// <summary>As the policy of components/digests-only has it.</summary>
    [GeneratedRegex("@sha256:[0-9a-f]{64}$")]
    public static partial Regex Pinned();
}
