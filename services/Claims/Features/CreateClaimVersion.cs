using Grpc.Core;
using MedBill.Claims.Domain;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.write")]
    public override async Task<Wire.Claim> CreateClaimVersion(Wire.CreateClaimVersionRequest request, ServerCallContext context)
    {
        if (request.FrequencyCode is not ("" or FrequencyCodes.Original or FrequencyCodes.Replacement or FrequencyCodes.Void))
        {
            throw Failure.Invalid("frequency_code", "FREQUENCY_CODE_INVALID", "A frequency is 1, 7 or 8.");
        }

        var fresh = await ReadAgainAsync(request, context.CancellationToken);
        return await idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var claim = await Store.LoadClaimAsync(request.Parent, "parent", cancel);
            Etag.Require(request.Etag, claim.Version);

            var frequency = request.FrequencyCode.Length > 0 ? request.FrequencyCode : claim.NextFrequencyCode;
            claim.RequireNextVersion(frequency);
            claim.OpenVersion(frequency, NextOrigin(claim, frequency, fresh), drafting.NewControlNumber(), drafting.Examine, drafting.Now);

            await Store.SaveChangesAsync(cancel);
            return claim.ToWire();
        });
    }

    // Peers are read before the transaction. Whether the version may be opened is decided inside it, after the request id.
    private async Task<BillableEncounter?> ReadAgainAsync(Wire.CreateClaimVersionRequest request, CancellationToken cancel)
    {
        var before = await Store.LoadClaimAsync(request.Parent, "parent", cancel);
        var frequency = request.FrequencyCode.Length > 0 ? request.FrequencyCode : before.NextFrequencyCode;
        return frequency == FrequencyCodes.Void || !before.MayHaveNextVersion
            ? null
            : (await drafting.ReadAsync([$"encounters/{before.EncounterId}"], cancel))[0];
    }

    private static ClaimOrigin NextOrigin(Claim claim, string frequency, BillableEncounter? fresh)
    {
        if (frequency == FrequencyCodes.Void)
        {
            // A void names the claim as the payer knows it: a replacement that was refused is not what it has.
            return new(claim.EncounterId, claim.PatientId, claim.ResponsibleParty, claim.DecidedByPayer!.Content);
        }

        if (fresh is null)
        {
            throw DatabaseFaults.Contention();
        }

        var cover = frequency == FrequencyCodes.Replacement ? fresh.RequirePayer(claim.PayerId) : fresh.RequirePrimary();
        var origin = fresh.ToOrigin(cover);
        return origin with { Content = origin.Content.KeepingEditsOf(claim.Current.Content) };
    }
}
