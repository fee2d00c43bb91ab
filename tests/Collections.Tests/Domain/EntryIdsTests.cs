using MedBill.Collections.Journal;
using MedBill.Platform.Values;

namespace MedBill.Collections.Tests.Domain;

public sealed class EntryIdsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ids_grow_within_a_millisecond_and_when_the_clock_steps_back()
    {
        var ids = new EntryIds();
        var made = Enumerable.Range(0, 10_000).Select(i => ids.Next(Now.AddMilliseconds(-i / 100))).ToList();

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Fact]
    public void A_later_clock_gives_a_later_id_than_any_other_of_the_suite()
    {
        var ids = new EntryIds();
        var first = ids.Next(Now);

        Assert.True(string.CompareOrdinal(first, ids.Next(Now.AddMilliseconds(1))) < 0);
        Assert.Equal(ResourceName.NewId("jrn", Now)[..13], first[..13]);
        Assert.True(ResourceName.TryId($"journalEntries/{first}", "journalEntries", out _));
    }

    [Fact]
    public async Task Ids_made_at_once_are_all_different()
    {
        var ids = new EntryIds();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 2_000).Select(_ => ids.Next(Now)).ToList())));

        Assert.Equal(16_000, made.SelectMany(list => list).Distinct().Count());
        Assert.All(made, list => Assert.Equal(list.Order(StringComparer.Ordinal), list));
    }
}
