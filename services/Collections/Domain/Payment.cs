using System.Text.RegularExpressions;
using MedBill.Platform.Values;

namespace MedBill.Collections.Domain;

public enum PaymentMethod
{
    Cash = 1,
    Check,
    Card,
    BankTransfer,
}

public enum PaymentState
{
    Posted = 1,
    Reversed,
}

/// <summary>Money taken from a patient or guarantor.</summary>
public sealed partial class Payment : IAggregate, IPracticeOwned
{
    private readonly List<object> _events = [];

    public required string Id { get; init; }

    public string Name => $"payments/{Id}";

    public string Practice { get; private set; } = "";

    public int Version { get; private set; }

    public required string AccountId { get; init; }

    /// <summary>For whom it was given; empty when only the account was named.</summary>
    public required string Patient { get; init; }

    public required long Cents { get; init; }

    public required PaymentMethod Method { get; init; }

    public required string Reference { get; init; }

    public required DateOnly PaymentDate { get; init; }

    public required long AppliedCents { get; init; }

    public required long CreditCents { get; init; }

    public PaymentState State { get; private set; } = PaymentState.Posted;

    public required string JournalEntryId { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public static void Check(Violations violations, long cents, string reference, DateOnly date, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(violations);
        violations.AddIf(cents is <= 0 or > 99_999_999_99, "payment.amount", "OUT_OF_RANGE", "More than zero, at most 99,999,999.99.");
        violations.AddIf(!ReferenceShape().IsMatch(reference), "payment.reference", "REFERENCE_INVALID", "At most 40 letters, digits, spaces and hyphens.");
        violations.AddIf(date > today, "payment.payment_date", "DATE_IN_FUTURE", "Not later than today.");
    }

    public void Receive()
    {
        Version++;
        _events.Add(new PaymentReceived());
    }

    /// <exception cref="Failure">Precondition ILLEGAL_TRANSITION when it was taken back already.</exception>
    public void Reverse()
    {
        if (State != PaymentState.Posted)
        {
            throw new Failure(FailureKind.Precondition, "ILLEGAL_TRANSITION", "A payment that is REVERSED cannot become REVERSED.", ("from", State.Code()), ("to", PaymentState.Reversed.Code()));
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

    [GeneratedRegex("^[A-Za-z0-9 -]{0,40}$")]
    private static partial Regex ReferenceShape();
}

public sealed record PaymentReceived;

public sealed record PaymentReversed;

/// <summary>One visit on a statement.</summary>
public sealed record StatementItem(
    string Encounter, DateOnly ServiceDate, long ChargeCents, long PayerPaidCents, long AdjustmentCents, long PayerPendingCents, long PatientCents);

/// <summary>Where a statement goes.</summary>
public sealed record Letter(string Addressee, IReadOnlyList<string> AddressLines);

/// <summary>What an account owed on a day, as it was sent. Never changed.</summary>
public sealed class Statement : IPracticeOwned, IAppendOnly
{
    public const int DaysToPay = 30;
    public const int MostItems = 500;

    public required string Id { get; init; }

    public string Name => $"statements/{Id}";

    public string Practice { get; private set; } = "";

    public required string AccountId { get; init; }

    public required DateOnly StatementDate { get; init; }

    public required DateOnly DueDate { get; init; }

    public required IReadOnlyList<StatementItem> Items { get; init; }

    public required Letter Letter { get; init; }

    public required long PatientPaidCents { get; init; }

    public required long AmountDueCents { get; init; }

    public required DateTimeOffset CreateTime { get; init; }
}
