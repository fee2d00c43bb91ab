using MedBill.X12.Claims837;
using MedBill.X12.Claims837D;
using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.Claims837D;

public sealed class Claim837DTests
{
    private const string Second = "837D-secondary.x12";
    private const string Plan = "837D-predetermination-dependent.x12";

    [Theory]
    [InlineData(Second)]
    [InlineData(Plan)]
    public async Task An_837D_comes_back_byte_for_byte_without_a_finding(string name)
    {
        var findings = new FindingLog();
        var received = new List<ReceivedClaim<DentalClaim>>();
        await foreach (var claim in Claim837DFile.ReadAsync(Golden.Open(name), findings, cancel: TestContext.Current.CancellationToken))
        {
            received.Add(claim);
        }

        var written = Claim837DFile.Write(received[0].Envelope, received[0].Header, [.. received.Select(one => one.Claim)]);

        Assert.Empty(findings);
        Assert.Empty(written.Findings);
        Assert.Equal(Golden.Text(name), written.ToText());
        Assert.Empty(X12File.Validate(Golden.Open(name)).Findings);
        Assert.Empty(Claim837DFile.Check(received[0].Header, received[0].Claim));
    }

    [Fact]
    public void A_claim_says_teeth_surfaces_areas_prosthesis_and_what_the_first_payer_decided()
    {
        var claim = One(Second);

        Assert.Equal(("PCN0000401", 149_000L, "11", false), (claim.PatientControlNumber, claim.ChargeCents, claim.PlaceOfService,
            claim.IsPredetermination));
        Assert.Equal([new ToothStatus("1", "M"), new ToothStatus("16", "E")], claim.ToothStatuses);
        Assert.Equal([Diagnosis.Principal("K0381"), Diagnosis.Other("S025XXA")], claim.Diagnoses);
        Assert.Equal(("1999999984", "1245319599", "AS"),
            (claim.RenderingProvider!.Npi, claim.AssistantSurgeon!.Npi, claim.AssistantSurgeon.ProviderCode));
        Assert.Equal([new Tooth("14", ["M", "O"])], claim.Lines[0].Teeth);
        Assert.Equal(("AD", "D2150", 24_000L, 1m), (claim.Lines[0].Procedure.Qualifier, claim.Lines[0].Procedure.Code,
            claim.Lines[0].ChargeCents, claim.Lines[0].Quantity));
        Assert.Equal("R", claim.Lines[1].Prosthesis);
        Assert.Equal([2, 1], claim.Lines[1].DiagnosisPointers);
        Assert.Equal(new DateOnly(2018, 6, 1), claim.Lines[1].Dates.Find(DateQualifiers.PriorPlacement)!.From);
        Assert.Equal(["10", "40"], claim.Lines[2].OralCavityAreas);
        Assert.Equal(84_000L, Assert.Single(claim.OtherPayers).PaidCents);
        Assert.Equal(60_000L, Assert.Single(claim.Lines[1].Adjudications).PaidCents);
    }

    [Fact]
    public void A_predetermination_of_a_dependant_says_months_of_treatment_and_where()
    {
        var claim = One(Plan);

        Assert.Equal(("19", true, "02"), (claim.Patient!.Relationship, claim.IsPredetermination, claim.SpecialProgram));
        Assert.Equal(new Orthodontics(24, 22), claim.Orthodontics);
        Assert.Equal("PRE000402", claim.Reference(ReferenceQualifiers.Predetermination));
        Assert.Equal("627010003", claim.ServiceFacility!.Address!.PostalCode);
        Assert.Equal("22", claim.Lines[0].PlaceOfService);
        Assert.Equal([new Tooth("A", ["B", "D", "F", "I", "L"])], claim.Lines[0].Teeth);
        Assert.Equal("K3", Assert.Single(claim.OtherSegments).Id);
    }

    /// <summary>Name of the fault; file; what is replaced by what; finding; place; IK304; IK403.</summary>
    public static TheoryData<string, string, string, string, string, string, string?, string?> Faults => new()
    {
        { "procedure of another code set", Second, "SV3*AD:D2150", "SV3*HC:D2150", "CODE_NOT_ALLOWED", "2400 SV301-1", "8", "7" },
        { "surface unknown", Second, "14*M:O~", "14*M:X~", "CODE_NOT_ALLOWED", "2400 TOO03-2", "8", "7" },
        { "area of the mouth unknown", Second, "**10:40~", "**10:41~", "CODE_NOT_ALLOWED", "2400 SV304-2", "8", "7" },
        { "prosthesis unknown", Second, "***R*1", "***N*1", "CODE_NOT_ALLOWED", "2400 SV305", "8", "7" },
        { "tooth status unknown", Second, "DN2*16*E~", "DN2*16*X~", "CODE_NOT_ALLOWED", "2300 DN202", "8", "7" },
        { "copay status is not asked", Second, "240****1*****1~", "240****1**0***1~", "ELEMENT_NOT_USED", "2400 SV308", "8", "I10" },
        { "signature source is not asked", Second, "*Y*A*Y*Y**OA~", "*Y*A*Y*Y*P*OA~", "ELEMENT_NOT_USED", "2300 CLM10", "8", "I10" },
        { "service missing", Second, "SV3*AD:D4341*300**10:40~", "", "SEGMENT_MISSING", "2400 SV3", "3", null },
        { "tooth after the date", Second, "TOO*JP*3~DTP*441*D8*20180601~", "DTP*441*D8*20180601~TOO*JP*3~", "SEGMENT_OUT_OF_ORDER", "2400 TOO", "7", null },
        { "charge not the sum of the lines", Second, "CLM*PCN0000401*1490*", "CLM*PCN0000401*1491*", "CHARGE_NOT_SUM", "2300 CLM02", "8", null },
        { "other payer's line out of balance", Second, "CAS*CO*45*60~", "CAS*CO*45*59~", "LINE_OUT_OF_BALANCE", "2430 SVD02", "8", null },
        { "accident without date", Second, "DTP*439*D8*20260301~", "", "ACCIDENT_DATE_MISSING", "2300 DTP", "I6", null },
        { "pointer beyond the diagnoses", Second, "*2:1~", "*3:1~", "POINTER_WRONG", "2400 SV311-1", "8", "7" },
        { "tooth there is none of", Second, "TOO*JP*3~", "TOO*JP*33~", "TOOTH_WRONG", "2400 TOO02", "8", "I12" },
        { "missing tooth there is none of", Second, "DN2*1*M~", "DN2*Z*M~", "TOOTH_WRONG", "2300 DN201", "8", "I12" },
        { "replacement without its first placement", Second, "DTP*441*D8*20180601~", "", "PRIOR_PLACEMENT_MISSING", "2400 DTP", "I6", null },
        { "first placement with its own placement", Second, "***R*1", "***I*1", "PRIOR_PLACEMENT_FORBIDDEN", "2400 DTP", "I9", null },
        { "service date of what is not done yet", Plan, "DTP*452*", "DTP*472*D8*20260301~DTP*452*", "SERVICE_DATE_FORBIDDEN", "2300 DTP", "I9", null },
        { "place of service repeated at the line", Plan, "*4200*22*", "*4200*11*", "PLACE_REPEATED", "2400 SV303", "8", "I10" },
        { "replacement without original", Plan, "11:B:1", "11:B:7", "ORIGINAL_CLAIM_MISSING", "2300 REF", "I6", null },
        { "facility ZIP of five digits", Plan, "627010003", "62701", "ZIP_NINE_DIGITS", "2310C N403", "8", "I12" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_found_where_it_is(
        string fault, string file, string from, string to, string code, string place, string? segmentError, string? elementError) =>
        Fault.IsFound(fault, Golden.Edit(Golden.Text(file), from, to), code, place, segmentError, elementError);

    [Fact]
    public void A_service_without_its_date_is_a_warning()
    {
        var text = Golden.Recount(Golden.Edit(Golden.Text(Second), "DTP*472*D8*20260310~", ""));

        Assert.Equal(["SERVICE_DATE_MISSING", "SERVICE_DATE_MISSING"], X12File.Validate(Golden.Stream(text)).Findings.Select(finding => finding.Code));
    }

    private static DentalClaim One(string name) => Assert.Single(Claim837DFile.Read(Golden.Open(name), new FindingLog())).Claim;
}
