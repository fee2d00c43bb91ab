using MedBill.Platform.Values;

namespace MedBill.PatientRegistry.Domain;

/// <summary>A record of the registry: what is known of one thing, replaced as a whole, with a version for its etag.</summary>
public abstract class RegistryRecord<TDetails> : IAggregate
    where TDetails : class
{
    private readonly List<object> _events = [];

    public required string Id { get; init; }

    public abstract string Name { get; }

    public int Version { get; private set; }

    public required TDetails Details { get; set; }

    public required DateTimeOffset CreateTime { get; init; }

    public IReadOnlyList<object> TakeEvents()
    {
        object[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    /// <summary>Counts the first or the next version and says what happened.</summary>
    protected void Record(object? domainEvent)
    {
        Version++;
        if (domainEvent is not null)
        {
            _events.Add(domainEvent);
        }
    }
}
