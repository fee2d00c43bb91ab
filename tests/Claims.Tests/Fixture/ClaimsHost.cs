using MedBill.Claims.Storage;
using MedBill.Contracts.Remittance.Events.V1;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Storage;
using MedBill.TestKit;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Client = MedBill.Contracts.Claims.V1.ClaimService.ClaimServiceClient;
using Coverage = MedBill.Contracts.Coverage.V1;
using Patients = MedBill.Contracts.Patients.V1;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Fixture;

/// <summary>The real service between a fake registry and a fake Coverage.</summary>
public class ClaimsHost : ServiceHost
{
    public ClaimsHost()
        : base("claims", ClaimsApp.Build)
    {
        (Patients, Coverage) = (new(), new());

        // Batches close when a test says so.
        Settings["Submission:BatchWindow"] = Window.ToString();
    }

    /// <summary>Another replica: the same store, mailbox and peers.</summary>
    internal ClaimsHost(ClaimsHost first)
        : base("claims", ClaimsApp.Build, first.World)
    {
        (Patients, Coverage, IsReplica) = (first.Patients, first.Coverage, true);
        foreach (var (key, value) in first.Settings)
        {
            Settings[key] = value;
        }
    }

    /// <summary>How long a batch waits here, on machine time.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(30);

    public FakePatients Patients { get; }

    public FakeCoverage Coverage { get; }

    public Client Claims => Client<Client>("claims.read", "claims.write", "claims.submit");

    public Client Stranger => ClientFor<Client>(OtherPractice, "claims.read", "claims.write", "claims.submit");

    public Client Admin => Client<Client>("claims.read", "admin");

    private bool IsReplica { get; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (!IsReplica)
        {
            await AddPeerAsync("patient-registry", Patients);
            await AddPeerAsync("coverage", Coverage);
        }
    }

    // Relays and workers run when a test drains the host, and at no other time.
    protected override void Configure(WebApplicationBuilder builder)
    {
        foreach (var worker in builder.Services.Where(one => one.ServiceType == typeof(IHostedService) && one.ImplementationFactory is not null).ToList())
        {
            builder.Services.Remove(worker);
        }
    }

    /// <summary>A visit that can be billed; its name.</summary>
    public string Visit(Action<Patients.BillingRecord>? record = null, Action<Coverage.ResolvedPolicy>? cover = null, string practice = Practice)
    {
        var visit = Visits.Record();
        record?.Invoke(visit);
        var policy = Visits.Cover(visit.Patient.Name);
        cover?.Invoke(policy);
        Patients.Know(practice, visit);
        Coverage.Know(visit.Patient.Name, policy);
        return visit.Encounter.Name;
    }

    public async Task<Wire.Claim> DraftAsync(Action<Patients.BillingRecord>? record = null, Action<Coverage.ResolvedPolicy>? cover = null) =>
        await Claims.CreateClaimAsync(new() { Encounter = Visit(record, cover) });

    /// <summary>Drafts for one payer, which go into one batch.</summary>
    public async Task<IReadOnlyList<Wire.Claim>> DraftsAsync(int count, string? payer = null)
    {
        payer ??= $"payers/{Visits.Unique("pyr")}";
        var claims = new List<Wire.Claim>();
        foreach (var some in Enumerable.Range(0, count).Select(_ => Visit(cover: cover => cover.By(payer))).Chunk(100))
        {
            claims.AddRange((await Claims.BatchCreateClaimsAsync(new() { Encounters = { some } })).Claims);
        }

        return claims;
    }

    public async Task<Wire.Claim> SubmitAsync(Wire.Claim draft)
    {
        var submitted = await Claims.SubmitClaimAsync(new() { Name = draft.Name });
        Assert.Equal(Wire.Claim.Types.State.Submitted, submitted.State);
        return submitted;
    }

    /// <summary>Submits drafts of one payer, closes their batch and lets its file be written.</summary>
    public async Task<Wire.SubmissionBatch> SendAsync(params IEnumerable<Wire.Claim> drafts)
    {
        Wire.Claim[] all = [.. drafts];
        var submitted = await Claims.BatchSubmitClaimsAsync(new() { Names = { all.Select(draft => draft.Name) } });
        Assert.All(submitted.Results, result => Assert.Equal("", result.ReasonCode));
        return await CloseAsync(all[0].Payer);
    }

    /// <summary>Closes the one batch that waits for a payer, and lets its file be written.</summary>
    public async Task<Wire.SubmissionBatch> CloseAsync(string payer)
    {
        var closed = Assert.Single((await Claims.CloseSubmissionBatchesAsync(new() { Payer = payer })).SubmissionBatches);
        await DrainAsync();
        var batch = await BatchAsync(closed.Name);
        Assert.Equal(Wire.SubmissionBatch.Types.State.Sent, batch.State);
        return batch;
    }

    /// <summary>A claim that is with its payer, and the batch it went with.</summary>
    public async Task<(Wire.Claim Claim, Wire.SubmissionBatch Batch)> SentAsync(
        Action<Patients.BillingRecord>? record = null, Action<Coverage.ResolvedPolicy>? cover = null)
    {
        var draft = await DraftAsync(record, cover);
        var batch = await SendAsync(draft);
        return (await ClaimAsync(draft.Name), batch);
    }

    public async Task<Wire.Claim> ClaimAsync(string name) => await Claims.GetClaimAsync(new() { Name = name });

    public async Task<Wire.SubmissionBatch> BatchAsync(string name) => await Claims.GetSubmissionBatchAsync(new() { Name = name });

    public async Task<Wire.ClaimVersion> VersionAsync(string claim, int number) => await Claims.GetClaimVersionAsync(new() { Name = $"{claim}/versions/{number}" });

    /// <summary>Puts a file into the mailbox and lets the service do all it can with it; what it says of it, for whoever sees it.</summary>
    public async Task<Wire.Acknowledgment> ReceiveAsync(byte[] file, string? name = null)
    {
        var fileName = name ?? Visits.Unique("answer") + ".x12";
        await PutAsync(file, fileName);
        await DrainAsync();
        return Assert.Single((await Admin.ListAcknowledgmentsAsync(new() { PageSize = 200 })).Acknowledgments, one => one.FileName == fileName);
    }

    public Task PutAsync(byte[] file, string name) => Services.GetRequiredService<IMailbox>().WriteInboundAsync(name, file, CancellationToken.None);

    /// <summary>The bytes of a batch's file.</summary>
    public byte[] FileOf(Wire.SubmissionBatch batch) => File.ReadAllBytes(Path.Combine(MailboxFolder, "outbound", batch.FileName));

    /// <summary>The claims of a batch's file, as its receiver reads them: without a finding.</summary>
    public IReadOnlyList<ReceivedClaim<ProfessionalClaim>> Read(Wire.SubmissionBatch batch)
    {
        var findings = new FindingLog();
        using var stream = new MemoryStream(FileOf(batch));
        var claims = Claim837PFile.Read(stream, findings).ToList();
        Assert.Empty(findings);
        return claims;
    }

    /// <summary>Names of the files in a folder of the mailbox.</summary>
    public IReadOnlyList<string> Files(string folder)
    {
        var path = Path.Combine(MailboxFolder, folder);
        return Directory.Exists(path) ? [.. Directory.GetFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal).OfType<string>()] : [];
    }

    public Task<Status> PostAsync(PaymentsPosted posted, string? id = null, string practice = Practice) =>
        DeliverAsync(posted, "remittances", posted.Remittance, posted.ChunkNumber, practice, id);

    /// <summary>How much is stored: claims, versions, submissions, batches, postings, denials, events.</summary>
    public Task<IReadOnlyList<int>> CountsAsync() => WithDbAsync<ClaimsDb, IReadOnlyList<int>>(async db =>
    [
        await db.Claims.CountAsync(), await db.ClaimVersions.CountAsync(), await db.Submissions.CountAsync(), await db.SubmissionBatches.CountAsync(),
        await db.ClaimPostings.CountAsync(), await db.Denials.CountAsync(), await db.Set<OutboxRow>().CountAsync(),
    ]);
}
