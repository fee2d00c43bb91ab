using System.Globalization;
using MedBill.Platform.Values;

namespace MedBill.Platform.Rpc;

/// <summary>Etags are the quoted version of an aggregate (AIP-154, RFC 9110).</summary>
public static class Etag
{
    /// <summary><c>"7"</c>, quotes included.</summary>
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Checks what the caller last saw. Empty, or <c>*</c>, means no check.</summary>
    /// <exception cref="Failure">Stale ETAG_MISMATCH.</exception>
    public static void Require(string? etag, int version)
    {
        if (!string.IsNullOrEmpty(etag) && etag != "*" && etag != Of(version))
        {
            throw new Failure(
                FailureKind.Stale, "ETAG_MISMATCH", $"The resource has changed; its etag is {Of(version)}.", ("etag", Of(version)));
        }
    }
}
