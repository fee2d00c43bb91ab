using MedBill.Collections.Storage;
using MedBill.Contracts.Collections.V1;
using MedBill.Contracts.Patients.V1;
using MedBill.Platform.Storage;

namespace MedBill.Collections.Features;

/// <summary>The rpcs of Collections, one file each.</summary>
internal sealed partial class CollectionRpc(
    CollectionsDb db, Journal journal, Idempotency idempotency, TimeProvider clock, PatientService.PatientServiceClient patients)
    : CollectionService.CollectionServiceBase
{
    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
