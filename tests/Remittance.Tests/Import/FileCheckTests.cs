using System.Text;
using MedBill.Remittance.Import;
using MedBill.Remittance.Tests.Fixture;
using MedBill.TestKit;
using MedBill.X12.Remittances835;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Import;

public sealed class FileCheckTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    private static readonly byte[] Whole = Samples.File(Samples.Advice("EFT1", Samples.Visit("PCN1")));

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { "NOT_X12", "%PDF-1.7 not an interchange"u8.ToArray() },
        { "NOT_X12", "Dear Sir or Madam,"u8.ToArray() },
        { "TRUNCATED", Whole[..(Whole.Length / 2)] },
        { "TRUNCATED", Whole[..^30] },
        { "TRUNCATED", Whole[..60] },
        { "UNSUPPORTED_VERSION", Whole.With("005010X221A1", "004010X091A1") },
        { "WRONG_TRANSACTION", Whole.With("GS*HP*", "GS*HC*").With("ST*835*", "ST*837*") },
        { "WRONG_TRANSACTION", Whole.With("005010X221A1", "005010X222A1") },
        { "INVALID_ENVELOPE", Whole.With("GE*1*", "GE*2*") },
        { "UNREADABLE_PAYMENT", Whole.With("TRN*1*EFT1*", "TRN*1**") },
        { "UNREADABLE_PAYMENT", Whole.With("BPR*I*80*", "BPR*I*8o*") },
        { "TEST_FILE", Remittance835File.Write(Samples.Envelope("T"), Samples.Advice("EFT1", Samples.Visit("PCN1"))).Bytes.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_file_that_cannot_be_read_is_refused_with_its_reason(string reason, byte[] file)
    {
        var refusal = await new FileCheck(acceptsTestFiles: false).FindAsync(() => new MemoryStream(file), TestContext.Current.CancellationToken);

        Assert.Equal(reason, refusal?.Code);
        Assert.DoesNotContain("DOE", refusal!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_file_passes() =>
        Assert.Null(await new FileCheck(acceptsTestFiles: false).FindAsync(() => new MemoryStream(Whole), TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_test_file_passes_where_tests_are_wanted() => Assert.Null(await new FileCheck(acceptsTestFiles: true).FindAsync(
        () => new MemoryStream(Remittance835File.Write(Samples.Envelope("T"), Samples.Advice("EFT1", Samples.Visit("PCN1"))).Bytes.ToArray()),
        TestContext.Current.CancellationToken));

    // Every prefix of a file: whatever a broken transfer leaves is refused, and nothing of it is posted.
    [Fact]
    public async Task No_beginning_of_a_file_passes_for_the_whole()
    {
        var end = Encoding.Latin1.GetString(Whole).TrimEnd('\r', '\n', '~').Length;
        for (var length = 0; length < end; length += 7)
        {
            var part = Whole[..length];
            Assert.NotNull(await new FileCheck(acceptsTestFiles: true).FindAsync(() => new MemoryStream(part), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_truncated_file_in_the_mailbox_is_kept_in_quarantine_and_the_next_goes_on()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        var trace = Samples.Unique("EFT");
        var whole = Samples.File(Samples.Advice(trace, visit));
        var name = Samples.Unique("835-broken-") + ".x12";

        await host.ReceiveAsync(whole[..^80], name);
        await host.ReceiveAsync(whole);

        var files = (await host.Admin.ListRemittanceFilesAsync(new() { State = Wire.RemittanceFile.Types.State.Quarantined, PageSize = 200 })).RemittanceFiles;
        var broken = Assert.Single(files, file => file.FileName == name);
        Assert.Equal("TRUNCATED", broken.ReasonCode);
        Assert.StartsWith("The file breaks off before its end.", broken.Reason, StringComparison.Ordinal);
        Assert.Empty(broken.Remittances);
        Assert.Equal(["TRUNCATED\n"], Directory.GetFiles(Path.Combine(host.MailboxFolder, "quarantine"), name + ".reason.txt").Select(File.ReadAllText));
        Assert.Equal(Wire.Remittance.Types.State.Posted, (await host.RemittanceAsync(trace)).State);
    }

    [Fact]
    public async Task A_file_of_another_kind_is_left_in_the_mailbox_for_its_own_reader()
    {
        var name = Samples.Unique("999-") + ".x12";

        await host.ReceiveAsync(Whole.With("GS*HP*", "GS*FA*"), name);

        Assert.True(File.Exists(Path.Combine(host.MailboxFolder, "inbound", name)));
    }

    [Fact]
    public async Task An_uploaded_file_that_cannot_be_read_says_why()
    {
        var taken = await RemittanceHost.UploadAsync(host.Writer, Encoding.ASCII.GetBytes("not an interchange " + Samples.Unique("")), "letter.txt");
        await host.DrainAsync();

        var file = await host.Reader.GetRemittanceFileAsync(new() { Name = taken.Name });
        Assert.Equal(Wire.RemittanceFile.Types.State.Received, taken.State);
        Assert.Equal((Wire.RemittanceFile.Types.State.Quarantined, "NOT_X12"), (file.State, file.ReasonCode));
    }
}
