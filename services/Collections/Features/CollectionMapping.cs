using MedBill.Collections.Domain;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

/// <summary>From domain to wire.</summary>
internal static class CollectionMapping
{
    public static Wire.Account ToWire(this Account account) => new()
    {
        Name = account.Name,
        ResponsibleParty = account.ResponsibleParty,
        UnbilledBalance = new Money(account.UnbilledCents).ToWire(),
        PayerBalance = new Money(account.PayerCents).ToWire(),
        PatientBalance = new Money(account.PatientCents).ToWire(),
        CreditBalance = new Money(account.CreditCents).ToWire(),
        CreateTime = account.CreateTime.ToWire(),
        Etag = Etag.Of(account.Version),
    };

    public static Wire.JournalEntry ToWire(this JournalEntry entry, ILookup<string, JournalLine> lines) => new()
    {
        Name = entry.Name,
        CauseType = entry.CauseType,
        CauseKey = entry.CauseKey,
        EffectiveDate = entry.EffectiveDate.ToWire(),
        BookTime = entry.BookTime.ToWire(),
        Reverses = entry.ReversesId is null ? "" : $"journalEntries/{entry.ReversesId}",
        Lines =
        {
            lines[entry.Id].Select(line => new Wire.JournalLine
            {
                LedgerAccount = (Wire.LedgerAccount)(int)line.LedgerAccount,
                Side = (Wire.Side)(int)line.Side,
                Amount = new Money(line.Cents).ToWire(),
                Account = $"accounts/{line.AccountId}",
                Patient = line.Patient,
                Encounter = line.Encounter,
                Claim = line.Claim,
                Payer = line.Payer,
            }),
        },
    };

    public static Wire.Payment ToWire(this Payment payment) => new()
    {
        Name = payment.Name,
        Account = $"accounts/{payment.AccountId}",
        Patient = payment.Patient,
        Amount = new Money(payment.Cents).ToWire(),
        Method = (Wire.Payment.Types.Method)(int)payment.Method,
        Reference = payment.Reference,
        PaymentDate = payment.PaymentDate.ToWire(),
        AppliedAmount = new Money(payment.AppliedCents).ToWire(),
        CreditAmount = new Money(payment.CreditCents).ToWire(),
        State = (Wire.Payment.Types.State)(int)payment.State,
        JournalEntry = $"journalEntries/{payment.JournalEntryId}",
        CreateTime = payment.CreateTime.ToWire(),
        Etag = Etag.Of(payment.Version),
    };

    public static Wire.Statement ToWire(this Statement statement) => new()
    {
        Name = statement.Name,
        Account = $"accounts/{statement.AccountId}",
        StatementDate = statement.StatementDate.ToWire(),
        DueDate = statement.DueDate.ToWire(),
        PatientPaidAmount = new Money(statement.PatientPaidCents).ToWire(),
        AmountDue = new Money(statement.AmountDueCents).ToWire(),
        CreateTime = statement.CreateTime.ToWire(),
        Items =
        {
            statement.Items.Select(item => new Wire.Statement.Types.Item
            {
                Encounter = item.Encounter,
                ServiceDate = item.ServiceDate.ToWire(),
                Charge = new Money(item.ChargeCents).ToWire(),
                PayerPaidAmount = new Money(item.PayerPaidCents).ToWire(),
                AdjustmentAmount = new Money(item.AdjustmentCents).ToWire(),
                PayerPendingAmount = new Money(item.PayerPendingCents).ToWire(),
                PatientResponsibilityAmount = new Money(item.PatientCents).ToWire(),
            }),
        },
    };
}
