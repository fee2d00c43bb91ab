using System.Text;
using MedBill.SandboxPayer.Adjudication;
using MedBill.SandboxPayer.Answers;
using MedBill.X12.Acknowledgments;
using MedBill.X12.Claims837P;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;

namespace MedBill.SandboxPayer.Tests;

public sealed class ClaimFileAnswerTests
{
    private static readonly DateTime Now = new(2026, 3, 16, 9, 0, 0);
    private static readonly DateOnly PayOn = new(2026, 3, 30);

    private static readonly ClaimFileAnswers Answers =
        new(new Adjudicator(FeeSchedule.Load(Path.Combine(AppContext.BaseDirectory, "fee-schedule.json"))));

    [Fact]
    public void A_file_gets_a_999_a_277CA_and_on_its_day_an_835_that_balances()
    {
        var answers = To(
            SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)),
            SampleClaims.Claim("SIM-PART-1", ("99214", 180_00)),
            SampleClaims.Claim("SIM-DENY-50-1", ("99213", 150_00)),
            SampleClaims.Claim("SIM-REJ-277-1", ("99213", 150_00)));

        Assert.Equal(["999", "277CA", "835"], answers.Select(answer => answer.FileName.Split('-')[0]));
        Assert.Equal([null, null, PayOn], answers.Select(answer => answer.NotBefore));

        var group = Assert.Single(Acknowledgment999File.Read(Open(answers[0]), new FindingLog()));
        Assert.True(group.IsAccepted);

        var claims = Assert.Single(ClaimAcknowledgment277CAFile.Read(Open(answers[1]), new FindingLog()));
        Assert.Equal((3, 1), (claims.AcceptedCount, claims.RejectedCount));
        Assert.Equal(["A2:20", "A2:20", "A2:20", "A7:164:IL"], claims.Claims.Select(claim => claim.Statuses[0].ToString().TrimEnd(':')));
        Assert.Equal("ICNPCNSIMPAID1", claims.Claims.First().PayerClaimControlNumber);

        var payment = Assert.Single(Remittance835File.ReadAll(Open(answers[2]), new FindingLog()));
        Assert.Empty(Balance835.Check(payment));
        Assert.Equal(["1", "1", "4"], payment.Claims.Select(claim => claim.Status));
        Assert.Equal(92_00 + 4_00, payment.Header.PaymentCents);
        Assert.Equal("1234567893", payment.Header.Payee.Npi);
    }

    [Fact]
    public void A_bad_balance_comes_in_a_file_of_its_own_and_is_off_by_37_cents()
    {
        var answers = To(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)), SampleClaims.Claim("SIM-BADBAL-1", ("99213", 150_00)));

        Assert.Equal(4, answers.Count);
        Assert.Empty(Balance835.Check(Assert.Single(Remittance835File.ReadAll(Open(answers[2]), new FindingLog()))));
        var difference = Assert.Single(Balance835.Check(Assert.Single(Remittance835File.ReadAll(Open(answers[3]), new FindingLog()))));
        Assert.Equal((BalanceLevel.Transaction, 37L), (difference.Level, difference.DifferenceCents));
    }

    [Fact]
    public void A_replacement_must_name_what_it_replaces()
    {
        var claim = SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)) with { Frequency = "7" };
        var named = claim with { PatientControlNumber = "PCN2", References = [new(ReferenceQualifiers.OriginalClaim, "ICNPCN1")] };
        var unknown = claim with { References = [new(ReferenceQualifiers.OriginalClaim, "W123")] };

        var acknowledgment = Assert.Single(ClaimAcknowledgment277CAFile.Read(Open(To(unknown, named)[1]), new FindingLog()));

        Assert.Equal([true, false], acknowledgment.Claims.Select(claim => claim.IsRejected));
    }

    [Fact]
    public void The_same_file_is_answered_with_the_same_bytes()
    {
        var file = File(SampleClaims.Claim("SIM-PART-1", ("99214", 180_00)));

        Assert.Equal(
            Answers.To(file, Now, PayOn).Select(answer => (answer.FileName, Convert.ToHexString(answer.Bytes.Span))),
            Answers.To(file, Now, PayOn).Select(answer => (answer.FileName, Convert.ToHexString(answer.Bytes.Span))));
    }

    [Fact]
    public void A_set_that_the_guide_forbids_is_refused_by_the_999_and_goes_no_further()
    {
        var text = Encoding.Latin1.GetString(File(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00))).Span);
        var broken = Encoding.Latin1.GetBytes(text.Replace("SBR*P*18", "SBR*P*99", StringComparison.Ordinal));

        var answer = Assert.Single(Answers.To(broken, Now, PayOn));

        var acknowledgment = Assert.Single(Acknowledgment999File.Read(Open(answer), new FindingLog()));
        Assert.True(acknowledgment.IsRejected);
        Assert.Equal("SBR", acknowledgment.Sets[0].Errors[0].SegmentId);
    }

    [Fact]
    public void A_void_of_a_paid_claim_is_carried_forward_when_there_is_nothing_to_take_it_from()
    {
        var claim = SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)) with
        {
            Frequency = "8",
            References = [new(ReferenceQualifiers.OriginalClaim, "ICNPCN1")],
        };

        var payment = Assert.Single(Remittance835File.ReadAll(Open(To(claim)[2]), new FindingLog()));

        Assert.Empty(Balance835.Check(payment));
        Assert.Equal(0, payment.Header.PaymentCents);
        Assert.Equal(("FB", -92_00L), (payment.ProviderAdjustments[0].Entries[0].Reason, payment.ProviderAdjustments[0].Entries[0].AmountCents));
    }

    private static IReadOnlyList<Answer> To(params ProfessionalClaim[] claims) => Answers.To(File(claims), Now, PayOn);

    private static ReadOnlyMemory<byte> File(params ProfessionalClaim[] claims)
    {
        var envelope = GuideId.Claim837P.Envelope(
            new Interchange { SenderId = "LAKE01", ReceiverId = "NWIND", Timestamp = Now, ControlNumber = "000000101" }, 101, 1);
        var header = new ClaimBatchHeader
        {
            BatchNumber = "BATCH101",
            CreatedAt = Now,
            Submitter = new()
            {
                EntityCode = EntityCodes.Submitter,
                Name = "LAKESIDE FAMILY CARE",
                IdQualifier = "46",
                Id = "LAKE01",
                Contacts = [new("IC", "BILLING DESK", [new("TE", "5555550100")])],
            },
            Receiver = new() { EntityCode = EntityCodes.Receiver, Name = "NORTHWIND HEALTH", IdQualifier = "46", Id = "NWIND" },
        };
        var output = Claim837PFile.Write(envelope, header, claims);
        Assert.False(output.IsRefused, string.Join('\n', output.Findings));
        return output.Bytes;
    }

    private static MemoryStream Open(Answer answer) => new(answer.Bytes.ToArray());
}
