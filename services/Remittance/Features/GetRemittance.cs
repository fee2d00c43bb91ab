using Grpc.Core;
using MedBill.Platform.Hosting;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Features;

internal sealed partial class RemittanceRpc
{
    [RequiresScope("remittance.read")]
    public override async Task<Wire.Remittance> GetRemittance(Wire.GetRemittanceRequest request, ServerCallContext context) =>
        (await RemittanceAsync(request.Name, "name", context.CancellationToken)).ToWire();
}
