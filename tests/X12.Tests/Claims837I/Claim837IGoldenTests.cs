using MedBill.X12.Claims837;
using MedBill.X12.Claims837I;
using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.Claims837I;

public sealed class Claim837IGoldenTests
{
    [Theory]
    [InlineData("837I-outpatient.x12")]
    [InlineData("837I-inpatient-dependent.x12")]
    [InlineData("837I-secondary.x12")]
    public async Task An_837I_comes_back_byte_for_byte_without_a_finding(string name)
    {
        var findings = new FindingLog();
        var received = new List<ReceivedClaim<InstitutionalClaim>>();
        await foreach (var claim in Claim837IFile.ReadAsync(Golden.Open(name), findings, cancel: TestContext.Current.CancellationToken))
        {
            received.Add(claim);
        }

        var written = Claim837IFile.Write(received[0].Envelope, received[0].Header, [.. received.Select(one => one.Claim)]);

        Assert.Empty(findings);
        Assert.Empty(written.Findings);
        Assert.Equal(Golden.Text(name), written.ToText());
        Assert.Empty(X12File.Validate(Golden.Open(name)).Findings);
    }

    [Fact]
    public void A_visit_says_reason_cause_accident_drug_and_what_is_not_covered()
    {
        var received = One("837I-outpatient.x12");
        var claim = received.Claim;

        Assert.Equal(("BATCH0301", "PHP01"), (received.Header.BatchNumber, received.Header.Receiver.Id));
        Assert.Equal(("PCN0000301", 74_550L, "0131", false),
            (claim.PatientControlNumber, claim.ChargeCents, claim.TypeOfBill, claim.IsInpatient));
        Assert.Equal(("A", "Y", "Y"), (claim.Assignment, claim.BenefitsAssigned, claim.ReleaseOfInformation));
        Assert.Equal(("1", "1", "01"), (claim.AdmissionType, claim.AdmissionSource, claim.PatientStatus));
        Assert.Equal(new QualifiedDate("434", new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 10)), claim.StatementPeriod);
        Assert.Equal([new QualifiedAmount("F3", 7_500)], claim.Amounts);
        Assert.Equal([new Attachment("OZ", "EL", "ATT0000301")], claim.Attachments);
        Assert.Equal(Diagnosis.Principal("S93401A"), claim.PrincipalDiagnosis);
        Assert.Equal([new Diagnosis("APR", "M25571"), new Diagnosis("APR", "R6884")], claim.ReasonsForVisit);
        Assert.Equal([new Diagnosis("ABN", "W109XXA"), new Diagnosis("ABN", "Y92018")], claim.ExternalCauses);
        Assert.Equal([new Occurrence("05", new DateOnly(2026, 3, 10))], claim.Occurrences);
        Assert.Equal(["G0"], claim.ConditionCodes);
        Assert.Equal(("1999999984", "AT", "207P00000X"),
            (claim.AttendingProvider!.Npi, claim.AttendingProvider.ProviderCode, claim.AttendingProvider.TaxonomyCode));
        Assert.Equal("1245319599", claim.ReferringProvider!.Npi);
        var drug = claim.Lines[2];
        Assert.Equal(("0636", 4_550L, "UN", 2m, 550L),
            (drug.RevenueCode, drug.ChargeCents, drug.UnitCode, drug.Units, drug.NonCoveredCents));
        Assert.Equal(("00409379501", 1m, "ML"), (drug.Drug!.Ndc, drug.Drug.Quantity, drug.Drug.UnitCode));
        Assert.Equal(ProcedureCode.Hcpcs("73610", "RT"), claim.Lines[1].Procedure);
        Assert.Equal(("LINE2", new DateOnly(2026, 3, 10)), (claim.Lines[1].ControlNumber, claim.Lines[1].ServiceDate!.From));
    }

    [Fact]
    public void A_stay_of_a_dependant_says_admission_discharge_DRG_procedures_and_what_was_present_on_admission()
    {
        var claim = One("837I-inpatient-dependent.x12").Claim;

        Assert.Equal(("19", "OTTO"), (claim.Patient!.Relationship, claim.PatientPerson.FirstName));
        Assert.Equal(("0111", true, new TimeOnly(11, 30)), (claim.TypeOfBill, claim.IsInpatient, claim.DischargeHour));
        Assert.Equal(new QualifiedDate("435", new DateOnly(2026, 3, 1), null, new TimeOnly(14, 15)), claim.Admission);
        Assert.Equal(("K3580", "Y"), (claim.PrincipalDiagnosis!.Code, claim.PrincipalDiagnosis.PresentOnAdmission));
        Assert.Equal(new Diagnosis("ABJ", "R1031"), claim.AdmittingDiagnosis);
        Assert.Equal("343", claim.Drg);
        Assert.Equal([("E860", "Y"), ("J9589", "N"), ("Z9049", null)],
            claim.OtherDiagnoses.Select(diagnosis => (diagnosis.Code, diagnosis.PresentOnAdmission)));
        Assert.Equal(InstitutionalProcedure.Principal("0DTJ4ZZ", new DateOnly(2026, 3, 1)), claim.PrincipalProcedure);
        Assert.Equal([InstitutionalProcedure.Other("3E0T3BZ", new DateOnly(2026, 3, 2))], claim.OtherProcedures);
        Assert.Equal([new OccurrenceSpan("71", new DateOnly(2026, 1, 10), new DateOnly(2026, 1, 12))], claim.OccurrenceSpans);
        Assert.Equal([new ValueCode("01", 850.5m), new ValueCode("80", 4m)], claim.ValueCodes);
        Assert.Equal("1245319599", claim.OperatingPhysician!.Npi);
        Assert.Equal("627010002", claim.ServiceFacility!.Address!.PostalCode);
        Assert.Equal("CN1", Assert.Single(claim.OtherSegments).Id);
        Assert.Null(claim.Lines[0].Procedure);
        Assert.Equal(("DA", 4m), (claim.Lines[0].UnitCode, claim.Lines[0].Units));
    }

    [Fact]
    public void A_secondary_claim_says_what_the_first_payer_decided_at_lines_and_at_the_claim()
    {
        var claims = Claim837IFile.Read(Golden.Open("837I-secondary.x12"), new FindingLog()).Select(received => received.Claim).ToArray();
        var (visit, stay) = (claims[0], claims[1]);

        Assert.Equal(("7", "ICN800303"), (visit.Frequency, visit.Reference(ReferenceQualifiers.OriginalClaim)));
        var payer = Assert.Single(visit.OtherPayers);
        Assert.Equal(["MA01", "N130"], payer.Outpatient!.RemarkCodes);
        Assert.Equal("PHPDOC7", Assert.Single(payer.Providers).Reference("G2"));
        var line = Assert.Single(visit.Lines[0].Adjudications);
        Assert.Equal(("PHP01", 30_000L, "0450", 1m, new DateOnly(2026, 4, 1)),
            (line.PayerId, line.PaidCents, line.RevenueCode, line.Units, line.PaidDate));
        Assert.Equal(ProcedureCode.Hcpcs("99284"), line.Procedure);
        var medicare = Assert.Single(stay.OtherPayers);
        Assert.Equal(400_000L, medicare.PaidCents);
        Assert.Equal((3m, 380_025L), (medicare.Inpatient!.CoveredDays, medicare.Inpatient.DrgCents));
        Assert.Equal(["MA01", "MA07"], medicare.Inpatient.RemarkCodes);
    }

    private static ReceivedClaim<InstitutionalClaim> One(string name) =>
        Assert.Single(Claim837IFile.Read(Golden.Open(name), new FindingLog()));
}
