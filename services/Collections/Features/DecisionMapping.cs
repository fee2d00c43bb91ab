using MedBill.Collections.Domain.Decisions;
using MedBill.Platform.Rpc;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

/// <summary>Reasons and states have the same numbers here and on the wire.</summary>
internal static class DecisionMapping
{
    public static Wire.WriteOff ToWire(this WriteOff writeOff) => new()
    {
        Name = writeOff.Name,
        Claim = writeOff.Claim ?? "",
        Encounter = writeOff.Encounter,
        Amount = writeOff.Amount.ToWire(),
        Reason = (Wire.WriteOff.Types.Reason)(int)writeOff.Reason,
        Account = $"accounts/{writeOff.AccountId}",
        State = (Wire.WriteOff.Types.State)(int)writeOff.State,
        JournalEntry = JournalMapping.Name(writeOff.JournalEntryId),
        CreateTime = writeOff.CreateTime.ToWire(),
        Etag = Etag.Of(writeOff.Version),
    };

    public static Wire.PatientTransfer ToWire(this PatientTransfer transfer) => new()
    {
        Name = transfer.Name,
        Claim = transfer.Claim,
        Amount = transfer.Amount.ToWire(),
        Reason = (Wire.PatientTransfer.Types.Reason)(int)transfer.Reason,
        Account = $"accounts/{transfer.AccountId}",
        Encounter = transfer.Encounter,
        State = (Wire.PatientTransfer.Types.State)(int)transfer.State,
        JournalEntry = JournalMapping.Name(transfer.JournalEntryId),
        CreateTime = transfer.CreateTime.ToWire(),
        Etag = Etag.Of(transfer.Version),
    };

    public static Wire.Refund ToWire(this Refund refund) => new()
    {
        Name = refund.Name,
        Account = $"accounts/{refund.AccountId}",
        Amount = refund.Amount.ToWire(),
        Method = refund.Method.ToWire(),
        Reference = refund.Reference,
        RefundDate = refund.RefundDate.ToWire(),
        State = (Wire.Refund.Types.State)(int)refund.State,
        JournalEntry = JournalMapping.Name(refund.JournalEntryId),
        CreateTime = refund.CreateTime.ToWire(),
        Etag = Etag.Of(refund.Version),
    };
}
