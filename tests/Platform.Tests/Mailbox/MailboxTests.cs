using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace MedBill.Platform.Tests.Mailbox;

public sealed class MailboxTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _root = Directory.CreateTempSubdirectory("medbill-mailbox-").FullName;
    private readonly FakeTimeProvider _machine = new(TestWorld.Start);

    private FolderMailbox Open() => new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Mailbox:Folder"] = _root }).Build(), new MachineTime(_machine));

    [Fact]
    public async Task A_file_goes_out_under_its_name_and_the_other_side_takes_it()
    {
        var mailbox = Open();
        await mailbox.WriteOutboundAsync("837P-1.x12", Bytes("ISA*one"), None);

        Assert.Equal(["837P-1.x12"], Names("outbound"));
        var file = Assert.Single(await TakeAsync(mailbox.TakeOutboundAsync("sandbox", _ => true, None)));
        Assert.Equal(("837P-1.x12", Direction.Outbound, 7L), (file.Name, file.Direction, file.Length));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes("ISA*one"))), file.Sha256);
        Assert.Equal("ISA*one", Encoding.ASCII.GetString(await file.ReadAllAsync(None)));
        Assert.Empty(Names("outbound"));

        await mailbox.ArchiveAsync(file, None);
        Assert.Equal(["837P-1.x12"], Names("archive/outbound"));
        Assert.Empty(await TakeAsync(mailbox.TakeOutboundAsync("sandbox", _ => true, None)));
    }

    [Fact]
    public async Task Each_reader_takes_its_own_and_leaves_the_rest()
    {
        var mailbox = Open();
        await mailbox.WriteInboundAsync("a.x12", Bytes("HP"), None);
        await mailbox.WriteInboundAsync("b.x12", Bytes("FA"), None);
        await mailbox.WriteInboundAsync("c.x12", Bytes("HP"), None);

        var taken = await TakeAsync(mailbox.TakeInboundAsync("remits", stream => stream.ReadByte() == 'H', None));

        Assert.Equal(["a.x12", "c.x12"], taken.Select(file => file.Name));
        Assert.Equal(["b.x12"], Names("inbound"));
    }

    [Fact]
    public async Task A_file_still_being_written_is_not_seen()
    {
        Directory.CreateDirectory(Path.Combine(_root, "inbound"));
        await File.WriteAllTextAsync(Path.Combine(_root, "inbound", "a.x12.part"), "IS", None);

        Assert.Empty(await TakeAsync(Open().TakeInboundAsync("r", _ => true, None)));
    }

    [Fact]
    public async Task Of_eight_that_want_a_file_one_gets_it()
    {
        for (var round = 0; round < 20; round++)
        {
            await Open().WriteInboundAsync($"{round}.x12", Bytes($"{round}"), None);
        }

        // Replicas share their folder; others have their own. All start at once on empty folders.
        var winners = new ConcurrentQueue<string>();
        var takers = Enumerable.Range(0, 8).Select(i => (Mailbox: Open(), Reader: i < 4 ? "replicas" : $"reader{i}")).ToArray();
        foreach (var taker in takers)
        {
            // Their first look is over before the race, so that none takes another's for its own leftovers.
            await TakeAsync(taker.Mailbox.TakeInboundAsync(taker.Reader, _ => false, None));
        }

        await Task.WhenAll(takers.Select(taker => Task.Run(async () =>
        {
            await foreach (var file in taker.Mailbox.TakeInboundAsync(taker.Reader, _ => true, None))
            {
                winners.Enqueue(file.Name);
            }
        })));

        Assert.Equal(20, winners.Count);
        Assert.Equal(20, winners.Distinct().Count());
    }

    [Fact]
    public async Task What_was_not_finished_is_taken_up_after_a_restart()
    {
        await Open().WriteInboundAsync("a.x12", Bytes("one"), None);
        var before = Assert.Single(await TakeAsync(Open().TakeInboundAsync("r", _ => true, None)));

        var after = Assert.Single(await TakeAsync(Open().TakeInboundAsync("r", _ => throw new InvalidOperationException(), None)));

        Assert.Equal(before, after);
        Assert.Equal("a.x12", after.Name);
    }

    [Fact]
    public async Task What_was_not_finished_comes_again_to_the_same_reader()
    {
        var mailbox = Open();
        await mailbox.WriteInboundAsync("a.x12", Bytes("one"), None);

        Assert.Single(await TakeAsync(mailbox.TakeInboundAsync("r", _ => true, None)));
        Assert.Single(await TakeAsync(mailbox.TakeInboundAsync("r", _ => true, None)));
    }

    [Fact]
    public async Task What_a_replica_is_working_on_is_left_to_it_for_ten_minutes()
    {
        var (one, two) = (Open(), Open());
        await TakeAsync(two.TakeInboundAsync("r", _ => true, None));
        await one.WriteInboundAsync("a.x12", Bytes("one"), None);
        Assert.Single(await TakeAsync(one.TakeInboundAsync("r", _ => true, None)));

        Assert.Empty(await TakeAsync(two.TakeInboundAsync("r", _ => true, None)));
        _machine.Advance(TimeSpan.FromMinutes(11));
        Assert.Single(await TakeAsync(two.TakeInboundAsync("r", _ => true, None)));
    }

    [Fact]
    public async Task A_quarantined_file_has_its_reason_beside_it()
    {
        var mailbox = Open();
        await mailbox.WriteInboundAsync("a.x12", Bytes("junk"), None);
        var file = Assert.Single(await TakeAsync(mailbox.TakeInboundAsync("r", _ => true, None)));

        await mailbox.QuarantineAsync(file, "NOT_X12", None);

        Assert.Equal(["a.x12", "a.x12.reason.txt"], Names("quarantine"));
        Assert.Equal("NOT_X12\n", await File.ReadAllTextAsync(Path.Combine(_root, "quarantine", "a.x12.reason.txt"), None));
    }

    [Fact]
    public async Task Another_file_of_the_same_name_does_not_replace_the_first()
    {
        var mailbox = Open();
        foreach (var content in new[] { "one", "two", "two" })
        {
            await mailbox.WriteInboundAsync("a.x12", Bytes(content), None);
            var file = Assert.Single(await TakeAsync(mailbox.TakeInboundAsync("r", _ => true, None)));
            await mailbox.ArchiveAsync(file, None);
        }

        var kept = Directory.GetFiles(Path.Combine(_root, "archive", "inbound")).Select(File.ReadAllText).Order();
        Assert.Equal(["one", "two"], kept);
        Assert.Contains("a.x12", Names("archive/inbound"));
    }

    [Theory]
    [InlineData("../a.x12")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("Jane Roe.x12")]
    public async Task A_name_that_could_lead_elsewhere_is_refused(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Open().WriteOutboundAsync(name, Bytes("x"), None));

    [Fact]
    public void Without_a_folder_the_host_does_not_start() =>
        Assert.Throws<StartRefusedException>(() => new FolderMailbox(new ConfigurationBuilder().Build(), new MachineTime(_machine)));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static async Task<List<MailboxFile>> TakeAsync(IAsyncEnumerable<MailboxFile> files)
    {
        var taken = new List<MailboxFile>();
        await foreach (var file in files)
        {
            taken.Add(file);
        }

        return taken;
    }

    private IEnumerable<string?> Names(string folder) =>
        Directory.Exists(Path.Combine(_root, folder))
            ? Directory.GetFiles(Path.Combine(_root, folder)).Select(Path.GetFileName).Order()
            : [];
}
