using System.Globalization;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.read")]
    public override async Task<Wire.ClaimVersion> GetClaimVersion(Wire.GetClaimVersionRequest request, ServerCallContext context)
    {
        var (id, number) = VersionOf(request.Name);
        var version = await Store.ClaimVersions.AsNoTracking().Include(one => one.Submission)
            .SingleOrDefaultAsync(one => one.ClaimId == id && one.Number == number, context.CancellationToken);
        _ = version ?? throw NoVersion(request.Name);
        await Store.RecordReadAsync(context.Method, $"claims/{id}", context.CancellationToken);
        return version.ToWire();
    }

    private static (string ClaimId, int Number) VersionOf(string name) =>
        name.Split('/') is ["claims", { Length: > 0 } id, "versions", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (id, number)
            : throw Failure.Invalid("name", "INVALID_RESOURCE_NAME", "A name here has the form claims/{id}/versions/{number}.");

    private static Failure NoVersion(string name) => new(
        FailureKind.NotFound, "CLAIM_VERSION_NOT_FOUND", "There is no such version.", ("claim_version", name));
}
