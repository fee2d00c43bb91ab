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
    public override async Task<Wire.ListProviderAdjustmentsResponse> ListProviderAdjustments(
        Wire.ListProviderAdjustmentsRequest request, ServerCallContext context)
    {
        _ = caller.Practice;
        var query = db.ProviderAdjustments.AsNoTracking();
        if (request.Remittance.Length > 0)
        {
            var remittance = ResourceName.Id(request.Remittance, "remittances", "remittance");
            query = query.Where(adjustment => adjustment.RemittanceId == remittance);
        }

        var (adjustments, next) = await query.PageAsync(request, adjustment => adjustment.Id, context.CancellationToken);
        var response = new Wire.ListProviderAdjustmentsResponse { NextPageToken = next };
        response.ProviderAdjustments.Add(adjustments.Select(adjustment => adjustment.ToWire()));
        return response;
    }
}
