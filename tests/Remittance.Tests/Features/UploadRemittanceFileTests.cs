using Grpc.Core;
using MedBill.Platform.Rpc;
using MedBill.Remittance.Tests.Fixture;
using MedBill.TestKit;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Features;

public sealed class UploadRemittanceFileTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    [Fact]
    public async Task An_upload_is_received_at_once_and_posted_soon()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        var trace = Samples.Unique("EFT");
        var bytes = Samples.File(Samples.Advice(trace, visit));

        var file = await RemittanceHost.UploadAsync(host.Writer, bytes, "march.835");
        await host.DrainAsync();

        Assert.Equal(("march.835", bytes.Length, Wire.RemittanceFile.Types.State.Received), (file.FileName, file.SizeBytes, file.State));
        Assert.Equal(64, file.Sha256.Length);
        var parsed = await host.Reader.GetRemittanceFileAsync(new() { Name = file.Name });
        Assert.Equal(Wire.RemittanceFile.Types.State.Parsed, parsed.State);
        Assert.Equal([(await host.RemittanceAsync(trace)).Name], parsed.Remittances);
    }

    [Fact]
    public async Task A_retry_with_the_same_request_id_uploads_once()
    {
        var bytes = Samples.File(Samples.Advice(Samples.Unique("EFT"), Samples.Visit(Samples.Unique("PCN"))));
        var id = Samples.Unique("request-");

        var first = await RemittanceHost.UploadAsync(host.Writer, bytes, "a.835", id);
        var retry = await RemittanceHost.UploadAsync(host.Writer, bytes, "a.835", id);

        Assert.Equal(first, retry);
    }

    [Fact]
    public async Task Another_file_under_the_same_request_id_is_refused()
    {
        var id = Samples.Unique("request-");
        await RemittanceHost.UploadAsync(host.Writer, Samples.File(Samples.Advice(Samples.Unique("EFT"))), "", id);

        var failure = await FailureAsync(() => RemittanceHost.UploadAsync(host.Writer, Samples.File(Samples.Advice(Samples.Unique("EFT"))), "", id));

        Assert.Equal("REQUEST_ID_REUSED", failure);
    }

    [Fact]
    public async Task Two_uploads_of_the_same_bytes_at_once_are_one_file()
    {
        var bytes = Samples.File(Samples.Advice(Samples.Unique("EFT"), Samples.Visit(Samples.Unique("PCN"))));

        var files = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RemittanceHost.UploadAsync(host.Writer, bytes)));

        Assert.Single(files.Select(file => file.Name).Distinct());
    }

    [Fact]
    public async Task Two_practices_that_upload_the_same_bytes_have_a_file_each()
    {
        var bytes = Samples.File(Samples.Advice(Samples.Unique("EFT"), Samples.Visit(Samples.Unique("PCN"))));

        var mine = await RemittanceHost.UploadAsync(host.Writer, bytes);
        var theirs = await RemittanceHost.UploadAsync(host.Stranger, bytes);

        Assert.NotEqual(mine.Name, theirs.Name);
        Assert.Equal(mine.Sha256, theirs.Sha256);
    }

    [Theory]
    [InlineData("PIECE_TOO_LARGE", 70_000, 70_000, "")]
    [InlineData("FILE_EMPTY", 0, 1, "")]
    [InlineData("INVALID_FILE_NAME", 10, 10, "../a.835")]
    [InlineData("INVALID_FILE_NAME", 10, 10, "a\nb")]
    public async Task A_wrong_upload_is_refused_and_nothing_is_kept(string reason, int bytes, int pieceBytes, string name)
    {
        var before = Kept();

        Assert.Equal(reason, await FailureAsync(() => RemittanceHost.UploadAsync(host.Writer, new byte[bytes], name, "", pieceBytes)));

        Assert.Equal(before, Kept());
    }

    [Fact]
    public async Task A_name_on_a_later_piece_is_refused()
    {
        using var call = host.Writer.UploadRemittanceFile();
        await call.RequestStream.WriteAsync(new() { Content = Google.Protobuf.ByteString.CopyFromUtf8("ISA") });

        // The refusal may come before the client has finished writing.
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await call.RequestStream.WriteAsync(new() { FileName = "late.835", RequestId = "late" });
            await call.RequestStream.CompleteAsync();
            await call;
        });

        var failure = error.ToFailure(out _)!;
        Assert.Equal([("file_name", "FIRST_MESSAGE_ONLY"), ("request_id", "FIRST_MESSAGE_ONLY")], failure.Violations.Select(one => (one.Field, one.Reason)));
    }

    [Fact]
    public async Task An_upload_without_the_scope_or_a_practice_is_refused()
    {
        var bytes = new byte[10];
        var homeless = host.ClientFor<Wire.RemittanceService.RemittanceServiceClient>(null, "remittance.write");

        Assert.Equal("SCOPE_REQUIRED", await FailureAsync(() => RemittanceHost.UploadAsync(host.Reader, bytes)));
        Assert.Equal("PRACTICE_REQUIRED", await FailureAsync(() => RemittanceHost.UploadAsync(homeless, bytes)));
    }

    private string[] Kept() => [.. Directory.GetFiles(Path.Combine(host.Folder, "remittance-files"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static async Task<string> FailureAsync(Func<Task> call)
    {
        var failure = (await Assert.ThrowsAsync<RpcException>(call)).ToFailure(out _)!;
        return failure.Violations.Select(violation => violation.Reason).FirstOrDefault() ?? failure.Reason;
    }
}
