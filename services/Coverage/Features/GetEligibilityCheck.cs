using Grpc.Core;
using MedBill.Coverage.Domain;
using MedBill.Coverage.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Coverage.Features;

internal sealed partial class CoverageRpc
{
    [RequiresScope("coverage.read")]
    public override async Task<Wire.EligibilityCheck> GetEligibilityCheck(Wire.GetEligibilityCheckRequest request, ServerCallContext context)
    {
        var check = await LoadEligibilityCheckAsync(request.Name, db.EligibilityChecks.AsNoTracking(), context.CancellationToken);
        await db.RecordReadAsync(context.Method, check.Name, context.CancellationToken);
        return check.ToWire();
    }

    private static async Task<EligibilityCheck> LoadEligibilityCheckAsync(string name, IQueryable<EligibilityCheck> rows, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "eligibilityChecks");
        return await rows.SingleOrDefaultAsync(row => row.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "ELIGIBILITY_CHECK_NOT_FOUND", "There is no such record.", ("name", name));
    }
}
