using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Features;

internal sealed partial class RemittanceRpc
{
    [RequiresScope("remittance.read")]
    public override async Task<Wire.ListPostingsResponse> ListPostings(Wire.ListPostingsRequest request, ServerCallContext context)
    {
        _ = caller.Practice;
        var query = db.Postings.AsNoTracking();
        if (request.Remittance.Length > 0)
        {
            var remittance = ResourceName.Id(request.Remittance, "remittances", "remittance");
            query = query.Where(posting => posting.RemittanceId == remittance);
        }

        var (postings, next) = await query.PageAsync(request, posting => posting.Id, context.CancellationToken);
        var response = new Wire.ListPostingsResponse { NextPageToken = next };
        response.Postings.Add(postings.Select(posting => posting.ToWire()));
        return response;
    }
}
