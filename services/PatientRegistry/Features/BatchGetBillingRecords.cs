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
    [RequiresScope("patients.read")]
    public override async Task<Wire.BatchGetBillingRecordsResponse> BatchGetBillingRecords(
        Wire.BatchGetBillingRecordsRequest request, ServerCallContext context)
    {
        if (request.Encounters.Count > MostEncounters)
        {
            throw Failure.Invalid("encounters", "TOO_MANY", $"At most {MostEncounters} encounters.");
        }

        var cancel = context.CancellationToken;
        var ids = request.Encounters.Select((name, i) => ResourceName.Id(name, "encounters", $"encounters[{i}]")).ToList();
        var encounters = await db.Encounters.AsNoTracking().Where(encounter => ids.Contains(encounter.Id)).ToDictionaryAsync(encounter => encounter.Id, cancel);
        if (ids.Find(id => !encounters.ContainsKey(id)) is { } missing)
        {
            throw NoSuchEncounter($"encounters/{missing}");
        }

        var records = new BillingRecords(
            await ByIdAsync(db.Patients, encounters.Values.Select(encounter => encounter.PatientId), cancel),
            await ByIdAsync(db.Providers, encounters.Values.SelectMany(encounter => new[] { encounter.Details.RenderingProviderId, encounter.Details.ReferringProviderId }), cancel),
            await ByIdAsync(db.Facilities, encounters.Values.Select(encounter => encounter.Details.FacilityId), cancel),
            await HistoryAsync([.. encounters.Values.SelectMany(encounter => encounter.Details.HistoryEntryIds)], cancel));
        var practice = await db.Practices.AsNoTracking().SingleOrDefaultAsync(row => row.Id == caller.Practice, cancel)
            ?? throw new Failure(FailureKind.NotFound, "PRACTICE_NOT_FOUND", "The practice of the token is not registered.");
        await db.RecordReadAsync(context.Method, "patients", cancel);
        return new() { Practice = practice.ToWire(), BillingRecords = { ids.Select(id => records.Of(encounters[id])) } };
    }

    private static async Task<Dictionary<string, T>> ByIdAsync<T>(IQueryable<T> rows, IEnumerable<string?> ids, CancellationToken cancel)
        where T : class, IAggregate
    {
        var wanted = ids.OfType<string>().Distinct().ToList();
        return wanted.Count == 0
            ? []
            : await rows.AsNoTracking().Where(row => wanted.Contains(EF.Property<string>(row, "Id"))).ToDictionaryAsync(row => row.Name[(row.Name.IndexOf('/', StringComparison.Ordinal) + 1)..], cancel);
    }

    private async Task<Dictionary<string, MedicalHistoryEntry>> HistoryAsync(List<string> ids, CancellationToken cancel) => ids.Count == 0
        ? []
        : await db.MedicalHistoryEntries.AsNoTracking().Where(entry => ids.Contains(entry.Id)).ToDictionaryAsync(entry => entry.Id, cancel);

    private sealed record BillingRecords(
        Dictionary<string, Patient> Patients, Dictionary<string, Provider> Providers, Dictionary<string, Facility> Facilities,
        Dictionary<string, MedicalHistoryEntry> History)
    {
        public Wire.BillingRecord Of(Encounter encounter) => new()
        {
            Encounter = encounter.ToWire(),
            Patient = Patients[encounter.PatientId].ToWire(),
            RenderingProvider = Providers[encounter.Details.RenderingProviderId].ToWire(),
            ReferringProvider = encounter.Details.ReferringProviderId is { } referring ? Providers[referring].ToWire() : null,
            Facility = encounter.Details.FacilityId is { } facility ? Facilities[facility].ToWire() : null,
            MedicalHistoryEntries = { encounter.Details.HistoryEntryIds.Select(id => History[id].ToWire()) },
        };
    }
}
