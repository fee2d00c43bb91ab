namespace MedBill.Platform.Values;

/// <summary>A thing with an identity, a version and recorded events; saving it writes its events to the outbox.</summary>
public interface IAggregate
{
    /// <summary>Resource name, <c>things/thg-…</c>: the subject of its events.</summary>
    string Name { get; }

    /// <summary>Grows with every change; concurrency token, etag and the events' <c>sequence</c>.</summary>
    int Version { get; }

    /// <summary>Hands over the events recorded since the last call and forgets them.</summary>
    IReadOnlyList<object> TakeEvents();
}

/// <summary>A row of one practice (tenant). Queries see only the current practice's rows; inserts are stamped with it.</summary>
public interface IPracticeOwned
{
    /// <summary>Id of the owning practice. Left empty on a new row: saving stamps it.</summary>
    string Practice { get; }
}

/// <summary>A fact: rows are only ever inserted. Saving a changed or deleted one throws.</summary>
public interface IAppendOnly;
