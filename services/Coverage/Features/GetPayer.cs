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
    public override async Task<Wire.Payer> GetPayer(Wire.GetPayerRequest request, ServerCallContext context)
    {
        var payer = await LoadPayerAsync(request.Name, db.Payers.AsNoTracking(), context.CancellationToken);
        return payer.ToWire();
    }

    private static async Task<Payer> LoadPayerAsync(string name, IQueryable<Payer> rows, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "payers");
        return await rows.SingleOrDefaultAsync(row => row.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "PAYER_NOT_FOUND", "There is no such record.", ("name", name));
    }
}
