using MedBill.SampleData.Story;

namespace MedBill.SampleData.Expectations;

/// <summary>How a payer divides a charge. Charge = paid + contractual + patient + denied, always.</summary>
public readonly record struct Decision(Money Paid, Money Contractual, Money Patient, Money Denied)
{
    public Money Charge => Paid + Contractual + Patient + Denied;

    public static Decision operator +(Decision left, Decision right) => new(
        left.Paid + right.Paid, left.Contractual + right.Contractual, left.Patient + right.Patient, left.Denied + right.Denied);
}

/// <summary>
/// The sandbox payer's documented arithmetic, written a second time: what it says is compared with this, so the two must not share code.
/// </summary>
public static class PayerRules
{
    private static readonly Money Copay = new(25_00);
    private static readonly Money Deductible = new(100_00);

    /// <summary>What becomes of a visit's charge at a payer that treats its member so.</summary>
    public static Decision Decide(VisitStory visit, Treatment treatment)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return treatment switch
        {
            Treatment.Denied => new(Money.Zero, Money.Zero, Money.Zero, visit.Charge),
            Treatment.PatientShare => Shared(visit),
            _ => visit.Services.Select(service => new Decision(Allowed(service), service.Charge - Allowed(service), default, default))
                .Aggregate(default(Decision), (sum, line) => sum + line),
        };
    }

    /// <summary>What the contract allows: the lower of charge and fee; 60 % of the charge, cents down, for a code it does not name.</summary>
    public static Money Allowed(ServiceStory service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return CodeTable.Codes[service.Code].Allowed is { } fee
            ? Money.Min(service.Charge, fee * service.Units)
            : new(service.Charge.Cents * 60 / 100);
    }

    // PR-3 on the first office visit, then PR-1 until the deductible is met, then PR-2 of what is left.
    private static Decision Shared(VisitStory visit)
    {
        var copay = Copay;
        var deductible = Deductible;
        var sum = default(Decision);
        foreach (var service in visit.Services)
        {
            var allowed = Allowed(service);
            var rest = allowed;
            if (IsOfficeVisit(service.Code))
            {
                rest -= Money.Min(copay, rest);
                copay = Money.Zero;
            }

            var toDeductible = Money.Min(deductible, rest);
            deductible -= toDeductible;
            rest -= toDeductible;
            var coinsurance = new Money(((rest.Cents * 20) + 50) / 100);
            var paid = rest - coinsurance;
            sum += new Decision(paid, service.Charge - allowed, allowed - paid, Money.Zero);
        }

        return sum;
    }

    private static bool IsOfficeVisit(string code) => code is "99202" or "99203" or "99204" or "99205" or "99211" or "99212" or "99213" or "99214" or "99215";
}
