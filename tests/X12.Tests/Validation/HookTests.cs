using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Remittances835;
using MedBill.X12.Validation;

namespace MedBill.X12.Tests.Validation;

/// <summary>What a receiver adds to the guides: code sets by date (SNIP 5), rules of its own (SNIP 7); and sums of an 835 (SNIP 3).</summary>
public sealed class HookTests
{
    [Fact]
    public void Every_external_code_is_asked_for_with_its_day_of_service()
    {
        var asked = new Codes(_ => true);

        var report = X12File.Validate(Golden.Open("837P-dependent-accident.x12"), new ValidationOptions { CodeSets = asked });

        Assert.Empty(report.Findings);
        var day = new DateOnly(2026, 3, 10);
        Assert.Contains((CodeSet.Diagnosis, "S134XXA", (DateOnly?)day), asked.Questions);
        Assert.Contains((CodeSet.Diagnosis, "V4352XA", (DateOnly?)day), asked.Questions);
        Assert.Contains((CodeSet.Procedure, "99213", (DateOnly?)day), asked.Questions);
        Assert.Contains((CodeSet.Modifier, "25", (DateOnly?)day), asked.Questions);
        Assert.Contains((CodeSet.PlaceOfService, "11", (DateOnly?)day), asked.Questions);
        Assert.Contains(asked.Questions, question => question.Set == CodeSet.Drug);
        Assert.Contains(asked.Questions, question => question.Set == CodeSet.Taxonomy);
    }

    [Fact]
    public void A_code_that_is_not_in_its_set_on_the_day_is_an_error_at_its_place()
    {
        var codes = new Codes(question => question.Code != "99213");

        var report = X12File.Validate(Golden.Open("837P-dependent-accident.x12"), new ValidationOptions { CodeSets = codes });

        var finding = Assert.Single(report.Findings);
        Assert.Equal(("CODE_NOT_IN_SET", SnipType.CodeSet, "SV1", 1, 2, "99213"),
            (finding.Code, finding.Snip, finding.SegmentId, finding.Element, finding.Component, finding.Value));
        Assert.Equal(("8", "7"), (finding.SegmentErrorCode, finding.ElementErrorCode));
        Assert.Equal("PCN0000040", finding.ClaimControlNumber);
        Assert.StartsWith("SV1", Golden.Text("837P-dependent-accident.x12")[(int)finding.ByteOffset..], StringComparison.Ordinal);
    }

    [Fact]
    public void Adjustment_reasons_and_remarks_of_an_835_are_asked_for()
    {
        var asked = new Codes(_ => null);

        Assert.Empty(X12File.Validate(Golden.Open("835-medicare-crossover.x12"), new ValidationOptions { CodeSets = asked }).Findings);

        Assert.Contains(asked.Questions, question => question is { Set: CodeSet.AdjustmentReason, Code: "45" });
        Assert.Contains(asked.Questions, question => question is { Set: CodeSet.AdjustmentReason, Code: "253" });
        Assert.Contains(asked.Questions, question => question is { Set: CodeSet.Remark, Code: "MA01" });
        Assert.Contains(asked.Questions, question => question is { Set: CodeSet.Remark, Code: "M53" });
    }

    [Fact]
    public void A_payers_own_rule_sees_each_claim_and_its_finding_is_placed()
    {
        var rule = new NoAccidents();

        var report = X12File.Validate(Golden.Open("837P-dependent-accident.x12"), new ValidationOptions { PayerRules = [rule] });

        var finding = Assert.Single(report.Findings);
        Assert.Equal(("NO_ACCIDENTS", SnipType.Payer, "DTP", "PCN0000040"), (finding.Code, finding.Snip, finding.SegmentId, finding.ClaimControlNumber));
        Assert.StartsWith("DTP*439", Golden.Text("837P-dependent-accident.x12")[(int)finding.ByteOffset..], StringComparison.Ordinal);
        Assert.True(finding.SegmentPosition > 1);
    }

    [Theory]
    [InlineData("BPR*I*78*", "BPR*I*79*", "BPR", 2)]
    [InlineData("CLP*PCN0000001*1*210*108*", "CLP*PCN0000001*1*210*109*", "CLP", 4)]
    [InlineData("SVC*HC:99214:25*180*92*", "SVC*HC:99214:25*180*93*", "SVC", 3)]
    [InlineData("CLP*PCN0000002*4*150*0*", "CLP*PCN0000002*4*151*0*", "CLP", 3)]
    public void A_cent_that_does_not_add_up_is_found_in_validation_where_it_stands(string from, string to, string segment, int element)
    {
        var text = Golden.Edit(Golden.Text("835-paid-denied-reversed.x12"), from, to);

        var report = X12File.Validate(Golden.Stream(text));

        var finding = Assert.Single(report.Findings, finding => (finding.SegmentId, finding.Element) == (segment, element));
        Assert.Equal(("OUT_OF_BALANCE", SnipType.Balancing, "8"), (finding.Code, finding.Snip, finding.SegmentErrorCode));
        Assert.StartsWith(to, text[(int)finding.ByteOffset..], StringComparison.Ordinal);
        Assert.False(report.IsAccepted);
    }

    [Fact]
    public void A_payment_below_zero_is_neither_valid_nor_written()
    {
        var advice = Remittance835File.ReadAll(Golden.Open("835-paid-denied-reversed.x12"), new FindingLog())[0];

        var output = Remittance835File.Write(
            advice.Header.Envelope!, advice with { Header = advice.Header with { PaymentCents = -100 } }, requireBalance: false);

        Assert.True(output.IsRefused);
        Assert.Equal(("PAYMENT_NEGATIVE", "BPR", 2), (output.Findings[0].Code, output.Findings[0].SegmentId, output.Findings[0].Element));
    }

    [Fact]
    public void Only_the_guides_a_receiver_takes_are_taken()
    {
        var report = X12File.Validate(
            Golden.Open("835-paid-denied-reversed.x12"), new ValidationOptions { Guides = [GuideId.Claim837P] });

        Assert.Equal(("GUIDE_UNKNOWN", "I6"), (Assert.Single(report.Findings).Code, report.Findings[0].SetErrorCode));
    }

    [Fact]
    public void Of_guides_that_share_a_name_only_the_one_a_receiver_takes_is_taken()
    {
        var text = Golden.Text("278-request-imaging.x12");

        var taken = X12File.Validate(Golden.Stream(text), new ValidationOptions { Guides = [GuideId.ServiceReviewRequest278] });
        var refused = X12File.Validate(Golden.Stream(text), new ValidationOptions { Guides = [GuideId.ServiceReviewResponse278] });

        Assert.Empty(taken.Findings);
        var finding = Assert.Single(refused.Findings);
        Assert.Equal(("GUIDE_UNKNOWN", "BHT", 2, "13"), (finding.Code, finding.SegmentId, finding.Element, finding.Value));
        Assert.False(refused.Interchanges[0].Groups[0].Sets[0].WasRead);
    }

    private sealed class Codes(Func<(CodeSet Set, string Code, DateOnly? Day), bool?> holds) : ICodeSets
    {
        public List<(CodeSet Set, string Code, DateOnly? Day)> Questions { get; } = [];

        public bool? Holds(CodeSet codeSet, string code, DateOnly? day)
        {
            Questions.Add((codeSet, code, day));
            return holds((codeSet, code, day));
        }
    }

    private sealed class NoAccidents : IPayerRule
    {
        public IEnumerable<Finding> Check(object unit)
        {
            if (unit is ReceivedClaim<ProfessionalClaim> { Claim.RelatedCauses.Count: > 0 })
            {
                yield return new Finding
                {
                    Severity = FindingSeverity.Error,
                    Code = "NO_ACCIDENTS",
                    Message = "This payer takes no accident claims. Send them to the liability carrier.",
                    Loop = "2300",
                    SegmentId = "DTP",
                };
            }
        }
    }
}
