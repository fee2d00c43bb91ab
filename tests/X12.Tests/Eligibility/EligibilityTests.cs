using MedBill.X12.Eligibility;
using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.Eligibility;

public sealed class EligibilityTests
{
    [Fact]
    public void An_inquiry_about_the_subscriber_says_who_asks_whom_about_what()
    {
        var inquiry = Assert.Single(Eligibility270File.Read(Golden.Open("270-subscriber.x12"), new FindingLog()));

        Assert.Equal(("ELIG0001", "PHP01", "1234567893"), (inquiry.Header.ReferenceNumber, inquiry.Source.Id, inquiry.Receiver.Npi));
        Assert.Equal(("TRACE0001", "W000000001", new DateOnly(1980, 2, 14)), (inquiry.TraceNumber, inquiry.Subject.Person.Id,
            inquiry.Subject.Person.BirthDate));
        Assert.Equal(new DateOnly(2026, 3, 16), inquiry.Subject.Person.Dates.Find(DateQualifiers.Plan)!.From);
        Assert.Equal(["30"], Assert.Single(inquiry.Inquiries).ServiceTypes);
        Assert.Null(inquiry.Dependent);
    }

    [Fact]
    public void An_inquiry_about_a_dependant_knows_the_subscriber_too()
    {
        var inquiry = Assert.Single(Eligibility270File.Read(Golden.Open("270-dependent.x12"), new FindingLog()));

        Assert.Equal(("W000000001", "OTTO", "19", "TRACE0002"),
            (inquiry.Subscriber.Person.Id, inquiry.Dependent!.Person.FirstName, inquiry.Dependent.Relationship, inquiry.TraceNumber));
        Assert.Equal(["98", "UC"], inquiry.Inquiries[0].ServiceTypes);
    }

    [Fact]
    public void A_batch_of_inquiries_comes_back_person_by_person()
    {
        var subscriber = Eligibility270File.Read(Golden.Open("270-subscriber.x12"), new FindingLog()).Single();
        var dependent = Eligibility270File.Read(Golden.Open("270-dependent.x12"),
            new FindingLog()).Single() with
        { Header = subscriber.Header };
        var ofSubscriber = subscriber with { Dependent = dependent.Dependent };
        EligibilityInquiry270[] batch = [subscriber, ofSubscriber, dependent, subscriber];

        var written = Eligibility270File.Write(subscriber.Header.Envelope!, batch);

        Assert.Empty(written.Findings);
        Assert.Equal(batch, Eligibility270File.Read(Golden.Stream(written.ToText()), new FindingLog()));
        Assert.Equal(
            ["HL*1**20*1", "HL*2*1*21*1", "HL*3*2*22*1", "HL*4*3*23*0", "HL*5*2*22*1", "HL*6*5*23*0", "HL*7*2*22*0"],
            written.ToText().Split('~').Where(segment => segment.StartsWith("HL*", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_answer_says_coverage_shares_and_who_pays_first()
    {
        var answer = Assert.Single(Eligibility271File.Read(Golden.Open("271-ppo.x12"), new FindingLog()));
        var benefits = answer.Benefits;

        Assert.True(answer.HasActiveCoverage);
        Assert.Equal("TRACE0001", answer.EchoedTrace);
        Assert.Equal(("GRP100", new DateOnly(2026, 1, 1)),
            (answer.Subject!.Person.Reference(ReferenceQualifiers.GroupNumber),
                answer.Subject.Person.Dates.Find(DateQualifiers.PlanBegin)!.From));
        Assert.Equal(("PR", "PRAIRIE CHOICE PPO"), (benefits[0].InsuranceType, benefits[0].PlanDescription));
        Assert.Equal(("C", "IND", "23", 150_000L, "Y"), (benefits[1].Kind, benefits[1].CoverageLevel, benefits[1].Period,
            benefits[1].AmountCents, benefits[1].InNetwork));
        Assert.Equal(("29", 42_000L), (benefits[2].Period, benefits[2].AmountCents));
        Assert.Equal((2_500L, "N", "Y"), (benefits[4].AmountCents, benefits[4].AuthorizationRequired, benefits[4].InNetwork));
        Assert.Equal((.2m, .4m), (benefits[5].Percent, benefits[6].Percent));
        Assert.Equal(["OUT OF NETWORK NEEDS REFERRAL"], benefits[6].Messages);
        Assert.Equal(("R", "MB", "HAR02"), (benefits[9].Kind, benefits[9].InsuranceType, benefits[9].RelatedEntities[0].Id));
        Assert.Empty(answer.AllRejections);
    }

    [Fact]
    public void An_answer_that_found_nobody_says_why()
    {
        var answer = Assert.Single(Eligibility271File.Read(Golden.Open("271-not-found.x12"), new FindingLog()));

        Assert.Equal([new RequestRejection(false, "75", "C")], answer.AllRejections);
        Assert.Equal("TRACE0003", answer.EchoedTrace);
        Assert.False(answer.HasActiveCoverage);
    }

    [Theory]
    [InlineData("20")]
    [InlineData("21")]
    public void An_answer_refused_at_a_higher_level_stops_there(string level)
    {
        var answer = Eligibility271File.Read(Golden.Open("271-not-found.x12"), new FindingLog()).Single();
        var refused = level == "20"
            ? answer with { SourceRejections = [new RequestRejection(true, "42", "R")], Receiver = null, Subscriber = null }
            : answer with { ReceiverRejections = [new RequestRejection(false, "51", "C")], Subscriber = null };

        var written = Eligibility271File.Write(answer.Header.Envelope!, [refused]);

        Assert.Equal([refused], Eligibility271File.Read(Golden.Stream(written.ToText()), new FindingLog()));
        Assert.Contains(level == "20" ? "HL*1**20*0~" : "HL*2*1*21*0~", written.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_part_of_a_benefit_comes_back()
    {
        var answer = Eligibility271File.Read(Golden.Open("271-ppo.x12"), new FindingLog()).Single();
        var benefit = new Benefit
        {
            Kind = "F",
            CoverageLevel = "IND",
            ServiceTypes = ["PT", "AE"],
            QuantityQualifier = "VS",
            Quantity = 12,
            AuthorizationRequired = "Y",
            InNetwork = "W",
            Procedure = ProcedureCode.Hcpcs("97110", "GP"),
            DiagnosisPointers = [1, 2],
            Deliveries = [new BenefitDelivery("VS", 12, null, null, "23", null, null, null)],
            References = [new Reference("9F", "REF1")],
            Dates = [new QualifiedDate("348", new DateOnly(2026, 1, 1)), new QualifiedDate("292", new DateOnly(2026, 1, 1),
                new DateOnly(2026, 12, 31))],
            Rejections = [new RequestRejection(false, "70", "C")],
            Messages = ["FIRST", "SECOND"],
            PlacesOfService = ["11", "20"],
            RelatedEntities =
            [
                Party.Practitioner("P3", "CURELL", "DANA", "1999999984") with
                {
                    Address = new Address { Line1 = "12 WATER ST", City = "SPRINGFIELD", State = "IL", PostalCode = "62701" },
                    Contacts = [new Contact("IC", null, [new ContactNumber("TE", "5555550100")])],
                    ProviderCode = "PC",
                    TaxonomyCode = "207Q00000X",
                },
            ],
        };
        var changed = answer with { Benefits = [benefit, .. answer.Benefits] };

        var written = Eligibility271File.Write(answer.Header.Envelope!, [changed]);

        Assert.Equal([changed], Eligibility271File.Read(Golden.Stream(written.ToText()), new FindingLog()));
        Assert.Contains("EB*F*IND*PT^AE******VS*12*Y*W*HC:97110:GP*1:2~HSD*VS*12***23~", written.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_payer_that_changed_the_person_is_noticed()
    {
        var text = Golden.Recount(Golden.Edit(Golden.Text("271-ppo.x12"), "DMG*D8*19800214*F~", "DMG*D8*19800214*F~INS*Y*18*001*25~"));

        var answer = Assert.Single(Eligibility271File.Read(Golden.Stream(text), new FindingLog()));

        Assert.True(answer.Subscriber!.IdentityChanged);
        Assert.Equal(text, Eligibility271File.Write(answer.Header.Envelope!, [answer]).ToText());
    }
}
