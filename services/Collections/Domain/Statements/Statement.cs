using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Statements;

public sealed record StatementIssued;

/// <summary>A name and the lines of an address, as they are printed.</summary>
public sealed record Addressee(string Name, IReadOnlyList<string> Lines);

/// <summary>From whom a letter is and to whom, as they were known on its day.</summary>
/// <param name="Practice">Heading.</param>
/// <param name="RemitTo">Where a check goes.</param>
/// <param name="Phone">For questions; ten digits.</param>
/// <param name="Recipient">What shows in the envelope's window.</param>
/// <param name="Patients">Name of each patient by <c>patients/…</c>.</param>
public sealed record Letter(Addressee Practice, Addressee RemitTo, string Phone, Addressee Recipient, IReadOnlyDictionary<string, string> Patients);

/// <summary>What an account owed on a day, as it was sent. Never changed.</summary>
public sealed class Statement : IAggregate, IPracticeOwned, IAppendOnly
{
    /// <summary>Days from the statement to its due date.</summary>
    public const int DaysToPay = 30;

    private readonly List<StatementItem> _items = [];
    private readonly List<object> _events = [];

    private Statement()
    {
    }

    public string Id { get; private init; } = "";

    public string Practice { get; private set; } = "";

    public string AccountId { get; private init; } = "";

    public DateOnly StatementDate { get; private init; }

    public DateOnly DueDate { get; private init; }

    public Letter Letter { get; private init; } = null!;

    public Money PatientPaidAmount { get; private init; }

    public Money AmountDue { get; private init; }

    /// <summary>The account's version that this statement speaks of: of every entry up to this one, and of none after it.</summary>
    public int AccountVersion { get; private init; }

    public DateTimeOffset CreateTime { get; private init; }

    public int Version { get; private set; }

    /// <summary>The visits, the oldest first.</summary>
    public IReadOnlyList<StatementItem> Items => _items;

    public string Name => $"statements/{Id}";

    public static Statement Issue(string id, string accountId, Letter letter, StatementFigures figures, int accountVersion, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        var statement = new Statement
        {
            Id = id,
            AccountId = accountId,
            StatementDate = today,
            DueDate = today.AddDays(DaysToPay),
            Letter = letter,
            PatientPaidAmount = figures.PatientPaid,
            AmountDue = figures.AmountDue,
            AccountVersion = accountVersion,
            CreateTime = at,
            Version = 1,
        };
        statement._items.AddRange(figures.Visits.Select((visit, i) => StatementItem.Of(id, i + 1, today, visit)));
        statement._events.Add(new StatementIssued());
        return statement;
    }

    public IReadOnlyList<object> TakeEvents()
    {
        object[] taken = [.. _events];
        _events.Clear();
        return taken;
    }
}

/// <summary>One visit on a statement.</summary>
public sealed class StatementItem : IPracticeOwned, IAppendOnly
{
    private StatementItem()
    {
    }

    public string StatementId { get; private init; } = "";

    /// <summary>From 1.</summary>
    public int Number { get; private init; }

    public string Practice { get; private set; } = "";

    /// <summary>The statement's date, so that a visit's first bill is found by the visit.</summary>
    public DateOnly StatementDate { get; private init; }

    public string Encounter { get; private init; } = "";

    /// <summary><c>patients/…</c></summary>
    public string Patient { get; private init; } = "";

    public DateOnly ServiceDate { get; private init; }

    public Money Charge { get; private init; }

    public Money PayerPaidAmount { get; private init; }

    public Money AdjustmentAmount { get; private init; }

    public Money PayerPendingAmount { get; private init; }

    public Money PatientResponsibilityAmount { get; private init; }

    /// <summary>The part of the account's payments that covers this visit, the oldest visit being covered first.</summary>
    public Money PatientPaidAmount { get; private init; }

    public Money AmountDue { get; private init; }

    /// <summary>The day an amount first became the patient's; the date of service while none has.</summary>
    public DateOnly DueSince { get; private init; }

    internal static StatementItem Of(string statementId, int number, DateOnly statementDate, Visit visit) => new()
    {
        StatementId = statementId,
        Number = number,
        StatementDate = statementDate,
        Encounter = visit.Encounter,
        Patient = visit.Patient,
        ServiceDate = visit.ServiceDate,
        Charge = visit.Charge,
        PayerPaidAmount = visit.PayerPaid,
        AdjustmentAmount = visit.Adjustment,
        PayerPendingAmount = visit.PayerPending,
        PatientResponsibilityAmount = visit.PatientResponsibility,
        PatientPaidAmount = visit.PatientResponsibility - visit.Due,
        AmountDue = visit.Due,
        DueSince = visit.DueSince,
    };
}
