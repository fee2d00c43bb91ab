using Grpc.Core;
using MedBill.Collections.Domain.Decisions;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.adjust")]
    public override Task<Wire.PatientTransfer> CreatePatientTransfer(Wire.CreatePatientTransferRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var (claim, amount, reason) = Read(request.PatientTransfer);
            var amounts = new OpenAmounts(db);
            var open = await amounts.OfClaimAsync(claim, cancel);
            var denied = await amounts.DeniedAsync(claim, open.About.Payer, cancel);
            RequireAtMost(
                denied < open.Amount ? denied : open.Amount, amount, "MORE_THAN_DENIED", "More than the payer denied and is still open; what it has not decided is not the patient's.");
            var transfer = new PatientTransfer
            {
                Id = ResourceName.NewId("ptr", books.Now),
                AccountId = open.Account.Id,
                Claim = claim,
                Encounter = open.About.Encounter!,
                Amount = amount,
                Reason = reason,
                CreateTime = books.Now,
            };
            transfer.Post(books.Book(open.Account, Facts.BalanceTransferred(transfer.Name, open.About, books.Today, amount)).Id);
            db.PatientTransfers.Add(transfer);
            await db.SaveChangesAsync(cancel);
            return transfer.ToWire();
        });

    private static (string Claim, Money Amount, TransferReason Reason) Read(Wire.PatientTransfer wire)
    {
        var violations = new Violations();
        RequireName(true, wire.Claim, "claims", "patient_transfer.claim", violations);
        var amount = ReadAmount(wire.Amount, "patient_transfer.amount", null, violations);
        var reason = (TransferReason)(int)wire.Reason;
        violations.AddIf(!Enum.IsDefined(reason), "patient_transfer.reason", "UNKNOWN_REASON", "There is no such reason.");
        violations.ThrowIfAny();
        return (wire.Claim, amount, reason);
    }
}
