using MedBill.Claims.Storage;
using MedBill.Claims.Submission;
using MedBill.Contracts.Claims.V1;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;

namespace MedBill.Claims.Features;

/// <summary>The rpcs of Claims, one file each.</summary>
internal sealed partial class ClaimRpc(ClaimsDb db, Idempotency idempotency, ClaimDrafting drafting, Submitting submitting, Caller caller)
    : ClaimService.ClaimServiceBase
{
    /// <summary>The store, for a caller whose token names a practice: without one nothing would be found, and the caller would not learn why.</summary>
    private ClaimsDb Store
    {
        get
        {
            _ = caller.Practice;
            return db;
        }
    }
}
