using MedBill.Claims.Domain;
using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Values;

namespace MedBill.Claims.Tests.Domain;

public sealed class ClaimScrubberTests
{
    private const FindingSeverity Error = FindingSeverity.Error;
    private const FindingSeverity Warning = FindingSeverity.Warning;

    // Each rule, broken once: code, severity, field.
    private static readonly (string Code, FindingSeverity Severity, string Field, ClaimDraft Draft)[] Broken =
    [
        ("REQUIRED_DATA_MISSING", Error, "practice.display_name", Practice(p => p with { Name = "" })),
        ("TEXT_TOO_LONG", Error, "practice.display_name", Practice(p => p with { Name = new('A', 61) })),
        ("NPI_INVALID", Error, "practice.npi", Practice(p => p with { Npi = "1234567890" })),
        ("TAX_ID_INVALID", Error, "practice.tax_id", Practice(p => p with { TaxId = "12-3456789" })),
        ("TAXONOMY_CODE_INVALID", Error, "practice.taxonomy_code", Practice(p => p with { TaxonomyCode = "207Q00000" })),
        ("PHONE_INVALID", Error, "practice.contact_phone", Practice(p => p with { ContactPhone = "555" })),
        ("SUBMITTER_ID_INVALID", Error, "practice.submitter_id", Practice(p => p with { SubmitterId = "S" })),
        ("BILLING_ADDRESS_PO_BOX", Error, "practice.address", Practice(p => p with { Address = p.Address with { Line1 = "P.O. Box 7" } })),
        ("POSTAL_CODE_NOT_NINE_DIGITS", Error, "practice.address.postal_code", Practice(p => p with { Address = p.Address with { PostalCode = "62701" } })),
        ("STATE_CODE_INVALID", Error, "practice.address.administrative_area", Practice(p => p with { Address = p.Address with { State = "Ill" } })),
        ("REQUIRED_DATA_MISSING", Error, "practice.pay_to_address.locality", Practice(p => p with { PayToAddress = p.Address with { City = "" } })),
        ("REQUIRED_DATA_MISSING", Error, "payer.display_name", Payer(p => p with { Name = "" })),
        ("PAYER_ID_INVALID", Error, "payer.payer_id", Payer(p => p with { ElectronicId = "PAYER-01" })),
        ("FILING_INDICATOR_UNKNOWN", Error, "payer.claim_filing_indicator_code", Payer(p => p with { FilingIndicatorCode = "XX" })),
        ("REQUIRED_DATA_MISSING", Error, "policy.member_id", Policy(p => p with { MemberId = "" })),
        ("MEMBER_ID_LENGTH", Error, "policy.member_id", Policy(p => p with { MemberId = "W" })),
        ("GROUP_NUMBER_TOO_LONG", Error, "policy.group_number", Policy(p => p with { GroupNumber = new('G', 51) })),
        ("RELATIONSHIP_INVALID", Error, "policy.relationship", Dependent(c => c with { Policy = c.Policy with { RelationshipCode = "" } })),
        ("SUBSCRIBER_MISSING", Error, "policy.subscriber", Dependent(c => c with { Subscriber = null })),
        ("REQUIRED_DATA_MISSING", Error, "policy.subscriber.person_name.family_name", Dependent(c => c with { Subscriber = new() { Name = new("", "JANE", "", "") } })),
        ("SUBSCRIBER_NOT_ALLOWED", Error, "policy.subscriber", Drafts.Of(Drafts.Content with { Subscriber = Drafts.Patient })),
        ("REQUIRED_DATA_MISSING", Error, "patient.person_name.family_name", Patient(p => p with { Name = p.Name with { Family = "" } })),
        ("TEXT_TOO_LONG", Error, "patient.person_name.given_name", Patient(p => p with { Name = p.Name with { Given = new('A', 36) } })),
        ("REQUIRED_DATA_MISSING", Error, "patient.birth_date", Patient(p => p with { BirthDate = null })),
        ("BIRTH_DATE_IN_FUTURE", Error, "patient.birth_date", Patient(p => p with { BirthDate = Drafts.Today.AddDays(1) })),
        ("REQUIRED_DATA_MISSING", Error, "patient.administrative_gender", Patient(p => p with { GenderCode = "" })),
        ("REQUIRED_DATA_MISSING", Error, "patient.address", Patient(p => p with { Address = null })),
        ("POSTAL_CODE_INVALID", Error, "patient.address.postal_code", Patient(p => p with { Address = Drafts.Street with { PostalCode = "6270" } })),
        ("NPI_INVALID", Error, "rendering_provider.npi", Drafts.Of(Drafts.Content with { RenderingProvider = new(new("SMITH", "ALEX", "", ""), "1999999985", "207Q00000X") })),
        ("TAXONOMY_CODE_INVALID", Error, "rendering_provider.taxonomy_code", Drafts.Of(Drafts.Content with { RenderingProvider = new(new("SMITH", "ALEX", "", ""), "1999999984", "") })),
        ("REQUIRED_DATA_MISSING", Error, "referring_provider.npi", Drafts.Of(Drafts.Content with { ReferringProvider = new(new("POE", "LEE", "", ""), "", "") })),
        ("NPI_INVALID", Error, "facility.npi", Drafts.Of(Drafts.Content with { Facility = new("ANNEX", "3003000126", Drafts.Street) })),
        ("POSTAL_CODE_NOT_NINE_DIGITS", Error, "facility.address.postal_code", Drafts.Of(Drafts.Content with { Facility = new("ANNEX", "", Drafts.Street with { PostalCode = "62701" }) })),
        ("PATIENT_CONTROL_NUMBER_INVALID", Error, "patient_control_number", Drafts.Valid with { PatientControlNumber = new('A', 21) }),
        ("PLACE_OF_SERVICE_UNKNOWN", Error, "place_of_service_code", Coding(c => c with { PlaceOfServiceCode = "97" })),
        ("AUTHORIZATION_NUMBER_TOO_LONG", Error, "prior_authorization_number", Coding(c => c with { PriorAuthorizationNumber = new('A', 51) })),
        ("TOTAL_CHARGE_MISMATCH", Error, "total_charge", Drafts.Valid with { TotalCharge = new(20_999) }),
        ("TOTAL_CHARGE_TOO_LARGE", Error, "total_charge", Line(l => l with { Charge = new(10_000_000_000) })),
        ("CHARGE_NOT_AS_CAPTURED", Warning, "total_charge", Drafts.Of(Drafts.Content.Edited(Drafts.Content.Coding with { Lines = [Drafts.Line(1, charge: 99.95m)] }))),
        ("FREQUENCY_CODE_INVALID", Error, "frequency_code", Drafts.Of(Drafts.Content, "2")),
        ("ORIGINAL_REFERENCE_NUMBER_MISSING", Error, "payer_claim_control_number", Drafts.Of(Drafts.Content, "7")),
        ("ORIGINAL_REFERENCE_NUMBER_NOT_ALLOWED", Error, "payer_claim_control_number", Drafts.Of(Drafts.Content, "1", "ICN1")),
        ("ACCIDENT_DATE_MISSING", Error, "medical_history_entries[0].start_date", Facts(new RelatedFact(RelatedFactKind.OtherAccident, null, null, ""))),
        ("ACCIDENT_STATE_MISSING", Error, "medical_history_entries[0].state_code", Facts(new RelatedFact(RelatedFactKind.AutoAccident, new(2026, 2, 1), null, ""))),
        ("ACCIDENT_DATES_DIFFER", Error, "medical_history_entries",
            Facts(new RelatedFact(RelatedFactKind.OtherAccident, new(2026, 2, 1), null, ""), new(RelatedFactKind.AutoAccident, new(2026, 2, 2), null, "IL"))),
        ("TOO_MANY_RELATED_CAUSES", Error, "medical_history_entries",
            Facts(new RelatedFact(RelatedFactKind.OtherAccident, new(2026, 2, 1), null, ""), new(RelatedFactKind.AutoAccident, new(2026, 2, 1), null, "IL"), new(RelatedFactKind.Employment, null, null, ""))),
        ("RELATED_DATE_AFTER_SERVICE", Error, "medical_history_entries[0].start_date", Facts(new RelatedFact(RelatedFactKind.OnsetOfIllness, new(2026, 3, 2), null, ""))),
        ("ADMISSION_DATE_MISSING", Warning, "medical_history_entries", Coding(c => c with { PlaceOfServiceCode = "21" })),
        ("DIAGNOSIS_MISSING", Error, "diagnosis_codes", Coding(c => c with { DiagnosisCodes = [] })),
        ("TOO_MANY_DIAGNOSES", Error, "diagnosis_codes", Coding(c => c with { DiagnosisCodes = [.. Enumerable.Range(10, 13).Select(i => $"E{i}")] })),
        ("DIAGNOSIS_CODE_SHAPE", Error, "diagnosis_codes[1]", Coding(c => c with { DiagnosisCodes = ["E119", "I1.0"] })),
        ("DIAGNOSIS_DUPLICATE", Error, "diagnosis_codes[2]", Coding(c => c with { DiagnosisCodes = ["E119", "I10", "E119"] })),
        ("PRINCIPAL_DIAGNOSIS_EXTERNAL_CAUSE", Error, "diagnosis_codes[0]", Coding(c => c with { DiagnosisCodes = ["V4352XA", "I10"] })),
        ("SERVICE_LINE_MISSING", Error, "service_lines", Coding(c => c with { Lines = [] })),
        ("TOO_MANY_SERVICE_LINES", Error, "service_lines", Coding(c => c with { Lines = [.. Enumerable.Range(1, 51).Select(i => Drafts.Line(i, $"9{i:0000}"))] })),
        ("PROCEDURE_CODE_SHAPE", Error, "service_lines[0].procedure_code", Line(l => l with { ProcedureCode = "9921" })),
        ("DESCRIPTION_REQUIRED", Error, "service_lines[0].description", Line(l => l with { ProcedureCode = "97039" })),
        ("DESCRIPTION_TOO_LONG", Error, "service_lines[0].description", Line(l => l with { Description = new('A', 81) })),
        ("TOO_MANY_MODIFIERS", Error, "service_lines[0].modifiers", Line(l => l with { Modifiers = ["25", "59", "LT", "RT", "76"] })),
        ("MODIFIER_SHAPE", Error, "service_lines[0].modifiers[0]", Line(l => l with { Modifiers = ["2"] })),
        ("MODIFIER_DUPLICATE", Error, "service_lines[0].modifiers[1]", Line(l => l with { Modifiers = ["25", "25"] })),
        ("CHARGE_NOT_POSITIVE", Error, "service_lines[0].charge", Line(l => l with { Charge = Money.Zero })),
        ("UNITS_NOT_POSITIVE", Error, "service_lines[0].units", Line(l => l with { Units = 0 })),
        ("UNITS_TOO_MANY", Error, "service_lines[0].units", Line(l => l with { Units = 10_000 })),
        ("DIAGNOSIS_POINTER_MISSING", Error, "service_lines[0].diagnosis_pointers", Line(l => l with { DiagnosisPointers = [] })),
        ("TOO_MANY_DIAGNOSIS_POINTERS", Error, "service_lines[0].diagnosis_pointers", Line(l => l with { DiagnosisPointers = [1, 2, 1, 2, 1] })),
        ("DIAGNOSIS_POINTER_INVALID", Error, "service_lines[0].diagnosis_pointers[1]", Line(l => l with { DiagnosisPointers = [1, 3] })),
        ("DIAGNOSIS_POINTER_DUPLICATE", Error, "service_lines[0].diagnosis_pointers[1]", Line(l => l with { DiagnosisPointers = [1, 1] })),
        ("NATIONAL_DRUG_CODE_SHAPE", Error, "service_lines[0].national_drug_code", Line(l => l with { NationalDrugCode = "0040-9379-01" })),
        ("DRUG_QUANTITY_ASSUMED", Warning, "service_lines[0].national_drug_code", Line(l => l with { ProcedureCode = "J1885", NationalDrugCode = "00409379501" })),
        ("DUPLICATE_SERVICE_LINE", Warning, "service_lines[1]", Coding(c => c with { Lines = [Drafts.Line(1), Drafts.Line(2)] })),
        ("SERVICE_DATE_IN_FUTURE", Error, "service_lines[0].service_date", Line(l => l with { ServiceDate = Drafts.Today.AddDays(1) })),
        ("SERVICE_DATE_BEFORE_BIRTH", Error, "service_lines[0].service_date", Line(l => l with { ServiceDate = new(1979, 1, 1) })),
        ("SERVICE_DATE_OUTSIDE_POLICY", Error, "service_lines[0].service_date", Policy(p => p with { EndDate = new(2026, 2, 28) })),
        ("TIMELY_FILING_PASSED", Warning, "service_date", Policy(p => p with { EffectiveDate = new(2025, 1, 1) }, c => WithDate(c, new(2025, 11, 1)))),
        ("TIMELY_FILING_NEAR", Warning, "service_date", Policy(p => p with { EffectiveDate = new(2025, 1, 1) }, c => WithDate(c, new(2025, 12, 5)))),
    ];

    // Each limit itself, and other claims that may be sent as they are.
    private static readonly (string What, ClaimDraft Draft)[] Sound =
    [
        ("the longest names", Patient(p => p with { Name = new(new('A', 60), new('B', 35), new('C', 25), new('D', 10)) })),
        ("the longest address", Patient(p => p with { Address = new(new('A', 55), new('B', 55), new('C', 30), "IL", "627020001") })),
        ("a practice with the longest name", Practice(p => p with { Name = new('A', 60), ContactName = new('B', 60) })),
        ("submitter ids of 2 and 15", Practice(p => p with { SubmitterId = "S1" })),
        ("a submitter id of 15", Practice(p => p with { SubmitterId = new('S', 15) })),
        ("a PO box to pay to", Practice(p => p with { PayToAddress = p.Address with { Line1 = "PO BOX 7", PostalCode = "62701" } })),
        ("a street that only begins like a box", Practice(p => p with { Address = p.Address with { Line1 = "POST OAK ROAD 7" } })),
        ("a member id of 2", Policy(p => p with { MemberId = "W1" })),
        ("a member id of 80", Policy(p => p with { MemberId = new('W', 80), GroupNumber = new('G', 50) })),
        ("the longest medical record number", Drafts.Of(Drafts.Content with { MedicalRecordNumber = new('M', 50) })),
        ("unknown gender", Patient(p => p with { GenderCode = "U" })),
        ("born on the day", Patient(p => p with { BirthDate = new(2026, 3, 1) })),
        ("a dependent under the policy's holder", Drafts.Of(Drafts.Dependent)),
        ("the longest authorization number", Coding(c => c with { PriorAuthorizationNumber = new('A', 50) })),
        ("a replacement under the longest number", Drafts.Of(Drafts.Content, "7", new('I', 50))),
        ("a void", Drafts.Of(Drafts.Content, "8", "ICN900001")),
        ("twelve diagnoses", Coding(c => c with { DiagnosisCodes = [.. Enumerable.Range(10, 12).Select(i => $"E{i}")] })),
        ("an external cause that is not the principal one", Coding(c => c with { DiagnosisCodes = ["S134XXA", "V4352XA"] })),
        ("fifty lines", Coding(c => c with { Lines = [.. Enumerable.Range(1, 50).Select(i => Drafts.Line(i, $"9{i:0000}"))] })),
        ("four modifiers", Line(l => l with { Modifiers = ["25", "59", "LT", "RT"] })),
        ("four pointers", Coding(c => c with { DiagnosisCodes = ["E119", "I10", "E785", "Z794"], Lines = [Drafts.Line(1, pointers: [4, 3, 2, 1])] })),
        ("the most units", Line(l => l with { Units = 9_999 })),
        ("the largest total", Coding(c => c with { Lines = [Drafts.Line(1) with { Charge = new(9_999_999_999) }] })),
        ("one cent", Line(l => l with { Charge = new(1) })),
        ("an unlisted service described", Line(l => l with { ProcedureCode = "97039", Description = new('A', 80) })),
        ("the same service on two days", Coding(c => c with { Lines = [Drafts.Line(1), Drafts.Line(2) with { ServiceDate = new(2026, 2, 28) }] })),
        ("the same service told apart", Coding(c => c with { Lines = [Drafts.Line(1), Drafts.Line(2) with { Modifiers = ["76"] }] })),
        ("served today", Line(l => l with { ServiceDate = Drafts.Today })),
        ("the first day of the policy", Policy(p => p with { EffectiveDate = new(2026, 3, 1) })),
        ("the last day of the policy", Policy(p => p with { EndDate = new(2026, 3, 1) })),
        ("eight days before the filing limit", Payer(p => p with { TimelyFilingDays = 9 })),
        ("no filing limit known", Payer(p => p with { TimelyFilingDays = 0 })),
        ("two causes of one day", Facts(
            new RelatedFact(RelatedFactKind.Employment, null, null, ""), new(RelatedFactKind.OtherAccident, new(2026, 2, 1), null, ""),
            new(RelatedFactKind.OnsetOfIllness, new(2026, 3, 1), null, ""))),
        ("an inpatient with a stay", Drafts.Of(Drafts.With(c => c with { PlaceOfServiceCode = "21" }) with
        {
            RelatedFacts = [new(RelatedFactKind.Hospitalization, new(2026, 2, 27), null, "")],
        })),
        ("a facility without an NPI", Drafts.Of(Drafts.Content with { Facility = new("ANNEX", "", Drafts.Street) })),
        ("a referring provider", Drafts.Of(Drafts.Content with { ReferringProvider = new(new("POE", "LEE", "Q", "JR"), "1245319599", "") })),
    ];

    public static TheoryData<int, string, string> Cases()
    {
        var data = new TheoryData<int, string, string>();
        for (var i = 0; i < Broken.Length; i++)
        {
            data.Add(i, Broken[i].Code, Broken[i].Field);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_rule_finds_what_breaks_it(int index, string code, string field)
    {
        var (_, severity, _, draft) = Broken[index];

        var finding = Assert.Single(ClaimScrubber.Examine(draft, Drafts.Today), finding => finding.Code == code && finding.Field == field);

        Assert.Equal(severity, finding.Severity);
        Assert.All([finding.X12Location, finding.Message, finding.Fix], text => Assert.NotEmpty(text));
    }

    public static TheoryData<string> SoundCases() => [.. Sound.Select(one => one.What)];

    [Theory]
    [MemberData(nameof(SoundCases))]
    public void A_claim_that_can_be_sent_has_no_finding(string what) =>
        Assert.Empty(ClaimScrubber.Examine(Sound.Single(one => one.What == what).Draft, Drafts.Today));

    [Fact]
    public void Every_code_of_the_edits_has_a_case()
    {
        var source = string.Concat(Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "services/Claims/Domain/Edits"), "*.cs").Select(File.ReadAllText));
        var codes = System.Text.RegularExpressions.Regex.Matches(source, "\"([A-Z]+(?:_[A-Z]+)+)\"").Select(match => match.Groups[1].Value).Distinct();

        Assert.Empty(codes.Except(Broken.Select(one => one.Code)));
    }

    [Fact]
    public void No_finding_repeats_a_value_of_the_patients()
    {
        foreach (var (_, _, _, draft) in Broken)
        {
            foreach (var finding in ClaimScrubber.Examine(draft, Drafts.Today))
            {
                var text = $"{finding.Message} {finding.Fix} {finding.Field}";
                Assert.All(["DOE", "JANE", "W000000001", "ELM", "1980"], value => Assert.DoesNotContain(value, text, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void All_that_is_wrong_is_found_at_once_up_to_a_limit()
    {
        var lines = Enumerable.Range(1, 50).Select(i => Drafts.Line(i, "?", 0m) with { Units = 0, DiagnosisPointers = [9, 9] }).ToList();

        var findings = ClaimScrubber.Examine(Coding(c => c with { Lines = lines }), Drafts.Today);

        Assert.Equal(MedBill.Claims.Domain.Edits.FindingList.Max, findings.Count);
    }

    // The first and the last day there is, and the longest limit.
    [Theory]
    [InlineData("9999-12-31", 90)]
    [InlineData("9999-12-31", int.MaxValue)]
    [InlineData("0001-01-01", int.MaxValue)]
    public void No_date_and_no_filing_limit_is_too_late_to_be_examined(string date, int days)
    {
        var last = DateOnly.ParseExact(date, "yyyy-MM-dd");
        var content = WithDate(Drafts.Content with { Payer = Drafts.Content.Payer with { TimelyFilingDays = days } }, last);

        Assert.Contains(
            date[0] == '9' ? "SERVICE_DATE_IN_FUTURE" : "SERVICE_DATE_BEFORE_BIRTH", ClaimScrubber.Examine(Drafts.Of(content), Drafts.Today).Select(finding => finding.Code));
        Assert.NotEmpty(ClaimScrubber.Examine(Drafts.Of(content), DateOnly.MaxValue));
    }

    private static ClaimDraft Practice(Func<BillingPractice, BillingPractice> change) =>
        Drafts.Of(Drafts.Content with { Practice = change(Drafts.Content.Practice) });

    private static ClaimDraft Payer(Func<ClaimPayer, ClaimPayer> change) => Drafts.Of(Drafts.Content with { Payer = change(Drafts.Content.Payer) });

    private static ClaimDraft Policy(Func<ClaimPolicy, ClaimPolicy> change, Func<ClaimContent, ClaimContent>? also = null)
    {
        var content = Drafts.Content with { Policy = change(Drafts.Content.Policy) };
        return Drafts.Of(also is null ? content : also(content));
    }

    private static ClaimDraft Dependent(Func<ClaimContent, ClaimContent> change) => Drafts.Of(change(Drafts.Dependent));

    private static ClaimDraft Patient(Func<Person, Person> change) => Drafts.Of(Drafts.Content with { Patient = change(Drafts.Patient) });

    private static ClaimDraft Coding(Func<Coding, Coding> change) => Drafts.Of(Drafts.With(change));

    private static ClaimDraft Line(Func<ServiceLine, ServiceLine> change) => Drafts.Of(Drafts.WithLine(change));

    private static ClaimDraft Facts(params RelatedFact[] facts) => Drafts.Of(Drafts.Content with { RelatedFacts = facts });

    private static ClaimContent WithDate(ClaimContent content, DateOnly date) =>
        content with { Coding = content.Coding with { Lines = [.. content.Coding.Lines.Select(line => line with { ServiceDate = date })] } };
}
