using MedBill.Platform.Messaging;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Matching;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;
using Events = MedBill.Contracts.Claims.Events.V1;

namespace MedBill.Remittance.Subscriptions;

/// <summary>Keeps a copy of every version of a claim that was sent; a payment that came before it is looked up again.</summary>
internal sealed class OnClaimSubmitted(RemittanceDb db, PostingWorker posting) : IEventHandler<Events.ClaimSubmitted>
{
    public async Task HandleAsync(Events.ClaimSubmitted message, Envelope envelope, CancellationToken cancel)
    {
        var claim = Contract.Read(() => ToDomain(message, Contract.PracticeOf(envelope)));
        var known = await db.SubmittedClaims.AsNoTracking().FirstOrDefaultAsync(
            one => one.PatientControlNumber == claim.PatientControlNumber
                || (one.ClaimId == claim.ClaimId && one.VersionNumber == claim.VersionNumber),
            cancel);
        if (known is not null)
        {
            // The same fact under another event id; a control number given twice would pay one claim with the other's money.
            if ((known.PatientControlNumber, known.ClaimId, known.VersionNumber) != (claim.PatientControlNumber, claim.ClaimId, claim.VersionNumber))
            {
                throw new ContractBreachException("PATIENT_CONTROL_NUMBER_REUSED");
            }

            return;
        }

        db.SubmittedClaims.Add(claim);
        if (claim.ElectronicPayerId.Length > 0
            && !await db.KnownPayers.AnyAsync(
                payer => payer.ElectronicPayerId == claim.ElectronicPayerId && payer.PayerId == claim.PayerId && !payer.IsLearned, cancel))
        {
            db.KnownPayers.Add(new()
            {
                Practice = claim.Practice,
                ElectronicPayerId = claim.ElectronicPayerId,
                PayerId = claim.PayerId,
                IsLearned = false,
            });
        }

        var numbers = await db.PayerClaimNumbers.Where(number => number.ClaimId == claim.ClaimId && number.VersionNumber == claim.VersionNumber)
            .Select(number => number.Number).ToArrayAsync(cancel);
        if (await db.AskAgainAsync(claim.PatientControlNumber, cancel) | await db.AskAgainAsync(numbers, cancel))
        {
            posting.Wake();
        }
    }

    private static SubmittedClaim ToDomain(Events.ClaimSubmitted message, string practice) => new()
    {
        Practice = practice,
        PatientControlNumber = Contract.Text(message.PatientControlNumber, 20, "patient_control_number"),
        ClaimId = ResourceName.Id(message.Claim, "claims", "claim"),
        VersionNumber = message.VersionNumber,
        EncounterId = ResourceName.Id(message.Encounter, "encounters", "encounter"),
        PatientId = ResourceName.Id(message.Patient, "patients", "patient"),
        ResponsibleParty = Contract.Text(message.ResponsibleParty, 60, "responsible_party"),
        PayerId = ResourceName.Id(message.Payer, "payers", "payer"),
        ElectronicPayerId = message.PayerId.Length == 0 ? "" : PayingPayer.Canonical(Contract.Text(message.PayerId, 15, "payer_id")),
        ServiceDate = message.ServiceDate.ToDate("service_date"),
        TotalCharge = message.TotalCharge.ToMoney("total_charge"),
        Lines =
        [
            .. message.Lines.Select((line, index) => new SubmittedLine(
                line.LineNumber,
                line.LineItemControlNumber,
                line.ProcedureCode,
                [.. line.Modifiers],
                line.Charge.ToMoney($"lines[{index}].charge"))),
        ],
    };
}
