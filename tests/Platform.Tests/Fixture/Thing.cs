using System.Diagnostics;
using Google.Protobuf;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Platform.Tests.Fixture;

public enum ThingState
{
    Open,
    Closed,
}

public sealed record ThingOpened;

public sealed record ThingClosed;

public sealed class Thing : IAggregate, IPracticeOwned
{
    private readonly List<object> _events = [];

    public required string Id { get; init; }

    public string Name => $"things/{Id}";

    public string Practice { get; private set; } = "";

    public required string Title { get; set; }

    public ThingState State { get; private set; }

    public Money Price { get; set; }

    public DateOnly? DueDate { get; set; }

    public DateTimeOffset OpenedTime { get; init; }

    public int Version { get; private set; }

    public static Thing Open(string id, string title, DateTimeOffset at)
    {
        var thing = new Thing { Id = id, Title = title, Version = 1, OpenedTime = at };
        thing._events.Add(new ThingOpened());
        return thing;
    }

    public void Close()
    {
        if (State == ThingState.Closed)
        {
            throw new Failure(
                FailureKind.Precondition,
                "ILLEGAL_TRANSITION",
                $"A thing that is {State.Code()} cannot become CLOSED.",
                ("from", State.Code()),
                ("to", "CLOSED"));
        }

        State = ThingState.Closed;
        Version++;
        _events.Add(new ThingClosed());
    }

    public void Rename(string title)
    {
        Title = title;
        Version++;
    }

    public IReadOnlyList<object> TakeEvents()
    {
        object[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    public Wire.Thing ToWire() => new()
    {
        Name = Name,
        Title = Title,
        State = State == ThingState.Open ? Wire.Thing.Types.State.Open : Wire.Thing.Types.State.Closed,
        Price = Price.ToWire(),
        DueDate = DueDate.ToWire(),
        Etag = Etag.Of(Version),
    };
}

public sealed class LedgerLine : IAppendOnly, IPracticeOwned
{
    public long Number { get; init; }

    public string Practice { get; private set; } = "";

    public required string Text { get; set; }
}

public abstract class ThingsDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Thing> Things => Set<Thing>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Thing>(thing =>
        {
            thing.ToTable("things");
            thing.HasKey(t => t.Id);
            thing.HasIndex(t => new { t.Practice, t.Title });
        });
        model.Entity<LedgerLine>(line =>
        {
            line.ToTable("ledger_lines");
            line.HasKey(l => l.Number);
        });
    }

    protected override IMessage ToEvent(IAggregate aggregate, object domainEvent) => (aggregate, domainEvent) switch
    {
        (Thing thing, ThingOpened) => new Wire.ThingOpened { Name = thing.Name, Title = thing.Title, Price = thing.Price.ToWire() },
        (Thing thing, ThingClosed) => new Wire.ThingClosed { Name = thing.Name },
        _ => throw new UnreachableException(),
    };
}

public sealed class ThingsSqliteDb(DbContextOptions<ThingsSqliteDb> options) : ThingsDb(options);

public sealed class ThingsSqlServerDb(DbContextOptions<ThingsSqlServerDb> options) : ThingsDb(options);
