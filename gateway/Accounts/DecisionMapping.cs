using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Gateway.Accounts;

/// <summary>Write-offs, transfers and refunds between the public JSON and the wire.</summary>
internal static class DecisionMapping
{
    public static WriteOffModel ToModel(this Wire.WriteOff wire) => new()
    {
        Id = Ids.Last(wire.Name),
        ClaimId = Ids.Last(wire.Claim),
        EncounterId = Ids.Last(wire.Encounter),
        Amount = wire.Amount.ToModel(),
        Reason = EnumText.Of(wire.Reason),
        AccountId = Ids.Last(wire.Account),
        State = EnumText.Of(wire.State),
        JournalEntryId = Ids.Last(wire.JournalEntry),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        Etag = Text.OrNull(wire.Etag),
    };

    public static Wire.WriteOff ToWire(this WriteOffModel model) => new()
    {
        Claim = Ids.Name("claims", model.ClaimId),
        Encounter = Ids.Name("encounters", model.EncounterId),
        Amount = model.Amount.ToWire(),
        Reason = EnumText.To<Wire.WriteOff.Types.Reason>(model.Reason),
    };

    public static PatientTransferModel ToModel(this Wire.PatientTransfer wire) => new()
    {
        Id = Ids.Last(wire.Name),
        ClaimId = Ids.Last(wire.Claim),
        Amount = wire.Amount.ToModel(),
        Reason = EnumText.Of(wire.Reason),
        AccountId = Ids.Last(wire.Account),
        EncounterId = Ids.Last(wire.Encounter),
        State = EnumText.Of(wire.State),
        JournalEntryId = Ids.Last(wire.JournalEntry),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        Etag = Text.OrNull(wire.Etag),
    };

    public static Wire.PatientTransfer ToWire(this PatientTransferModel model) => new()
    {
        Claim = Ids.Name("claims", model.ClaimId),
        Amount = model.Amount.ToWire(),
        Reason = EnumText.To<Wire.PatientTransfer.Types.Reason>(model.Reason),
    };

    public static RefundModel ToModel(this Wire.Refund wire) => new()
    {
        Id = Ids.Last(wire.Name),
        AccountId = Ids.Last(wire.Account),
        Amount = wire.Amount.ToModel(),
        Method = EnumText.Of(wire.Method),
        Reference = Text.OrNull(wire.Reference),
        RefundDate = wire.RefundDate.ToModel(),
        State = EnumText.Of(wire.State),
        JournalEntryId = Ids.Last(wire.JournalEntry),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        Etag = Text.OrNull(wire.Etag),
    };

    public static Wire.Refund ToWire(this RefundModel model) => new()
    {
        Account = Ids.Name("accounts", model.AccountId),
        Amount = model.Amount.ToWire(),
        Method = EnumText.To<Wire.Payment.Types.Method>(model.Method),
        Reference = model.Reference ?? "",
        RefundDate = model.RefundDate.ToWire(),
    };
}
