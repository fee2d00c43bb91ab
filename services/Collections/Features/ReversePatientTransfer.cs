using Grpc.Core;
using MedBill.Collections.Domain.Decisions;
using MedBill.Collections.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.adjust")]
    public override Task<Wire.PatientTransfer> ReversePatientTransfer(Wire.ReversePatientTransferRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var transfer = await FindPatientTransferAsync(db.PatientTransfers, request.Name, cancel);
            await RequireStandingAsync(transfer, cancel);
            await TakeBackAsync(transfer, request.Etag, cancel);
            return transfer.ToWire();
        });

    // What was given up of it meanwhile would be given up twice, and the account would be in credit by what nobody paid.
    private async Task RequireStandingAsync(PatientTransfer transfer, CancellationToken cancel)
    {
        // Loaded before the sum is taken, so that whoever books on it in between makes the booking fail.
        _ = await FindAccountAsync(db.Accounts, transfer.AccountId, cancel);
        var standing = await new OpenAmounts(db).StandingOfVisitAsync(transfer.Encounter, cancel);
        if (transfer.State == DecisionState.Posted && standing < transfer.Amount)
        {
            throw new Failure(
                FailureKind.Precondition,
                "WRITE_OFF_FIRST",
                "Less than its amount stands as the patient's for the visit: take back first what was written off of it.",
                ("standing", standing.ToString()));
        }
    }
}
