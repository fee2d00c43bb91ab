using Grpc.Core;
using MedBill.Platform.Storage;
using MedBill.Platform.Tests.Fixture;
using MedBill.Platform.Values;
using MedBill.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Platform.Tests.Storage;

public sealed class ServiceDbTests(ThingsHost host) : IClassFixture<ThingsHost>
{
    private static readonly DateTimeOffset At = TestWorld.Start;

    private static Thing New(string title = "t") => Thing.Open(ResourceName.NewId("thg", At), title, At);

    [Fact]
    public async Task A_row_is_stamped_with_the_practice_and_seen_by_it_alone()
    {
        var thing = New();
        await host.WithDbAsync<ThingsDb>(db => SaveAsync(db, thing));

        Assert.Equal(ServiceHost.Practice, thing.Practice);
        Assert.True(await SeesAsync(thing, ServiceHost.Practice));
        Assert.False(await SeesAsync(thing, ServiceHost.OtherPractice));
        Assert.False(await SeesAsync(thing, null));
    }

    [Fact]
    public async Task Another_practices_record_is_not_found_by_any_rpc()
    {
        var thing = await host.Things.OpenThingAsync(new() { Count = 1, Thing = new() { Title = "mine" } });
        var other = host.ClientFor<Wire.ThingService.ThingServiceClient>(ServiceHost.OtherPractice, "things.read", "things.write");

        foreach (var call in new[] { other.GetThingAsync(new() { Name = thing.Name }), other.CloseThingAsync(new() { Name = thing.Name }) })
        {
            var (failure, code) = await Expect.FailureAsync(call);
            Assert.Equal(("THING_NOT_FOUND", StatusCode.NotFound), (failure.Reason, code));
        }

        Assert.Equal(thing, await host.Things.GetThingAsync(new() { Name = thing.Name }));
    }

    [Fact]
    public async Task Writing_another_practices_row_is_a_programming_error()
    {
        var thing = New();
        await host.WithDbAsync<ThingsDb>(db => SaveAsync(db, thing));

        await host.WithDbAsync<ThingsDb>(
            async db =>
            {
                var loaded = await db.Things.IgnoreQueryFilters([ServiceDb.PracticeFilter]).SingleAsync(t => t.Id == thing.Id);
                loaded.Close();
                await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            },
            ServiceHost.OtherPractice);

        await host.WithDbAsync<ThingsDb>(
            async db =>
            {
                db.Add(New());
                await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            },
            practice: null);
    }

    [Fact]
    public async Task A_pooled_context_keeps_nothing_of_its_last_practice()
    {
        for (var i = 0; i < 50; i++)
        {
            var practice = i % 3 == 0 ? ServiceHost.Practice : i % 3 == 1 ? ServiceHost.OtherPractice : null;
            Assert.Equal(practice, await host.WithDbAsync<ThingsDb, string?>(db => Task.FromResult(db.Practice), practice));
        }
    }

    [Fact]
    public async Task What_is_append_only_can_be_added_and_nothing_else()
    {
        await host.WithDbAsync<ThingsDb>(async db =>
        {
            var line = new LedgerLine { Text = "a" };
            await SaveAsync(db, line);
            line.Text = "b";
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            db.ChangeTracker.Clear();
            db.Remove(await db.Set<LedgerLine>().SingleAsync(l => l.Number == line.Number));
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            db.ChangeTracker.Clear();
            Assert.Equal("a", (await db.Set<LedgerLine>().SingleAsync(l => l.Number == line.Number)).Text);
        });
    }

    [Fact]
    public async Task A_change_without_a_new_version_is_a_programming_error() => await host.WithDbAsync<ThingsDb>(async db =>
    {
        var thing = New();
        await SaveAsync(db, thing);
        thing.Title = "changed behind its back";

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    });

    [Fact]
    public async Task Of_two_who_read_the_same_version_one_writes()
    {
        var thing = New();
        await host.WithDbAsync<ThingsDb>(db => SaveAsync(db, thing));

        await host.WithDbAsync<ThingsDb>(async first => await host.WithDbAsync<ThingsDb>(async second =>
        {
            var one = await first.Things.SingleAsync(t => t.Id == thing.Id);
            var two = await second.Things.SingleAsync(t => t.Id == thing.Id);
            one.Rename("first");
            two.Rename("second");
            await first.SaveChangesAsync();

            var lost = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());

            Assert.True(DatabaseFaults.IsContention(lost));
        }));
    }

    [Fact]
    public async Task State_and_event_are_kept_together_or_not_at_all()
    {
        var thing = New("half");

        await host.WithDbAsync<ThingsDb>(db => Assert.ThrowsAsync<TimeoutException>(() => db.InTransactionAsync(async cancel =>
        {
            db.Add(thing);
            await db.SaveChangesAsync(cancel);
            throw new TimeoutException();
        })));

        Assert.False(await SeesAsync(thing, ServiceHost.Practice));
        Assert.Empty(await host.EventsAsync(thing.Name));
    }

    [Fact]
    public async Task A_transaction_inside_a_transaction_joins_it()
    {
        var thing = New("inner");

        await host.WithDbAsync<ThingsDb>(db => Assert.ThrowsAsync<TimeoutException>(() => db.InTransactionAsync(async cancel =>
        {
            await db.InTransactionAsync(
                async inner =>
                {
                    db.Add(thing);
                    await db.SaveChangesAsync(inner);
                },
                cancel);
            throw new TimeoutException();
        })));

        Assert.False(await SeesAsync(thing, ServiceHost.Practice));
    }

    [Fact]
    public async Task After_a_failed_transaction_the_context_holds_nothing_of_it() => await host.WithDbAsync<ThingsDb>(async db =>
    {
        await Assert.ThrowsAsync<TimeoutException>(() => db.InTransactionAsync<int>(_ =>
        {
            db.Add(New());
            throw new TimeoutException();
        }));

        Assert.Empty(db.ChangeTracker.Entries());
        Assert.Equal(0, await db.SaveChangesAsync());
    });

    [Fact]
    public async Task Thirty_two_writers_at_once_all_get_their_turn()
    {
        const int Writers = 32, Each = 10;
        var thing = New("counter");
        await host.WithDbAsync<ThingsDb>(db => SaveAsync(db, thing));

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await host.WithDbAsync<ThingsDb>(db => db.InTransactionAsync(async cancel =>
                {
                    // Reads before it writes: without BEGIN IMMEDIATE this meets SQLITE_BUSY.
                    var counter = await db.Things.SingleAsync(t => t.Id == thing.Id, cancel);
                    counter.Rename($"{counter.Version}");
                    await db.SaveChangesAsync(cancel);
                }));
            }
        })));

        var version = await host.WithDbAsync<ThingsDb, int>(
            db => db.Things.Where(t => t.Id == thing.Id).Select(t => t.Version).SingleAsync());
        Assert.Equal(1 + (Writers * Each), version);
    }

    [Fact]
    public async Task Writers_get_their_turn_in_the_order_they_came()
    {
        var order = new List<int>();
        var mayEnd = new TaskCompletionSource();
        var writers = new List<Task> { Task.Run(() => WriteAsync(0, mayEnd.Task)) };
        await Expect.EventuallyAsync(() => order.Count == 1);

        // None of them blocks this thread, which waiting in the driver would.
        for (var i = 1; i <= 5; i++)
        {
            writers.Add(WriteAsync(i, Task.CompletedTask));
        }

        mayEnd.SetResult();
        await Task.WhenAll(writers);
        Assert.Equal([0, 1, 2, 3, 4, 5], order);

        Task WriteAsync(int number, Task until) => host.WithDbAsync<ThingsDb>(db => db.InTransactionAsync(async cancel =>
        {
            order.Add(number);
            db.Add(New("turn"));
            await db.SaveChangesAsync(cancel);
            await until;
        }));
    }

    [Fact]
    public async Task Readers_do_not_wait_for_a_writer() =>
        await host.WithDbAsync<ThingsDb>(async writer => await writer.InTransactionAsync(async cancel =>
    {
        writer.Add(New("unseen"));
        await writer.SaveChangesAsync(cancel);

        var seen = await host.WithDbAsync<ThingsDb, bool>(reader => reader.Things.AnyAsync(thing => thing.Title == "unseen", cancel));

        Assert.False(seen);
    }));

    [Fact]
    public async Task Values_come_back_as_they_went()
    {
        var thing = New();
        thing.Price = new(-12345);
        thing.DueDate = new(2026, 2, 28);
        await host.WithDbAsync<ThingsDb>(db => SaveAsync(db, thing));

        var back = await host.WithDbAsync<ThingsDb, Thing>(db => db.Things.SingleAsync(t =>
            t.Id == thing.Id && t.Price < Money.Zero && t.OpenedTime <= At.ToOffset(TimeSpan.FromHours(-5))
                && t.OpenedTime > At.AddTicks(-10)));

        Assert.Equal((thing.Price, thing.DueDate, At, TimeSpan.Zero), (back.Price, back.DueDate, back.OpenedTime, back.OpenedTime.Offset));
    }

    [Fact]
    public async Task Sqlite_runs_with_a_write_ahead_log_foreign_keys_and_the_sync_asked_for() =>
        await host.WithDbAsync<ThingsDb>(async db =>
    {
        var journal = await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync();
        Assert.Equal("wal", journal);
        Assert.Equal(1, await db.Database.SqlQueryRaw<int>("SELECT foreign_keys AS \"Value\" FROM pragma_foreign_keys").SingleAsync());
        Assert.Equal(1, await db.Database.SqlQueryRaw<int>("SELECT synchronous AS \"Value\" FROM pragma_synchronous").SingleAsync());
    });

    private static Task<int> SaveAsync(ThingsDb db, object entity)
    {
        db.Add(entity);
        return db.SaveChangesAsync();
    }

    private Task<bool> SeesAsync(Thing thing, string? practice) =>
        host.WithDbAsync<ThingsDb, bool>(db => db.Things.AnyAsync(t => t.Id == thing.Id), practice);
}
