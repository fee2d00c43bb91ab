namespace MedBill.SampleData.Rest;

// The public JSON of coverage.

public sealed record Payer
{
    public string? Id { get; init; }

    public required string DisplayName { get; init; }

    public required string ElectronicPayerId { get; init; }

    public required string ClaimFilingIndicatorCode { get; init; }

    public int? TimelyFilingDays { get; init; }
}

public sealed record Plan
{
    public string? Id { get; init; }

    public required string PayerId { get; init; }

    public required string DisplayName { get; init; }

    public string? GroupNumber { get; init; }
}

public sealed record Subscriber(PersonName PersonName, DateOnly BirthDate, string Gender, Address? Address = null);

public sealed record Policy
{
    public string? Id { get; init; }

    public required string PlanId { get; init; }

    public required string MemberId { get; init; }

    public required string Relationship { get; init; }

    public Subscriber? Subscriber { get; init; }

    public required int CoordinationOrder { get; init; }

    public required DateOnly EffectiveDate { get; init; }
}

public sealed record FeeSchedule
{
    public string? Id { get; init; }

    public required string PayerId { get; init; }

    public required string DisplayName { get; init; }

    public required DateOnly EffectiveDate { get; init; }

    public required IReadOnlyList<FeeScheduleItem> Items { get; init; }
}

public sealed record FeeScheduleItem(string ProcedureCode, Money AllowedAmount);

public sealed record ServiceToPrice(string ProcedureCode, int Units, DateOnly ServiceDate);

public sealed record PricedService(Money? AllowedAmount);

public sealed record PricedServices(IReadOnlyList<PricedService> Services);

public sealed record EligibilityQuestion(string PatientId, string PolicyId, DateOnly ServiceDate);

public sealed record EligibilityCheck(
    string Id,
    string State,
    string? CoverageStatus,
    bool? ServedFromCache,
    IReadOnlyList<Benefit>? Benefits,
    IReadOnlyList<EligibilityRejection>? Rejections);

public sealed record Benefit(string? BenefitCode, Money? Amount, string? TimePeriodCode, string? PatientSharePercent);

public sealed record EligibilityRejection(string? RejectReasonCode, string? NextAction);
