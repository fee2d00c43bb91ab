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
    public override async Task<Wire.PatientTransfer> GetPatientTransfer(Wire.GetPatientTransferRequest request, ServerCallContext context) =>
        (await FindPatientTransferAsync(db.PatientTransfers.AsNoTracking(), request.Name, context.CancellationToken)).ToWire();

    private static async Task<PatientTransfer> FindPatientTransferAsync(IQueryable<PatientTransfer> rows, string name, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "patientTransfers");
        return await rows.SingleOrDefaultAsync(row => row.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "PATIENT_TRANSFER_NOT_FOUND", "There is no such transfer.", ("name", name));
    }
}
