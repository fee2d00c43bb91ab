using MedBill.Claims.Domain;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Coverage = MedBill.Contracts.Coverage.V1;
using Patients = MedBill.Contracts.Patients.V1;

namespace MedBill.Claims.Features;

/// <summary>One encounter with all that a bill needs, as PatientRegistry and Coverage tell it.</summary>
internal sealed record BillableEncounter(
    Patients.Practice Practice, Patients.BillingRecord Record, IReadOnlyList<Coverage.ResolvedPolicy> Policies)
{
    public string Name => Record.Encounter.Name;

    /// <summary>The first cover on the date of service, when this encounter may be billed to it.</summary>
    public Coverage.ResolvedPolicy RequirePrimary()
    {
        RequireBillable();
        return Policies.MinBy(policy => policy.Policy.CoordinationOrder) ?? throw new Failure(
            FailureKind.Precondition, "NO_COVERAGE_ON_DATE", "The patient had no cover on the date of service.", ("encounter", Name));
    }

    /// <summary>The cover by the payer that decided the claim before: a replacement goes to nobody else.</summary>
    public Coverage.ResolvedPolicy RequirePayer(string payerId)
    {
        RequireBillable();
        return Policies.Where(policy => policy.Payer.Name == $"payers/{payerId}").MinBy(policy => policy.Policy.CoordinationOrder) ?? throw new Failure(
            FailureKind.Precondition,
            "PAYER_CHANGED",
            "The payer that decided the claim no longer covers the date of service; void the claim (frequency 8) and bill the other payer.",
            ("encounter", Name),
            ("payer", $"payers/{payerId}"));
    }

    /// <summary>The content of a version under this cover.</summary>
    public ClaimOrigin ToOrigin(Coverage.ResolvedPolicy cover) => new(
        LastId(Record.Encounter.Name),
        LastId(Record.Patient.Name),
        Record.Encounter.ResponsibleParty,
        new()
        {
            Practice = PeerReading.Practice(Practice),
            Payer = PeerReading.Payer(cover.Payer),
            Policy = PeerReading.Policy(cover),
            Subscriber = cover.Policy.Subscriber is { } subscriber ? PeerReading.Subscriber(subscriber) : null,
            Patient = PeerReading.Patient(Record.Patient),
            MedicalRecordNumber = Record.Patient.MedicalRecordNumber,
            RenderingProvider = PeerReading.Provider(Record.RenderingProvider),
            ReferringProvider = Record.ReferringProvider is { } referring ? PeerReading.Provider(referring) : null,
            Facility = Record.Facility is { } facility ? PeerReading.Facility(facility) : null,
            RelatedFacts = [.. Record.MedicalHistoryEntries.Select(PeerReading.Fact).OfType<RelatedFact>()],
            Coding = Coding(Record.Encounter),
        });

    public static string LastId(string name) => name[(name.LastIndexOf('/') + 1)..];

    private void RequireBillable()
    {
        if (Record.Encounter.BillTo == Patients.Encounter.Types.BillTo.SelfPay)
        {
            throw new Failure(
                FailureKind.Precondition, "ENCOUNTER_SELF_PAY", "The patient pays for this encounter; no claim may be made.", ("encounter", Name));
        }

        if (Record.Encounter.State != Patients.Encounter.Types.State.Charged || Record.Encounter.Charges.Count == 0)
        {
            throw new Failure(
                FailureKind.Precondition, "ENCOUNTER_NOT_CHARGED", "The encounter has no charges yet.", ("encounter", Name));
        }
    }

    private static Coding Coding(Patients.Encounter encounter) => new()
    {
        PlaceOfServiceCode = encounter.PlaceOfServiceCode,
        DiagnosisCodes = [.. encounter.DiagnosisCodes],
        PriorAuthorizationNumber = encounter.PriorAuthorizationNumber,
        Lines =
        [
            .. encounter.Charges.OrderBy(charge => charge.LineNumber).Select((charge, i) => new ServiceLine
            {
                Number = i + 1,
                ProcedureCode = charge.ProcedureCode,
                Modifiers = [.. charge.Modifiers],
                Charge = charge.Amount.ToMoney("charge.amount"),
                Units = charge.Units,
                DiagnosisPointers = [.. charge.DiagnosisPointers],
                ServiceDate = (charge.ServiceDate ?? encounter.ServiceDate).ToDate("charge.service_date"),
                Description = charge.Description,
                NationalDrugCode = charge.NationalDrugCode,
            }),
        ],
    };
}
