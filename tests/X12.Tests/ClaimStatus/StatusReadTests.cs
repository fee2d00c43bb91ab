using MedBill.X12.Acknowledgments;
using MedBill.X12.ClaimStatus;
using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.ClaimStatus;

public sealed class StatusReadTests
{
    private const string Request = "276-subscriber-and-dependent.x12";
    private const string Answer = "277-paid-and-records-requested.x12";

    [Fact]
    public void A_request_says_who_asks_whom_about_which_claims_of_whom()
    {
        var inquiries = Status276File.Read(Golden.Open(Request), new FindingLog()).ToList();

        Assert.Equal(["276 TRN*1*ASK0001 TRN*1*ASK0002", "276 TRN*1*ASK0003", "276 TRN*1*ASK0004"], inquiries.Select(item => item.ToString()));
        var own = inquiries[0];
        Assert.Equal(("PHP01", "CLW001", "1234567893", "W000000001"), (own.Source.Id, own.Receiver.Id, own.Providers[0].Npi, own.Patient.Id));
        Assert.Equal((new DateOnly(1980, 2, 14), "F"), (own.Subscriber.BirthDate, own.Subscriber.Sex));
        Assert.Equal(("PCN0000001", "ICN900001", 21_000L),
            (own.Claims[0].PatientControlNumber, own.Claims[0].PayerClaimControlNumber, own.Claims[0].ChargeCents));
        Assert.Equal((new DateOnly(2026, 3, 14), new DateOnly(2026, 3, 16)), (own.Claims[1].Dates[0].From, own.Claims[1].Dates[0].Last));
    }

    [Fact]
    public void A_subscriber_with_claims_and_dependants_is_both_patient_and_context()
    {
        var inquiries = Status276File.Read(Golden.Open(Request), new FindingLog()).ToList();

        Assert.Null(inquiries[0].Dependent);
        Assert.Equal(("W000000001", "OTTO"), (inquiries[1].Subscriber.Id, inquiries[1].Patient.FirstName));
        Assert.Equal(new DateOnly(2015, 6, 1), inquiries[1].Patient.BirthDate);
        Assert.Equal(["LINE1", "LINE3"], inquiries[1].Claims[0].Lines.Select(line => line.References.Find(ReferenceQualifiers.LineItem)!.Value));
        Assert.Equal(("0450", 1m), (inquiries[2].Claims[0].Lines[0].RevenueCode, inquiries[2].Claims[0].Lines[0].Units));
        Assert.Equal(["XX", "SV"], inquiries[2].Providers.Select(provider => provider.IdQualifier));
    }

    [Fact]
    public void An_answer_says_what_was_paid_and_what_is_wanted()
    {
        var answers = Status277File.Read(Golden.Open(Answer), new FindingLog()).ToList();
        var paid = answers[0].Claims[0];

        Assert.Equal(("5555550133", "STATUS0001"), (answers[0].Source!.Contacts[0].Numbers[0].Value, answers[0].Header.ReferenceNumber));
        Assert.Equal((true, false, false), (paid.IsFinal, paid.WantsInformation, paid.IsNotFound));
        Assert.Equal((21_000L, 10_800L, "EFT0000123"), (paid.Statuses[0].ChargeCents, paid.Statuses[0].PaidCents, paid.Statuses[0].PaymentNumber));
        Assert.Equal((new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 1)), (paid.Statuses[0].AdjudicationDate, paid.Statuses[0].RemittanceDate));
        Assert.Equal([9_200L, 1_600L], paid.Lines.Select(line => line.PaidCents!.Value));
        Assert.True(answers[0].Claims[1].IsNotFound);
        var wanted = answers[1].Claims[0];
        Assert.Equal(("OTTO", "ASK0003", true), (answers[1].Patient!.FirstName, wanted.Trace, wanted.WantsInformation));
        Assert.Equal([new StatusCode("P3", "317"), new StatusCode("P3", "297", "1P"), new StatusCode("P3", "294")], wanted.Statuses[0].Codes);
    }

    [Fact]
    public void A_refused_provider_or_receiver_is_an_answer_without_patient()
    {
        var provider = Status277File.Read(Golden.Open("277-provider-refused.x12"), new FindingLog()).ToList();
        var receiver = Assert.Single(Status277File.Read(Golden.Open("277-receiver-refused.x12"), new FindingLog()));

        Assert.Equal(("1234567893", "0", null), (provider[0].Providers[0].Npi, provider[0].ProviderStatus!.Trace, provider[0].Patient));
        Assert.Equal("E0:24:1P", Assert.Single(provider[0].Refusals).ToString());
        Assert.Equal(("ASK0009", 0), (provider[1].Claims[0].Trace, provider[1].Refusals.Count()));
        Assert.Equal(("STATUS0002", 0), (receiver.ReceiverStatus!.Trace, receiver.Providers.Count));
        Assert.True(Assert.Single(receiver.Refusals).IsRefusal);
    }

    [Theory]
    [InlineData("F1", true, false, false, false, false)]
    [InlineData("P1", false, true, false, false, false)]
    [InlineData("P4", false, true, true, false, false)]
    [InlineData("R4", false, false, true, false, false)]
    [InlineData("D0", false, false, false, true, false)]
    [InlineData("A4", false, false, false, true, false)]
    [InlineData("E2", false, false, false, false, true)]
    public void A_category_says_what_to_do_next(string category, bool isFinal, bool isPending, bool wants, bool isNotFound, bool isRefusal)
    {
        var status = new StatusInformation { Codes = [new StatusCode(category, "1")] };

        Assert.Equal((isFinal, isPending, wants, isNotFound, isRefusal),
            (status.IsFinal, status.IsPending, status.WantsInformation, status.IsNotFound, status.IsRefusal));
    }

    [Fact]
    public void A_claim_with_a_wrong_amount_is_left_out_and_its_neighbours_are_read()
    {
        var findings = new FindingLog();

        var inquiries = Status276File.Read(Golden.Stream(Golden.Edit(Golden.Text(Request), "AMT*T3*210", "AMT*T3*2x10")), findings).ToList();

        Assert.Equal(["ASK0002"], inquiries[0].Claims.Select(claim => claim.Trace));
        Assert.Equal(3, inquiries.Count);
        var finding = Assert.Single(findings);
        Assert.Equal(("AMOUNT_WRONG", "ASK0001"), (finding.Code, finding.ClaimControlNumber));
    }

    [Fact]
    public void A_claim_acknowledgment_is_no_answer_though_it_shares_the_names_of_its_set_and_group()
    {
        var findings = new FindingLog();

        Assert.Empty(Status277File.Read(Golden.Open("277CA-accepted-and-rejected.x12"), findings));
        Assert.Equal("SET_OF_OTHER_GUIDE", Assert.Single(findings).Code);
        Assert.Empty(ClaimAcknowledgment277CAFile.Read(Golden.Open(Answer), findings));
    }

    [Fact]
    public void Segments_without_a_place_are_kept_where_they_stood()
    {
        var text = Golden.Recount(Golden.Edit(Golden.Edit(Golden.Edit(Golden.Text(Request),
            "REF*FJ*LINE1~", "REF*FJ*LINE1~MSG*A~"), "NM1*41*2*CLEARWATER BILLING*****46*CLW001~", "NM1*41*2*CLEARWATER BILLING*****46*CLW001~N3*1 A ST~"),
            "MI*W000000003~", "MI*W000000003~PAT*01~"));

        var inquiries = Status276File.Read(Golden.Stream(text), new FindingLog()).ToList();

        Assert.Equal("MSG", Assert.Single(inquiries[1].Claims[0].Lines[0].OtherSegments).Id);
        Assert.Equal("N3", Assert.Single(inquiries[0].Receiver.OtherSegments).Id);
        Assert.Equal("PAT", Assert.Single(inquiries[2].Subscriber.OtherSegments).Id);
    }

    [Fact]
    public async Task A_file_is_read_without_blocking_too()
    {
        var cancel = TestContext.Current.CancellationToken;
        var inquiries = await Status276File.ReadAsync(Golden.Open(Request), new FindingLog(), cancel: cancel).ToListAsync(cancel);
        var answers = await Status277File.ReadAsync(Golden.Open(Answer), new FindingLog(), cancel: cancel).ToListAsync(cancel);

        Assert.Equal(Status276File.Read(Golden.Open(Request), new FindingLog()), inquiries);
        Assert.Equal(Status277File.Read(Golden.Open(Answer), new FindingLog()), answers);
    }

    [Fact]
    public void Nobody_is_named_in_words()
    {
        var inquiry = Status276File.Read(Golden.Open(Request), new FindingLog()).First();
        var answer = Status277File.Read(Golden.Open(Answer), new FindingLog()).First();

        Assert.DoesNotContain("TESTWELL", $"{inquiry} {answer}", StringComparison.Ordinal);
        Assert.DoesNotContain("W0000", $"{inquiry} {answer}", StringComparison.Ordinal);
    }
}
