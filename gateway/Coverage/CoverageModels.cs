using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Gateway.Coverage;

/// <summary>Who pays claims.</summary>
public sealed record PayerModel
{
    /// <summary>Resource name: <c>payers/{payer}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>2010BB NM103, at most 60 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The payer's id at the clearinghouse, 2 to 15 letters and digits (2010BB NM109, 1000B NM109, ISA08). Unique in the practice.</summary>
    public string? ElectronicPayerId { get; init; }

    /// <summary>Claim filing indicator code (SBR09), such as CI, BL, MB, MC, HM.</summary>
    public string? ClaimFilingIndicatorCode { get; init; }

    /// <summary>Where paper goes.</summary>
    public AddressModel? Address { get; init; }

    /// <summary>Days from the date of service to the end of the filing limit; 0 means not known.</summary>
    public int? TimelyFilingDays { get; init; }
}

/// <summary>One product of a payer.</summary>
public sealed record PlanModel
{
    /// <summary>Resource name: <c>plans/{plan}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose plan: <c>payers/{payer}</c>.</summary>
    public string? PayerId { get; init; }

    /// <summary>The plan's name, at most 60 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Group number as on the card, at most 50 characters (SBR03).</summary>
    public string? GroupNumber { get; init; }
}

/// <summary>The person who holds a policy, when that is not the patient.</summary>
public sealed record SubscriberModel
{
    /// <summary>The subscriber's name (2010BA NM103-NM107).</summary>
    public PersonNameModel? PersonName { get; init; }

    /// <summary>The subscriber's birth date.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>The subscriber's administrative gender.</summary>
    [OneOf(typeof(Wire.AdministrativeGender))]
    public string? Gender { get; init; }

    /// <summary>The subscriber's address.</summary>
    public AddressModel? Address { get; init; }
}

/// <summary>One patient's cover under one plan.</summary>
public sealed record PolicyModel
{
    /// <summary>The policy: <c>pol-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose policy: <c>pat-…</c>.</summary>
    public string? PatientId { get; init; }

    /// <summary>Which plan: <c>plans/{plan}</c>.</summary>
    public string? PlanId { get; init; }

    /// <summary>Whose plan: <c>payers/{payer}</c>.</summary>
    public string? PayerId { get; init; }

    /// <summary>Member identification number as on the card, 2 to 80 characters (2010BA NM109).</summary>
    public string? MemberId { get; init; }

    /// <summary>Group number when the card differs from the plan's, at most 50 characters (SBR03).</summary>
    public string? GroupNumber { get; init; }

    /// <summary>What the patient is to the subscriber.</summary>
    [OneOf(typeof(Wire.Policy.Types.Relationship))]
    public string? Relationship { get; init; }

    /// <summary>Who holds the policy; required unless <c>relationship</c> is SELF, refused then.</summary>
    public SubscriberModel? Subscriber { get; init; }

    /// <summary>1 primary, 2 secondary, 3 tertiary, up to 11 (SBR01). Two policies in force on one date may not share an order.</summary>
    public int? CoordinationOrder { get; init; }

    /// <summary>First day in force.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>Last day in force; absent while open.</summary>
    public DateOnly? EndDate { get; init; }
}

/// <summary>What a payer's contract allows for each service.</summary>
public sealed record FeeScheduleModel
{
    /// <summary>Resource name: <c>feeSchedules/{fee_schedule}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose contract: <c>payers/{payer}</c>.</summary>
    public string? PayerId { get; init; }

    /// <summary>The schedule's name, at most 60 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>First date of service it is for.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>Last date of service it is for; absent while open. Two schedules of one payer may not overlap.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>One to 5,000 items, no two for the same code and modifier. Empty in lists.</summary>
    public IReadOnlyList<FeeScheduleItemModel>? Items { get; init; }
}

/// <summary>What is allowed for one unit of one service.</summary>
public sealed record FeeScheduleItemModel
{
    /// <summary>CPT or HCPCS code.</summary>
    public string? ProcedureCode { get; init; }

    /// <summary>Modifier that the price is for; empty for the plain service.</summary>
    public string? Modifier { get; init; }

    /// <summary>Allowed amount for one unit. USD.</summary>
    public MoneyModel? AllowedAmount { get; init; }
}

/// <summary>One row of a payer's answer (EB).</summary>
public sealed record BenefitModel
{
    /// <summary>EB01: 1 active, 6 inactive, A coinsurance, B copayment, C deductible, G out-of-pocket, I non-covered, R other payer, …</summary>
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

    /// <summary>EB08 as a percentage of what is allowed that the patient owes: 20 means 20 %. Empty when the row has none.</summary>
    public string? PatientSharePercent { get; init; }

    /// <summary>EB11: Y authorization required, N not, U unknown.</summary>
    public string? AuthorizationRequiredCode { get; init; }

    /// <summary>EB12: Y in network, N out, W both, U unknown.</summary>
    public string? InNetworkCode { get; init; }
}

/// <summary>Why a payer refused a question (AAA).</summary>
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

/// <summary>One question to a payer whether a policy is in force, and its answer.</summary>
public sealed record EligibilityCheckModel
{
    /// <summary>Resource name: <c>eligibilityChecks/{eligibility_check}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Which policy: <c>patients/{patient}/policies/{policy}</c>.</summary>
    public string? PolicyId { get; init; }

    /// <summary>Whose policy: <c>pat-…</c>.</summary>
    public string? PatientId { get; init; }

    /// <summary>Date asked for; today when absent.</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>EQ01, at most 10; 30 when empty.</summary>
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
}

/// <summary>What the contract allows for one service.</summary>
public sealed record PricedServiceModel
{
    /// <summary>For all units. USD. Absent when no schedule prices the service.</summary>
    public MoneyModel? AllowedAmount { get; init; }

    /// <summary>The schedule the price is from.</summary>
    public string? FeeScheduleId { get; init; }
}

/// <summary>One service to price.</summary>
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
