using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.read")]
    public override async Task<Wire.ListClaimsResponse> ListClaims(Wire.ListClaimsRequest request, ServerCallContext context)
    {
        var patient = ClaimQueries.FilterId(request.Patient, "patients", "patient");
        var payer = ClaimQueries.FilterId(request.Payer, "payers", "payer");
        var encounter = ClaimQueries.FilterId(request.Encounter, "encounters", "encounter");
        var (state, action) = (request.State.ToDomain(), request.NextAction.ToDomain());
        var query = Store.Claims.AsQueryable();
        query = patient is null ? query : query.Where(claim => claim.PatientId == patient);
        query = payer is null ? query : query.Where(claim => claim.PayerId == payer);
        query = encounter is null ? query : query.Where(claim => claim.EncounterId == encounter);
        query = state is null ? query : query.Where(claim => claim.State == state);
        query = action is null ? query : query.Where(claim => claim.NextAction == action);
        var (claims, next) = await query.PageAsync(request, claim => claim.Id, context.CancellationToken);
        await Store.LoadVersionsAsync(claims, context.CancellationToken);
        await Store.RecordReadAsync(context.Method, "claims", context.CancellationToken);
        return new() { Claims = { claims.Select(claim => claim.ToWire()) }, NextPageToken = next };
    }
}
