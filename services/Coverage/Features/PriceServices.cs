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
    private const int MostServices = 100;

    [RequiresScope("coverage.read")]
    public override async Task<Wire.PriceServicesResponse> PriceServices(Wire.PriceServicesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.AddIf(request.Services.Count > MostServices, "services", "TOO_MANY", $"At most {MostServices} services.");
        var days = request.Services.Select((service, i) =>
        {
            violations.AddIf(service.Units is < 1 or > 9_999, $"services[{i}].units", "OUT_OF_RANGE", "1 to 9,999 whole units.", "SV104");
            return service.ServiceDate.ToDate($"services[{i}].service_date", violations) ?? default;
        }).ToList();
        violations.ThrowIfAny();
        var payer = await LoadPayerAsync(request.Payer, db.Payers.AsNoTracking(), context.CancellationToken);
        var (first, last) = (days.Min(), days.Max());
        var schedules = await db.FeeSchedules.AsNoTracking()
            .Where(schedule => schedule.PayerId == payer.Id && schedule.EffectiveDate <= last && (schedule.EndDate == null || schedule.EndDate >= first))
            .ToListAsync(context.CancellationToken);
        return new()
        {
            Services =
            {
                request.Services.Select((service, i) =>
                {
                    var schedule = schedules.Find(one => one.IsForDay(days[i]));
                    var price = schedule?.Price(service.ProcedureCode, service.Modifiers, service.Units);
                    return price is { } amount ? new Wire.PricedService { AllowedAmount = amount.ToWire(), FeeSchedule = schedule!.Name } : new Wire.PricedService();
                }),
            },
        };
    }
}
