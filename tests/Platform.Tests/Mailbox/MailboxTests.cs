using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace MedBill.Platform.Tests.Mailbox;

public sealed class MailboxTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _root = Directory.CreateTempSubdirectory("medbill-mailbox-").FullName;
    private readonly FakeTimeProvider _machine = new(TestWorld.Start);

    private readonly RecordedLog _log = new();

    private FolderMailbox Open() => new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Mailbox:Folder"] = _root }).Build(), new MachineTime(_machine), _log);

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

    // Tests may run as root, who may read a file of any mode. A link that leads to itself is a file that nobody can open.
    [Fact]
    public async Task A_file_that_cannot_be_opened_stays_and_the_next_goes_on()
    {
        var awkward = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "inbound")).FullName, "a-roe-jane.x12");
        File.CreateSymbolicLink(awkward, awkward);
        var mailbox = Open();
        await mailbox.WriteInboundAsync("b.x12", Bytes("one"), None);

        Assert.Equal(["b.x12"], (await TakeAsync(mailbox.TakeInboundAsync("r", _ => true, None))).Select(file => file.Name));
        await mailbox.WriteInboundAsync("c.x12", Bytes("two"), None);
        Assert.Contains("c.x12", (await TakeAsync(mailbox.TakeInboundAsync("r", _ => true, None))).Select(file => file.Name));

        // Said once, not at every look, and without the name.
        var line = Assert.Single(_log.Lines);
        Assert.Contains("inbound", line, StringComparison.Ordinal);
        Assert.DoesNotContain("roe", line, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["a-roe-jane.x12"], Directory.GetFileSystemEntries(Path.Combine(_root, "inbound")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_link_to_nowhere_is_said_and_a_file_that_another_took_is_not()
    {
        File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "inbound")).FullName, "a.x12"), Path.Combine(_root, "nowhere"));
        await Open().WriteInboundAsync("b.x12", Bytes("one"), None);
        await Open().WriteInboundAsync("c.x12", Bytes("two"), None);
        bool WhichAnotherTakes(Stream stream)
        {
            File.Delete(Path.Combine(_root, "inbound", "b.x12"));
            return true;
        }

        var taken = await TakeAsync(Open().TakeInboundAsync("r", WhichAnotherTakes, None));

        Assert.Equal(["c.x12"], taken.Select(file => file.Name));
        Assert.Contains(nameof(FileNotFoundException), Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    // What the system answers to a file of mode 600 that is another's; whoever looks into the file stands in for it, since root would not get it.
    [Fact]
    public async Task A_file_that_one_may_not_read_is_read_once_one_may()
    {
        var mailbox = Open();
        await mailbox.WriteInboundAsync("a.x12", Bytes("one"), None);
        await mailbox.WriteInboundAsync("b.x12", Bytes("two"), None);

        var before = await TakeAsync(mailbox.TakeInboundAsync("r", stream => stream.ReadByte() == 'o' ? throw new UnauthorizedAccessException() : true, None));
        Assert.Equal(["b.x12"], before.Select(file => file.Name));
        await mailbox.ArchiveAsync(before[0], None);
        Assert.Equal(["a.x12"], (await TakeAsync(mailbox.TakeInboundAsync("r", _ => true, None))).Select(file => file.Name));
    }

    [Fact]
    public async Task A_taken_file_that_cannot_be_opened_does_not_hold_up_the_rest()
    {
        var mailbox = Open();
        await mailbox.WriteInboundAsync("a.x12", Bytes("one"), None);
        var taken = Assert.Single(await TakeAsync(mailbox.TakeInboundAsync("r", _ => true, None)));
        File.Delete(taken.Path);
        File.CreateSymbolicLink(taken.Path, taken.Path);
        await mailbox.WriteInboundAsync("b.x12", Bytes("two"), None);

        Assert.Equal(["b.x12"], (await TakeAsync(mailbox.TakeInboundAsync("r", _ => true, None))).Select(file => file.Name));
    }

    [Fact]
    public async Task A_name_as_long_as_the_disk_takes_goes_the_whole_way_and_keeps_its_ending()
    {
        // 255 bytes each, alike but for their last character; the third in characters of three bytes.
        string[] names = [new string('n', 250) + "1.x12", new string('n', 250) + "2.x12", new string('\u20AC', 83) + "ab.x12"];
        Directory.CreateDirectory(Path.Combine(_root, "inbound"));
        foreach (var name in names)
        {
            await File.WriteAllTextAsync(Path.Combine(_root, "inbound", name), "same", None);
        }

        var mailbox = Open();
        var taken = await TakeAsync(mailbox.TakeInboundAsync("r", _ => true, None));
        foreach (var file in taken)
        {
            await mailbox.QuarantineAsync(file, "NOT_X12", None);
        }

        Assert.Equal(3, taken.Select(file => file.Name).Distinct().Count());
        Assert.All(taken, file => Assert.EndsWith(".x12", file.Name, StringComparison.Ordinal));
        Assert.All(taken, file => Assert.InRange(Encoding.UTF8.GetByteCount(file.Name), 100, 128));
        Assert.Equal(6, Names("quarantine").Count());
        Assert.Empty(Names("inbound"));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Without_a_folder_the_host_does_not_start() =>
        Assert.Throws<StartRefusedException>(() => new FolderMailbox(new ConfigurationBuilder().Build(), new MachineTime(_machine), _log));

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

    private sealed class RecordedLog : ILogger<FolderMailbox>
    {
        public List<string> Lines { get; } = [];

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public bool IsEnabled(LogLevel level) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}
