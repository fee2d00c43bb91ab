using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Gateway.Coverage;

/// <summary>One question to a payer whether a policy is in force, and its answer.</summary>
[Shows(typeof(Wire.EligibilityCheck))]
public sealed record EligibilityCheckModel : IVersioned
{
    /// <summary>The id: <c>elg-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Which policy of the patient: <c>pol-…</c>.</summary>
    public string? PolicyId { get; init; }

    /// <summary>Whose policy: <c>pat-…</c>.</summary>
    [NoField]
    public string? PatientId { get; init; }

    /// <summary>Date asked for; today when absent.</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>EQ01, at most 10; 30 when left out.</summary>
    public IReadOnlyList<string>? ServiceTypeCodes { get; init; }

    /// <summary>True asks the payer again although there is an answer of the last 24 hours.</summary>
    public bool? ForceRefresh { get; init; }

    /// <summary>Where the question stands.</summary>
    [OneOf(typeof(Wire.EligibilityCheck.Types.State))]
    public string? State { get; init; }

    /// <summary>What the payer said of the policy.</summary>
    [OneOf(typeof(Wire.EligibilityCheck.Types.CoverageStatus))]
    public string? CoverageStatus { get; init; }

    /// <summary>The rows of the answer, in the payer's order.</summary>
    public IReadOnlyList<BenefitModel>? Benefits { get; init; }

    /// <summary>Why the payer refused.</summary>
    public IReadOnlyList<EligibilityRejectionModel>? Rejections { get; init; }

    /// <summary>True when the answer is one given before.</summary>
    public bool? ServedFromCache { get; init; }

    /// <summary>When the question was asked.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When the payer answered.</summary>
    public DateTimeOffset? AnswerTime { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>One row of a payer's answer (EB).</summary>
[Shows(typeof(Wire.Benefit))]
public sealed record BenefitModel
{
    /// <summary>
    /// EB01: 1 active, 6 inactive, A coinsurance, B copayment, C deductible, G out-of-pocket, I non-covered, R other payer, …
    /// </summary>
    public string? BenefitCode { get; init; }

    /// <summary>EB02: IND, FAM, …</summary>
    public string? CoverageLevelCode { get; init; }

    /// <summary>EB03: 30 health benefit plan coverage, 98 office visit, …</summary>
    public IReadOnlyList<string>? ServiceTypeCodes { get; init; }

    /// <summary>EB04.</summary>
    public string? InsuranceTypeCode { get; init; }

    /// <summary>EB06: 23 calendar year, 27 visit, 29 remaining, …</summary>
    public string? TimePeriodCode { get; init; }

    /// <summary>EB07. USD.</summary>
    public MoneyModel? Amount { get; init; }

    /// <summary>EB08 as a percentage of what is allowed that the patient owes: 20 means 20 %. Left out when the row has none.</summary>
    public string? PatientSharePercent { get; init; }

    /// <summary>EB11: Y authorization required, N not, U unknown.</summary>
    public string? AuthorizationRequiredCode { get; init; }

    /// <summary>EB12: Y in network, N out, W both, U unknown.</summary>
    public string? InNetworkCode { get; init; }
}

/// <summary>Why a payer refused a question (AAA).</summary>
[Shows(typeof(Wire.EligibilityRejection))]
public sealed record EligibilityRejectionModel
{
    /// <summary>Level at which it stood: 2000A, 2100B, 2100C, …</summary>
    public string? Loop { get; init; }

    /// <summary>AAA03: 42 unable to respond now, 72 invalid subscriber id, 75 subscriber not found, …</summary>
    public string? RejectReasonCode { get; init; }

    /// <summary>AAA04: C correct and resubmit, R resubmit allowed, …</summary>
    public string? FollowUpActionCode { get; init; }

    /// <summary>What to do, in words of ours.</summary>
    public string? NextAction { get; init; }
}
