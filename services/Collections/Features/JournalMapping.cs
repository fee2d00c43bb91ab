using System.Diagnostics;
using MedBill.Collections.Domain.Journal;
using MedBill.Platform.Rpc;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal static class JournalMapping
{
    public static Wire.JournalEntry ToWire(this JournalEntry entry) => new()
    {
        Name = Name(entry.Id),
        CauseType = entry.CauseType.ToString(),
        CauseKey = entry.CauseKey,
        EffectiveDate = entry.EffectiveDate.ToWire(),
        BookTime = entry.BookTime.ToWire(),
        Reverses = entry.Reverses is { } reversed ? Name(reversed) : "",
        Lines = { entry.Lines.OrderBy(line => line.Number).Select(line => ToWire(entry, line)) },
    };

    public static Wire.LedgerAccount ToWire(this LedgerAccount account) => account switch
    {
        LedgerAccount.ArUnbilled => Wire.LedgerAccount.ArUnbilled,
        LedgerAccount.ArPayer => Wire.LedgerAccount.ArPayer,
        LedgerAccount.ArPatient => Wire.LedgerAccount.ArPatient,
        LedgerAccount.Revenue => Wire.LedgerAccount.Revenue,
        LedgerAccount.Contractual => Wire.LedgerAccount.Contractual,
        LedgerAccount.PayerCash => Wire.LedgerAccount.PayerCash,
        LedgerAccount.Cash => Wire.LedgerAccount.Cash,
        LedgerAccount.PatientCredit => Wire.LedgerAccount.PatientCredit,
        LedgerAccount.WriteOff => Wire.LedgerAccount.WriteOff,
        _ => throw new UnreachableException(),
    };

    public static string Name(string entryId) => $"journalEntries/{entryId}";

    private static Wire.JournalLine ToWire(JournalEntry entry, JournalLine line) => new()
    {
        LedgerAccount = line.LedgerAccount.ToWire(),
        Side = line.Side == Side.Debit ? Wire.Side.Debit : Wire.Side.Credit,
        Amount = line.Amount.ToWire(),
        Account = $"accounts/{entry.AccountId}",
        Patient = entry.Patient ?? "",
        Encounter = entry.Encounter ?? "",
        Claim = entry.Claim ?? "",
        Payer = entry.Payer ?? "",
    };
}
