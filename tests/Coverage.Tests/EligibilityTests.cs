using MedBill.Contracts.Coverage.V1;
using MedBill.Coverage.Domain;
using MedBill.Coverage.Eligibility;
using MedBill.Coverage.Storage;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Storage;
using MedBill.X12.Eligibility;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using EligibilityCheck = MedBill.Contracts.Coverage.V1.EligibilityCheck;

namespace MedBill.Coverage.Tests;

/// <summary>A mailbox that fails as often as told, after having put the file there or before.</summary>
public sealed class BreakingMailbox(IMailbox inner) : IMailbox
{
    public int Failures { get; set; }

    public bool After { get; set; }

    public List<(string Name, byte[] Content)> Written { get; } = [];

    public async Task WriteOutboundAsync(string fileName, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var breaks = Failures-- > 0;
        if (!breaks || After)
        {
            Written.Add((fileName, content.ToArray()));
            await inner.WriteOutboundAsync(fileName, content, cancel);
        }

        if (breaks)
        {
            throw new IOException("The volume went away.");
        }
    }

    public Task WriteInboundAsync(string fileName, ReadOnlyMemory<byte> content, CancellationToken cancel) => inner.WriteInboundAsync(fileName, content, cancel);

    public IAsyncEnumerable<MailboxFile> TakeInboundAsync(string reader, Func<Stream, bool> isMine, CancellationToken cancel) => inner.TakeInboundAsync(reader, isMine, cancel);

    public IAsyncEnumerable<MailboxFile> TakeOutboundAsync(string reader, Func<Stream, bool> isMine, CancellationToken cancel) => inner.TakeOutboundAsync(reader, isMine, cancel);

    public Task ArchiveAsync(MailboxFile file, CancellationToken cancel) => inner.ArchiveAsync(file, cancel);

    public Task QuarantineAsync(MailboxFile file, string reason, CancellationToken cancel) => inner.QuarantineAsync(file, reason, cancel);
}

public sealed class EligibilityTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_around_the_write_sends_the_same_bytes_under_the_same_number(bool after)
    {
        await using var host = new CoverageHost();
        await host.InitializeAsync();
        var mailbox = new BreakingMailbox(host.Services.GetRequiredService<IMailbox>()) { Failures = 1, After = after };
        var worker = ActivatorUtilities.CreateInstance<InquiryWorker>(host.Services, mailbox);
        await StopPollingAsync(host);
        await AskAsync(host);

        await Assert.ThrowsAsync<IOException>(() => worker.SweepAsync(CancellationToken.None));
        await worker.SweepAsync(CancellationToken.None);
        await worker.SweepAsync(CancellationToken.None);

        Assert.Equal(after ? 2 : 1, mailbox.Written.Count);
        Assert.All(mailbox.Written, file => Assert.Equal(mailbox.Written[0].Name, file.Name));
        Assert.All(mailbox.Written, file => Assert.Equal(mailbox.Written[0].Content, file.Content));
        Assert.Equal("270-500000001.x12", mailbox.Written[0].Name);
    }

    [Fact]
    public async Task Of_two_replicas_that_find_a_file_to_write_at_once_one_writes_it()
    {
        await using var host = new CoverageHost();
        await host.InitializeAsync();
        var mailbox = new BreakingMailbox(host.Services.GetRequiredService<IMailbox>()) { Failures = 1 };
        var workers = Enumerable.Range(0, 4).Select(_ => ActivatorUtilities.CreateInstance<InquiryWorker>(host.Services, mailbox)).ToList();
        await StopPollingAsync(host);
        await AskAsync(host);
        await Assert.ThrowsAsync<IOException>(() => workers[0].SweepAsync(CancellationToken.None));

        var written = await Task.WhenAll(workers.Select(worker => worker.SweepAsync(CancellationToken.None)));

        Assert.Equal(1, written.Sum());
        Assert.Single(mailbox.Written);
    }

    [Fact]
    public async Task A_number_that_was_used_is_on_disk_before_its_file_leaves()
    {
        await using var host = new CoverageHost();
        await host.InitializeAsync();

        var synchronous = await host.WithDbAsync<CoverageDb, long>(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA synchronous";
            return (long)(await command.ExecuteScalarAsync())!;
        });

        Assert.Equal(2, synchronous); // FULL: every commit is synced
    }

    [Fact]
    public async Task Files_to_two_payers_have_two_numbers_and_two_names()
    {
        await using var host = new CoverageHost();
        await host.InitializeAsync();
        await StopPollingAsync(host);
        await AskAsync(host);
        await AskAsync(host);

        await host.Services.GetRequiredService<InquiryWorker>().SweepAsync(CancellationToken.None);

        Assert.Equal(["270-500000001.x12", "270-500000002.x12"], Directory.GetFiles(Path.Combine(host.MailboxFolder, "outbound")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_question_the_registry_cannot_fill_fails_alone()
    {
        await using var host = new CoverageHost();
        await host.InitializeAsync();
        await StopPollingAsync(host);
        var unknown = await AskAsync(host, FakeRegistry.Unknown);
        var known = await AskAsync(host);

        await host.Services.GetRequiredService<InquiryWorker>().SweepAsync(CancellationToken.None);

        var failed = await host.Coverage.GetEligibilityCheckAsync(new() { Name = unknown.Name });
        Assert.Equal((EligibilityCheck.Types.State.Failed, "270", "15"), (failed.State, failed.Rejections[0].Loop, failed.Rejections[0].RejectReasonCode));
        Assert.Equal(EligibilityCheck.Types.State.Pending, (await host.Coverage.GetEligibilityCheckAsync(new() { Name = known.Name })).State);
        Assert.Single(Directory.GetFiles(Path.Combine(host.MailboxFolder, "outbound")));
    }

    [Fact]
    public async Task A_question_that_is_not_answered_in_time_fails_and_a_late_answer_still_counts()
    {
        await using var host = new CoverageHost();
        await host.InitializeAsync();
        await StopPollingAsync(host);
        var overdue = await AskAsync(host);
        await host.Services.GetRequiredService<InquiryWorker>().SweepAsync(CancellationToken.None);
        host.World.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));
        var fresh = await AskAsync(host);
        await host.Services.GetRequiredService<InquiryWorker>().SweepAsync(CancellationToken.None);
        var worker = host.Services.GetRequiredService<UnansweredChecks>();
        await worker.SweepAsync(CancellationToken.None);
        Assert.Equal(EligibilityCheck.Types.State.Pending, (await host.Coverage.GetEligibilityCheckAsync(new() { Name = overdue.Name })).State);
        host.World.Clock.Advance(TimeSpan.FromMinutes(2));

        await worker.SweepAsync(CancellationToken.None);

        var failed = await host.Coverage.GetEligibilityCheckAsync(new() { Name = overdue.Name });
        Assert.Equal((EligibilityCheck.Types.State.Failed, "270", "42"), (failed.State, failed.Rejections[0].Loop, failed.Rejections[0].RejectReasonCode));
        Assert.Equal(EligibilityCheck.Types.State.Pending, (await host.Coverage.GetEligibilityCheckAsync(new() { Name = fresh.Name })).State);
        var id = overdue.Name.Split('/')[1];
        var active = new EligibilityAnswer(CoverageStatus.Active, [], []);
        await host.WithDbAsync<CoverageDb, bool>(async db =>
        {
            var check = await db.EligibilityChecks.SingleAsync(one => one.Id == id);
            Assert.False(check.Take(EligibilityAnswer.NotAnswered, host.World.Clock.GetUtcNow()));
            Assert.True(check.Take(active, host.World.Clock.GetUtcNow()));
            Assert.False(check.Take(EligibilityAnswer.NotAnswered, host.World.Clock.GetUtcNow()));
            Assert.False(check.Take(active, host.World.Clock.GetUtcNow()));
            return await db.SaveChangesAsync() > 0;
        });
        Assert.Equal(EligibilityCheck.Types.State.Answered, (await host.Coverage.GetEligibilityCheckAsync(new() { Name = overdue.Name })).State);
    }

    [Fact]
    public async Task Who_lists_what_payers_said_is_written_down()
    {
        await using var host = new CoverageHost();
        await host.InitializeAsync();
        var asked = await AskAsync(host);

        await host.Coverage.ListEligibilityChecksAsync(new());
        await host.Coverage.ListEligibilityChecksAsync(new() { Policy = asked.Policy });

        var read = await host.WithDbAsync<CoverageDb, List<string>>(db => db.Set<AuditRow>()
            .Where(row => row.Method.EndsWith("/ListEligibilityChecks")).OrderBy(row => row.Sequence).Select(row => row.Resource).ToListAsync());
        Assert.Equal(["eligibilityChecks", asked.Policy], read);
    }

    [Fact]
    public void An_inactive_dental_benefit_does_not_end_the_policy()
    {
        Assert.Equal(CoverageStatus.Unknown, Status(("6", "35"), ("1", "98")));
        Assert.Equal(CoverageStatus.Active, Status(("6", "35"), ("1", "30")));
        Assert.Equal(CoverageStatus.Inactive, Status(("6", "30"), ("B", "98")));
        Assert.Equal(CoverageStatus.Unknown, Status(("1", "35")));
    }

    [Fact]
    public void Each_rejection_names_the_level_it_stood_at()
    {
        var answer = AnswerMapping.ToDomain(new EligibilityAnswer271
        {
            Header = new() { ReferenceNumber = "X", CreatedAt = default },
            RequestRejections = [new(false, "42", "R")],
            SourceRejections = [new(false, "T4", "C")],
            ReceiverRejections = [new(false, "43", "C")],
        });

        Assert.Equal(["2000A 42", "2100A T4", "2100B 43"], answer.Rejections.Select(one => $"{one.Loop} {one.ReasonCode}"));
        Assert.All(answer.Rejections, one => Assert.NotEmpty(one.NextAction));
    }

    private static CoverageStatus Status(params (string Kind, string Type)[] rows) => AnswerMapping.ToDomain(new EligibilityAnswer271
    {
        Header = new() { ReferenceNumber = "X", CreatedAt = default },
        Benefits = [.. rows.Select(row => new X12.Eligibility.Benefit { Kind = row.Kind, ServiceTypes = [row.Type] })],
    }).Status;

    private static Task StopPollingAsync(CoverageHost host) => host.Services.GetRequiredService<InquiryWorker>().StopAsync(CancellationToken.None);

    private static async Task<EligibilityCheck> AskAsync(CoverageHost host, string patient = "patients/pat-00000000000000000000000001")
    {
        var (_, plan) = await host.PayerAsync();
        var order = await host.WithDbAsync<CoverageDb, int>(db => db.Policies.CountAsync());
        var policy = await host.Coverage.CreatePolicyAsync(new() { Parent = patient, Policy = CoverageHost.Self(plan, order + 1) });
        return await host.Coverage.CreateEligibilityCheckAsync(new() { EligibilityCheck = new() { Policy = policy.Name } });
    }
}
