using Grpc.Core;
using MedBill.Contracts.Patients.V1;
using MedBill.Coverage.Domain;
using MedBill.Coverage.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Coverage.Eligibility;

/// <summary>
/// Sends questions to payers: takes the waiting checks of a payer into a 270 file, stores the file with a control number of its own in the
/// transaction that takes them, writes it to the mailbox, marks it sent. A crash in between writes the same bytes again under the same
/// number; a check is never in two files.
/// </summary>
internal sealed class InquiryWorker(IServiceScopeFactory scopes, IMailbox mailbox, MachineTime machine, TimeProvider clock, ILogger<InquiryWorker> logger)
    : PollingWorker(machine, TimeSpan.FromSeconds(1), logger)
{
    private const int ChecksPerSweep = 500;
    private const int FilesPerSweep = 20;
    private const int PracticesPerSweep = 100;
    private const int ReadsAtOnce = 8;

    private readonly SemaphoreSlim _one = new(1, 1);

    public override async Task<int> SweepAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var away = await CloseBatchesAsync(cancel);
            var written = await WriteFilesAsync(cancel);
            return away is null ? written : throw away;
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

    // A registry that does not answer for one practice must not hold up the others; the loop pauses after the round.
    private async Task<RpcException?> CloseBatchesAsync(CancellationToken cancel)
    {
        RpcException? away = null;
        foreach (var practice in await PracticesAsync(
            db => db.EligibilityChecks.Where(check => check.State == EligibilityState.Pending && check.BatchId == null).Select(check => check.Practice), cancel))
        {
            try
            {
                await using var scope = scopes.CreatePracticeScope(practice);
                await CloseAsync(scope.ServiceProvider, practice, cancel);
            }
            catch (RpcException exception) when (!cancel.IsCancellationRequested)
            {
                away = exception;
            }
        }

        return away;
    }

    private async Task CloseAsync(IServiceProvider services, string practice, CancellationToken cancel)
    {
        var db = services.GetRequiredService<CoverageDb>();
        var registry = services.GetRequiredService<PatientService.PatientServiceClient>();

        // Peers are asked before the transaction, which holds SQLite's write gate.
        var questions = await QuestionsAsync(db, registry, practice, cancel);
        await db.InTransactionAsync(
            async token =>
            {
                var ids = questions.Keys.ToList();
                var waiting = await db.EligibilityChecks
                    .Where(check => ids.Contains(check.Id) && check.State == EligibilityState.Pending && check.BatchId == null).ToListAsync(token);
                foreach (var check in waiting.Where(check => questions[check.Id] is null))
                {
                    check.Take(EligibilityAnswer.NotAsked, clock.GetUtcNow());
                }

                foreach (var group in waiting.Where(check => questions[check.Id] is not null).OrderBy(check => check.Id, StringComparer.Ordinal).GroupBy(check => check.PayerId))
                {
                    await AddBatchAsync(db, [.. group], questions, token);
                }

                await db.SaveChangesAsync(token);
            },
            cancel);
    }

    private async Task AddBatchAsync(CoverageDb db, IReadOnlyList<EligibilityCheck> checks, Dictionary<string, Inquiry?> questions, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var batch = new EligibilityBatch
        {
            Id = ResourceName.NewId("elb", now),
            PayerId = checks[0].PayerId,
            ControlNumber = await ControlNumber.NextAsync(db, cancel),
            CreateTime = now,
        };
        var output = Inquiry270.Write(batch, [.. checks.Select(check => questions[check.Id]!)]);
        batch.Fill(output.Bytes.ToArray());
        db.Add(batch);
        foreach (var check in checks)
        {
            check.SendWith(batch.Id);
        }
    }

    // Each waiting check with all its question needs; null when it cannot be asked.
    private static async Task<Dictionary<string, Inquiry?>> QuestionsAsync(
        CoverageDb db, PatientService.PatientServiceClient registry, string practice, CancellationToken cancel)
    {
        var checks = await db.EligibilityChecks.AsNoTracking().Where(check => check.State == EligibilityState.Pending && check.BatchId == null)
            .OrderBy(check => check.Id).Take(ChecksPerSweep).ToListAsync(cancel);
        var policyIds = checks.Select(check => check.PolicyId).Distinct().ToList();
        var payerIds = checks.Select(check => check.PayerId).Distinct().ToList();
        var policies = await db.Policies.AsNoTracking().Where(policy => policyIds.Contains(policy.Id)).ToDictionaryAsync(policy => policy.Id, cancel);
        var payers = await db.Payers.AsNoTracking().Where(payer => payerIds.Contains(payer.Id)).ToDictionaryAsync(payer => payer.Id, cancel);
        var sender = await FoundAsync(registry.GetPracticeAsync(new() { Name = $"practices/{practice}" }, cancellationToken: cancel));
        var patients = sender is null ? [] : await PatientsAsync(registry, checks.Select(check => check.PatientId).Distinct(), cancel);
        return checks.ToDictionary(
            check => check.Id,
            check => sender is not null && patients.GetValueOrDefault(check.PatientId) is { } patient
                && new Inquiry(check, policies[check.PolicyId], payers[check.PayerId], patient, sender) is var inquiry && Inquiry270.MayBeAsked(inquiry) ? inquiry : null);
    }

    private static async Task<Dictionary<string, Patient>> PatientsAsync(
        PatientService.PatientServiceClient registry, IEnumerable<string> ids, CancellationToken cancel)
    {
        var patients = new Dictionary<string, Patient>();
        foreach (var some in ids.Chunk(ReadsAtOnce))
        {
            var found = await Task.WhenAll(some.Select(id => FoundAsync(registry.GetPatientAsync(new() { Name = $"patients/{id}" }, cancellationToken: cancel))));
            foreach (var (id, patient) in some.Zip(found))
            {
                if (patient is not null)
                {
                    patients[id] = patient;
                }
            }
        }

        return patients;
    }

    private static async Task<T?> FoundAsync<T>(AsyncUnaryCall<T> call)
        where T : class
    {
        try
        {
            return await call;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<int> WriteFilesAsync(CancellationToken cancel)
    {
        var written = 0;
        foreach (var practice in await PracticesAsync(db => db.EligibilityBatches.Where(batch => batch.SendTime == null).Select(batch => batch.Practice), cancel))
        {
            await using var scope = scopes.CreatePracticeScope(practice);
            var db = scope.ServiceProvider.GetRequiredService<CoverageDb>();
            foreach (var batch in await db.EligibilityBatches.AsNoTracking().Where(batch => batch.SendTime == null).OrderBy(batch => batch.Id).Take(FilesPerSweep).ToListAsync(cancel))
            {
                written += await WriteAsync(db, batch, cancel) ? 1 : 0;
            }
        }

        return written;
    }

    // Marked first and written before the commit: of two replicas one writes, and a file that cannot be written, or a crash, leaves it to be written
    // again under the same number.
    private Task<bool> WriteAsync(CoverageDb db, EligibilityBatch batch, CancellationToken cancel) => db.InTransactionAsync(
        async token =>
        {
            DateTimeOffset? now = clock.GetUtcNow();
            if (await db.EligibilityBatches.Where(one => one.Id == batch.Id && one.SendTime == null)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.SendTime, now).SetProperty(one => one.Content, (byte[]?)null), token) == 0)
            {
                return false;
            }

            await mailbox.WriteOutboundAsync($"270-{batch.ControlNumber:D9}.x12", batch.Content, token);
            return true;
        },
        cancel);

    private async Task<List<string>> PracticesAsync(Func<CoverageDb, IQueryable<string>> waiting, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(null);
        var db = scope.ServiceProvider.GetRequiredService<CoverageDb>();
        return await waiting(db).IgnoreQueryFilters([ServiceDb.PracticeFilter]).Distinct().Take(PracticesPerSweep).ToListAsync(cancel);
    }
}

/// <summary>One question with all it needs.</summary>
internal sealed record Inquiry(EligibilityCheck Check, Policy Policy, Payer Payer, Patient Patient, Practice Sender);
