using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Features;

internal sealed partial class RemittanceRpc
{
    // A page of 200 files with all their names would not fit into one message.
    private const int MaxRemittancesOfMany = 100;

    [RequiresScope("remittance.read")]
    public override async Task<Wire.ListRemittanceFilesResponse> ListRemittanceFiles(Wire.ListRemittanceFilesRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var query = request.State.ToDomain() is { } state ? Files().Where(file => file.State == state) : Files();
        var (files, next) = await query.PageAsync(request, file => file.Id, cancel);
        var ids = files.Select(file => file.Id).ToArray();
        var names = (await Remittances().Where(advice => EF.Parameter(ids).Contains(advice.FileId) && advice.SetNumber <= MaxRemittancesOfMany)
            .OrderBy(advice => advice.SetNumber).Select(advice => new { advice.FileId, advice.Id }).ToListAsync(cancel)).ToLookup(row => row.FileId, row => row.Id);
        var response = new Wire.ListRemittanceFilesResponse { NextPageToken = next };
        response.RemittanceFiles.Add(files.Select(file => file.ToWire(names[file.Id])));
        return response;
    }
}
