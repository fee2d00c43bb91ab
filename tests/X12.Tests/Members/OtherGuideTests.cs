using System.Text.RegularExpressions;
using CsCheck;
using MedBill.X12.Acknowledgments;
using MedBill.X12.Attachments275;
using MedBill.X12.Claims837P;
using MedBill.X12.Documents;
using MedBill.X12.Eligibility;
using MedBill.X12.Enrollment834;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.PremiumPayments820;
using MedBill.X12.Remittances835;
using MedBill.X12.Validation;

namespace MedBill.X12.Tests.Members;

/// <summary>Sets that have no reader here are named for what they are; files of others are read with true findings only.</summary>
public sealed class OtherGuideTests
{
    [Theory]
    [InlineData("837", "HC", "004010X098A1", "professional claims of version 4010")]
    [InlineData("837", "HC", "004010X096A1", "institutional claims of version 4010")]
    [InlineData("837", "HC", "004010X097A1", "dental claims of version 4010")]
    [InlineData("835", "HP", "004010X091A1", "a remittance advice of version 4010")]
    [InlineData("270", "HS", "004010X092A1", "an eligibility inquiry of version 4010")]
    [InlineData("271", "HB", "004010X092A1", "an eligibility answer of version 4010")]
    [InlineData("276", "HR", "004010X093A1", "a claim status request of version 4010")]
    [InlineData("277", "HN", "004010X093A1", "a claim status answer of version 4010")]
    [InlineData("278", "HI", "004010X094A1", "a review of services of version 4010")]
    [InlineData("820", "RA", "004010X061A1", "a group premium payment of version 4010")]
    [InlineData("834", "BE", "004010X095A1", "a benefit enrollment of version 4010")]
    [InlineData("999", "FA", "004010", "of version 4010 (999)")]
    public void A_set_of_4010_is_refused_by_name_whatever_it_is(string set, string functional, string version, string name)
    {
        // With the ISA of 4010, in which ISA11 is no separator, and with that of 5010.
        foreach (var (isa11, isa12) in new[] { ("U", "00401"), ("^", "00501") })
        {
            var text = File(set, functional, version, null, isa11, isa12);

            var report = X12File.Validate(Golden.Stream(text));

            Assert.False(report.IsAccepted);
            Assert.All(report.Findings, finding => Assert.Equal("VERSION_4010", finding.Code));
            Assert.Equal(isa12 == "00401" ? ["ISA", "GS"] : ["GS"], report.Findings.Select(finding => finding.SegmentId));
            Assert.Contains(version.EndsWith("A1", StringComparison.Ordinal) ? "4010A1" : "4010", report.Findings[^1].Message, StringComparison.Ordinal);
            Assert.Equal("2", report.Findings[^1].GroupErrorCode);
            Assert.False(report.Interchanges[0].Groups[0].Sets[0].WasRead);
            foreach (var (reader, read) in Readers)
            {
                var findings = new FindingLog();
                Assert.Equal(0, read(Golden.Stream(text), findings));
                var left = Assert.Single(findings, finding => finding.Code == "SET_OF_OTHER_GUIDE");
                Assert.Contains(name, left.Message, StringComparison.Ordinal);
                Assert.Equal(set == reader ? (3, version) : (1, set), (left.Element, left.Value));
            }
        }
    }

    [Theory]
    [InlineData("277", "HN", "005010X213", "a request for additional information (277, 005010X213)")]
    [InlineData("834", "BE", "005010X307", "an enrollment of a health insurance exchange (834, 005010X307)")]
    [InlineData("837", "HC", "005010X298", "professional encounter data after adjudication (837, 005010X298)")]
    [InlineData("275", "PI", "005010X211", "an attachment to a review of services (275, 005010X211)")]
    [InlineData("850", "PO", "005010", "a guide that is not read here")]
    public void A_set_of_another_guide_of_5010_is_refused_by_name(string set, string functional, string version, string name)
    {
        var report = X12File.Validate(Golden.Stream(File(set, functional, version, version)));

        var finding = Assert.Single(report.Findings);
        Assert.Equal(("GUIDE_UNKNOWN", FindingSeverity.Error, "I6", version), (finding.Code, finding.Severity, finding.SetErrorCode, finding.Value));
        Assert.Contains(name, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("005010X230")]
    [InlineData("005010")]
    [InlineData("004010")]
    public void A_997_is_known_for_what_it_is(string version)
    {
        var text = File("997", "FA", version, null);

        Assert.Equal("FA", X12File.Peek(Golden.Stream(text)).FunctionalId);
        var finding = Assert.Single(X12File.Validate(Golden.Stream(text)).Findings, finding => finding.Code == "SET_997");
        Assert.Equal(("ST", 1, "1"), (finding.SegmentId, finding.Element, finding.SetErrorCode));
        var findings = new FindingLog();
        Assert.Empty(Acknowledgment999File.Read(Golden.Stream(text), findings));
        Assert.Contains("functional acknowledgment (997)", findings.Single(left => left.Code == "SET_OF_OTHER_GUIDE").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_834_of_others_is_accepted_and_read_member_by_member() => Samples("834", (name, text, report) =>
    {
        Assert.True(report.IsAccepted && report.Findings.Count == 0, $"{name}: {string.Join('\n', report.Findings)}");
        var findings = new FindingLog();
        var members = Enrollment834File.Read(Golden.Stream(text), findings).OfType<EnrolledMember>().ToList();
        Assert.Empty(findings);
        Assert.Equal(Regex.Count(text, @"~\s*INS\*"), members.Count);
        Assert.All(members, member => Assert.True(member.Person is not null && member.SubscriberId is not null && member.OtherSegments.Count == 0, name));
    });

    [Fact]
    public void Every_820_of_others_is_read_and_only_what_does_not_add_up_or_is_of_version_3010_is_refused() => Samples("820", (name, text, report) =>
    {
        string[] codes = name switch
        {
            "stupidedi__1.edi" => ["INTERCHANGE_VERSION_UNKNOWN", "GROUP_VERSION_UNKNOWN"],
            // Its items add up to 10.00, its payment is 0.
            "stupidedi__initial-hix-820-optional-outstanding-debt-owed-by-payee.edi" => ["OUT_OF_BALANCE"],
            _ => [],
        };
        Assert.Equal(codes, report.Findings.Where(finding => finding.IsError).Select(finding => finding.Code));
        if (!text.Contains("*005010X", StringComparison.Ordinal))
        {
            return;
        }

        var findings = new FindingLog();
        var remittances = PremiumPayment820File.Read(Golden.Stream(text), findings).OfType<PremiumRemittance>().ToList();
        Assert.Equal(codes, findings.Select(finding => finding.Code));
        Assert.Equal(Regex.Count(text, @"~\s*RMR\*"), remittances.Sum(remittance => remittance.Details.Count));
        Assert.All(remittances, remittance => Assert.Empty(remittance.OtherSegments));
    });

    [Theory]
    [InlineData("834")]
    [InlineData("820")]
    public void Every_sound_file_of_others_comes_back_from_its_typed_form(string transaction) => Samples(transaction, (name, text, report) =>
    {
        if (report.IsAccepted)
        {
            var document = X12Document.Read(Golden.Stream(text), new FindingLog());
            var content = document.Interchanges[0].Groups[0].Sets[0].Content;
            Assert.True(content is EnrollmentSet or PremiumPaymentSet, name);
            // Canonical text is upper case.
            Assert.Equal(text.ReplaceLineEndings("").ToUpperInvariant(), document.Write().ToText());
        }
    });

    [Theory]
    [InlineData("834-enrollment.x12")]
    [InlineData("834-changes-cob.x12")]
    public void An_834_comes_back_byte_for_byte(string name)
    {
        var items = Enrollment834File.Read(Golden.Open(name), new FindingLog()).ToList();
        var header = (EnrollmentHeader)items[0];

        var written = Enrollment834File.Write(header.Envelope!, header, [.. items.OfType<EnrolledMember>()]);

        Assert.Empty(written.Findings);
        Assert.Equal(Golden.Text(name), written.ToText());
    }

    [Theory]
    [InlineData("820-list-bill-adjusted.x12")]
    [InlineData("820-summary-bill.x12")]
    public void An_820_comes_back_byte_for_byte_and_out_of_balance_not_at_all(string name)
    {
        var items = PremiumPayment820File.Read(Golden.Open(name), new FindingLog()).ToList();
        var header = (PremiumPaymentHeader)items[0];
        PremiumRemittance[] remittances = [.. items.OfType<PremiumRemittance>()];

        var written = PremiumPayment820File.Write(header.Envelope!, header, remittances);
        var refused = PremiumPayment820File.Write(header.Envelope!, header with { PaymentCents = header.PaymentCents + 1 }, remittances);

        Assert.Empty(written.Findings);
        Assert.Equal(Golden.Text(name), written.ToText());
        Assert.Equal(("OUT_OF_BALANCE", true), (Assert.Single(refused.Findings).Code, refused.Bytes.IsEmpty));
    }

    [Fact]
    public void Every_997_of_others_is_named() => Samples("997", (name, _, report) =>
        Assert.True(report.Findings.Any(finding => finding.Code == "SET_997") && !report.IsAccepted, name));

    [Theory]
    [InlineData("835")]
    [InlineData("837P")]
    [InlineData("837I")]
    [InlineData("837-other")]
    [InlineData("270")]
    [InlineData("271")]
    [InlineData("276")]
    [InlineData("277")]
    [InlineData("278")]
    [InlineData("broken")]
    public void Every_4010_file_of_others_is_refused_as_4010(string transaction) => Samples(transaction, (name, text, report) =>
    {
        if (Regex.IsMatch(text, @"(?:^|[^A-Z0-9])GS.[A-Z]{2}.[^~\n]*.004010", RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            Assert.True(report.Findings.Any(finding => finding is { Code: "VERSION_4010", SegmentId: "GS" }),
                $"{name}: {string.Join('\n', report.Findings)}");
        }
    });

    [Fact]
    public void Changed_bytes_never_throw_and_never_hang()
    {
        var names = Golden.Names.Where(name => name[..3] is "834" or "820" or "275").ToArray();
        var change = Gen.Select(Gen.Int[0, 5_000], Gen.Byte, Gen.Bool);
        Gen.Select(Gen.Int[0, names.Length - 1].Select(index => names[index]), change.Array[1, 6]).Sample(
            (name, changes) =>
            {
                var bytes = System.Text.Encoding.Latin1.GetBytes(Golden.Text(name)).ToList();
                foreach (var (at, value, inserts) in changes)
                {
                    if (inserts)
                    {
                        bytes.Insert(at % bytes.Count, value);
                    }
                    else
                    {
                        bytes[at % bytes.Count] = value;
                    }
                }

                byte[] changed = [.. bytes];
                Assert.InRange(Enrollment834File.Read(new MemoryStream(changed), new FindingLog()).Count(), 0, 50);
                Assert.InRange(PremiumPayment820File.Read(new MemoryStream(changed), new FindingLog()).Count(), 0, 50);
                Assert.InRange(Attachment275File.Read(new MemoryStream(changed), new FindingLog()).Count(), 0, 50);
                foreach (var group in X12File.Validate(new MemoryStream(changed)).Interchanges.SelectMany(interchange => interchange.Groups.ToArray()))
                {
                    Acknowledgment999.From(group);
                }
            },
            iter: 1_500);
    }

    private static void Samples(string transaction, Action<string, string, FileReport> check)
    {
        foreach (var file in SampleFolder.Files(transaction))
        {
            var text = System.IO.File.ReadAllText(file, System.Text.Encoding.Latin1);
            check(Path.GetFileName(file), text, X12File.Validate(Golden.Stream(text)));
        }
    }

    private static string File(string set, string functional, string version, string? implementation, string isa11 = "^", string isa12 = "00501") =>
        $"ISA*00*          *00*          *ZZ*CLEARWATER     *ZZ*PRAIRIEHP      *260315*1030*{isa11}*{isa12}*000000101*0*T*:~"
        + $"GS*{functional}*CLEARWATER*PRAIRIEHP*20260315*1030*1*X*{version}~ST*{set}*0001{(implementation is null ? "" : "*" + implementation)}~"
        + "REF*EV*X~SE*3*0001~GE*1*1~IEA*1*000000101~";

    private static readonly (string Set, Func<Stream, FindingLog, int> Read)[] Readers =
    [
        ("837", (stream, findings) => Claim837PFile.Read(stream, findings).Count()),
        ("835", (stream, findings) => Remittance835File.Read(stream, findings).Count()),
        ("999", (stream, findings) => Acknowledgment999File.Read(stream, findings).Count()),
        ("270", (stream, findings) => Eligibility270File.Read(stream, findings).Count()),
        ("834", (stream, findings) => Enrollment834File.Read(stream, findings).Count()),
        ("820", (stream, findings) => PremiumPayment820File.Read(stream, findings).Count()),
        ("275", (stream, findings) => Attachment275File.Read(stream, findings).Count()),
    ];
}
