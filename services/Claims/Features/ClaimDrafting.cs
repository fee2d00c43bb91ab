using MedBill.Claims.Domain;
using MedBill.Claims.Submission;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Coverage = MedBill.Contracts.Coverage.V1;
using Patients = MedBill.Contracts.Patients.V1;

namespace MedBill.Claims.Features;

/// <summary>
/// What a version is made from: one call to PatientRegistry and one to Coverage for up to 100 encounters. Reads happen before the
/// transaction; whether they allow a claim is decided inside it, so that a repeated request gets its first answer.
/// </summary>
internal sealed class ClaimDrafting(
    Patients.PatientService.PatientServiceClient patients, Coverage.CoverageService.CoverageServiceClient coverage, ClaimEdits edits, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public IReadOnlyList<ClaimFinding> Examine(ClaimDraft draft) => edits.Examine(draft);

    public string NewControlNumber() => PatientControlNumber.From(Guid.CreateVersion7(Now));

    /// <summary>A new claim for the first cover on the date of service.</summary>
    public Claim NewClaim(BillableEncounter encounter)
    {
        var origin = encounter.ToOrigin(encounter.RequirePrimary());
        var (id, controlNumber) = (ResourceName.NewId("clm", Now), NewControlNumber());
        var total = Money.Sum(origin.Content.Coding.Lines.Select(line => line.Charge));
        var findings = Examine(new(origin.Content, controlNumber, FrequencyCodes.Original, null, total));
        return Claim.Create(origin, id, controlNumber, findings, Now);
    }

    /// <summary>The encounters with all that a bill needs, in the order of the names.</summary>
    public async Task<IReadOnlyList<BillableEncounter>> ReadAsync(IReadOnlyCollection<string> encounters, CancellationToken cancel)
    {
        var records = await patients.BatchGetBillingRecordsAsync(new() { Encounters = { encounters } }, cancellationToken: cancel);
        var covers = await coverage.BatchResolveCoverageAsync(
            new()
            {
                Queries =
                {
                    records.BillingRecords.Select(record => new Coverage.CoverageQuery
                    {
                        Patient = record.Patient.Name,
                        OnDate = record.Encounter.ServiceDate,
                    }),
                },
            },
            cancellationToken: cancel);
        return
        [
            .. records.BillingRecords.Zip(
                covers.Coverages, (record, cover) => new BillableEncounter(records.Practice, record, [.. cover.Policies])),
        ];
    }
}
