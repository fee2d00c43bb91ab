using MedBill.Contracts.Patients.Events.V1;
using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Storage;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using MedBill.TestKit;
using MedBill.X12.Remittances835;
using ClaimPayment = MedBill.X12.Remittances835.ClaimPayment;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ClaimEvents = MedBill.Contracts.Claims.Events.V1;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;
using Events = MedBill.Contracts.Remittance.Events.V1;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Fixture;

/// <summary>The real service, with one practice known to it.</summary>
public class RemittanceHost : ServiceHost
{
    public RemittanceHost()
        : this(null)
    {
    }

    /// <summary>A further replica in the world of another: same store, archive and mailbox.</summary>
    internal RemittanceHost(TestWorld? world)
        : base("remittance", RemittanceApp.Build, world)
    {
    }

    public Wire.RemittanceService.RemittanceServiceClient Reader => Client<Wire.RemittanceService.RemittanceServiceClient>("remittance.read");

    public Wire.RemittanceService.RemittanceServiceClient Writer =>
        Client<Wire.RemittanceService.RemittanceServiceClient>("remittance.read", "remittance.write");

    /// <summary>Decides about postings.</summary>
    public Wire.RemittanceService.RemittanceServiceClient Poster => Client<Wire.RemittanceService.RemittanceServiceClient>("remittance.post");

    public Wire.RemittanceService.RemittanceServiceClient Admin =>
        ClientFor<Wire.RemittanceService.RemittanceServiceClient>(Practice, "remittance.read", "admin");

    public Wire.RemittanceService.RemittanceServiceClient Stranger =>
        ClientFor<Wire.RemittanceService.RemittanceServiceClient>(OtherPractice, "remittance.read", "remittance.write");

    // Its own loops are stopped: woken by an upload they would run into what a test is only about to set. Tests sweep, or drain, by themselves.
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Task.WhenAll(Services.GetServices<IHostedService>().OfType<PollingWorker>().Select(worker => worker.StopAsync(CancellationToken.None)));
        await KnowAsync(Practice, Samples.Npi);
    }

    /// <summary>Tells which practice bills under an NPI.</summary>
    public async Task KnowAsync(string practice, string npi, int sequence = 1) => Assert.Equal(Status.Success, await DeliverAsync(
        new PracticeChanged { Practice = $"practices/{practice}", Npi = npi }, "patients", $"practices/{practice}", sequence, practice));

    /// <summary>Tells that the claims of these payments were sent.</summary>
    public async Task SubmitAsync(params IEnumerable<ClaimPayment> payments)
    {
        foreach (var payment in payments)
        {
            Assert.Equal(Status.Success, await DeliverAsync(Samples.Submitted(payment)));
        }
    }

    /// <summary>The same for many, past the events.</summary>
    public Task KnowClaimsAsync(IEnumerable<ClaimPayment> payments) => WithDbAsync<RemittanceDb>(
        db => db.InTransactionAsync(cancel => db.InsertManyAsync([.. payments.Select(Samples.Kept)], cancel)));

    public Task<Status> DeliverAsync(ClaimEvents.ClaimSubmitted submitted, string? id = null, string? practice = Practice) =>
        DeliverAsync(submitted, "claims", submitted.Claim, submitted.VersionNumber, practice, id);

    /// <summary>One round of a worker.</summary>
    internal Task<int> SweepAsync<TWorker>()
        where TWorker : PollingWorker => Services.GetRequiredService<TWorker>().SweepAsync(CancellationToken.None);

    /// <summary>Puts a file into the mailbox.</summary>
    public Task PutAsync(byte[] file, string? name = null) =>
        Services.GetRequiredService<IMailbox>().WriteInboundAsync(name ?? Samples.Unique("835-") + ".x12", file, CancellationToken.None);

    /// <summary>Puts a file into the mailbox and lets the service do everything it can do with it.</summary>
    public async Task ReceiveAsync(byte[] file, string? name = null)
    {
        // What comes later has the later name.
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await PutAsync(file, name);
        await DrainAsync();
    }

    public Task ReceiveAsync(params Remittance835[] advices) => ReceiveAsync(Samples.File(advices));

    /// <summary>The remittance advices with a trace number, oldest first.</summary>
    public async Task<IReadOnlyList<Wire.Remittance>> RemittancesAsync(string trace) =>
        (await Reader.ListRemittancesAsync(new() { TraceNumber = trace })).Remittances;

    public async Task<Wire.Remittance> RemittanceAsync(string trace) => Assert.Single(await RemittancesAsync(trace));

    public async Task<IReadOnlyList<Wire.ClaimPayment>> ClaimPaymentsAsync(Wire.Remittance remittance) =>
        (await Reader.ListClaimPaymentsAsync(new() { Parent = remittance.Name, PageSize = 200 })).ClaimPayments;

    public async Task<IReadOnlyList<Wire.Posting>> PostingsAsync(Wire.Remittance remittance) =>
        (await Reader.ListPostingsAsync(new() { Remittance = remittance.Name, PageSize = 200 })).Postings;

    /// <summary>Sends a file in pieces.</summary>
    public static async Task<Wire.RemittanceFile> UploadAsync(
        Wire.RemittanceService.RemittanceServiceClient client, byte[] file, string name = "", string requestId = "", int pieceBytes = 1_000)
    {
        using var call = client.UploadRemittanceFile();
        var first = true;
        foreach (var piece in file.Chunk(pieceBytes))
        {
            await call.RequestStream.WriteAsync(new()
            {
                FileName = first ? name : "",
                RequestId = first ? requestId : "",
                Content = Google.Protobuf.ByteString.CopyFrom(piece),
            });
            first = false;
        }

        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    /// <summary>The CloudEvents about a subject, as they are sent.</summary>
    public Task<IReadOnlyList<string>> EnvelopesAsync(string subject) => WithDbAsync<ServiceDb, IReadOnlyList<string>>(async db =>
        await db.Set<OutboxRow>().AsNoTracking().Where(row => row.Subject == subject).OrderBy(row => row.Sequence).Select(row => row.Envelope).ToListAsync());

    /// <summary>What the last RemittancePosted about a remittance says.</summary>
    public async Task<(int Chunks, long PaidCents)> PostedAsync(string name)
    {
        var last = (await EventsAsync<Events.RemittancePosted>(name))[^1];
        return (last.ChunkCount, last.PaidAmount.Cents());
    }

    /// <summary>What the books of all practices say, read past every filter.</summary>
    internal Task<Books> BooksAsync() => WithDbAsync<RemittanceDb, Books>(
        async db =>
        {
            var advices = await db.Remittances.IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking()
                .Where(advice => advice.AcceptedPayment != null).ToListAsync();
            var postings = await db.Postings.IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking().ToListAsync();
            var adjustments = await db.ProviderAdjustments.IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking().ToListAsync();
            return new Books(advices, postings, adjustments);
        },
        practice: null);
}

/// <summary>Everything that was decided about money.</summary>
internal sealed record Books(
    IReadOnlyList<RemittanceAdvice> Advices, IReadOnlyList<Posting> Postings, IReadOnlyList<Remittance.Domain.ProviderAdjustment> Adjustments)
{
    public long PaidCents => Postings.Sum(posting => posting.PaidAmount.Cents);

    public long UnappliedCents => Advices.Sum(advice => advice.UnappliedAmount.Cents);

    public long AdjustedCents => Adjustments.Sum(adjustment => adjustment.Amount.Cents);

    public long ReceivedCents => Advices.Sum(advice => advice.PaymentAmount.Cents);
}
