using System.Text;
using MedBill.Claims.Tests.Fixture;
using State = MedBill.Contracts.Claims.V1.Acknowledgment.Types.State;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Acknowledgments;

/// <summary>Files that cannot be applied: kept with the reason, never lost, never tried again, and the next one goes on.</summary>
public sealed class PoisonTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    public static TheoryData<string, string> Files() => new()
    {
        { "empty", "EMPTY_FILE" },
        { "blank", "EMPTY_FILE" },
        { "text", "NOT_X12" },
        { "binary", "NOT_X12" },
        { "head only", "" },
        { "without groups", "NO_GROUP" },
        { "without sets", "NO_ANSWER" },
        { "claims", "UNSUPPORTED_TRANSACTION" },
        { "answer, then claims", "UNSUPPORTED_TRANSACTION" },
        { "wrong count", "" },
        { "wrong number", "" },
        { "answer, then half of another", "FILE_TRUNCATED" },
        { "answer, then the head of another", "" },
        { "half a TA1", "" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task It_is_quarantined_with_its_reason_and_the_next_file_goes_on(string kind, string reason)
    {
        var (claim, batch) = await host.SentAsync();
        var before = await host.ClaimAsync(claim.Name);
        var bad = Make(kind, batch);

        await host.PutAsync(bad, $"a-{Slug(kind)}.x12");
        await host.PutAsync(Answers.Claims(batch, Answers.Accepted(claim)), $"b-{Slug(kind)}.x12");
        await host.DrainAsync();

        var row = await RowAsync($"a-{Slug(kind)}.x12");
        Assert.Equal(State.Quarantined, row.State);
        Assert.Matches("^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$", row.ReasonCode);
        Assert.NotEmpty(row.Reason);
        Assert.DoesNotContain("DOE", row.Reason, StringComparison.Ordinal);
        if (reason.Length > 0)
        {
            Assert.Equal(reason, row.ReasonCode);
        }

        Assert.Equal(bad, await File.ReadAllBytesAsync(Path.Combine(host.MailboxFolder, "quarantine", row.FileName)));
        Assert.Equal(row.ReasonCode, (await File.ReadAllTextAsync(Path.Combine(host.MailboxFolder, "quarantine", row.FileName + ".reason.txt"))).Trim());
        Assert.Empty(host.Files("inbound"));
        Assert.Empty(host.Files("taken/claims"));
        Assert.NotEqual(before, await host.ClaimAsync(claim.Name));
        Assert.Equal(Wire.Claim.Types.State.Accepted, (await host.ClaimAsync(claim.Name)).State);
    }

    // Wherever a transmission stops.
    [Fact]
    public async Task A_file_that_ends_too_early_is_quarantined_whole_wherever_it_ends()
    {
        var drafts = await host.DraftsAsync(2);
        var batch = await host.SendAsync(drafts);
        var whole = Answers.Claims(batch, drafts.Select(draft => Answers.Accepted(draft)));
        var cuts = Enumerable.Range(1, 24).Select(i => whole.Length * i / 25).ToList();
        var before = await Task.WhenAll(drafts.Select(draft => host.ClaimAsync(draft.Name)));

        for (var i = 0; i < cuts.Count; i++)
        {
            await host.PutAsync(whole[..cuts[i]], $"cut-{i:D2}.x12");
        }

        await host.DrainAsync();

        for (var i = 0; i < cuts.Count; i++)
        {
            Assert.Equal((cuts[i], State.Quarantined), (cuts[i], (await RowAsync($"cut-{i:D2}.x12")).State));
        }

        Assert.Equal(before, await Task.WhenAll(drafts.Select(draft => host.ClaimAsync(draft.Name))));
        await host.ReceiveAsync(whole);
        Assert.Equal(Wire.Claim.Types.State.Accepted, (await host.ClaimAsync(drafts[1].Name)).State);
    }

    [Fact]
    public async Task A_quarantined_file_that_comes_again_goes_there_again_and_is_kept_once()
    {
        var bad = Encoding.ASCII.GetBytes("not a transmission");
        await host.PutAsync(bad, "poison-1.x12");
        await host.DrainAsync();

        await host.PutAsync(bad, "poison-2.x12");
        await host.DrainAsync();

        var row = await RowAsync("poison-1.x12");
        Assert.Single((await host.Admin.ListAcknowledgmentsAsync(new() { PageSize = 200 })).Acknowledgments, one => one.Sha256 == row.Sha256);
        Assert.Contains("poison-2.x12", host.Files("quarantine"));
        Assert.Empty(host.Files("taken/claims"));
    }

    [Fact]
    public async Task A_file_of_no_practice_is_seen_by_the_administrator_only()
    {
        var row = await host.ReceiveAsync(Encoding.ASCII.GetBytes("whose is this"), "nobodys.x12");

        Assert.Equal(row, await host.Admin.GetAcknowledgmentAsync(new() { Name = row.Name }));
        Assert.Equal("ACKNOWLEDGMENT_NOT_FOUND", await Expect.ReasonAsync(host.Claims.GetAcknowledgmentAsync(new() { Name = row.Name })));
        Assert.DoesNotContain((await host.Claims.ListAcknowledgmentsAsync(new() { PageSize = 200 })).Acknowledgments, one => one.Name == row.Name);
        Assert.Contains((await host.Admin.ListAcknowledgmentsAsync(new() { State = State.Quarantined, PageSize = 200 })).Acknowledgments, one => one.Name == row.Name);
    }

    // Some systems end a file with a mark of their own.
    [Fact]
    public async Task Text_after_the_last_interchange_is_no_harm()
    {
        var (claim, batch) = await host.SentAsync();

        var row = await host.ReceiveAsync([.. Answers.Claims(batch, Answers.Accepted(claim)), .. "\u001A"u8]);

        Assert.Equal(State.Processed, row.State);
        Assert.Equal(Wire.Claim.Types.State.Accepted, (await host.ClaimAsync(claim.Name)).State);
    }

    // Remittance takes 835s, Coverage 271s and 278s; Claims leaves them where they are.
    [Theory]
    [InlineData("HP")]
    [InlineData("HB")]
    [InlineData("HI")]
    public async Task Files_of_other_services_are_left_for_them(string functionalId)
    {
        var (_, batch) = await host.SentAsync();
        var name = $"other-{functionalId}.x12";

        await host.PutAsync(Answers.Group(batch).With("GS*FA*", $"GS*{functionalId}*"), name);
        await host.DrainAsync();

        Assert.Equal([name], host.Files("inbound"));
        File.Delete(Path.Combine(host.MailboxFolder, "inbound", name));
    }

    private async Task<Wire.Acknowledgment> RowAsync(string fileName) =>
        Assert.Single((await host.Admin.ListAcknowledgmentsAsync(new() { PageSize = 200 })).Acknowledgments, one => one.FileName == fileName);

    private static string Slug(string kind) => string.Concat(kind.Where(char.IsAsciiLetterOrDigit));

    private byte[] Make(string kind, Wire.SubmissionBatch batch)
    {
        var answer = Answers.Group(batch);
        return kind switch
        {
            "empty" => [],
            "blank" => "  \r\n \n"u8.ToArray(),
            "text" => "Dear customer, your file has arrived."u8.ToArray(),
            "binary" => [.. Enumerable.Range(0, 4_096).Select(i => (byte)((i * 7919) % 251))],
            "head only" => answer[..106],
            "without groups" => [.. answer[..106], .. "IEA*0*"u8, .. answer[90..99], .. "~"u8],
            "without sets" => [.. answer[..answer.AsSpan().IndexOf("ST*"u8)], .. answer.With("GE*1*", "GE*0*")[answer.AsSpan().IndexOf("GE*1*"u8)..]],
            "claims" => host.FileOf(batch),
            "answer, then claims" => [.. answer, .. host.FileOf(batch)],
            "wrong count" => answer.With("SE*", "SE*9"),
            "wrong number" => answer.With("GE*1*1~", "GE*1*2~"),
            "answer, then half of another" => [.. answer, .. Answers.Ta1(batch)[..120]],
            "answer, then the head of another" => [.. answer, .. Answers.Ta1(batch)[..60]],
            "half a TA1" => Answers.Ta1(batch).With("*A*000", ""),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }
}
