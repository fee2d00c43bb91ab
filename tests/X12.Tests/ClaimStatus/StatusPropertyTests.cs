using CsCheck;
using MedBill.X12.ClaimStatus;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.ClaimStatus;

public sealed class StatusPropertyTests
{
    private static readonly Interchange Interchange = new()
    {
        SenderId = "CLEARWATER",
        ReceiverId = "PRAIRIEHP",
        Timestamp = new DateTime(2026, 4, 2, 9, 0, 0),
        ControlNumber = "000000001",
        Usage = "T",
    };

    private static readonly string[] Files =
        ["276-subscriber-and-dependent.x12", "277-paid-and-records-requested.x12", "277-provider-refused.x12"];

    private static readonly SetEnvelope Request = GuideId.Status276.Envelope(Interchange, 1, 1);

    private static readonly SetEnvelope Answer = GuideId.Status277.Envelope(Interchange, 1, 1);

    [Fact]
    public void Inquiries_that_are_written_are_read_as_the_same_and_written_as_the_same_bytes() =>
        StatusGenerator.Inquiries.Sample(
            inquiries =>
            {
                var written = Status276File.Write(Request, inquiries);
                Assert.DoesNotContain(written.Findings, finding => finding.IsError);
                var findings = new FindingLog();
                var read = Status276File.Read(Golden.Stream(written.ToText()), findings).ToArray();
                Assert.Empty(findings);
                Assert.Equal(inquiries, read.Select(inquiry => inquiry with { Header = inquiry.Header with { Envelope = null } }));
                Assert.Equal(written.ToText(), Status276File.Write(Request, read).ToText());
            },
            iter: 200);

    [Fact]
    public void Answers_that_are_written_are_read_as_the_same_and_written_as_the_same_bytes() =>
        StatusGenerator.Answers.Sample(
            answers =>
            {
                var written = Status277File.Write(Answer, answers);
                Assert.DoesNotContain(written.Findings, finding => finding.IsError);
                var findings = new FindingLog();
                var read = Status277File.Read(Golden.Stream(written.ToText()), findings).ToArray();
                Assert.Empty(findings);
                Assert.Equal(answers, read.Select(answer => answer with { Header = answer.Header with { Envelope = null } }));
                Assert.Equal(written.ToText(), Status277File.Write(Answer, read).ToText());
            },
            iter: 200);

    [Fact]
    public void A_subscriber_before_the_own_dependants_shares_the_level_with_them()
    {
        var inquiries = Status276File.Read(Golden.Open("276-subscriber-and-dependent.x12"), new FindingLog()).ToList();
        var (own, child) = (inquiries[0], inquiries[1]);
        var other = child with { Dependent = child.Dependent! with { FirstName = "NILS" } };

        var written = Status276File.Write(Request, [own, child, other, own, child with { Subscriber = Party.Member("NEW", "NAME", "W2") }]);

        Assert.Equal(
            ["HL*1**20*1", "HL*2*1*21*1", "HL*3*2*19*1", "HL*4*3*22*1", "HL*5*4*23", "HL*6*4*23", "HL*7*3*22*0", "HL*8*3*22*1", "HL*9*8*23"],
            written.ToText().Split('~').Where(segment => segment.StartsWith("HL*", StringComparison.Ordinal)));
    }

    [Fact]
    public void Changed_bytes_never_throw() =>
        Gen.Select(
            Gen.Int[0, Files.Length - 1].Select(index => Files[index]),
            Gen.Select(Gen.Int[0, 5_000], Gen.Char["*~:^0HLTRNSTC123"]).Array[1, 6]).Sample(
            (name, changes) =>
            {
                var text = Golden.Text(name).ToCharArray();
                foreach (var (at, letter) in changes)
                {
                    text[at % text.Length] = letter;
                }

                Assert.InRange(Status276File.Read(Golden.Stream(new string(text)), new FindingLog()).Count(), 0, 50);
                Assert.InRange(Status277File.Read(Golden.Stream(new string(text)), new FindingLog()).Count(), 0, 50);
                X12File.Validate(Golden.Stream(new string(text)));
            },
            iter: 1_000);
}
