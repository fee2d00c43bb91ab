using System.Text;
using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Tests.Fixture;
using MedBill.Platform.Values;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Tests.Mailbox;

public sealed class MailboxWorkerTests : IAsyncLifetime
{
    private readonly Host _host = new();

    private IMailbox Mailbox => _host.Services.GetRequiredService<IMailbox>();

    public async ValueTask InitializeAsync() => await _host.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_file_is_read_into_the_store_and_archived()
    {
        await PutAsync("good.txt", "T:hello");
        await _host.DrainAsync();

        Assert.Equal(["hello"], await TitlesAsync());
        Assert.Equal(["good.txt"], Names("archive/inbound"));
    }

    [Fact]
    public async Task A_bad_file_goes_to_quarantine_and_the_next_goes_on()
    {
        await PutAsync("a.txt", "T:!refuse");
        await PutAsync("b.txt", "T:fine");
        await _host.DrainAsync();

        Assert.Equal(["fine"], await TitlesAsync());
        Assert.Equal(["a.txt", "a.txt.reason.txt"], Names("quarantine"));
    }

    [Fact]
    public async Task A_file_that_keeps_failing_is_tried_ten_times_and_then_quarantined()
    {
        await PutAsync("a.txt", "T:!bug");
        await PutAsync("b.txt", "T:fine");
        for (var i = 0; i < 12; i++)
        {
            await _host.Reader.SweepAsync(CancellationToken.None);
        }

        Assert.Equal(10, Counter.Tried);
        Assert.Equal(["fine"], await TitlesAsync());
        Assert.Equal(
            "PROCESSING_FAILED\n", await File.ReadAllTextAsync(Path.Combine(_host.MailboxFolder, "quarantine", "a.txt.reason.txt")));
    }

    [Fact]
    public async Task A_file_that_has_to_wait_waits_without_end()
    {
        await PutAsync("a.txt", "T:!wait");
        for (var i = 0; i < 15; i++)
        {
            await _host.Reader.SweepAsync(CancellationToken.None);
        }

        Assert.Empty(Names("quarantine"));
        Counter.MayGo = true;
        await _host.Reader.SweepAsync(CancellationToken.None);
        Assert.Equal(["!wait"], await TitlesAsync());
    }

    [Fact]
    public async Task Files_of_others_are_left_alone()
    {
        await PutAsync("other.txt", "X:hello");
        await _host.DrainAsync();

        Assert.Equal(["other.txt"], Names("inbound"));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_quarantined_unread()
    {
        await using var small = new Host { Settings = { ["Mailbox:MaxFileBytes"] = "10" } };
        await small.StartAsync();
        await small.Services.GetRequiredService<IMailbox>()
            .WriteInboundAsync("big.txt", Encoding.ASCII.GetBytes("T:0123456789"), CancellationToken.None);

        await small.DrainAsync();

        Assert.Equal(["big.txt FILE_TOO_LARGE"], small.Services.GetRequiredService<ReadCounter>().SetAside.Distinct());
        Assert.Equal(
            "FILE_TOO_LARGE\n", await File.ReadAllTextAsync(Path.Combine(small.MailboxFolder, "quarantine", "big.txt.reason.txt")));
    }

    [Fact]
    public async Task A_file_that_cannot_even_be_quarantined_does_not_hold_up_the_next()
    {
        // A file stands where the folder should be: nobody can write below it, not even root.
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(_host.MailboxFolder).FullName, "quarantine"), "");
        await PutAsync("a.txt", "T:!bug");
        for (var i = 0; i < 10; i++)
        {
            await _host.Reader.SweepAsync(CancellationToken.None);
        }

        await PutAsync("b.txt", "T:fine");
        await _host.Reader.SweepAsync(CancellationToken.None);
        Assert.Equal(["fine"], await TitlesAsync());

        File.Delete(Path.Combine(_host.MailboxFolder, "quarantine"));
        await _host.Reader.SweepAsync(CancellationToken.None);
        Assert.Equal(["a.txt", "a.txt.reason.txt"], Names("quarantine"));
    }

    // What the service writes down may fail as well: the file gets out of the way all the same.
    [Theory]
    [InlineData("T:!bug")]
    [InlineData("T:!bug!")]
    public async Task A_service_may_write_down_what_was_not_read_once_for_each_file(string text)
    {
        await PutAsync("a.txt", text);
        for (var i = 0; i < 12; i++)
        {
            await _host.Reader.SweepAsync(CancellationToken.None);
        }

        Assert.Equal(["a.txt PROCESSING_FAILED"], Counter.SetAside);
        Assert.Equal(["a.txt", "a.txt.reason.txt"], Names("quarantine"));
    }

    private ReadCounter Counter => _host.Services.GetRequiredService<ReadCounter>();

    private Task PutAsync(string name, string text) =>
        Mailbox.WriteInboundAsync(name, Encoding.ASCII.GetBytes(text), CancellationToken.None);

    private Task<List<string>> TitlesAsync() =>
        _host.WithDbAsync<ThingsDb, List<string>>(db => db.Things.Select(thing => thing.Title).ToListAsync());

    private IEnumerable<string?> Names(string folder)
    {
        var path = Path.Combine(_host.MailboxFolder, folder);
        return Directory.Exists(path) ? Directory.GetFiles(path).Select(Path.GetFileName).Order() : [];
    }

    private sealed class ReadCounter
    {
        public int Tried { get; set; }

        public bool MayGo { get; set; }

        public List<string> SetAside { get; } = [];
    }

    private sealed class ThingReader(MailboxWorkerParts parts, ILogger<ThingReader> logger) : MailboxWorker(parts, logger)
    {
        protected override bool IsMine(Stream content) => content.ReadByte() == 'T';

        protected override async Task<Handled> HandleAsync(IServiceProvider services, MailboxFile file, CancellationToken cancel)
        {
            var counter = services.GetRequiredService<ReadCounter>();
            var title = Encoding.ASCII.GetString(await file.ReadAllAsync(cancel))[2..];
            if (title == "!refuse")
            {
                return Handled.Quarantined("REFUSED");
            }

            if (title.StartsWith("!bug", StringComparison.Ordinal))
            {
                counter.Tried++;
                throw new InvalidOperationException();
            }

            if (title == "!wait" && !counter.MayGo)
            {
                throw new Failure(FailureKind.Unavailable, "PEER_UNAVAILABLE", "Not now.");
            }

            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreatePracticeScope(ServiceHost.Practice);
            var db = scope.ServiceProvider.GetRequiredService<ThingsDb>();
            db.Add(Thing.Open("thg-" + file.Sha256[..12], title, TestWorld.Start));
            await db.SaveChangesAsync(cancel);
            return Handled.Archived;
        }

        protected override Task SetAsideAsync(IServiceProvider services, MailboxFile file, string reason, CancellationToken cancel)
        {
            services.GetRequiredService<ReadCounter>().SetAside.Add($"{file.Name} {reason}");
            return file.Length == "T:!bug!".Length ? throw new InvalidOperationException() : Task.CompletedTask;
        }
    }

    private sealed class Host() : ServiceHost("things", ThingsApp.Build)
    {
        public ISweep Reader => Services.GetRequiredService<ThingReader>();

        protected override void Configure(WebApplicationBuilder builder)
        {
            builder.AddMailbox();
            builder.AddWorker<ThingReader>();
            builder.Services.AddSingleton<ReadCounter>();
        }
    }
}
