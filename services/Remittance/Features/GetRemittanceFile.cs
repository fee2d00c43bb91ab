using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Features;

internal sealed partial class RemittanceRpc
{
    private const int MaxRemittancesOfOne = 1_000;

    [RequiresScope("remittance.read")]
    public override async Task<Wire.RemittanceFile> GetRemittanceFile(Wire.GetRemittanceFileRequest request, ServerCallContext context)
    {
        var id = ResourceName.Id(request.Name, "remittanceFiles");
        var file = await Files().SingleOrDefaultAsync(one => one.Id == id, context.CancellationToken)
            ?? throw new Failure(FailureKind.NotFound, "REMITTANCE_FILE_NOT_FOUND", "There is no such remittance file.");
        return await WithRemittancesAsync(file, context.CancellationToken);
    }

    private async Task<Wire.RemittanceFile> WithRemittancesAsync(RemittanceFile file, CancellationToken cancel)
    {
        var ids = await Remittances().Where(advice => advice.FileId == file.Id)
            .OrderBy(advice => advice.SetNumber).Select(advice => advice.Id).Take(MaxRemittancesOfOne).ToListAsync(cancel);
        return file.ToWire(ids);
    }
}
