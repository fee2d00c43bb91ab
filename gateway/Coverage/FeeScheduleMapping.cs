using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Gateway.Coverage;

/// <summary>Fee schedules and prices between the public JSON and the wire.</summary>
internal static class FeeScheduleMapping
{
    public static FeeScheduleModel ToModel(this Wire.FeeSchedule wire) => new()
    {
        Id = Ids.Last(wire.Name),
        PayerId = Ids.Last(wire.Payer),
        DisplayName = Text.OrNull(wire.DisplayName),
        EffectiveDate = wire.EffectiveDate.ToModel(),
        EndDate = wire.EndDate.ToModel(),
        Items = wire.Items.Count == 0 ? null : [.. wire.Items.Select(item => item.ToModel())],
        Etag = Text.OrNull(wire.Etag),
    };

    public static Wire.FeeSchedule ToWire(this FeeScheduleModel model) => new()
    {
        Payer = Ids.Name("payers", model.PayerId),
        DisplayName = model.DisplayName ?? "",
        EffectiveDate = model.EffectiveDate.ToWire(),
        EndDate = model.EndDate.ToWire(),
        Items = { (model.Items ?? []).Select(item => item.ToWire()) },
    };

    public static FeeScheduleItemModel ToModel(this Wire.FeeSchedule.Types.Item wire) => new()
    {
        ProcedureCode = Text.OrNull(wire.ProcedureCode),
        Modifier = Text.OrNull(wire.Modifier),
        AllowedAmount = wire.AllowedAmount.ToModel(),
    };

    public static Wire.FeeSchedule.Types.Item ToWire(this FeeScheduleItemModel model) => new()
    {
        ProcedureCode = model.ProcedureCode ?? "",
        Modifier = model.Modifier ?? "",
        AllowedAmount = model.AllowedAmount.ToWire(),
    };

    public static PricedServiceModel ToModel(this Wire.PricedService wire) => new()
    {
        AllowedAmount = wire.AllowedAmount.ToModel(),
        FeeScheduleId = Ids.Last(wire.FeeSchedule),
    };

    public static Wire.ServiceToPrice ToWire(this ServiceToPriceModel model) => new()
    {
        ProcedureCode = model.ProcedureCode ?? "",
        Modifiers = { model.Modifiers ?? [] },
        Units = model.Units ?? 0,
        ServiceDate = model.ServiceDate.ToWire(),
    };
}
