using System.Text;
using CsCheck;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using MedBill.X12.Tests.Claims837P;
using MedBill.X12.Tests.Fuzz;
using MedBill.X12.Tests.Tokens;
using MedBill.X12.Tokens;

namespace MedBill.X12.Tests;

public sealed class PropertyTests
{
    private static readonly ReceivedClaim<ProfessionalClaim> Sample = Claim837PFile.Read(Golden.Open("837P-subscriber.x12"), new FindingLog()).Single();

    private static readonly Remittance835 Advice =
        Remittance835File.ReadAll(Golden.Open("835-paid-denied-reversed.x12"), new FindingLog())[0];

    [Fact]
    public void Claims_that_are_written_are_read_as_the_same_claims_and_written_as_the_same_bytes() =>
        ClaimGenerator.Claim.Array[1, 4].Sample(
            claims =>
            {
                var written = Claim837PFile.Write(Sample.Envelope, Sample.Header, claims);
                Assert.Empty(written.Findings);
                var read = Claim837PFile.Read(Golden.Stream(written.ToText()),
                    new FindingLog()).Select(received => received.Claim).ToArray();
                Assert.Equal(claims, read);
                Assert.Equal(written.ToText(), Claim837PFile.Write(Sample.Envelope, Sample.Header, read).ToText());
            },
            iter: 200);

    [Fact]
    public void Remittances_that_balance_are_read_as_the_same_and_still_balance() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[-500_000, 500_000]).Array[1, 8].Sample(
            rows =>
            {
                var claims = rows.Select((row, index) => Payment(row.Item1, row.Item2, row.Item3, row.Item4, index)).ToArray();
                var paid = claims.Sum(claim => claim.PaidCents);
                var remittance = new Remittance835(
                    Advice.Header with { PaymentCents = Math.Max(paid, 0) },
                    [.. claims],
                    paid >= 0 ? [] : [new ProviderAdjustment("1234567893", new DateOnly(2026, 12, 31), [new ProviderAdjustmentEntry("FB",
                        "NEXT", paid)])]);
                var written = Remittance835File.Write(Advice.Header.Envelope!, remittance);
                Assert.Empty(written.Findings);
                var read = Remittance835File.ReadAll(Golden.Stream(written.ToText()), new FindingLog())[0];
                Assert.Equal(remittance, read);
                Assert.Empty(Balance835.Check(read));
            },
            iter: 200);

    [Fact]
    public void One_cent_anywhere_in_a_balanced_remittance_is_a_difference() =>
        Gen.Select(Gen.Int[0, Advice.Claims.Count - 1], Gen.Int[0, 3], Gen.Bool.Select(up => up ? 1L : -1L)).Sample(
            (index, what, cent) =>
            {
                var claim = Advice.Claims[index];
                var line = claim.Lines[0];
                var changed = what switch
                {
                    0 => claim with { PaidCents = claim.PaidCents + cent },
                    1 => claim with { ChargeCents = claim.ChargeCents + cent },
                    2 => claim with { Lines = [line with { PaidCents = line.PaidCents + cent }, .. claim.Lines.Skip(1)] },
                    _ => claim with { Adjustments = [.. claim.Adjustments, new Adjustment("CO", "45", cent)] },
                };
                Assert.NotEmpty(Balance835.Check(Advice with
                {
                    Claims = [.. Advice.Claims.Take(index), changed,
                    .. Advice.Claims.Skip(index + 1)]
                }));
            },
            iter: 100);

    [Fact]
    public void Any_cutting_of_the_input_into_pieces_gives_the_same_segments() =>
        Gen.Select(Gen.Int[0, Golden.Names.Length - 1].Select(index => Golden.Names[index]), Gen.Int[1, 300].Array[1, 20]).Sample(
            (name, sizes) =>
            {
                var bytes = Encoding.Latin1.GetBytes(Golden.Text(name));
                Assert.Equal(Segments(new MemoryStream(bytes)), Segments(new ChoppedStream(bytes, sizes)));
            },
            iter: 300);

    [Fact]
    public void Changed_bytes_never_throw_and_never_hang()
    {
        var change = Gen.Select(Gen.Int[0, 5_000], Gen.Int[0, Mutation.Kinds - 1], Gen.Byte, Gen.Int[1, 40])
            .Select((at, kind, value, length) => new Mutation(at, kind, value, length));
        Gen.Select(Gen.Int[0, Golden.Names.Length - 1].Select(index => Golden.Names[index]), change.Array[1, 6]).Sample(
            (name, changes) =>
            {
                var bytes = Encoding.Latin1.GetBytes(Golden.Text(name)).ToList();
                foreach (var one in changes)
                {
                    one.Apply(bytes);
                }

                Assert.InRange(EveryReader.Read([.. bytes]), 0, 500);
            },
            iter: 2_000);
    }

    [Fact]
    public void Any_text_in_a_claim_gives_a_file_with_as_many_segments_as_without_it() =>
        Gen.String.Sample(
            text =>
            {
                var plain = Claim837PFile.Write(Sample.Envelope, Sample.Header, [Sample.Claim with { Notes = [new ClaimNote("ADD",
                    "X")] }]).ToText();
                var claim = Sample.Claim with { Notes = [new ClaimNote("ADD", "X" + (text.Length > 30 ? text[..30] : text))] };
                var written = Claim837PFile.Write(Sample.Envelope, Sample.Header, [claim]);
                Assert.Empty(written.Findings);
                Assert.Equal(Count(plain), Count(written.ToText()));
            },
            iter: 300);

    private static (int Segments, int Elements) Count(string text) =>
        (text.Count(character => character == '~'), text.Count(character => character == '*'));

    private static ClaimPayment Payment(int charge, int contractual, int share, int interest, int index) => Advice.Claims[0] with
    {
        PatientControlNumber = $"PCN{index}",
        ChargeCents = charge,
        PaidCents = charge - contractual - share - interest,
        PatientResponsibilityCents = share,
        Adjustments = [new Adjustment("OA", "94", interest)],
        Lines =
        [
            new ServicePayment
            {
                Procedure = ProcedureCode.Hcpcs("99213"),
                ChargeCents = charge,
                PaidCents = charge - contractual - share,
                Units = 1,
                Adjustments = [new Adjustment("CO", "45", contractual), new Adjustment("PR", "2", share)],
                Dates = [new QualifiedDate("472", new DateOnly(2026, 3, 10))],
            },
        ],
    };

    private static List<string> Segments(Stream stream)
    {
        using var reader = new X12Reader(stream, new FindingLog());
        var segments = new List<string>();
        while (reader.Read())
        {
            segments.Add($"{reader.Segment.Offset} {Encoding.Latin1.GetString(reader.Segment.Bytes)}");
        }

        return segments;
    }
}
