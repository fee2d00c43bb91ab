using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Gateway.Accounts;

/// <summary>Accounts, the journal and payments between the public JSON and the wire.</summary>
internal static class AccountMapping
{
    public static AccountModel ToModel(this Wire.Account wire) => new()
    {
        Id = Ids.Last(wire.Name),
        ResponsibleParty = Text.OrNull(wire.ResponsibleParty),
        UnbilledBalance = wire.UnbilledBalance.ToModel(),
        PayerBalance = wire.PayerBalance.ToModel(),
        PatientBalance = wire.PatientBalance.ToModel(),
        CreditBalance = wire.CreditBalance.ToModel(),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        Etag = Text.OrNull(wire.Etag),
    };

    public static JournalLineModel ToModel(this Wire.JournalLine wire) => new()
    {
        LedgerAccount = EnumText.Of(wire.LedgerAccount),
        Side = EnumText.Of(wire.Side),
        Amount = wire.Amount.ToModel(),
        AccountId = Ids.Last(wire.Account),
        PatientId = Ids.Last(wire.Patient),
        EncounterId = Ids.Last(wire.Encounter),
        ClaimId = Ids.Last(wire.Claim),
        PayerId = Ids.Last(wire.Payer),
    };

    public static JournalEntryModel ToModel(this Wire.JournalEntry wire) => new()
    {
        Id = Ids.Last(wire.Name),
        CauseType = Text.OrNull(wire.CauseType),
        CauseKey = Text.OrNull(wire.CauseKey),
        EffectiveDate = wire.EffectiveDate.ToModel(),
        BookTime = wire.BookTime?.ToDateTimeOffset(),
        ReversesId = Ids.Last(wire.Reverses),
        Lines = [.. wire.Lines.Select(item => item.ToModel())],
    };

    public static PaymentModel ToModel(this Wire.Payment wire) => new()
    {
        Id = Ids.Last(wire.Name),
        AccountId = Ids.Last(wire.Account),
        PatientId = Ids.Last(wire.Patient),
        Amount = wire.Amount.ToModel(),
        Method = EnumText.Of(wire.Method),
        Reference = Text.OrNull(wire.Reference),
        PaymentDate = wire.PaymentDate.ToModel(),
        AppliedAmount = wire.AppliedAmount.ToModel(),
        CreditAmount = wire.CreditAmount.ToModel(),
        State = EnumText.Of(wire.State),
        JournalEntryId = Ids.Last(wire.JournalEntry),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        Etag = Text.OrNull(wire.Etag),
    };

    public static Wire.Payment ToWire(this PaymentModel model) => new()
    {
        Account = Ids.Name("accounts", model.AccountId),
        Patient = Ids.Name("patients", model.PatientId),
        Amount = model.Amount.ToWire(),
        Method = EnumText.To<Wire.Payment.Types.Method>(model.Method),
        Reference = model.Reference ?? "",
        PaymentDate = model.PaymentDate.ToWire(),
    };

    public static StatementModel ToModel(this Wire.Statement wire) => new()
    {
        Id = Ids.Last(wire.Name),
        AccountId = Ids.Last(wire.Account),
        StatementDate = wire.StatementDate.ToModel(),
        DueDate = wire.DueDate.ToModel(),
        Items = [.. wire.Items.Select(item => item.ToModel())],
        PatientPaidAmount = wire.PatientPaidAmount.ToModel(),
        AmountDue = wire.AmountDue.ToModel(),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
    };

    public static Wire.Statement ToWire(this StatementModel model) => new()
    {
        Account = Ids.Name("accounts", model.AccountId),
    };

    public static StatementItemModel ToModel(this Wire.Statement.Types.Item wire) => new()
    {
        EncounterId = Ids.Last(wire.Encounter),
        ServiceDate = wire.ServiceDate.ToModel(),
        Charge = wire.Charge.ToModel(),
        PayerPaidAmount = wire.PayerPaidAmount.ToModel(),
        AdjustmentAmount = wire.AdjustmentAmount.ToModel(),
        PayerPendingAmount = wire.PayerPendingAmount.ToModel(),
        PatientResponsibilityAmount = wire.PatientResponsibilityAmount.ToModel(),
    };

    public static AgingRowModel ToModel(this Wire.AgingRow wire) => new()
    {
        LedgerAccount = EnumText.Of(wire.LedgerAccount),
        PayerId = Ids.Last(wire.Payer),
        BucketAmounts = [.. wire.BucketAmounts.Select(amount => amount.ToModel()!)],
        TotalAmount = wire.TotalAmount.ToModel(),
    };

    public static AgingReportModel ToModel(this Wire.AgingReport wire) => new()
    {
        AsOfDate = wire.AsOfDate.ToModel(),
        Basis = EnumText.Of(wire.Basis),
        Rows = [.. wire.Rows.Select(item => item.ToModel())],
        TotalAmount = wire.TotalAmount.ToModel(),
    };

    public static TrialBalanceRowModel ToModel(this Wire.TrialBalanceRow wire) => new()
    {
        LedgerAccount = EnumText.Of(wire.LedgerAccount),
        DebitAmount = wire.DebitAmount.ToModel(),
        CreditAmount = wire.CreditAmount.ToModel(),
        Balance = wire.Balance.ToModel(),
    };

    public static TrialBalanceModel ToModel(this Wire.TrialBalance wire) => new()
    {
        Rows = [.. wire.Rows.Select(item => item.ToModel())],
        DebitAmount = wire.DebitAmount.ToModel(),
        CreditAmount = wire.CreditAmount.ToModel(),
        Difference = wire.Difference.ToModel(),
        EntryCount = wire.EntryCount,
    };
}
