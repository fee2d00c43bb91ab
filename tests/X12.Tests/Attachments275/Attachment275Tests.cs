using System.Text;
using CsCheck;
using MedBill.X12.Attachments275;
using MedBill.X12.Cli;
using MedBill.X12.Documents;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Segments;
using MedBill.X12.Tests.Cli;

namespace MedBill.X12.Tests.Attachments275;

public sealed class Attachment275Tests
{
    private const string Unsolicited = "275-unsolicited.x12";

    [Fact]
    public void An_attachment_is_tied_to_its_claim_and_holds_its_document()
    {
        var (header, attachments) = Read(Golden.Text(Unsolicited), out var findings);

        Assert.Empty(findings);
        Assert.Equal(("02", "ATT0705", false, "PCN0000001"),
            (header.Purpose, header.ReferenceNumber, header.AnswersRequest, header.PatientControlNumber));
        Assert.Equal(("PHP01", "CLEARWATER", "1234567893", "AUSTIN", "MEM100"),
            (header.Payer!.Id, header.Submitter!.Id, header.Provider!.Npi, header.Provider.Address!.City, header.Patient!.Id));
        Assert.Equal(new DateOnly(2026, 3, 10), header.Patient.Dates.Find("472")!.From);
        Assert.Equal(["ACN0705", "ACN0706"], attachments.Select(attachment => attachment.TraceNumber));
        var document = Assert.Single(attachments[0].Documents);
        Assert.Equal(("AE", "HL", "05", new DateOnly(2026, 3, 20)),
            (document.ReportType, document.Transmission, document.SecurityLevel, document.SubmittedOn));
        Assert.Equal("Labs: WBC*5.1~Hgb^13~SE*20*0001~IEA*1*000000705~ (end).", Text(document.Payload!));
        Assert.Equal(("~~~***", new DateOnly(2026, 3, 11)), (Text(attachments[1].Documents[0].Payload!), attachments[1].ServiceDates[0].To));
    }

    [Fact]
    public void An_attachment_comes_back_byte_for_byte()
    {
        var (header, attachments) = Read(Golden.Text(Unsolicited), out _);

        var written = Attachment275File.Write(header.Envelope!, header, attachments);

        Assert.Empty(written.Findings);
        Assert.Equal(Golden.Text(Unsolicited), written.ToText());
    }

    [Fact]
    public void Any_document_that_is_written_is_read_as_the_same_bytes()
    {
        var (header, attachments) = Read(Golden.Text(Unsolicited), out _);
        Gen.Byte.Array[1, 500].Sample(
            bytes =>
            {
                var sent = attachments[0] with { Documents = [attachments[0].Documents[0] with { Payload = BinaryPayload.Of(bytes) }] };
                var written = Attachment275File.Write(header.Envelope!, header, [sent]);
                Assert.Empty(written.Findings);
                using var stream = new MemoryStream(written.Bytes.ToArray());
                var received = Assert.Single(Attachment275File.Read(stream, new FindingLog()).OfType<AttachedInformation>());
                Assert.Equal(bytes, received.Documents[0].Payload!.Bytes.AsSpan().ToArray());
            },
            iter: 200);
    }

    [Fact]
    public void An_empty_document_is_refused()
    {
        var (header, attachments) = Read(Golden.Text(Unsolicited), out _);
        var empty = attachments[0] with { Documents = [attachments[0].Documents[0] with { Payload = BinaryPayload.Of([]) }] };

        Assert.True(Attachment275File.Write(header.Envelope!, header, [empty]).IsRefused);
    }

    [Fact]
    public void A_document_too_large_to_be_held_gives_its_place_and_can_be_copied()
    {
        var (header, attachments) = Read(Golden.Text(Unsolicited), out _);
        var bytes = new byte[200_000];
        new Random(7).NextBytes(bytes);
        var large = attachments[0] with { Documents = [attachments[0].Documents[0] with { Payload = BinaryPayload.Of(bytes) }] };
        var file = Attachment275File.Write(header.Envelope!, header, [large, attachments[1]]).Bytes.ToArray();
        var findings = new FindingLog();
        using var stream = new MemoryStream(file);

        var received = Attachment275File.Read(stream, findings).OfType<AttachedInformation>().ToList();

        var payload = received[0].Documents[0].Payload!;
        Assert.Equal((false, 200_000L, 0), (payload.IsHeld, payload.Length, payload.Bytes.Count));
        Assert.Equal(("PAYLOAD_NOT_HELD", FindingSeverity.Note), (Assert.Single(findings).Code, findings[0].Severity));
        using var copy = new MemoryStream();
        Attachment275File.CopyPayload(stream, payload, copy);
        Assert.Equal(bytes, copy.ToArray());
        Assert.Equal("~~~***", Text(received[1].Documents[0].Payload!));
        Assert.True(X12File.Validate(new MemoryStream(file)).IsAccepted);

        // With more room it is held; what is not held is not written.
        var held = Attachment275File.Read(new MemoryStream(file), new FindingLog(), new ReadLimits { SegmentBytes = 300_000 }).OfType<AttachedInformation>().First();
        Assert.Equal(bytes, held.Documents[0].Payload!.Bytes.AsSpan().ToArray());
        var refused = Attachment275File.Write(header.Envelope!, header, received);
        Assert.Equal(("PAYLOAD_NOT_HELD", true), (Assert.Single(refused.Findings).Code, refused.Bytes.IsEmpty));
    }

    [Theory]
    [InlineData("BIN*6*~~~***~", "BIN*5*~~~***~", "BINARY_LENGTH_WRONG", null, "BIN", 1, 0)]
    [InlineData("BIN*6*~~~***~", "BIN*66666666*~~~***~", "BINARY_CUT", null, "BIN", 1, 0)]
    [InlineData("BIN*6*~~~***~", "BIN*six*abcdef~", "VALUE_WRONG", "2110B", "BIN", 1, 0)]
    [InlineData("EFI*05~BIN*6*~~~***~", "EFI*05~", "SEGMENT_MISSING", "2110B", "BIN", 0, -1)]
    [InlineData("TRN*1*ACN0705~", "", "SEGMENT_MISSING", "2000A", "TRN", 0, -1)]
    [InlineData("BGN*02*", "BGN*03*", "CODE_NOT_ALLOWED", "ST", "BGN", 1, 0)]
    [InlineData("NM1*QC*1*DOE*JANE****MI*MEM100~", "NM1*QC*2*DOE*JANE****MI*MEM100~", "CODE_NOT_ALLOWED", "1000D", "NM1", 2, 0)]
    [InlineData("CAT*AE*HL~", "", "SEGMENT_MISSING", "2100B", "CAT", 0, -1)]
    public void One_edit_is_one_finding(string from, string to, string code, string? loop, string segment, int element, int segments)
    {
        var text = Recounted(Golden.Edit(Golden.Text(Unsolicited), from, to), segments);

        var report = X12File.Validate(Golden.Stream(text));

        var finding = Assert.Single(report.Findings, found => found.Code == code);
        Assert.Equal((loop, segment, element), (finding.Loop, finding.SegmentId, finding.Element));
        if (code != "BINARY_CUT")
        {
            Assert.Single(report.Findings);
            Assert.True(finding.SegmentPosition > 1);
        }
    }

    [Theory]
    [InlineData("005010X210")]
    [InlineData("005010X211")]
    public void A_whole_document_keeps_every_byte_typed_or_not(string version)
    {
        var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        var text = Golden.Text(Unsolicited).Replace("005010X210", version, StringComparison.Ordinal);
        text = Golden.Edit(text, "BIN*6*~~~***~", $"BIN*256*{Encoding.Latin1.GetString(bytes)}~");

        var whole = X12Document.Read(Golden.Stream(text), new FindingLog());

        Assert.Equal(text, whole.Write().ToText());
        var passed = X12Document.Read(Golden.Stream(text), new FindingLog(), new ReadLimits { SegmentBytes = 150 }).Write();
        Assert.True(passed.IsRefused && passed.Bytes.IsEmpty);
        Assert.Contains(passed.Findings, finding => finding.Code.StartsWith("BINARY_", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BIN*5*~~~***~")]
    [InlineData("BIN*six*abcdef~")]
    public void A_document_whose_length_is_wrong_is_left_out(string bin)
    {
        var (_, attachments) = Read(Golden.Edit(Golden.Text(Unsolicited), "BIN*6*~~~***~", bin), out var findings);

        Assert.Equal("ACN0705", Assert.Single(attachments).TraceNumber);
        Assert.Equal("BINARY_LENGTH_WRONG", Assert.Single(findings, finding => finding.IsError).Code);
    }

    [Fact]
    public void OOI_and_BDS_of_the_later_guide_are_read_with_a_warning()
    {
        var text = Golden.Edit(Golden.Text(Unsolicited), "CAT*AE*TX~EFI*05~BIN*6*~~~***~", "CAT*AE*TX~OOI*1*47*ATTACHMENT~BDS*ASC*6*~~~***~");

        var (_, attachments) = Read(text, out var findings);
        var report = X12File.Validate(Golden.Stream(text));

        Assert.Empty(findings);
        var document = attachments[1].Documents[0];
        Assert.Equal(("ASC", "~~~***", "47"), (document.Filter, Text(document.Payload!), document.Objects[0].Element(2)));
        Assert.True(report.IsAccepted);
        Assert.Equal(["OOI", "BDS"], report.Findings.Select(finding => finding.SegmentId));
        Assert.All(report.Findings, finding => Assert.Equal("SEGMENT_OF_LATER_GUIDE", finding.Code));
    }

    [Fact]
    public void An_attachment_to_a_review_is_read_and_said_to_be_of_another_guide()
    {
        var text = Golden.Text(Unsolicited).Replace("005010X210", "005010X211", StringComparison.Ordinal);

        var (header, attachments) = Read(text, out var findings);
        var report = X12File.Validate(Golden.Stream(text));

        Assert.Empty(findings);
        Assert.Equal((2, "005010X211"), (attachments.Count, header.Envelope!.Version));
        var finding = Assert.Single(report.Findings);
        Assert.Equal(("GUIDE_UNKNOWN", "I6"), (finding.Code, finding.SetErrorCode));
        Assert.Contains("attachment to a review of services (275, 005010X211)", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redacted_document_is_black_and_as_long_and_a_split_one_goes_along_whole()
    {
        var large = Golden.Edit(Golden.Text(Unsolicited), "BIN*6*~~~***~", $"BIN*100000*{new string('~', 100_000)}~");
        var (_, redacted, _) = CommandTests.Run(["redact"], large);
        var folder = Directory.CreateTempSubdirectory("x12-275").FullName;
        try
        {
            var (code, _, error) = CommandTests.Run(["split", "--by", "set", "--out", Path.Combine(folder, "parts")], large);

            Assert.Equal((ExitCode.Ok, ""), (code, error));
            Assert.Equal(large, File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(folder, "parts"))), Encoding.Latin1));
            Assert.Contains($"BIN*100000*{new string('X', 100_000)}~SE*", redacted, StringComparison.Ordinal);
            Assert.Contains($"BIN*55*{new string('X', 55)}~LX*2~", redacted, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_codes_of_a_request_are_given_back()
    {
        var (header, attachments) = Read(Golden.Text(Unsolicited), out _);
        var answer = attachments[0] with
        {
            TraceType = "2",
            Requested = [new("R4", "18657-7", null, "LOI"), new("R4", "11506-3", null, "LOI")],
        };

        var written = Attachment275File.Write(GuideId.Attachment275.Envelope(header.Envelope!.Interchange, 9, 9), header with { Purpose = "11" }, [answer]);

        Assert.Contains("~STC*R4:18657-7::LOI*********R4:11506-3::LOI~", written.ToText(), StringComparison.Ordinal);
        var (_, read) = Read(written.ToText(), out _);
        Assert.Equal(answer.Requested, read[0].Requested);
    }

    // The terminators within documents are no segments, so the count is moved, not taken anew. The last SE is the set's.
    private static string Recounted(string text, int by)
    {
        var at = text.LastIndexOf("~SE*", StringComparison.Ordinal) + 4;
        var end = text.IndexOf('*', at);
        return text[..at] + (int.Parse(text[at..end], System.Globalization.CultureInfo.InvariantCulture) + by) + text[end..];
    }

    private static (AttachmentHeader Header, List<AttachedInformation> Attachments) Read(string text, out FindingLog findings)
    {
        findings = [];
        var items = Attachment275File.Read(Golden.Stream(text), findings).ToList();
        return ((AttachmentHeader)items[0], [.. items.OfType<AttachedInformation>()]);
    }

    private static string Text(BinaryPayload payload) => Encoding.Latin1.GetString(payload.Bytes.AsSpan());
}
