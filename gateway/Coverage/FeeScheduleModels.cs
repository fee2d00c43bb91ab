using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Gateway.Coverage;

/// <summary>What a payer's contract allows for each service.</summary>
[Shows(typeof(Wire.FeeSchedule))]
public sealed record FeeScheduleModel : IVersioned
{
    /// <summary>The id: <c>fee-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose contract: <c>pyr-…</c>.</summary>
    public string? PayerId { get; init; }

    /// <summary>The schedule's name, at most 60 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>First date of service it is for.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>Last date of service it is for; absent while open. Two schedules of one payer may not overlap.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>One to 5,000 items, no two for the same code and modifier. Left out in lists.</summary>
    public IReadOnlyList<FeeScheduleItemModel>? Items { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>What is allowed for one unit of one service.</summary>
[Shows(typeof(Wire.FeeSchedule.Types.Item))]
public sealed record FeeScheduleItemModel
{
    /// <summary>CPT or HCPCS code.</summary>
    public string? ProcedureCode { get; init; }

    /// <summary>Modifier that the price is for; left out for the plain service.</summary>
    public string? Modifier { get; init; }

    /// <summary>Allowed amount for one unit. USD.</summary>
    public MoneyModel? AllowedAmount { get; init; }
}

/// <summary>One service to price.</summary>
[Shows(typeof(Wire.ServiceToPrice))]
public sealed record ServiceToPriceModel
{
    /// <summary>CPT or HCPCS code.</summary>
    public string? ProcedureCode { get; init; }

    /// <summary>Its modifiers, at most four.</summary>
    public IReadOnlyList<string>? Modifiers { get; init; }

    /// <summary>Whole units, from 1.</summary>
    public int? Units { get; init; }

    /// <summary>Date of service.</summary>
    public DateOnly? ServiceDate { get; init; }
}

/// <summary>What the contract allows for one service.</summary>
[Shows(typeof(Wire.PricedService))]
public sealed record PricedServiceModel
{
    /// <summary>For all units. USD. Absent when no schedule prices the service.</summary>
    public MoneyModel? AllowedAmount { get; init; }

    /// <summary>The schedule the price is from: <c>fee-…</c>.</summary>
    public string? FeeScheduleId { get; init; }
}

/// <summary>What to price.</summary>
[Shows(typeof(Wire.PriceServicesRequest))]
public sealed record PriceRequestModel
{
    /// <summary>One to 100.</summary>
    public IReadOnlyList<ServiceToPriceModel>? Services { get; init; }
}

/// <summary>What the contract allows.</summary>
/// <param name="Services">In the order of the request.</param>
public sealed record PricesModel(IReadOnlyList<PricedServiceModel> Services);
