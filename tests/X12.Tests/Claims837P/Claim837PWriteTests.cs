using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Tests.Claims837P;

public sealed class Claim837PWriteTests
{
    private static readonly ReceivedClaim<ProfessionalClaim> Received = Claim837PFile.Read(Golden.Open("837P-subscriber.x12"), new FindingLog()).Single();

    private static readonly Interchange Interchange = new()
    {
        SenderId = "CLEARWATER",
        ReceiverId = "PRAIRIEHP",
        Timestamp = new DateTime(2026, 3, 15, 10, 30, 0),
        ControlNumber = "000000101",
        Usage = "T",
    };

    [Fact]
    public void Envelopes_made_from_numbers_are_those_of_the_golden_file() =>
        Assert.Equal(Received.Envelope, GuideId.Claim837P.Envelope(Interchange, 1, 1));

    [Fact]
    public void A_claim_the_guide_forbids_is_refused_before_a_byte_is_written()
    {
        var bad = Received.Claim with { PatientControlNumber = "BAD1", Frequency = "7" };

        var output = Claim837PFile.Write(Received.Envelope, Received.Header, [Received.Claim, bad]);

        Assert.True(output.IsRefused);
        Assert.True(output.Bytes.IsEmpty);
        Assert.Equal(("ORIGINAL_CLAIM_MISSING", "BAD1"), (Assert.Single(output.Findings).Code, output.Findings[0].ClaimControlNumber));
        Assert.Equal("ORIGINAL_CLAIM_MISSING", Assert.Single(Claim837PFile.Check(Received.Header, bad)).Code);
        Assert.Empty(Claim837PFile.Check(Received.Header, Received.Claim));
    }

    [Fact]
    public void Every_fault_of_a_claim_is_found_at_once()
    {
        var bad = Received.Claim with
        {
            ChargeCents = 1,
            PlaceOfService = "",
            Diagnoses = [Diagnosis.Principal("E119")],
            BillingProvider = Received.Claim.BillingProvider with
            {
                Provider = Received.Claim.BillingProvider.Provider with { Id = "1234567890", Name = null },
            },
        };

        var findings = Claim837PFile.Check(Received.Header, bad);

        Assert.Equal(
            ["CHARGE_NOT_SUM", "ELEMENT_MISSING", "ELEMENT_MISSING", "NPI_CHECK_DIGIT", "POINTER_WRONG"],
            findings.Select(finding => finding.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Text_is_written_in_the_basic_set_and_cannot_break_a_segment()
    {
        var claim = Received.Claim with
        {
            Notes = [new ClaimNote("ADD",
            " d\u00e9j\u00e0 vu*~:^ \u0141\u00f3d\u017a stra\u00dfe\r\n\u201cquoted\u201d \u4e2d ")]
        };

        var text = Claim837PFile.Write(Received.Envelope, Received.Header, [claim]).ToText();

        Assert.Contains("NTE*ADD*DEJA VU     LODZ STRASSE  \"QUOTED\"~", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_separators_are_written_and_read_as_well()
    {
        var envelope = Received.Envelope with
        {
            Interchange = Received.Envelope.Interchange with { Delimiters = new Delimiters((byte)'|', (byte)'>', (byte)'!', (byte)'\'') },
        };

        var text = Claim837PFile.Write(envelope, Received.Header, [Received.Claim]).ToText();

        Assert.Contains("'SV1|HC>99214>25|180|UN|1|||1>2'", text, StringComparison.Ordinal);
        Assert.Equal(Received.Claim, Assert.Single(Claim837PFile.Read(Golden.Stream(text), new FindingLog())).Claim);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(5, ".05")]
    [InlineData(50, ".5")]
    [InlineData(100, "1")]
    [InlineData(12_340, "123.4")]
    [InlineData(9_999_999_999, "99999999.99")]
    public void Amounts_have_no_needless_zero(long cents, string text)
    {
        var line = Received.Claim.Lines[0] with { ChargeCents = cents };
        var claim = Received.Claim with { ChargeCents = cents, Lines = [line] };

        var written = Claim837PFile.Write(Received.Envelope, Received.Header, [claim]).ToText();

        Assert.Contains($"CLM*PCN0000001*{text}***", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sender_that_does_not_fit_the_ISA_is_refused()
    {
        var envelope = Received.Envelope with { Interchange = Received.Envelope.Interchange with { SenderId = "A SENDER OF MORE THAN FIFTEEN" } };

        var output = Claim837PFile.Write(envelope, Received.Header, [Received.Claim]);

        Assert.True(output.IsRefused);
        Assert.Equal("ISA_WIDTH_WRONG", Assert.Single(output.Findings).Code);
    }

    [Theory]
    [InlineData("837P-subscriber.x12", "*22*0")]
    [InlineData("837P-dependent-accident.x12", "*23*0")]
    public void More_than_a_hundred_claims_of_a_patient_open_the_level_again(string name, string level)
    {
        var received = Claim837PFile.Read(Golden.Open(name), new FindingLog()).Single();
        ProfessionalClaim[] claims =
            [.. Enumerable.Range(1, 250).Select(number => received.Claim with { PatientControlNumber = $"PCN{number}" })];

        var output = Claim837PFile.Write(received.Envelope, received.Header, claims);

        Assert.Empty(output.Findings);
        Assert.Equal(3, output.ToText().Split('~').Count(segment => segment.StartsWith("HL*", StringComparison.Ordinal) && segment.EndsWith(level, StringComparison.Ordinal)));
        Assert.Equal(claims, Claim837PFile.Read(Golden.Stream(output.ToText()), new FindingLog()).Select(read => read.Claim));
    }

    [Fact]
    public void More_than_fifty_lines_are_refused()
    {
        var claim = Received.Claim with
        {
            ChargeCents = 51 * 100,
            Lines = [.. Enumerable.Range(0, 51).Select(_ => Received.Claim.Lines[0] with { ChargeCents = 100, References = [] })],
        };

        Assert.Contains(Claim837PFile.Check(Received.Header, claim), finding => finding is { Code: "LOOP_TOO_OFTEN", Loop: "2400", IsError: true });
    }

    [Theory]
    [InlineData("1234567893", true)]
    [InlineData("1999999984", true)]
    [InlineData("1245319599", true)]
    [InlineData("1003000126", true)]
    [InlineData("1234567890", false)]
    [InlineData("3234567893", false)]
    [InlineData("123456789", false)]
    [InlineData("123456789X", false)]
    [InlineData(null, false)]
    public void An_NPI_has_a_check_digit(string? npi, bool isValid) => Assert.Equal(isValid, Npi.IsValid(npi));
}
