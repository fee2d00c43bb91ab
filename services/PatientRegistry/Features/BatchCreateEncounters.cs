using Grpc.Core;
using MedBill.PatientRegistry.Domain;
using MedBill.PatientRegistry.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.PatientRegistry.Features;

internal sealed partial class PatientRpc
{
    private const int MostEncounters = 100;

    [RequiresScope("patients.write")]
    public override Task<Wire.BatchCreateEncountersResponse> BatchCreateEncounters(Wire.BatchCreateEncountersRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            if (request.Encounters.Count > MostEncounters)
            {
                throw Failure.Invalid("encounters", "TOO_MANY", $"At most {MostEncounters} encounters.");
            }

            var encounters = await OpenAsync([.. request.Encounters.Select((encounter, i) => (encounter, $"encounters[{i}]"))], cancel);
            return new Wire.BatchCreateEncountersResponse { Encounters = { encounters.Select(encounter => encounter.ToWire()) } };
        });
}
