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
    public override Task<Wire.WriteOff> CreateWriteOff(Wire.CreateWriteOffRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var (claim, encounter, amount, reason) = Read(request.WriteOff);
            var amounts = new OpenAmounts(db);
            var open = claim is null ? await amounts.OfEncounterAsync(encounter!, cancel) : await amounts.OfClaimAsync(claim, cancel);
            RequireAtMost(open.Amount, amount, "MORE_THAN_OPEN", "More than is owed there.");
            var writeOff = new WriteOff
            {
                Id = ResourceName.NewId("wof", books.Now),
                AccountId = open.Account.Id,
                Claim = claim,
                Encounter = open.About.Encounter!,
                Amount = amount,
                Reason = reason,
                CreateTime = books.Now,
            };
            writeOff.Post(books.Book(open.Account, Facts.BalanceWrittenOff(writeOff.Name, open.About, open.Receivable, books.Today, amount)).Id);
            db.WriteOffs.Add(writeOff);
            await db.SaveChangesAsync(cancel);
            return writeOff.ToWire();
        });

    private static (string? Claim, string? Encounter, Money Amount, WriteOffReason Reason) Read(Wire.WriteOff wire)
    {
        var violations = new Violations();
        var (claim, encounter) = (wire.Claim.Length > 0, wire.Encounter.Length > 0);
        violations.AddIf(!claim && !encounter, "write_off.claim", "CLAIM_OR_ENCOUNTER_REQUIRED", "Name the claim whose payer owes it, or the visit for which the patient does.");
        violations.AddIf(claim && encounter, "write_off.encounter", "CLAIM_AND_ENCOUNTER_GIVEN", "Name a claim or a visit, not both.");
        RequireName(claim, wire.Claim, "claims", "write_off.claim", violations);
        RequireName(encounter, wire.Encounter, "encounters", "write_off.encounter", violations);
        var amount = ReadAmount(wire.Amount, "write_off.amount", null, violations);
        var reason = (WriteOffReason)(int)wire.Reason;
        violations.AddIf(!Enum.IsDefined(reason), "write_off.reason", "UNKNOWN_REASON", "There is no such reason.");
        violations.ThrowIfAny();
        return (claim ? wire.Claim : null, encounter ? wire.Encounter : null, amount, reason);
    }

    private static void RequireName(bool given, string name, string collection, string field, Violations violations) => violations.AddIf(
        given && !ResourceName.TryId(name, collection, out _), field, "INVALID_RESOURCE_NAME", $"A name here has the form {collection}/{{id}}.");

    private static void RequireAtMost(Money most, Money amount, string reason, string message)
    {
        if (amount > most)
        {
            throw new Failure(FailureKind.Precondition, reason, message, ("most", (most < Money.Zero ? Money.Zero : most).ToString()));
        }
    }
}
