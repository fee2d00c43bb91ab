using System.Diagnostics;
using Google.Protobuf;
using MedBill.PatientRegistry.Domain;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Events = MedBill.Contracts.Patients.Events.V1;

namespace MedBill.PatientRegistry.Storage;

/// <summary>Domain events as they leave: names, codes, money, dates; no demographics.</summary>
internal static class PatientEventMap
{
    public static IMessage ToEvent(IAggregate aggregate, object domainEvent) => (aggregate, domainEvent) switch
    {
        (Practice practice, PracticeChanged) => new Events.PracticeChanged { Practice = practice.Name, Npi = practice.Npi },
        (Patient patient, PatientCreated) => new Events.PatientCreated { Patient = patient.Name, ResponsibleParty = patient.ResponsibleParty },
        (Patient patient, PatientUpdated) => new Events.PatientUpdated { Patient = patient.Name, ResponsibleParty = patient.ResponsibleParty },
        (Encounter encounter, EncounterCharged charged) => Charged(encounter, charged),
        _ => throw new UnreachableException($"{domainEvent.GetType().Name} of {aggregate.GetType().Name} has no event."),
    };

    private static Events.EncounterCharged Charged(Encounter encounter, EncounterCharged charged) => new()
    {
        Encounter = encounter.Name,
        CaptureNumber = charged.CaptureNumber,
        Patient = $"patients/{encounter.PatientId}",
        ResponsibleParty = encounter.ResponsibleParty,
        SelfPay = encounter.SelfPay,
        ServiceDate = encounter.Details.ServiceDate.ToWire(),
        TotalCharge = new Money(charged.Charges.Sum(charge => charge.AmountCents)).ToWire(),
        Charges =
        {
            charged.Charges.Select(charge => new Events.EncounterCharged.Types.CapturedCharge
            {
                Charge = $"charges/{charge.Id}",
                LineNumber = charge.LineNumber,
                ProcedureCode = charge.ProcedureCode,
                Amount = new Money(charge.AmountCents).ToWire(),
                ServiceDate = (charge.ServiceDate ?? encounter.Details.ServiceDate).ToWire(),
            }),
        },
    };
}
