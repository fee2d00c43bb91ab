using System.Globalization;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.read")]
    public override async Task<Wire.ListClaimVersionsResponse> ListClaimVersions(Wire.ListClaimVersionsRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var id = ResourceName.Id(request.Parent, "claims", "parent");
        var size = PageToken.Size(request.PageSize);
        var after = LastNumber(PageToken.LastId(request.PageToken, request));
        var versions = await Store.ClaimVersions.AsNoTracking().Include(version => version.Submission)
            .Where(version => version.ClaimId == id && version.Number > after)
            .OrderBy(version => version.Number).Take(size + 1).ToListAsync(cancel);
        if (versions.Count == 0 && !await Store.Claims.AnyAsync(claim => claim.Id == id, cancel))
        {
            throw ClaimQueries.NotFound(id);
        }

        var page = versions.Take(size).ToList();
        await Store.RecordReadAsync(context.Method, $"claims/{id}", cancel);
        return new()
        {
            ClaimVersions = { page.Select(version => version.ToWire()) },
            NextPageToken = versions.Count > size ? PageToken.After(page[^1].Number.ToString(CultureInfo.InvariantCulture), request) : "",
        };
    }

    // A token is not signed: what it holds may be made up.
    private static int LastNumber(string? text) =>
        text is null ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Failure.Invalid("page_token", "INVALID_PAGE_TOKEN", "A page token is used with the arguments it was given for.");
}
