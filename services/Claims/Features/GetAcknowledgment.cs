using Grpc.Core;
using MedBill.Claims.Domain;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.read")]
    public override async Task<Wire.Acknowledgment> GetAcknowledgment(Wire.GetAcknowledgmentRequest request, ServerCallContext context)
    {
        var id = ResourceName.Id(request.Name, "acknowledgments");
        var acknowledgment = await VisibleAcknowledgments().SingleOrDefaultAsync(one => one.Id == id, context.CancellationToken);
        return acknowledgment?.ToWire() ?? throw new Failure(
            FailureKind.NotFound, "ACKNOWLEDGMENT_NOT_FOUND", "There is no such file.", ("acknowledgment", request.Name));
    }

    // Files that belong to no practice are seen by callers with the scope admin, beside those of their own practice.
    private IQueryable<Acknowledgment> VisibleAcknowledgments()
    {
        if (!caller.Scopes.Contains("admin"))
        {
            _ = caller.Practice;
            return db.Acknowledgments.AsNoTracking();
        }

        string?[] practices = [caller.PracticeOrNone, Acknowledgment.Unassigned];
        return db.Acknowledgments.IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking().Where(one => practices.Contains(one.Practice));
    }
}
