using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Gateway.Coverage;

/// <summary>Eligibility checks between the public JSON and the wire.</summary>
internal static class EligibilityMapping
{
    public static BenefitModel ToModel(this Wire.Benefit wire) => new()
    {
        BenefitCode = Text.OrNull(wire.BenefitCode),
        CoverageLevelCode = Text.OrNull(wire.CoverageLevelCode),
        ServiceTypeCodes = [.. wire.ServiceTypeCodes],
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
        PatientId = Ids.First(wire.Policy),
        ServiceDate = wire.ServiceDate.ToModel(),
        ServiceTypeCodes = [.. wire.ServiceTypeCodes],
        State = EnumText.Of(wire.State),
        CoverageStatus = EnumText.Of(wire.CoverageStatus),
        Benefits = [.. wire.Benefits.Select(item => item.ToModel())],
        Rejections = [.. wire.Rejections.Select(item => item.ToModel())],
        ServedFromCache = wire.ServedFromCache,
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        AnswerTime = wire.AnswerTime?.ToDateTimeOffset(),
        Etag = Text.OrNull(wire.Etag),
    };

    public static Wire.EligibilityCheck ToWire(this EligibilityCheckModel model) => new()
    {
        Policy = Ids.Policy(model.PatientId, model.PolicyId),
        ServiceDate = model.ServiceDate.ToWire(),
        ServiceTypeCodes = { model.ServiceTypeCodes ?? [] },
        ForceRefresh = model.ForceRefresh ?? false,
    };
}
