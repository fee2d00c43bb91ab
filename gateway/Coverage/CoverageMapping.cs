using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Gateway.Coverage;

/// <summary>Between the public JSON and the wire.</summary>
internal static class CoverageMapping
{
    public static PayerModel ToModel(this Wire.Payer wire) => new()
    {
        Id = Ids.Last(wire.Name),
        DisplayName = Text.OrNull(wire.DisplayName),
        ElectronicPayerId = Text.OrNull(wire.PayerId),
        ClaimFilingIndicatorCode = Text.OrNull(wire.ClaimFilingIndicatorCode),
        Address = wire.Address.ToModel(),
        TimelyFilingDays = wire.TimelyFilingDays,
    };

    public static Wire.Payer ToWire(this PayerModel model) => new()
    {
        DisplayName = model.DisplayName ?? "",
        PayerId = model.ElectronicPayerId ?? "",
        ClaimFilingIndicatorCode = model.ClaimFilingIndicatorCode ?? "",
        Address = model.Address.ToWire(),
        TimelyFilingDays = model.TimelyFilingDays ?? default,
    };

    public static PlanModel ToModel(this Wire.Plan wire) => new()
    {
        Id = Ids.Last(wire.Name),
        PayerId = Ids.Last(wire.Payer),
        DisplayName = Text.OrNull(wire.DisplayName),
        GroupNumber = Text.OrNull(wire.GroupNumber),
    };

    public static Wire.Plan ToWire(this PlanModel model) => new()
    {
        Payer = Ids.Name("payers", model.PayerId),
        DisplayName = model.DisplayName ?? "",
        GroupNumber = model.GroupNumber ?? "",
    };

    public static SubscriberModel ToModel(this Wire.Subscriber wire) => new()
    {
        PersonName = wire.PersonName.ToModel(),
        BirthDate = wire.BirthDate.ToModel(),
        Gender = EnumText.Of(wire.AdministrativeGender),
        Address = wire.Address.ToModel(),
    };

    public static Wire.Subscriber ToWire(this SubscriberModel model) => new()
    {
        PersonName = model.PersonName.ToCoverageWire(),
        BirthDate = model.BirthDate.ToWire(),
        AdministrativeGender = EnumText.To<Wire.AdministrativeGender>(model.Gender),
        Address = model.Address.ToWire(),
    };

    public static PolicyModel ToModel(this Wire.Policy wire) => new()
    {
        Id = Ids.Last(wire.Name),
        PatientId = Ids.At(wire.Name, 1),
        PlanId = Ids.Last(wire.Plan),
        PayerId = Ids.Last(wire.Payer),
        MemberId = Text.OrNull(wire.MemberId),
        GroupNumber = Text.OrNull(wire.GroupNumber),
        Relationship = EnumText.Of(wire.Relationship),
        Subscriber = wire.Subscriber?.ToModel(),
        CoordinationOrder = wire.CoordinationOrder,
        EffectiveDate = wire.EffectiveDate.ToModel(),
        EndDate = wire.EndDate.ToModel(),
    };

    public static Wire.Policy ToWire(this PolicyModel model) => new()
    {
        Plan = Ids.Name("plans", model.PlanId),
        MemberId = model.MemberId ?? "",
        GroupNumber = model.GroupNumber ?? "",
        Relationship = EnumText.To<Wire.Policy.Types.Relationship>(model.Relationship),
        Subscriber = model.Subscriber?.ToWire(),
        CoordinationOrder = model.CoordinationOrder ?? default,
        EffectiveDate = model.EffectiveDate.ToWire(),
        EndDate = model.EndDate.ToWire(),
    };

    public static FeeScheduleModel ToModel(this Wire.FeeSchedule wire) => new()
    {
        Id = Ids.Last(wire.Name),
        PayerId = Ids.Last(wire.Payer),
        DisplayName = Text.OrNull(wire.DisplayName),
        EffectiveDate = wire.EffectiveDate.ToModel(),
        EndDate = wire.EndDate.ToModel(),
        Items = Lists.OrNull(wire.Items.Select(item => item.ToModel())),
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

    public static BenefitModel ToModel(this Wire.Benefit wire) => new()
    {
        BenefitCode = Text.OrNull(wire.BenefitCode),
        CoverageLevelCode = Text.OrNull(wire.CoverageLevelCode),
        ServiceTypeCodes = Lists.OrNull(wire.ServiceTypeCodes),
        InsuranceTypeCode = Text.OrNull(wire.InsuranceTypeCode),
        TimePeriodCode = Text.OrNull(wire.TimePeriodCode),
        Amount = wire.Amount.ToModel(),
        PatientSharePercent = Text.OrNull(wire.PatientSharePercent),
        AuthorizationRequiredCode = Text.OrNull(wire.AuthorizationRequiredCode),
        InNetworkCode = Text.OrNull(wire.InNetworkCode),
    };

    public static EligibilityRejectionModel ToModel(this Wire.EligibilityRejection wire) => new()
    {
        Loop = Text.OrNull(wire.Loop),
        RejectReasonCode = Text.OrNull(wire.RejectReasonCode),
        FollowUpActionCode = Text.OrNull(wire.FollowUpActionCode),
        NextAction = Text.OrNull(wire.NextAction),
    };

    public static EligibilityCheckModel ToModel(this Wire.EligibilityCheck wire) => new()
    {
        Id = Ids.Last(wire.Name),
        PolicyId = Ids.Last(wire.Policy),
        PatientId = Ids.At(wire.Policy, 1),
        ServiceDate = wire.ServiceDate.ToModel(),
        ServiceTypeCodes = Lists.OrNull(wire.ServiceTypeCodes),
        State = EnumText.Of(wire.State),
        CoverageStatus = EnumText.Of(wire.CoverageStatus),
        Benefits = Lists.OrNull(wire.Benefits.Select(item => item.ToModel())),
        Rejections = Lists.OrNull(wire.Rejections.Select(item => item.ToModel())),
        ServedFromCache = wire.ServedFromCache,
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        AnswerTime = wire.AnswerTime?.ToDateTimeOffset(),
    };

    public static Wire.EligibilityCheck ToWire(this EligibilityCheckModel model) => new()
    {
        Policy = Ids.Policy(model.PatientId, model.PolicyId),
        ServiceDate = model.ServiceDate.ToWire(),
        ServiceTypeCodes = { model.ServiceTypeCodes ?? [] },
        ForceRefresh = model.ForceRefresh ?? default,
    };

    public static PricedServiceModel ToModel(this Wire.PricedService wire) => new()
    {
        AllowedAmount = wire.AllowedAmount.ToModel(),
        FeeScheduleId = Ids.Last(wire.FeeSchedule),
    };

    public static ServiceToPriceModel ToModel(this Wire.ServiceToPrice wire) => new()
    {
        ProcedureCode = Text.OrNull(wire.ProcedureCode),
        Modifiers = Lists.OrNull(wire.Modifiers),
        Units = wire.Units,
        ServiceDate = wire.ServiceDate.ToModel(),
    };

    public static Wire.ServiceToPrice ToWire(this ServiceToPriceModel model) => new()
    {
        ProcedureCode = model.ProcedureCode ?? "",
        Modifiers = { model.Modifiers ?? [] },
        Units = model.Units ?? default,
        ServiceDate = model.ServiceDate.ToWire(),
    };

    public static PersonNameModel? ToModel(this Wire.PersonName? wire) => wire is null
        ? null
        : new(Text.OrNull(wire.GivenName), Text.OrNull(wire.MiddleName), Text.OrNull(wire.FamilyName), Text.OrNull(wire.Suffix));

    public static Wire.PersonName? ToCoverageWire(this PersonNameModel? model) => model is null
        ? null
        : new()
        {
            GivenName = model.GivenName ?? "",
            MiddleName = model.MiddleName ?? "",
            FamilyName = model.FamilyName ?? "",
            Suffix = model.Suffix ?? "",
        };
}
