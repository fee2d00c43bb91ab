using MedBill.X12.Acknowledgments;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Segments;
using MedBill.X12.Validation;

namespace MedBill.X12.Tests.Acknowledgments;

public sealed class AcknowledgmentTests
{
    [Fact]
    public void A_277CA_says_which_claims_were_taken_and_which_refused()
    {
        var acknowledgment = Assert.Single(ClaimAcknowledgment277CAFile.Read(Golden.Open("277CA-accepted-and-rejected.x12"),
            new FindingLog()));
        var claims = acknowledgment.Claims.ToList();

        Assert.Equal(("BATCH0001", 1L, 1L, 21_000L, 15_000L),
            (acknowledgment.BatchNumber, acknowledgment.AcceptedCount, acknowledgment.RejectedCount, acknowledgment.AcceptedCents,
                acknowledgment.RejectedCents));
        Assert.Equal((new DateOnly(2026, 3, 15), new DateOnly(2026, 3, 16)),
            (acknowledgment.Dates.Find(DateQualifiers.Received)!.From, acknowledgment.Dates.Find(DateQualifiers.Processed)!.From));
        Assert.False(acknowledgment.IsRejected);
        Assert.Equal(("PCN0000001", true, false, "ICN900001"),
            (claims[0].PatientControlNumber, claims[0].IsAccepted, claims[0].IsRejected, claims[0].PayerClaimControlNumber));
        Assert.Equal(("PCN0000002", false, true), (claims[1].PatientControlNumber, claims[1].IsAccepted, claims[1].IsRejected));
        Assert.Equal([new StatusCode("A7", "164", "IL")], claims[1].Statuses[0].Codes);
    }

    [Theory]
    [InlineData("A0", "WQ", false, false)]
    [InlineData("A1", "WQ", false, false)]
    [InlineData("A2", "WQ", true, false)]
    [InlineData("A3", "U", false, true)]
    [InlineData("A4", null, false, false)]
    [InlineData("A5", null, false, false)]
    [InlineData("A6", null, false, true)]
    [InlineData("A7", "U", false, true)]
    [InlineData("A8", "U", false, true)]
    [InlineData("A1", "U", false, true)]
    public void A_category_says_accepted_refused_or_on_its_way(string category, string? action, bool isAccepted, bool isRejected)
    {
        var claim = new AcknowledgedClaim
        {
            Patient = new Party { EntityCode = EntityCodes.Patient },
            PatientControlNumber = "PCN1",
            Statuses = [new AcknowledgmentStatus { Codes = [new StatusCode(category, "20")], Action = action }],
        };

        Assert.Equal((isAccepted, isRejected), (claim.IsAccepted, claim.IsRejected));
    }

    [Fact]
    public void Refused_lines_and_second_status_codes_come_back()
    {
        var acknowledgment = Assert.Single(ClaimAcknowledgment277CAFile.Read(Golden.Open("277CA-accepted-and-rejected.x12"),
            new FindingLog()));
        var status = new AcknowledgmentStatus
        {
            Codes = [new StatusCode("A7", "454"), new StatusCode("A7", "453")],
            Action = "U",
            Text = "SEE GUIDE"
        };
        var line = new AcknowledgedLine
        {
            Procedure = ProcedureCode.Hcpcs("99213", "25"),
            ChargeCents = 15_000,
            Units = 1,
            Statuses = [status],
            References = [new Reference(ReferenceQualifiers.LineItem, "LINE1")],
            Dates = [new QualifiedDate(DateQualifiers.Service, new DateOnly(2026, 3, 11))],
        };
        var provider = acknowledgment.Providers[0];
        var changed = acknowledgment with
        {
            Providers = [provider with { Claims = [provider.Claims[0], provider.Claims[1] with { Lines = [line] }] }],
        };

        var written = ClaimAcknowledgment277CAFile.Write(acknowledgment.Envelope!, changed);

        Assert.Contains("SVC*HC:99213:25*150*****1~STC*A7:454**U*******A7:453**SEE GUIDE~REF*FJ*LINE1~DTP*472*D8*20260311~",
            written.ToText(), StringComparison.Ordinal);
        Assert.Equal(changed, Assert.Single(ClaimAcknowledgment277CAFile.Read(Golden.Stream(written.ToText()), new FindingLog())));
    }

    [Fact]
    public void A_batch_refused_at_the_receiver_has_no_level_below()
    {
        var acknowledgment = Assert.Single(ClaimAcknowledgment277CAFile.Read(Golden.Open("277CA-accepted-and-rejected.x12"),
            new FindingLog()));
        var refused = acknowledgment with
        {
            Providers = [],
            Statuses = [new AcknowledgmentStatus { Codes = [new StatusCode("A3", "496")], Date = new DateOnly(2026, 3, 16), Action = "U",
                ChargeCents = 36_000 }],
        };

        var text = ClaimAcknowledgment277CAFile.Write(acknowledgment.Envelope!, refused).ToText();

        Assert.Contains("HL*2*1*21*0~", text, StringComparison.Ordinal);
        Assert.True(Assert.Single(ClaimAcknowledgment277CAFile.Read(Golden.Stream(text), new FindingLog())).IsRejected);
    }

    [Fact]
    public void A_999_names_the_segment_and_element_that_were_wrong()
    {
        var acknowledgment = Assert.Single(Acknowledgment999File.Read(Golden.Open("999-rejected.x12"), new FindingLog()));
        var set = Assert.Single(acknowledgment.Sets);
        var error = Assert.Single(set.Errors);

        Assert.Equal(("HC", "1", "R", false, true),
            (acknowledgment.FunctionalId, acknowledgment.GroupControlNumber, acknowledgment.Status, acknowledgment.IsAccepted,
                acknowledgment.IsRejected));
        Assert.Equal(("0001", "R", false), (set.SetControlNumber, set.Status, set.IsAccepted));
        Assert.Equal(("SBR", 12, "2000", "8"), (error.SegmentId, error.Position, error.Loop, error.Code));
        Assert.Equal([new ErrorContext("CLM01", "PCN0000001")], error.Contexts);
        Assert.Equal((9, 1032, "7", "XX"), (error.Elements[0].Element, error.Elements[0].DataElement, error.Elements[0].Code,
            error.Elements[0].BadValue));
        Assert.DoesNotContain("XX", error.Elements[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_file_is_answered_as_the_golden_999_has_it()
    {
        var report = X12File.Validate(Golden.Open("837P-subscriber.x12"));
        var golden = Assert.Single(Acknowledgment999File.Read(Golden.Open("999-accepted.x12"), new FindingLog()));

        var answer = Acknowledgment999.From(Assert.Single(Assert.Single(report.Interchanges).Groups));

        Assert.Equal(golden, answer with { Envelope = golden.Envelope });
    }

    [Fact]
    public void A_999_made_from_many_faults_is_itself_written_and_read()
    {
        var text = Golden.Text("837P-subscriber.x12").Replace("*CI~", "*XX~", StringComparison.Ordinal)
            .Replace("DTP*472*D8*20260310", "DTP*472*D8*20261310", StringComparison.Ordinal);
        var answer = Acknowledgment999.From(X12File.Validate(Golden.Stream(text)).Interchanges[0].Groups[0]);
        var envelope = Acknowledgment999File.Read(Golden.Open("999-accepted.x12"), new FindingLog()).Single().Envelope!;

        var written = Acknowledgment999File.Write(envelope, answer);
        var read = Assert.Single(Acknowledgment999File.Read(Golden.Stream(written.ToText()), new FindingLog()));

        Assert.Empty(written.Findings);
        Assert.Equal(["5", "I5"], read.Sets[0].ErrorCodes.Order(StringComparer.Ordinal));
        Assert.Equal(3, read.Sets[0].Errors.Count);
        // IK303 holds four characters.
        Assert.All(read.Sets[0].Errors, error => Assert.True(error.Loop!.Length <= 4));
        Assert.Contains("~CTX*CLM01:PCN0000001~IK4*3*1251*8*20261310~", written.ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GE*1*1", "GE*2*1", "5")]
    [InlineData("GE*1*1", "GE*1*2", "4")]
    public void A_fault_of_the_group_refuses_all_its_sets(string from, string to, string code)
    {
        var report = X12File.Validate(Golden.Stream(Golden.Edit(Golden.Text("837P-subscriber.x12"), from, to)));

        var answer = Acknowledgment999.From(report.Interchanges[0].Groups[0]);

        Assert.Equal(("R", 0, 1), (answer.Status, answer.AcceptedSets, answer.ReceivedSets));
        Assert.Equal([code], answer.ErrorCodes);
    }

    [Fact]
    public void A_TA1_answers_the_interchange()
    {
        var good = X12File.Validate(Golden.Open("837P-subscriber.x12")).Interchanges[0];
        var bad = X12File.Validate(Golden.Stream(Golden.Edit(Golden.Text("837P-subscriber.x12"), "IEA*1*000000101",
            "IEA*1*000000109"))).Interchanges[0];
        var at = new DateTime(2026, 3, 15, 10, 30, 0);

        Assert.Equal(new InterchangeAcknowledgment { ControlNumber = "000000101", Timestamp = at, Status = "A", NoteCode = "000" },
            InterchangeAcknowledgment.From(good));
        Assert.Equal(("R", "001"), (InterchangeAcknowledgment.From(bad).Status, InterchangeAcknowledgment.From(bad).NoteCode));
        var golden = Assert.Single(InterchangeAcknowledgmentFile.Read(Golden.Open("TA1-duplicate.x12"), new FindingLog()));
        Assert.Equal(golden with { Interchange = null }, InterchangeAcknowledgment.Refusal(good.Interchange, "025"));
        Assert.True(golden.IsRejected);
    }

    [Fact]
    public void A_guide_not_taken_is_refused_by_the_999()
    {
        var unknown = Golden.Text("837P-subscriber.x12").Replace("005010X222A1", "005010X999", StringComparison.Ordinal);
        var notTaken = Golden.Text("837P-subscriber.x12").Replace("005010X222A1", "005010X223A2", StringComparison.Ordinal);

        Assert.All(new[] { unknown, notTaken }, IsRefused);
    }

    private static void IsRefused(string text)
    {
        var report = X12File.Validate(Golden.Stream(text), new ValidationOptions { Guides = [GuideId.Claim837P] });

        var answer = Acknowledgment999.From(report.Interchanges[0].Groups[0]);

        Assert.Equal(("R", "I6"), (answer.Status, Assert.Single(answer.Sets[0].ErrorCodes)));
    }

    [Fact]
    public void A_999_without_its_trailer_answers_nothing_and_that_is_said()
    {
        var findings = new FindingLog();

        Assert.Empty(Acknowledgment999File.Read(Golden.Stream(Golden.Recount(Golden.Edit(Golden.Text("999-accepted.x12"), "AK9*A*1*1*1~",
            ""))), findings));

        Assert.Equal("GROUP_ANSWER_MISSING", Assert.Single(findings).Code);
    }
}
