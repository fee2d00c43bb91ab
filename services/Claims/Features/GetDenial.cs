using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.read")]
    public override async Task<Wire.Denial> GetDenial(Wire.GetDenialRequest request, ServerCallContext context)
    {
        var id = ResourceName.Id(request.Name, "denials");
        var denial = await Store.Denials.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, context.CancellationToken);
        _ = denial ?? throw NoDenial(request.Name);
        await Store.RecordReadAsync(context.Method, $"denials/{id}", context.CancellationToken);
        return denial.ToWire();
    }

    private static Failure NoDenial(string name) => new(FailureKind.NotFound, "DENIAL_NOT_FOUND", "There is no such denial.", ("denial", name));
}
