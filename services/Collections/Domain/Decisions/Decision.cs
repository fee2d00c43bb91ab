using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Decisions;

public enum DecisionState
{
    Posted = 1,
    Reversed = 2,
}

public sealed record Decided;

public sealed record TakenBack;

/// <summary>
/// Money of an account that somebody moved by hand, for a reason: no event of another service makes one. Booked at once, never changed, taken
/// back at most once. Who it was is in the audit.
/// </summary>
public abstract class Decision : IAggregate, IPracticeOwned
{
    private readonly List<object> _events = [];

    public required string Id { get; init; }

    public string Practice { get; private set; } = "";

    public required string AccountId { get; init; }

    public required Money Amount { get; init; }

    public DecisionState State { get; private set; }

    /// <summary>The entry that booked it.</summary>
    public string JournalEntryId { get; private set; } = "";

    public required DateTimeOffset CreateTime { get; init; }

    public int Version { get; private set; }

    public abstract string Name { get; }

    /// <summary>False when its entry is told as such (<c>BalanceTransferredToPatient</c>), so that nothing is told twice.</summary>
    protected virtual bool TellsItself => true;

    /// <summary>It counts from now on.</summary>
    public void Post(string journalEntryId)
    {
        JournalEntryId = journalEntryId;
        Become(DecisionState.Posted, new Decided());
    }

    /// <summary>It no longer counts.</summary>
    public void Reverse()
    {
        if (State != DecisionState.Posted)
        {
            throw new Failure(
                FailureKind.Precondition,
                "ILLEGAL_TRANSITION",
                $"What is {State.Code()} cannot become {DecisionState.Reversed.Code()}.",
                ("from", State.Code()),
                ("to", DecisionState.Reversed.Code()));
        }

        Become(DecisionState.Reversed, new TakenBack());
    }

    public IReadOnlyList<object> TakeEvents()
    {
        object[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    private void Become(DecisionState state, object happened)
    {
        State = state;
        Version++;
        if (TellsItself)
        {
            _events.Add(happened);
        }
    }
}
