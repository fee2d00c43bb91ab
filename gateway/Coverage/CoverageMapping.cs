using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Gateway.Coverage;

/// <summary>Payers, plans and policies between the public JSON and the wire.</summary>
internal static class CoverageMapping
{
    public static PayerModel ToModel(this Wire.Payer wire) => new()
    {
        Id = Ids.Last(wire.Name),
        DisplayName = Text.OrNull(wire.DisplayName),
        ElectronicPayerId = Text.OrNull(wire.PayerId),
        ClaimFilingIndicatorCode = Text.OrNull(wire.ClaimFilingIndicatorCode),
        Address = wire.Address.ToModel(),
        TimelyFilingDays = Number.OrNull(wire.TimelyFilingDays),
        Etag = Text.OrNull(wire.Etag),
    };

    public static Wire.Payer ToWire(this PayerModel model) => new()
    {
        DisplayName = model.DisplayName ?? "",
        PayerId = model.ElectronicPayerId ?? "",
        ClaimFilingIndicatorCode = model.ClaimFilingIndicatorCode ?? "",
        Address = model.Address.ToWire(),
        TimelyFilingDays = model.TimelyFilingDays ?? 0,
    };

    public static PlanModel ToModel(this Wire.Plan wire) => new()
    {
        Id = Ids.Last(wire.Name),
        PayerId = Ids.Last(wire.Payer),
        DisplayName = Text.OrNull(wire.DisplayName),
        GroupNumber = Text.OrNull(wire.GroupNumber),
        Etag = Text.OrNull(wire.Etag),
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
        PatientId = Ids.First(wire.Name),
        PlanId = Ids.Last(wire.Plan),
        PayerId = Ids.Last(wire.Payer),
        MemberId = Text.OrNull(wire.MemberId),
        GroupNumber = Text.OrNull(wire.GroupNumber),
        Relationship = EnumText.Of(wire.Relationship),
        Subscriber = wire.Subscriber?.ToModel(),
        CoordinationOrder = wire.CoordinationOrder,
        EffectiveDate = wire.EffectiveDate.ToModel(),
        EndDate = wire.EndDate.ToModel(),
        Etag = Text.OrNull(wire.Etag),
    };

    public static Wire.Policy ToWire(this PolicyModel model) => new()
    {
        Plan = Ids.Name("plans", model.PlanId),
        MemberId = model.MemberId ?? "",
        GroupNumber = model.GroupNumber ?? "",
        Relationship = EnumText.To<Wire.Policy.Types.Relationship>(model.Relationship),
        Subscriber = model.Subscriber?.ToWire(),
        CoordinationOrder = model.CoordinationOrder ?? 0,
        EffectiveDate = model.EffectiveDate.ToWire(),
        EndDate = model.EndDate.ToWire(),
    };

    public static PersonNameModel? ToModel(this Wire.PersonName? wire) => wire is null ? null : new()
    {
        GivenName = Text.OrNull(wire.GivenName),
        MiddleName = Text.OrNull(wire.MiddleName),
        FamilyName = Text.OrNull(wire.FamilyName),
        Suffix = Text.OrNull(wire.Suffix),
    };

    public static Wire.PersonName? ToCoverageWire(this PersonNameModel? model) => model is null ? null : new()
    {
        GivenName = model.GivenName ?? "",
        MiddleName = model.MiddleName ?? "",
        FamilyName = model.FamilyName ?? "",
        Suffix = model.Suffix ?? "",
    };
}
