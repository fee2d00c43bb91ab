using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.Claims837P;

public sealed class Claim837PReadTests
{
    [Fact]
    public void A_claim_of_the_subscriber_says_all_the_file_says()
    {
        var received = One("837P-subscriber.x12");
        var claim = received.Claim;

        Assert.Equal(("BATCH0001", new DateTime(2026, 3, 15, 10, 30, 0)), (received.Header.BatchNumber, received.Header.CreatedAt));
        Assert.Equal(("CLW001", "PHP01"), (received.Header.Submitter.Id, received.Header.Receiver.Id));
        Assert.Equal("5555550100", received.Header.Submitter.Contacts[0].Numbers[0].Value);
        Assert.Equal(("1234567893", "207Q00000X", "123456789"),
            (claim.BillingProvider.Provider.Npi, claim.BillingProvider.TaxonomyCode,
                claim.BillingProvider.Provider.Reference(ReferenceQualifiers.EmployerId)));
        Assert.Equal(("P", "GRP100", "CI", "W000000001"),
            (claim.Subscriber.Sequence, claim.Subscriber.GroupNumber, claim.Subscriber.FilingIndicator, claim.Subscriber.Person.Id));
        Assert.Equal((new DateOnly(1980, 2, 14), "F"), (claim.PatientPerson.BirthDate, claim.PatientPerson.Sex));
        Assert.Equal("PHP01", claim.Subscriber.Payer.Id);
        Assert.Null(claim.Patient);
        Assert.Equal(("PCN0000001", 21_000L, "11", "1"), (claim.PatientControlNumber, claim.ChargeCents, claim.PlaceOfService,
            claim.Frequency));
        Assert.Equal("AUTH12345", claim.Reference(ReferenceQualifiers.PriorAuthorization));
        Assert.Equal([Diagnosis.Principal("E119"), Diagnosis.Other("I10")], claim.Diagnoses);
        Assert.Equal(("1999999984", "207Q00000X"), (claim.RenderingProvider!.Npi, claim.RenderingProvider.TaxonomyCode));
        Assert.Equal(2, claim.Lines.Count);
        Assert.Equal(ProcedureCode.Hcpcs("99214", "25"), claim.Lines[0].Procedure);
        Assert.Equal((18_000L, 1m, "LINE1"), (claim.Lines[0].ChargeCents, claim.Lines[0].Units, claim.Lines[0].ControlNumber));
        Assert.Equal([1, 2], claim.Lines[0].DiagnosisPointers);
        Assert.Equal(new DateOnly(2026, 3, 10), claim.Lines[0].ServiceDate!.From);
    }

    [Fact]
    public void A_claim_of_a_dependant_knows_patient_accident_attachment_and_drug()
    {
        var claim = One("837P-dependent-accident.x12").Claim;

        Assert.Equal(("19", "OTTO", null), (claim.Patient!.Relationship, claim.PatientPerson.FirstName, claim.PatientPerson.Id));
        Assert.Equal(["AA"], claim.RelatedCauses);
        Assert.Equal(("IL", new DateOnly(2026, 3, 8)), (claim.AccidentState, claim.Dates.Find(DateQualifiers.Accident)!.From));
        Assert.Equal([new Attachment("OZ", "EL", "ATT0000040")], claim.Attachments);
        Assert.Equal("14D1234567", claim.Reference(ReferenceQualifiers.Clia));
        Assert.Equal("SEEN AFTER REAR END COLLISION", claim.Notes[0].Text);
        Assert.Equal(("1245319599", "14 WATER ST"), (claim.ReferringProvider!.Npi, claim.ServiceFacility!.Address!.Line1));
        Assert.Equal("UNLISTED MODALITY COLD LASER", claim.Lines[1].Procedure.Description);
        Assert.Equal(("00409379501", 1m, "ML"), (claim.Lines[2].Drug!.Ndc, claim.Lines[2].Drug!.Quantity, claim.Lines[2].Drug!.UnitCode));
    }

    [Fact]
    public void A_secondary_claim_knows_what_the_primary_decided()
    {
        var claim = One("837P-secondary.x12").Claim;
        var payer = Assert.Single(claim.OtherPayers);
        var line = Assert.Single(claim.Lines[0].Adjudications);

        Assert.Equal(("S", "P", 10_800L), (claim.Subscriber.Sequence, payer.Sequence, payer.PaidCents));
        Assert.Equal(2_700, payer.Amounts.Find(AmountQualifiers.RemainingLiability)!.Cents);
        Assert.Equal("ICN900001", payer.Payer.Reference(ReferenceQualifiers.OriginalClaim));
        Assert.Equal(("PHP01", 9_200L, new DateOnly(2026, 4, 1)), (line.PayerId, line.PaidCents, line.PaidDate));
        Assert.Equal([new Adjustment("CO", "45", 6_500), new Adjustment("PR", "2", 2_300)], line.Adjustments);
    }

    [Fact]
    public void Segments_without_a_place_in_the_model_are_kept_and_written_back_in_their_place()
    {
        var text = Golden.Edit(Golden.Text("837P-subscriber.x12"), "HI*ABK", "CRC*ZZ*Y*ST~HI*ABK");
        text = Golden.Edit(text, "REF*G1*AUTH12345~", "REF*G1*AUTH12345~K3*SOMETHING AGREED~");
        text = Golden.Recount(Golden.Edit(text, "REF*6R*LINE1~", "MEA*TR*R1*12.5~REF*6R*LINE1~"));
        var received = One(Golden.Stream(text));

        Assert.Equal(["K3", "CRC"], received.Claim.OtherSegments.Select(segment => segment.Id));
        Assert.Equal("12.5", received.Claim.Lines[0].OtherSegments[0].Element(3));
        var written = Claim837PFile.Write(received.Envelope, received.Header, [received.Claim]);
        Assert.Equal(text, written.ToText());
    }

    [Fact]
    public void Claims_are_attached_to_the_levels_above_them_in_their_order()
    {
        var subscriber = One("837P-subscriber.x12");
        var dependent = One("837P-dependent-accident.x12").Claim with { BillingProvider = subscriber.Claim.BillingProvider };
        var second = subscriber.Claim with { PatientControlNumber = "PCN2" };
        var written = Claim837PFile.Write(subscriber.Envelope, subscriber.Header, [subscriber.Claim, second, dependent,
            dependent with { PatientControlNumber = "PCN4" }]);

        var claims = Claim837PFile.Read(Golden.Stream(written.ToText()), new FindingLog()).Select(received => received.Claim).ToList();

        Assert.Equal([subscriber.Claim, second, dependent, dependent with { PatientControlNumber = "PCN4" }], claims);
        Assert.Equal(["HL*1**20*1", "HL*2*1*22*0", "HL*3*1*22*1", "HL*4*3*23*0"],
            written.ToText().Split('~').Where(segment => segment.StartsWith("HL*", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Reading_without_blocking_gives_the_same_claims()
    {
        var claims = new List<ReceivedClaim<ProfessionalClaim>>();
        await foreach (var received in Claim837PFile.ReadAsync(Golden.Open("837P-secondary.x12"), new FindingLog(),
            cancel: TestContext.Current.CancellationToken))
        {
            claims.Add(received);
        }

        Assert.Equal([One("837P-secondary.x12")], claims);
    }

    [Fact]
    public void A_claim_under_no_subscriber_is_left_out_and_said_so()
    {
        var text = Golden.Text("837P-subscriber.x12");
        var level = text[text.IndexOf("HL*2", StringComparison.Ordinal)..text.IndexOf("CLM*", StringComparison.Ordinal)];
        var findings = new FindingLog();

        Assert.Empty(Claim837PFile.Read(Golden.Stream(Golden.Recount(Golden.Edit(text, level, ""))), findings));

        Assert.Equal(("CLAIM_WITHOUT_CONTEXT", "PCN0000001"), (Assert.Single(findings).Code, findings[0].ClaimControlNumber));
    }

    private static ReceivedClaim<ProfessionalClaim> One(string name) => One(Golden.Open(name));

    private static ReceivedClaim<ProfessionalClaim> One(Stream stream)
    {
        var findings = new FindingLog();
        var received = Assert.Single(Claim837PFile.Read(stream, findings));
        Assert.Empty(findings);
        return received;
    }
}
