using Grpc.Core;
using MedBill.Collections.Domain.Decisions;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.WriteOff> GetWriteOff(Wire.GetWriteOffRequest request, ServerCallContext context) =>
        (await FindWriteOffAsync(db.WriteOffs.AsNoTracking(), request.Name, context.CancellationToken)).ToWire();

    private static async Task<WriteOff> FindWriteOffAsync(IQueryable<WriteOff> rows, string name, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "writeOffs");
        return await rows.SingleOrDefaultAsync(row => row.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "WRITE_OFF_NOT_FOUND", "There is no such write-off.", ("name", name));
    }
}
