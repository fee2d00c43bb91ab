using System.Diagnostics;
using MedBill.Collections.Domain.Payments;
using MedBill.Platform.Rpc;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal static class PaymentMapping
{
    public static Wire.Payment ToWire(this Payment payment) => new()
    {
        Name = payment.Name,
        Account = $"accounts/{payment.AccountId}",
        Patient = payment.Patient ?? "",
        Amount = payment.Amount.ToWire(),
        Method = payment.Method.ToWire(),
        Reference = payment.Reference,
        PaymentDate = payment.PaymentDate.ToWire(),
        AppliedAmount = payment.AppliedAmount.ToWire(),
        CreditAmount = payment.CreditAmount.ToWire(),
        State = payment.State switch
        {
            PaymentState.Posted => Wire.Payment.Types.State.Posted,
            PaymentState.Reversed => Wire.Payment.Types.State.Reversed,
            _ => throw new UnreachableException(),
        },
        JournalEntry = JournalMapping.Name(payment.JournalEntryId),
        CreateTime = payment.CreateTime.ToWire(),
        Etag = Etag.Of(payment.Version),
    };

    public static Wire.Payment.Types.Method ToWire(this PaymentMethod method) => method switch
    {
        PaymentMethod.Cash => Wire.Payment.Types.Method.Cash,
        PaymentMethod.Check => Wire.Payment.Types.Method.Check,
        PaymentMethod.Card => Wire.Payment.Types.Method.Card,
        PaymentMethod.BankTransfer => Wire.Payment.Types.Method.BankTransfer,
        _ => throw new UnreachableException(),
    };

    /// <summary>Null for a method this version does not know.</summary>
    public static PaymentMethod? ToDomain(this Wire.Payment.Types.Method method) => method switch
    {
        Wire.Payment.Types.Method.Cash => PaymentMethod.Cash,
        Wire.Payment.Types.Method.Check => PaymentMethod.Check,
        Wire.Payment.Types.Method.Card => PaymentMethod.Card,
        Wire.Payment.Types.Method.BankTransfer => PaymentMethod.BankTransfer,
        _ => null,
    };
}
