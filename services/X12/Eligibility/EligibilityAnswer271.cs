using MedBill.X12.Segments;

namespace MedBill.X12.Eligibility;

/// <summary>AAA: why a request was not answered.</summary>
/// <param name="IsValidRequest">AAA01: false (N) the request was refused; true (Y) understood, but no answer.</param>
/// <param name="Reason">AAA03, e.g. 75 subscriber not found.</param>
/// <param name="FollowUp">AAA04, e.g. C correct and resubmit.</param>
public sealed record RequestRejection(bool IsValidRequest, string Reason, string? FollowUp = null);

/// <summary>HSD: how benefits are delivered over time.</summary>
/// <param name="QuantityQualifier">HSD01, e.g. VS visits.</param>
/// <param name="Quantity">HSD02.</param>
/// <param name="UnitCode">HSD03.</param>
/// <param name="SampleSelection">HSD04.</param>
/// <param name="PeriodQualifier">HSD05, as EB06.</param>
/// <param name="PeriodCount">HSD06.</param>
/// <param name="Pattern">HSD07.</param>
/// <param name="PatternTime">HSD08.</param>
public sealed record BenefitDelivery(
    string? QuantityQualifier,
    decimal? Quantity,
    string? UnitCode,
    decimal? SampleSelection,
    string? PeriodQualifier,
    decimal? PeriodCount,
    string? Pattern,
    string? PatternTime);

/// <summary>EB with the segments below it: one benefit.</summary>
public sealed record Benefit
{
    /// <summary>EB01: 1 active, 6 inactive, A coinsurance, B copay, C deductible, G out of pocket, I not covered, R other payer …</summary>
    public required string Kind { get; init; }

    /// <summary>EB02: IND, FAM and so on.</summary>
    public string? CoverageLevel { get; init; }

    /// <summary>EB03: service types.</summary>
    public ValueList<string> ServiceTypes { get; init; }

    /// <summary>EB04: insurance type.</summary>
    public string? InsuranceType { get; init; }

    /// <summary>EB05: the plan's name; free text.</summary>
    public string? PlanDescription { get; init; }

    /// <summary>EB06: period, e.g. 23 calendar year, 29 remaining.</summary>
    public string? Period { get; init; }

    /// <summary>EB07.</summary>
    public long? AmountCents { get; init; }

    /// <summary>EB08: a fraction; the patient's share.</summary>
    public decimal? Percent { get; init; }

    /// <summary>EB09.</summary>
    public string? QuantityQualifier { get; init; }

    /// <summary>EB10.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>EB11: Y, N, U.</summary>
    public string? AuthorizationRequired { get; init; }

    /// <summary>EB12: Y, N, U, W same in and out of network.</summary>
    public string? InNetwork { get; init; }

    /// <summary>EB13.</summary>
    public ProcedureCode? Procedure { get; init; }

    /// <summary>EB14: positions in HI.</summary>
    public ValueList<int> DiagnosisPointers { get; init; }

    /// <summary>HSD.</summary>
    public ValueList<BenefitDelivery> Deliveries { get; init; }

    /// <summary>REF.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTP.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>AAA.</summary>
    public ValueList<RequestRejection> Rejections { get; init; }

    /// <summary>MSG.</summary>
    public ValueList<string> Messages { get; init; }

    /// <summary>III*ZZ: places of service.</summary>
    public ValueList<string> PlacesOfService { get; init; }

    /// <summary>Loop 2120 between LS and LE: e.g. PR the payer that goes first, P3 the primary care provider.</summary>
    public ValueList<Party> RelatedEntities { get; init; }

    /// <summary>Other segments of loop 2110.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>Kind, level and period only.</summary>
    public override string ToString() => $"EB*{Kind}*{CoverageLevel}*{string.Join('^', ServiceTypes)}*{InsuranceType}**{Period}";
}

/// <summary>A 271 answer about one person, with all the context it stands in. The levels stop where the request was refused.</summary>
public sealed record EligibilityAnswer271
{
    /// <summary>BHT.</summary>
    public required EligibilityHeader Header { get; init; }

    /// <summary>Loop 2100A: the payer; null when not even that was answered.</summary>
    public Party? Source { get; init; }

    /// <summary>AAA of loop 2000A: the whole request was refused.</summary>
    public ValueList<RequestRejection> RequestRejections { get; init; }

    /// <summary>AAA of loop 2100A.</summary>
    public ValueList<RequestRejection> SourceRejections { get; init; }

    /// <summary>Loop 2100B: the provider that asked.</summary>
    public Party? Receiver { get; init; }

    /// <summary>AAA of loop 2100B.</summary>
    public ValueList<RequestRejection> ReceiverRejections { get; init; }

    /// <summary>Loop 2100C.</summary>
    public EligibilityPerson? Subscriber { get; init; }

    /// <summary>Loop 2100D.</summary>
    public EligibilityPerson? Dependent { get; init; }

    /// <summary>Loop 2110.</summary>
    public ValueList<Benefit> Benefits { get; init; }

    /// <summary>The one answered about.</summary>
    public EligibilityPerson? Subject => Dependent ?? Subscriber;

    /// <summary>The trace of the question, echoed as TRN*2; else null.</summary>
    public string? EchoedTrace => Subject?.Traces.FirstOrDefault(trace => trace.Type == "2")?.Number;

    /// <summary>AAA of every level and benefit.</summary>
    public IEnumerable<RequestRejection> AllRejections =>
        RequestRejections
            .Concat(SourceRejections)
            .Concat(ReceiverRejections)
            .Concat(Subscriber?.Rejections ?? default)
            .Concat(Dependent?.Rejections ?? default)
            .Concat(Benefits.SelectMany(benefit => benefit.Rejections));

    /// <summary>Whether the plan says active coverage of the health plan as a whole: EB01 = 1 with EB03 = 30.</summary>
    public bool HasActiveCoverage => Benefits.Any(benefit => benefit.Kind == "1" && benefit.ServiceTypes.Contains("30"));

    /// <summary>The echoed trace only.</summary>
    public override string ToString() => $"271 TRN*{EchoedTrace}";
}
