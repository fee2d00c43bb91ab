using MedBill.Collections.Domain.Statements;
using MedBill.Platform.Rpc;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal static class StatementMapping
{
    public static Wire.Statement ToWire(this Statement statement) => new()
    {
        Name = statement.Name,
        Account = $"accounts/{statement.AccountId}",
        StatementDate = statement.StatementDate.ToWire(),
        DueDate = statement.DueDate.ToWire(),
        Items = { statement.Items.OrderBy(item => item.Number).Select(ToWire) },
        PatientPaidAmount = statement.PatientPaidAmount.ToWire(),
        AmountDue = statement.AmountDue.ToWire(),
        CreateTime = statement.CreateTime.ToWire(),
    };

    private static Wire.Statement.Types.Item ToWire(StatementItem item) => new()
    {
        Encounter = item.Encounter,
        ServiceDate = item.ServiceDate.ToWire(),
        Charge = item.Charge.ToWire(),
        PayerPaidAmount = item.PayerPaidAmount.ToWire(),
        AdjustmentAmount = item.AdjustmentAmount.ToWire(),
        PayerPendingAmount = item.PayerPendingAmount.ToWire(),
        PatientResponsibilityAmount = item.PatientResponsibilityAmount.ToWire(),
    };
}
