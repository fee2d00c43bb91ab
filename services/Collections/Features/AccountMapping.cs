using MedBill.Collections.Domain.Accounts;
using MedBill.Platform.Rpc;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal static class AccountMapping
{
    public static Wire.Account ToWire(this Account account) => new()
    {
        Name = account.Name,
        ResponsibleParty = account.ResponsibleParty,
        UnbilledBalance = account.UnbilledBalance.ToWire(),
        PayerBalance = account.PayerBalance.ToWire(),
        PatientBalance = account.PatientBalance.ToWire(),
        CreditBalance = account.CreditBalance.ToWire(),
        CreateTime = account.CreateTime.ToWire(),
        Etag = Etag.Of(account.Version),
    };
}
