using System.Security.Cryptography;
using System.Text;
using MedBill.SandboxPayer.Adjudication;
using MedBill.SandboxPayer.Answers;
using MedBill.X12.Acknowledgments;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;

namespace MedBill.SandboxPayer.Tests;

public sealed class ClaimFileAnswerTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 3, 16, 9, 0, 0);
    private static readonly DateOnly PayOn = new(2026, 3, 30);

    private readonly string _folder = Directory.CreateTempSubdirectory("medbill-payer-").FullName;
    private readonly ClaimFileAnswers _answers;

    public ClaimFileAnswerTests() => _answers = Open();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

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
    public void A_replacement_takes_back_what_was_paid_before_it_pays_anew()
    {
        Paid(SampleClaims.Claim("SIM-PART-1", ("99214", 180_00)));

        var payment = Payment(To(Changed(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)), "7", "ICNPCNSIMPART1")));

        Assert.Equal(
            [("PCNSIMPART1", "22", -180_00L, -4_00L), ("NEWSIMPAID1", "1", 150_00L, 92_00L)],
            payment.Claims.Select(claim => (claim.PatientControlNumber, claim.Status, claim.ChargeCents, claim.PaidCents)));
        Assert.Equal(
            [new("CO", "45", -50_00), new("PR", "3", -25_00), new("PR", "1", -100_00), new Adjustment("PR", "2", -1_00)],
            payment.Claims[0].Lines[0].Adjustments);
        Assert.Equal("ICNPCNSIMPART1", payment.Claims[1].References.Find(ReferenceQualifiers.OriginalClaim)?.Value);
        Assert.Equal(88_00, payment.Header.PaymentCents);
        Assert.Empty(Balance835.Check(payment));
    }

    // Whoever adds up a claim's decisions must not be left with what was denied on a version that is no more.
    [Theory]
    [InlineData("SIM-DENY-50-1", "CO", "50")]
    [InlineData("SIM-DENY-119-1", "PR", "119")]
    public void A_denial_is_taken_back_when_it_is_replaced(string memberId, string group, string reason)
    {
        Paid(SampleClaims.Claim(memberId, ("99213", 150_00)));
        var original = "ICNPCN" + memberId.Replace("-", "", StringComparison.Ordinal);

        var payment = Payment(To(Changed(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)), "7", original)));

        Assert.Equal([("22", 0L), ("1", 92_00L)], payment.Claims.Select(claim => (claim.Status, claim.PaidCents)));
        Assert.Equal([new Adjustment(group, reason, -150_00)], payment.Claims[0].Lines[0].Adjustments);
        Assert.Empty(Balance835.Check(payment));
    }

    [Theory]
    [InlineData("SIM-PART-1", -4_00)]
    [InlineData("SIM-DENY-50-1", 0)]
    public void A_void_takes_back_what_was_decided_and_not_what_the_void_says(string memberId, long taken)
    {
        Paid(SampleClaims.Claim(memberId, ("99214", 180_00)));
        var original = "ICNPCN" + memberId.Replace("-", "", StringComparison.Ordinal);

        // Another member and another charge: a void counts by the number it names.
        var payment = Payment(To(Changed(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)), "8", original)));

        var reversal = Assert.Single(payment.Claims);
        Assert.Equal((original[3..], "22", -180_00L, taken), (reversal.PatientControlNumber, reversal.Status, reversal.ChargeCents, reversal.PaidCents));
        Assert.Equal(0, payment.Header.PaymentCents);
        Assert.Equal(taken, payment.ProviderAdjustments.Sum(adjustment => adjustment.Entries.Sum(entry => entry.AmountCents)));
        Assert.Empty(Balance835.Check(payment));
    }

    [Fact]
    public void Replaced_and_replaced_again_comes_to_the_last_decision()
    {
        var sum = Paid(SampleClaims.Claim("SIM-PART-1", ("99214", 180_00)));
        sum += Paid(Changed(SampleClaims.Claim("SIM-PAID-1", ("99214", 180_00)), "7", "ICNPCNSIMPART1"));
        sum += Paid(Changed(SampleClaims.Claim("SIM-PAID-2", ("99213", 150_00)), "7", "ICNNEWSIMPAID1"));

        Assert.Equal(92_00, sum);
    }

    [Theory]
    [InlineData("W123")]
    [InlineData("ICNPCNSIMPART1")]
    [InlineData("ICNPCNSIMDENY501")]
    [InlineData("ICNPCNSIMPAID9")]
    public void What_names_no_decision_that_stands_is_refused(string original)
    {
        Paid(SampleClaims.Claim("SIM-PART-1", ("99214", 180_00)), SampleClaims.Claim("SIM-DENY-50-1", ("99213", 150_00)));
        Paid(
            Changed(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)), "8", "ICNPCNSIMPART1"),
            Changed(SampleClaims.Claim("SIM-PAID-2", ("99213", 150_00)), "7", "ICNPCNSIMDENY501"));

        // Asked again by a payer that has been started again: it knows no more and no less.
        foreach (var (answers, frequency) in new[] { (_answers, "7"), (Open(), "8") })
        {
            var claim = SampleClaims.Claim("SIM-PAID-9", ("99213", 150_00)) with
            {
                Frequency = frequency,
                References = [new(ReferenceQualifiers.OriginalClaim, original)],
            };
            var acknowledgment = Assert.Single(ClaimAcknowledgment277CAFile.Read(Open(answers.To(File(claim), Now, PayOn)[^1]), new FindingLog()));
            Assert.Equal(["A7:464"], acknowledgment.Claims.Select(refused => refused.Statuses[0].ToString().TrimEnd(':')));
        }
    }

    [Fact]
    public void Of_two_replacements_of_one_claim_in_one_file_the_second_is_refused()
    {
        Paid(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)));

        var answers = To(
            Changed(SampleClaims.Claim("SIM-PAID-2", ("99213", 150_00)), "7", "ICNPCNSIMPAID1"),
            Changed(SampleClaims.Claim("SIM-PAID-3", ("99213", 150_00)), "7", "ICNPCNSIMPAID1"));

        var acknowledgment = Assert.Single(ClaimAcknowledgment277CAFile.Read(Open(answers[1]), new FindingLog()));
        Assert.Equal([false, true], acknowledgment.Claims.Select(claim => claim.IsRejected));
        Assert.Equal(0, Payment(answers).Header.PaymentCents);
    }

    [Fact]
    public void Nobody_replaces_the_claim_of_another_sender()
    {
        Paid(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)));
        var claim = Changed(SampleClaims.Claim("SIM-PAID-2", ("99213", 150_00)), "8", "ICNPCNSIMPAID1");

        var acknowledgment = Assert.Single(
            ClaimAcknowledgment277CAFile.Read(Open(_answers.To(File([claim], sender: "OTHER1"), Now, PayOn)[1]), new FindingLog()));

        Assert.True(Assert.Single(acknowledgment.Claims).IsRejected);
    }

    [Fact]
    public void The_same_file_is_answered_with_the_same_bytes()
    {
        var file = File(SampleClaims.Claim("SIM-PART-1", ("99214", 180_00)));

        Assert.Equal(
            _answers.To(file, Now, PayOn).Select(answer => (answer.FileName, Convert.ToHexString(answer.Bytes.Span))),
            _answers.To(file, Now, PayOn).Select(answer => (answer.FileName, Convert.ToHexString(answer.Bytes.Span))));
    }

    [Fact]
    public void A_set_that_the_guide_forbids_is_refused_by_the_999_and_goes_no_further()
    {
        var text = Encoding.Latin1.GetString(File(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00))).Span);
        var broken = Encoding.Latin1.GetBytes(text.Replace("SBR*P*18", "SBR*P*99", StringComparison.Ordinal));

        var answer = Assert.Single(_answers.To(broken, Now, PayOn));

        var acknowledgment = Assert.Single(Acknowledgment999File.Read(Open(answer), new FindingLog()));
        Assert.True(acknowledgment.IsRejected);
        Assert.Equal("SBR", acknowledgment.Sets[0].Errors[0].SegmentId);
    }

    [Fact]
    public void A_void_of_a_paid_claim_is_carried_forward_when_there_is_nothing_to_take_it_from()
    {
        Paid(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)));

        var payment = Payment(To(Changed(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)), "8", "ICNPCNSIMPAID1")));

        Assert.Empty(Balance835.Check(payment));
        Assert.Equal(0, payment.Header.PaymentCents);
        Assert.Equal(("FB", -92_00L), (payment.ProviderAdjustments[0].Entries[0].Reason, payment.ProviderAdjustments[0].Entries[0].AmountCents));
    }

    // 92.00 and 92.00 are carried forward, and brought in by what pays 96.00, then 92.00: 4.00 is left to be paid, then nothing is owed.
    [Fact]
    public void What_was_carried_forward_is_brought_in_under_its_reference_up_to_what_is_paid()
    {
        Paid(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)), SampleClaims.Claim("SIM-PAID-2", ("99213", 150_00)));
        var first = Kept("000000201", Changed(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)), "8", "ICNPCNSIMPAID1"));
        var second = Kept("000000202", Changed(SampleClaims.Claim("SIM-PAID-2", ("99213", 150_00)), "8", "ICNPCNSIMPAID2"));
        var denied = Kept("000000203", SampleClaims.Claim("SIM-DENY-50-1", ("99213", 150_00)));
        var third = Kept("000000204", SampleClaims.Claim("SIM-PAID-3", ("99213", 150_00)), SampleClaims.Claim("SIM-PART-3", ("99214", 180_00)));
        var last = Kept("000000205", SampleClaims.Claim("SIM-PAID-4", ("99213", 150_00)));
        var after = Kept("000000206", SampleClaims.Claim("SIM-PAID-5", ("99213", 150_00)));

        Assert.Equal([("SIMLAKE01000000201", -92_00L)], Forwarded(first));
        Assert.Equal([("SIMLAKE01000000202", -92_00L)], Forwarded(second));
        Assert.Empty(Forwarded(denied));
        Assert.Equal([("SIMLAKE01000000201", 92_00L), ("SIMLAKE01000000202", 4_00L)], Forwarded(third));
        Assert.Equal([("SIMLAKE01000000202", 88_00L)], Forwarded(last));
        Assert.Empty(Forwarded(after));
        Assert.Equal([0L, 0, 0, 0, 4_00, 92_00], new[] { first, second, denied, third, last, after }.Select(payment => payment.Header.PaymentCents));
    }

    [Fact]
    public void What_one_provider_owes_is_not_taken_from_another_and_not_lost_in_an_835_that_is_never_posted()
    {
        Paid(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)));
        Paid(Changed(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)), "8", "ICNPCNSIMPAID1"));
        var another = SampleClaims.Claim("SIM-PAID-2", ("99213", 150_00));
        another = another with { BillingProvider = another.BillingProvider with { Provider = another.BillingProvider.Provider with { Id = "1999999984" } } };

        Assert.Empty(Forwarded(Payment(To(another))));
        Assert.Empty(Forwarded(Payment(To(SampleClaims.Claim("SIM-BADBAL-1", ("99213", 150_00))))));
        Assert.Equal([("SIMLAKE01000000101", 92_00L)], Forwarded(Payment(To(SampleClaims.Claim("SIM-PAID-3", ("99213", 150_00))))));
    }

    // Neither of the payer that wrote it, nor of one that has been started again, nor by another interchange of the same file.
    [Fact]
    public void What_an_835_that_is_never_posted_carries_forward_is_brought_in_by_none()
    {
        Paid(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)), SampleClaims.Claim("SIM-PAID-2", ("99213", 150_00)));
        var (first, second) = (VoidedAs("SIM-BADBAL-1", "ICNPCNSIMPAID1"), VoidedAs("SIM-BADBAL-2", "ICNPCNSIMPAID2"));
        Assert.Equal([("SIMLAKE01000000201B", -92_00L)], Forwarded(Kept("000000201", isBalanced: false, first)));

        var two = _answers.To(
            (byte[])[.. File([second], controlNumber: "000000202").Span, .. File([SampleClaims.Claim("SIM-PAID-3", ("99213", 150_00))], controlNumber: "000000203").Span],
            Now,
            PayOn);

        Assert.Equal([-92_00L, 0], two.Where(answer => answer.FileName.StartsWith("835-", StringComparison.Ordinal))
            .Select(answer => Forwarded(Payment([answer])).Sum(one => one.Cents)));
        Assert.Empty(Forwarded(Kept("000000204", SampleClaims.Claim("SIM-PAID-4", ("99213", 150_00)))));
        Assert.Empty(Forwarded(Payment(To(SampleClaims.Claim("SIM-PAID-5", ("99213", 150_00))))));

        static ProfessionalClaim VoidedAs(string member, string original) =>
            Changed(SampleClaims.Claim(member, ("99213", 150_00)), "8", original);
    }

    [Fact]
    public void A_file_that_could_not_be_read_is_read_the_next_time()
    {
        Paid(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)));
        Kept("000000201", Changed(SampleClaims.Claim("SIM-PAID-1", ("99213", 150_00)), "8", "ICNPCNSIMPAID1"));
        var store = new AnswerStore(_folder);
        var memory = new DecisionMemory(store);
        foreach (var path in store.Remittances())
        {
            using var held = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            Assert.Throws<IOException>(() => memory.Carried("NWIND-LAKE01", "1234567893"));
            Assert.Throws<IOException>(memory.Refresh);
        }

        memory.Refresh();

        Assert.Equal([("SIMLAKE01000000201", -92_00L)], memory.Carried("NWIND-LAKE01", "1234567893").Select(one => (one.Key, one.Value)));
        Assert.Null(memory.Standing("NWIND-LAKE01", "ICNPCNSIMPAID1"));
    }

    private static IEnumerable<(string? Reference, long Cents)> Forwarded(Remittance835 payment) =>
        payment.ProviderAdjustments.SelectMany(adjustment => adjustment.Entries).Select(entry => (entry.Reference, entry.AmountCents));

    // Answered by a payer that has been started again, and kept.
    private Remittance835 Kept(string controlNumber, params ProfessionalClaim[] claims) => Kept(controlNumber, isBalanced: true, claims);

    private Remittance835 Kept(string controlNumber, bool isBalanced, params ProfessionalClaim[] claims)
    {
        var file = File(claims, controlNumber: controlNumber);
        var answers = Open().To(file, Now, PayOn);
        new AnswerStore(_folder).Keep(Convert.ToHexStringLower(SHA256.HashData(file.Span)), answers);
        var payment = Payment(answers);
        Assert.Equal(isBalanced, Balance835.Check(payment).Count == 0);
        return payment;
    }

    private ClaimFileAnswers Open() => new(
        new Adjudicator(FeeSchedule.Load(Path.Combine(AppContext.BaseDirectory, "fee-schedule.json"))), new DecisionMemory(new AnswerStore(_folder)));

    // Answers a file and keeps the answers, as the payer does: what it comes to for each claim.
    private long Paid(params ProfessionalClaim[] claims)
    {
        var file = File(claims);
        var answers = _answers.To(file, Now, PayOn);
        new AnswerStore(_folder).Keep(Convert.ToHexStringLower(SHA256.HashData(file.Span)), answers);
        return Payment(answers).Claims.Sum(claim => claim.PaidCents);
    }

    // A later version of a claim: a number of its own, and the payer's of the one it changes.
    private static ProfessionalClaim Changed(ProfessionalClaim claim, string frequency, string original) => claim with
    {
        PatientControlNumber = claim.PatientControlNumber.Replace("PCN", "NEW", StringComparison.Ordinal),
        Frequency = frequency,
        References = [new(ReferenceQualifiers.OriginalClaim, original)],
    };

    private static Remittance835 Payment(IReadOnlyList<Answer> answers) => Assert.Single(Remittance835File.ReadAll(
        Open(answers.First(answer => answer.FileName.StartsWith("835-", StringComparison.Ordinal))), new FindingLog()));

    private IReadOnlyList<Answer> To(params ProfessionalClaim[] claims) => _answers.To(File(claims), Now, PayOn);

    private static ReadOnlyMemory<byte> File(params ProfessionalClaim[] claims) => File(claims, "LAKE01");

    private static ReadOnlyMemory<byte> File(ProfessionalClaim[] claims, string sender = "LAKE01", string controlNumber = "000000101")
    {
        var envelope = GuideId.Claim837P.Envelope(
            new Interchange { SenderId = sender, ReceiverId = "NWIND", Timestamp = Now, ControlNumber = controlNumber }, 101, 1);
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
