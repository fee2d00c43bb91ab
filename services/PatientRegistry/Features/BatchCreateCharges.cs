using Grpc.Core;
using MedBill.PatientRegistry.Domain;
using MedBill.PatientRegistry.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.PatientRegistry.Features;

internal sealed partial class PatientRpc
{
    private const int MostChargesAtOnce = 1_000;

    [RequiresScope("patients.write")]
    public override Task<Wire.BatchCreateChargesResponse> BatchCreateCharges(Wire.BatchCreateChargesRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            if (request.Requests.Count > MostChargesAtOnce)
            {
                throw Failure.Invalid("requests", "TOO_MANY", $"At most {MostChargesAtOnce} charges.");
            }

            var violations = new Violations();
            var ids = request.Requests.Select((one, i) => References.Id(one.Encounter, "encounters", $"requests[{i}].encounter", violations)).ToList();
            var wanted = ids.OfType<string>().Distinct().ToList();
            var encounters = await db.Encounters.Where(encounter => wanted.Contains(encounter.Id)).ToDictionaryAsync(encounter => encounter.Id, cancel);
            var known = encounters.Keys.ToHashSet();
            var now = clock.GetUtcNow();
            var charges = new List<(Encounter Encounter, Charge Charge)>();
            for (var i = 0; i < ids.Count; i++)
            {
                var field = $"requests[{i}]";
                References.Require(known, ids[i], $"{field}.encounter", violations);
                var charge = request.Requests[i].Charge.ToDomain($"{field}.charge", now, violations);
                if (ids[i] is { } id && encounters.TryGetValue(id, out var encounter))
                {
                    charge.Check(violations, $"{field}.charge", encounter.Details.DiagnosisCodes.Count, Today);
                    charges.Add((encounter, charge));
                }
            }

            violations.ThrowIfAny();
            foreach (var group in charges.GroupBy(one => one.Encounter))
            {
                group.Key.Add([.. group.Select(one => one.Charge)]);
            }

            await db.SaveChangesAsync(cancel);
            var numbered = encounters.Values.SelectMany(encounter => encounter.Charges).ToDictionary(charge => charge.Id);
            return new Wire.BatchCreateChargesResponse { Charges = { charges.Select(one => numbered[one.Charge.Id].ToWire()) } };
        });
}
