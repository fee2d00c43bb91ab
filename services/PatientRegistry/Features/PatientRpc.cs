using MedBill.Contracts.Patients.V1;
using MedBill.PatientRegistry.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;

namespace MedBill.PatientRegistry.Features;

/// <summary>The rpcs of PatientRegistry, one file each.</summary>
internal sealed partial class PatientRpc(PatientRegistryDb db, Idempotency idempotency, Caller caller, TimeProvider clock)
    : PatientService.PatientServiceBase
{
    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
