using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Features;

internal sealed partial class RemittanceRpc
{
    [RequiresScope("remittance.read")]
    public override async Task<Wire.ListRemittancesResponse> ListRemittances(Wire.ListRemittancesRequest request, ServerCallContext context)
    {
        var query = Remittances();
        if (request.RemittanceFile.Length > 0)
        {
            var file = ResourceName.Id(request.RemittanceFile, "remittanceFiles", "remittance_file");
            query = query.Where(advice => advice.FileId == file);
        }

        if (request.TraceNumber.Length > 0)
        {
            query = query.Where(advice => advice.TraceNumber == request.TraceNumber);
        }

        if (request.State.ToDomain() is { } state)
        {
            // One that is being read for its payee is still shown in quarantine.
            query = state == RemittanceAdviceState.Quarantined
                ? query.Where(advice => advice.State == state || advice.State == RemittanceAdviceState.Reading)
                : query.Where(advice => advice.State == state);
        }

        var (advices, next) = await query.PageAsync(request, advice => advice.Id, context.CancellationToken);
        var response = new Wire.ListRemittancesResponse { NextPageToken = next };
        response.Remittances.Add(advices.Select(advice => advice.ToWire()));
        return response;
    }
}
