using System.Globalization;
using Google.Type;
using MedBill.Coverage.Domain;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Money = MedBill.Platform.Values.Money;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Coverage.Features;

/// <summary>Between domain and wire, both ways.</summary>
internal static class CoverageMapping
{
    public static PayerDetails ToDomain(this Wire.Payer payer) => new(
        payer.DisplayName.Trim(), payer.PayerId, payer.ClaimFilingIndicatorCode, payer.Address?.ToDomain(), payer.TimelyFilingDays);

    public static Wire.Payer ToWire(this Payer payer) => new()
    {
        Name = payer.Name,
        DisplayName = payer.Details.DisplayName,
        PayerId = payer.Details.PayerId,
        ClaimFilingIndicatorCode = payer.Details.FilingIndicatorCode,
        Address = payer.Details.Address?.ToWire(),
        TimelyFilingDays = payer.Details.TimelyFilingDays,
        Etag = Etag.Of(payer.Version),
    };

    public static Wire.Plan ToWire(this Plan plan) => new()
    {
        Name = plan.Name,
        Payer = $"payers/{plan.PayerId}",
        DisplayName = plan.Details.DisplayName,
        GroupNumber = plan.Details.GroupNumber,
        Etag = Etag.Of(plan.Version),
    };

    public static PolicyDetails ToDomain(this Wire.Policy policy, string field, Violations violations) => new(
        policy.MemberId,
        policy.GroupNumber.Trim(),
        (Relationship)(int)policy.Relationship,
        policy.Subscriber is null ? null : policy.Subscriber.ToDomain($"{field}.subscriber", violations));

    public static Wire.Policy ToWire(this Policy policy) => new()
    {
        Name = policy.Name,
        Plan = $"plans/{policy.PlanId}",
        Payer = $"payers/{policy.PayerId}",
        MemberId = policy.Details.MemberId,
        GroupNumber = policy.Details.GroupNumber,
        Relationship = (Wire.Policy.Types.Relationship)(int)policy.Details.Relationship,
        Subscriber = policy.Details.Subscriber?.ToWire(),
        CoordinationOrder = policy.CoordinationOrder,
        EffectiveDate = policy.EffectiveDate.ToWire(),
        EndDate = policy.EndDate.ToWire(),
        Etag = Etag.Of(policy.Version),
    };

    public static FeeScheduleDetails ToDomain(this Wire.FeeSchedule schedule, string field, Violations violations) => new(
        schedule.DisplayName.Trim(),
        [.. schedule.Items.Select((item, i) => new FeeItem(item.ProcedureCode, item.Modifier, item.AllowedAmount.ToMoney($"{field}.items[{i}].allowed_amount", violations).Cents))]);

    public static Wire.FeeSchedule ToWire(this FeeSchedule schedule, bool withItems = true)
    {
        var wire = new Wire.FeeSchedule
        {
            Name = schedule.Name,
            Payer = $"payers/{schedule.PayerId}",
            DisplayName = schedule.Details.DisplayName,
            EffectiveDate = schedule.EffectiveDate.ToWire(),
            EndDate = schedule.EndDate.ToWire(),
            Etag = Etag.Of(schedule.Version),
        };
        if (withItems)
        {
            wire.Items.AddRange(schedule.Details.Items.Select(item => new Wire.FeeSchedule.Types.Item
            {
                ProcedureCode = item.ProcedureCode,
                Modifier = item.Modifier,
                AllowedAmount = new Money(item.AllowedCents).ToWire(),
            }));
        }

        return wire;
    }

    public static Wire.EligibilityCheck ToWire(this EligibilityCheck check) => new()
    {
        Name = check.Name,
        Policy = $"patients/{check.PatientId}/policies/{check.PolicyId}",
        ServiceDate = check.ServiceDate.ToWire(),
        ServiceTypeCodes = { check.ServiceTypes.Split('^') },
        State = (Wire.EligibilityCheck.Types.State)(int)check.State,
        CoverageStatus = (Wire.EligibilityCheck.Types.CoverageStatus)(int)check.Details.Status,
        Benefits = { check.Details.Benefits.Select(ToWire) },
        Rejections =
        {
            check.Details.Rejections.Select(rejection => new Wire.EligibilityRejection
            {
                Loop = rejection.Loop,
                RejectReasonCode = rejection.ReasonCode,
                FollowUpActionCode = rejection.FollowUpCode,
                NextAction = rejection.NextAction,
            }),
        },
        ServedFromCache = check.ServedFromCache,
        CreateTime = check.CreateTime.ToWire(),
        AnswerTime = check.AnswerTime.ToWire(),
        Etag = Etag.Of(check.Version),
    };

    private static Wire.Benefit ToWire(BenefitRow row) => new()
    {
        BenefitCode = row.BenefitCode,
        CoverageLevelCode = row.LevelCode,
        ServiceTypeCodes = { row.ServiceTypeCodes },
        InsuranceTypeCode = row.InsuranceTypeCode,
        TimePeriodCode = row.PeriodCode,
        Amount = row.AmountCents is { } cents ? new Money(cents).ToWire() : null,
        PatientSharePercent = row.PatientSharePercent?.ToString("0.####", CultureInfo.InvariantCulture) ?? "",
        AuthorizationRequiredCode = row.AuthorizationCode,
        InNetworkCode = row.InNetworkCode,
    };

    private static Subscriber ToDomain(this Wire.Subscriber subscriber, string field, Violations violations) => new(
        new(subscriber.PersonName?.GivenName.Trim() ?? "", subscriber.PersonName?.MiddleName.Trim() ?? "", subscriber.PersonName?.FamilyName.Trim() ?? "", subscriber.PersonName?.Suffix.Trim() ?? ""),
        subscriber.BirthDate.ToDate($"{field}.birth_date", violations) ?? default,
        (AdministrativeGender)(int)subscriber.AdministrativeGender,
        subscriber.Address?.ToDomain());

    private static Wire.Subscriber ToWire(this Subscriber subscriber) => new()
    {
        PersonName = new()
        {
            GivenName = subscriber.PersonName.Given,
            MiddleName = subscriber.PersonName.Middle,
            FamilyName = subscriber.PersonName.Family,
            Suffix = subscriber.PersonName.Suffix,
        },
        BirthDate = subscriber.BirthDate.ToWire(),
        AdministrativeGender = (Wire.AdministrativeGender)(int)subscriber.Gender,
        Address = subscriber.Address?.ToWire(),
    };

    private static Address ToDomain(this PostalAddress address) =>
        new([.. address.AddressLines.Select(line => line.Trim())], address.Locality.Trim(), address.AdministrativeArea, address.PostalCode);

    private static PostalAddress ToWire(this Address address) => new()
    {
        RegionCode = "US",
        AddressLines = { address.Lines },
        Locality = address.City,
        AdministrativeArea = address.State,
        PostalCode = address.PostalCode,
    };
}
