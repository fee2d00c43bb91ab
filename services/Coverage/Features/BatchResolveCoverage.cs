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
    private const int MostQueries = 100;

    [RequiresScope("coverage.read")]
    public override async Task<Wire.BatchResolveCoverageResponse> BatchResolveCoverage(Wire.BatchResolveCoverageRequest request, ServerCallContext context)
    {
        if (request.Queries.Count > MostQueries)
        {
            throw Failure.Invalid("queries", "TOO_MANY", $"At most {MostQueries} questions.");
        }

        var cancel = context.CancellationToken;
        var queries = request.Queries.Select((query, i) => (
            Patient: ResourceName.Id(query.Patient, "patients", $"queries[{i}].patient"), Day: query.OnDate.ToDate($"queries[{i}].on_date"))).ToList();
        var patients = queries.Select(query => query.Patient).Distinct().ToList();
        var policies = (await db.Policies.AsNoTracking().Where(policy => patients.Contains(policy.PatientId)).ToListAsync(cancel)).ToLookup(policy => policy.PatientId);
        var inForce = queries.Select(query => policies[query.Patient].Where(policy => policy.IsInForceOn(query.Day)).OrderBy(policy => policy.CoordinationOrder).ToList()).ToList();
        var planIds = inForce.SelectMany(list => list).Select(policy => policy.PlanId).Distinct().ToList();
        var payerIds = inForce.SelectMany(list => list).Select(policy => policy.PayerId).Distinct().ToList();
        var plans = await db.Plans.AsNoTracking().Where(plan => planIds.Contains(plan.Id)).ToDictionaryAsync(plan => plan.Id, cancel);
        var payers = await db.Payers.AsNoTracking().Where(payer => payerIds.Contains(payer.Id)).ToDictionaryAsync(payer => payer.Id, cancel);
        await db.RecordReadAsync(context.Method, "patients", cancel);
        return new()
        {
            Coverages =
            {
                inForce.Select(list => new Wire.CoverageOnDate
                {
                    Policies = { list.Select(policy => new Wire.ResolvedPolicy { Policy = policy.ToWire(), Plan = plans[policy.PlanId].ToWire(), Payer = payers[policy.PayerId].ToWire() }) },
                }),
            },
        };
    }
}
