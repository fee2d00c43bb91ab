using Grpc.Core;
using MedBill.Coverage.Domain;
using MedBill.Coverage.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Coverage.Features;

internal sealed partial class CoverageRpc
{
    [RequiresScope("coverage.read")]
    public override async Task<Wire.ListPoliciesResponse> ListPolicies(Wire.ListPoliciesRequest request, ServerCallContext context)
    {
        var patient = ResourceName.Id(request.Parent, "patients", "parent");
        var policies = db.Policies.AsNoTracking().Where(policy => policy.PatientId == patient);
        await db.RecordReadAsync(context.Method, request.Parent, context.CancellationToken);
        if (request.OnDate.ToOptionalDate("on_date") is { } day)
        {
            // At most eleven: one page, in the order in which they pay.
            var inForce = await policies.Where(policy => policy.EffectiveDate <= day && (policy.EndDate == null || policy.EndDate >= day))
                .OrderBy(policy => policy.CoordinationOrder).Take(Policy.LastOrder).ToListAsync(context.CancellationToken);
            return new() { Policies = { inForce.Select(policy => policy.ToWire()) } };
        }

        var (items, next) = await policies.PageAsync(request, policy => policy.Id, context.CancellationToken);
        return new() { Policies = { items.Select(policy => policy.ToWire()) }, NextPageToken = next };
    }
}
