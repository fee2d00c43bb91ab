using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Payments;

public enum PaymentMethod
{
    Cash = 1,
    Check = 2,
    Card = 3,
    BankTransfer = 4,
}

public enum PaymentState
{
    Posted = 1,
    Reversed = 2,
}

public sealed record PaymentReceived;

public sealed record PaymentReversed;

/// <summary>Money taken from a patient or guarantor.</summary>
public sealed class Payment : IAggregate, IPracticeOwned
{
    /// <summary>More than this is a slip of the keyboard, and sums of it would not fit.</summary>
    public static readonly Money Largest = new(1_000_000_00);

    public const int MaxReferenceLength = 40;

    private readonly List<object> _events = [];

    public required string Id { get; init; }

    public string Practice { get; private set; } = "";

    public required string AccountId { get; init; }

    /// <summary><c>patients/…</c>, when the desk named one.</summary>
    public string? Patient { get; init; }

    public required Money Amount { get; init; }

    public required PaymentMethod Method { get; init; }

    public string Reference { get; init; } = "";

    public required DateOnly PaymentDate { get; init; }

    /// <summary>The part that paid a balance at once.</summary>
    public required Money AppliedAmount { get; init; }

    public Money CreditAmount => Amount - AppliedAmount;

    public PaymentState State { get; private set; }

    /// <summary>The entry that booked it.</summary>
    public string JournalEntryId { get; private set; } = "";

    public required DateTimeOffset CreateTime { get; init; }

    public int Version { get; private set; }

    public string Name => $"payments/{Id}";

    public static bool IsReference(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= MaxReferenceLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-');
    }

    /// <summary>The payment counts from now on.</summary>
    public void Post(string journalEntryId)
    {
        JournalEntryId = journalEntryId;
        State = PaymentState.Posted;
        Version++;
        _events.Add(new PaymentReceived());
    }

    /// <summary>The payment no longer counts, as when a check comes back.</summary>
    public void Reverse()
    {
        if (State != PaymentState.Posted)
        {
            throw new Failure(
                FailureKind.Precondition,
                "ILLEGAL_TRANSITION",
                $"A payment that is {State.Code()} cannot become {PaymentState.Reversed.Code()}.",
                ("from", State.Code()),
                ("to", PaymentState.Reversed.Code()));
        }

        State = PaymentState.Reversed;
        Version++;
        _events.Add(new PaymentReversed());
    }

    public IReadOnlyList<object> TakeEvents()
    {
        object[] taken = [.. _events];
        _events.Clear();
        return taken;
    }
}
