using MedBill.X12.Claims837;
using MedBill.X12.Claims837D;
using MedBill.X12.Claims837I;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;

namespace MedBill.X12.Tests.Claims837;

/// <summary>Other people's institutional, dental and predetermination files: all claims are read, and each finding is true.</summary>
public sealed class Claims837SampleTests
{
    private const string Npi = "NPI_CHECK_DIGIT";
    private const string Zip = "ZIP_NINE_DIGITS";

    /// <summary>Folder, file, claims, and the codes of what is found: made up NPIs and five-digit ZIPs are common, and are faults.</summary>
    public static TheoryData<string, string, int, string[]> Sound => new()
    {
        { "837I", "stupidedi__two-claims-for-the-same-provider.edi", 2, [Npi, Zip] },
        // DTP*434 says RD8 and is one day.
        { "837I", "stupidedi__837-institutional-claim.edi", 1, [Npi, "VALUE_WRONG", Zip] },
        { "837D", "stupidedi__claim-from-billing-provider-to-payer-b.edi", 1, [Npi, Zip] },
        { "837D", "stupidedi__claim-multi-quantity-single-line.edi", 1, [] },
        { "837D", "stupidedi__commercial-health-insurance.edi", 1, [Npi, Zip] },
        // No service date, at neither claim nor line, and no predetermination.
        { "837D", "stupidedi__multiple-tooth-numbers.edi", 1, ["SERVICE_DATE_MISSING"] },
        { "837D", "stupidedi__sales-tax.edi", 1, ["SERVICE_DATE_MISSING"] },
        { "837D", "stupidedi__predetermination-of-benefits.edi", 1, [Npi, Zip] },
        { "837-other", "stupidedi__2-ppo-repriced-claim.edi", 1, [Npi] },
        { "837-other", "stupidedi__ambulance.edi", 1, [Npi] },
        { "837-other", "stupidedi__chiropractic.edi", 1, [Npi, Zip] },
        // SV105 says the claim's place of service again, and the EIN has a hyphen.
        { "837-other", "stupidedi__home-infusion-therapy-pharmacy--adjudicated-with-NDC-in-loop-2410.edi", 1, ["PLACE_REPEATED", "TAX_NUMBER_WRONG", Zip] },
        { "837-other", "stupidedi__out-of-network-repriced-claim.edi", 1, [Npi] },
        { "837-other", "stupidedi__two-claims-for-the-same-provider.edi", 2, [Npi] },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void A_file_others_accept_is_read_whole_and_nothing_untrue_is_said_of_it(string folder, string name, int claims, string[] codes)
    {
        var bytes = Bytes(folder, name);

        Assert.Equal(codes, X12File.Validate(new MemoryStream(bytes)).Findings.Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(claims, Claims(bytes).Count);
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void What_was_read_of_it_is_written_and_read_as_the_same(string folder, string name, int claims, string[] codes)
    {
        var bytes = Bytes(folder, name);
        if (codes.Except(["SERVICE_DATE_MISSING"]).Any())
        {
            // The writer refuses what the guide forbids.
            Assert.Equal(claims, Claims(bytes).Count);
            return;
        }

        var received = Claim837DFile.Read(new MemoryStream(bytes), new FindingLog()).Single();
        var written = Claim837DFile.Write(received.Envelope, received.Header, [received.Claim]);

        Assert.False(written.IsRefused);
        Assert.Equal(received.Claim, Claim837DFile.Read(Golden.Stream(written.ToText()), new FindingLog()).Single().Claim);
    }

    [Theory]
    [InlineData("imsweb-x12-parser__x223-test.txt", "SEGMENT_COUNT_WRONG", "CODE_NOT_ALLOWED", "ATTENDING_MISSING", "CHARGE_NOT_SUM")]
    [InlineData("LinuxForHealth-x12__out-of-network-repriced-claim.837i", "COMPONENT_SEPARATOR_WRONG", "ELEMENT_NOT_USED")]
    public void A_file_with_faults_is_read_all_the_same_and_they_are_said(string name, params string[] codes)
    {
        var bytes = Bytes("837I", name);

        Assert.Single(Claims(bytes));
        Assert.Subset(X12File.Validate(new MemoryStream(bytes)).Findings.Select(finding => finding.Code).ToHashSet(), codes.ToHashSet());
    }

    private static List<HealthCareClaim> Claims(byte[] bytes) =>
    [
        .. Claim837PFile.Read(new MemoryStream(bytes), new FindingLog()).Select(received => received.Claim),
        .. Claim837IFile.Read(new MemoryStream(bytes), new FindingLog()).Select(received => received.Claim),
        .. Claim837DFile.Read(new MemoryStream(bytes), new FindingLog()).Select(received => received.Claim),
    ];

    private static byte[] Bytes(string folder, string name)
    {
        var file = SampleFolder.Files(folder).SingleOrDefault(path => Path.GetFileName(path) == name);
        Assert.SkipWhen(file is null, SampleFolder.Absent);
        return File.ReadAllBytes(file!);
    }
}
