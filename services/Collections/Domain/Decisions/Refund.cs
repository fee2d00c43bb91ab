using MedBill.Collections.Domain.Payments;

namespace MedBill.Collections.Domain.Decisions;

/// <summary>A credit given back to a patient or guarantor.</summary>
public sealed class Refund : Decision
{
    public required PaymentMethod Method { get; init; }

    public string Reference { get; init; } = "";

    public required DateOnly RefundDate { get; init; }

    public override string Name => $"refunds/{Id}";
}
