using MedBill.Contracts.Coverage.V1;
using MedBill.Coverage.Eligibility;
using MedBill.Coverage.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;

namespace MedBill.Coverage.Features;

/// <summary>The rpcs of Coverage, one file each.</summary>
internal sealed partial class CoverageRpc(
    CoverageDb db, Idempotency idempotency, Caller caller, TimeProvider clock, InquiryWorker inquiries, RecentAnswers recent)
    : CoverageService.CoverageServiceBase
{
    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>The id in a name; a violation when it is none.</summary>
    private static string IdIn(string name, string collection, string field, Violations violations)
    {
        if (ResourceName.TryId(name, collection, out var id))
        {
            return id;
        }

        // An empty one is reported as missing already.
        violations.AddIf(name.Length > 0, field, "INVALID_RESOURCE_NAME", $"A name like {collection}/….");
        return "";
    }

    private static (string Patient, string Policy) PolicyIds(string name, string field = "name")
    {
        var parts = name.Split('/');
        return parts is ["patients", { Length: > 0 } patient, "policies", { Length: > 0 } policy]
            ? (patient, policy)
            : throw Failure.Invalid(field, "INVALID_RESOURCE_NAME", "A name like patients/…/policies/….");
    }
}
