using System.Text;
using MedBill.X12.Enrollment834;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Segments;
using MedBill.X12.Tests.Tokens;

namespace MedBill.X12.Tests.Members;

public sealed class Enrollment834Tests
{
    private const string Enrollment = "834-enrollment.x12";
    private const string Changes = "834-changes-cob.x12";

    [Fact]
    public void An_enrollment_says_who_pays_who_insures_and_who_is_enrolled()
    {
        var findings = new FindingLog();
        var items = Enrollment834File.Read(Golden.Open(Enrollment), findings).ToList();

        Assert.Empty(findings);
        var header = Assert.IsType<EnrollmentHeader>(items[0]);
        Assert.Equal(("ENR0701", new DateTime(2026, 3, 15, 10, 30, 0), "CT", "2", false),
            (header.ReferenceNumber, header.CreatedAt, header.TimeZone, header.Action, header.IsFullFile));
        Assert.Equal(("MASTER77", "OAK TOOLS INC", "987654320"), (header.MasterPolicyNumber, header.Sponsor!.Name, header.Insurer!.Id));
        var broker = Assert.Single(header.Brokers);
        Assert.Equal(("BO", "ACCT55"), (broker.Party.EntityCode, broker.AccountNumber));
        Assert.Equal(2m, header.Totals.Find("TO")!.Quantity);
        Assert.Equal(2, items.OfType<EnrolledMember>().Count());
    }

    [Fact]
    public void A_member_has_identity_address_work_health_and_coverage()
    {
        var member = Members(Enrollment)[0];

        Assert.Equal((true, "18", "021", "28", "A", "FT"),
            (member.IsSubscriber, member.Relationship, member.MaintenanceType, member.MaintenanceReason, member.BenefitStatus, member.EmploymentStatus));
        Assert.Equal(("SUB100200", "GRP4400", new DateOnly(2026, 4, 1)), (member.SubscriberId, member.GroupNumber, member.Dates.Find("356")!.From));
        var person = member.Person!;
        Assert.Equal(("FIELD", "NORA", "J", new DateOnly(1985, 2, 14), "F"),
            (person.Name, person.FirstName, person.MiddleName, person.BirthDate, person.Sex));
        Assert.Equal(("M", "1"), (member.MaritalStatus, member.Citizenship));
        Assert.Equal(["C:RET:2106-3", "H"], member.Races);
        Assert.Equal(("12 ELM STREET", "787010001", "5125550101"),
            (person.Address!.Line1, person.Address.PostalCode, person.Contacts[0].Numbers[0].Value));
        Assert.Equal([new EmploymentClass("01")], member.EmploymentClasses);
        Assert.Equal(new MemberIncome("4", 520_000, 160, null, null), member.Income);
        Assert.Equal(8_550L, member.Amounts.Find("P3")!.Cents);
        Assert.Equal(new MemberHealth("N", 65, 150), member.Health);
        Assert.Equal([new MemberLanguage("LE", "SPA", null, "7")], member.Languages);
        Assert.Equal("PO BOX 77", member.MailingAddress!.Line1);
        Assert.Equal("5125550199", member.RelatedParties.Find("36")!.Contacts[0].Numbers[0].Value);
        Assert.Empty(member.OtherSegments);
    }

    [Fact]
    public void A_coverage_has_its_premium_its_card_and_its_primary_care_provider()
    {
        var member = Members(Enrollment)[0];
        var coverage = member.Coverages[0];
        var provider = Assert.Single(coverage.Providers);

        Assert.Equal(["HMO", "DEN"], member.Coverages.Select(line => line.InsuranceLine));
        Assert.Equal(("GOLD PLAN", "FAM", new DateOnly(2026, 4, 1), 64_000L),
            (coverage.PlanDescription, coverage.CoverageLevel, coverage.Begin, coverage.PremiumCents));
        Assert.Equal([new IdentificationCard("GOLD PLAN", "H", 2, "1")], coverage.IdentificationCards);
        Assert.Equal("12", coverage.References.Find("QQ")!.Value);
        Assert.Equal(("1234567893", "25", "AI", new DateOnly(2026, 4, 1), "5 CLINIC WAY"),
            (provider.Provider!.Npi, provider.Relationship, provider.ChangeReason, provider.ChangeDate, provider.Provider.Address!.Line1));
        var category = Assert.Single(member.ReportingCategories);
        Assert.Equal(("COST CENTER", "CC12"), (category.Name, category.References.Find("17")!.Value));
        var child = Members(Enrollment)[1];
        Assert.Equal((false, "F", "AUSTIN HIGH SCHOOL"), (child.IsSubscriber, child.StudentStatus, child.RelatedParties.Find("M8")!.Name));
    }

    [Fact]
    public void A_change_has_the_identity_as_it_was_and_other_insurance_a_termination_its_end()
    {
        var members = Members(Changes);
        var changed = members[0];
        var other = Assert.Single(changed.Coverages[0].OtherCoverages);

        Assert.Equal(("WATER", "WATERS", new DateOnly(1979, 3, 4)), (changed.Person!.Name, changed.IncorrectPerson!.Name, changed.IncorrectPerson.BirthDate));
        Assert.Equal("R69", Assert.Single(changed.Disabilities).Diagnosis);
        Assert.Equal(("S", "OTHERPOL8", "1", "RIVER MUTUAL", "8005550155"),
            (other.Responsibility, other.PolicyNumber, other.CoordinationCode, other.Insurer!.Name, other.Insurer.Contacts[0].Numbers[0].Value));
        Assert.Equal(["1", "35"], other.ServiceTypes);
        Assert.Equal(new DateOnly(2026, 1, 1), other.Dates.Find("344")!.From);
        Assert.True(members[1].IsTermination);
        Assert.Equal((new DateOnly(2026, 4, 30), "08"), (members[1].Coverages[0].End, members[1].MaintenanceReason));
    }

    [Fact]
    public void No_text_of_a_member_shows_who_it_is()
    {
        foreach (var member in Members(Enrollment).Concat(Members(Changes)))
        {
            var text = string.Join(' ', member, member.Person, member.Income, member.Health, string.Join(' ', member.Disabilities),
                string.Join(' ', member.Coverages), string.Join(' ', member.Coverages.SelectMany(line => (IEnumerable<OtherCoverage>)line.OtherCoverages)));

            Assert.DoesNotContain("FIELD", text, StringComparison.Ordinal);
            Assert.DoesNotContain("R69", text, StringComparison.Ordinal);
            Assert.DoesNotContain("OTHERPOL", text, StringComparison.Ordinal);
            Assert.DoesNotContain("5200", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_has_no_place_is_kept()
    {
        var text = Golden.Edit(Golden.Text(Changes), "HD*024**HLT~", "HD*024**HLT~ZZ9*A~");

        var member = Members(text, fromText: true)[1];

        Assert.Equal(new RawSegment("ZZ9", ["A"]), Assert.Single(member.Coverages[0].OtherSegments));
    }

    [Fact]
    public void A_member_whose_amount_is_no_number_is_left_out_and_the_next_follows()
    {
        var findings = new FindingLog();
        var text = Golden.Edit(Golden.Text(Enrollment), "AMT*P3*640~", "AMT*P3*6,40~");

        var members = Enrollment834File.Read(Golden.Stream(text), findings).OfType<EnrolledMember>().ToList();

        Assert.Equal("TOM", Assert.Single(members).Person!.FirstName);
        Assert.Equal(("AMOUNT_WRONG", "2300", 2), (Assert.Single(findings).Code, findings[0].Loop, findings[0].Element));
    }

    [Fact]
    public void Members_come_while_the_file_streams()
    {
        var text = Golden.Text(Changes);
        var ins = text.IndexOf("INS*Y*18*024", StringComparison.Ordinal);
        var piece = Encoding.ASCII.GetBytes(text[ins..text.IndexOf("SE*", ins, StringComparison.Ordinal)]);
        // A file that nobody could read to its end.
        using var stream = new RepeatedStream(Encoding.ASCII.GetBytes(text[..ins]), piece, 1_000_000_000_000);

        var items = Enrollment834File.Read(stream, new FindingLog()).Take(5_000).ToList();

        Assert.All(items.Skip(2), item => Assert.Equal("GROVE", Assert.IsType<EnrolledMember>(item).Person!.Name));
    }

    [Fact]
    public async Task Streaming_without_blocking_gives_the_same()
    {
        var items = new List<EnrollmentItem>();
        await foreach (var item in Enrollment834File.ReadAsync(Golden.Open(Enrollment), new FindingLog(), ReadLimits.Default,
            TestContext.Current.CancellationToken))
        {
            items.Add(item);
        }

        Assert.Equal(Enrollment834File.Read(Golden.Open(Enrollment), new FindingLog()), items);
    }

    private static List<EnrolledMember> Members(string name, bool fromText = false) =>
        [.. Enrollment834File.Read(fromText ? Golden.Stream(name) : Golden.Open(name), new FindingLog()).OfType<EnrolledMember>()];
}
