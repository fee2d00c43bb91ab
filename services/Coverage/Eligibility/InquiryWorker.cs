using MedBill.Contracts.Patients.V1;
using MedBill.Coverage.Domain;
using MedBill.Coverage.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Coverage.Eligibility;

/// <summary>
/// Sends questions to payers: takes the waiting checks of a payer into a 270 file with a control number of its own, writes the file,
/// marks it sent. A crash in between writes the same file again under the same number; a check is never in two files.
/// </summary>
internal sealed class InquiryWorker(IServiceScopeFactory scopes, IMailbox mailbox, MachineTime machine, TimeProvider clock, ILogger<InquiryWorker> logger)
    : PollingWorker(machine, TimeSpan.FromSeconds(1), logger)
{
    private const int ChecksPerFile = 500;
    private const int FilesPerSweep = 20;

    // Claims counts from 1 between the same two partners (ARCHITECTURE.md, decision 8).
    private const long FirstControlNumber = 500_000_001;

    private readonly SemaphoreSlim _one = new(1, 1);

    public override async Task<int> SweepAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await CloseBatchesAsync(cancel);
            return await WriteFilesAsync(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    private async Task CloseBatchesAsync(CancellationToken cancel)
    {
        foreach (var practice in await PracticesAsync(
            db => db.EligibilityChecks.Where(check => check.State == EligibilityState.Pending && check.BatchId == null).Select(check => check.Practice), cancel))
        {
            await using var scope = scopes.CreatePracticeScope(practice);
            var db = scope.ServiceProvider.GetRequiredService<CoverageDb>();
            var sender = await SenderAsync(scope.ServiceProvider, practice, cancel);
            await db.InTransactionAsync(async token => await CloseAsync(db, sender.SubmitterId, token), cancel);
        }
    }

    private async Task<int> CloseAsync(CoverageDb db, string sender, CancellationToken cancel)
    {
        var waiting = await db.EligibilityChecks.Where(check => check.State == EligibilityState.Pending && check.BatchId == null)
            .OrderBy(check => check.Id).Take(ChecksPerFile).ToListAsync(cancel);
        foreach (var group in waiting.GroupBy(check => check.PayerId))
        {
            var payer = await db.Payers.AsNoTracking().SingleAsync(row => row.Id == group.Key, cancel);
            var batch = new EligibilityBatch
            {
                Id = ResourceName.NewId("elb", clock.GetUtcNow()),
                PayerId = payer.Id,
                ControlNumber = await NextNumberAsync(db, $"{sender}>{payer.PayerId}", cancel),
                CreateTime = clock.GetUtcNow(),
            };
            db.Add(batch);
            foreach (var check in group)
            {
                check.SendWith(batch.Id);
            }
        }

        return await db.SaveChangesAsync(cancel);
    }

    private static async Task<long> NextNumberAsync(CoverageDb db, string partners, CancellationToken cancel)
    {
        var number = db.ControlNumbers.Local.FirstOrDefault(row => row.Partners == partners)
            ?? await db.ControlNumbers.SingleOrDefaultAsync(row => row.Partners == partners, cancel);
        if (number is null)
        {
            number = new ControlNumber { Partners = partners, Last = FirstControlNumber - 1 };
            db.Add(number);
        }

        return ++number.Last;
    }

    private async Task<int> WriteFilesAsync(CancellationToken cancel)
    {
        var written = 0;
        foreach (var practice in await PracticesAsync(db => db.EligibilityBatches.Where(batch => batch.SendTime == null).Select(batch => batch.Practice), cancel))
        {
            await using var scope = scopes.CreatePracticeScope(practice);
            var db = scope.ServiceProvider.GetRequiredService<CoverageDb>();
            var sender = await SenderAsync(scope.ServiceProvider, practice, cancel);
            var batches = await db.EligibilityBatches.Where(batch => batch.SendTime == null).OrderBy(batch => batch.Id).Take(FilesPerSweep).ToListAsync(cancel);
            foreach (var batch in batches)
            {
                var file = await BuildAsync(scope.ServiceProvider, db, sender, batch, cancel);
                await mailbox.WriteOutboundAsync($"270-{batch.ControlNumber:D9}-{sender.SubmitterId}.x12", file, cancel);
                batch.SendTime = clock.GetUtcNow();
                await db.SaveChangesAsync(cancel);
                written++;
            }
        }

        return written;
    }

    private static async Task<ReadOnlyMemory<byte>> BuildAsync(
        IServiceProvider services, CoverageDb db, Practice sender, EligibilityBatch batch, CancellationToken cancel)
    {
        var checks = await db.EligibilityChecks.AsNoTracking().Where(check => check.BatchId == batch.Id).OrderBy(check => check.Id).ToListAsync(cancel);
        var policyIds = checks.Select(check => check.PolicyId).Distinct().ToList();
        var policies = await db.Policies.AsNoTracking().Where(policy => policyIds.Contains(policy.Id)).ToDictionaryAsync(policy => policy.Id, cancel);
        var payer = await db.Payers.AsNoTracking().SingleAsync(row => row.Id == batch.PayerId, cancel);
        var client = services.GetRequiredService<PatientService.PatientServiceClient>();
        var patients = new Dictionary<string, Patient>();
        foreach (var id in checks.Select(check => check.PatientId).Distinct())
        {
            patients[id] = await client.GetPatientAsync(new() { Name = $"patients/{id}" }, cancellationToken: cancel);
        }

        return Inquiry270.Build(sender, payer, batch, [.. checks.Select(check => new Inquiry(check, policies[check.PolicyId], patients[check.PatientId]))]);
    }

    private static async Task<Practice> SenderAsync(IServiceProvider services, string practice, CancellationToken cancel) =>
        await services.GetRequiredService<PatientService.PatientServiceClient>().GetPracticeAsync(new() { Name = $"practices/{practice}" }, cancellationToken: cancel);

    private async Task<List<string>> PracticesAsync(Func<CoverageDb, IQueryable<string>> waiting, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(null);
        var db = scope.ServiceProvider.GetRequiredService<CoverageDb>();
        return await waiting(db).IgnoreQueryFilters([Platform.Storage.ServiceDb.PracticeFilter]).Distinct().Take(100).ToListAsync(cancel);
    }
}

/// <summary>One question with all it needs.</summary>
internal sealed record Inquiry(EligibilityCheck Check, Policy Policy, Patient Patient);
