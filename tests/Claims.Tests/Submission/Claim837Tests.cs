using MedBill.Claims.Tests.Fixture;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Segments;
using Coverage = MedBill.Contracts.Coverage.V1;
using Patients = MedBill.Contracts.Patients.V1;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Submission;

/// <summary>What is written, read back as its receiver reads it and compared whole: nothing more, nothing less.</summary>
public sealed class Claim837Tests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    private static readonly Address Street = new() { Line1 = "100 MAIN ST", City = "SPRINGFIELD", State = "IL", PostalCode = "627010001" };
    private static readonly Address Home = new() { Line1 = "5 ELM ST", City = "SPRINGFIELD", State = "IL", PostalCode = "62702" };
    private static readonly DateOnly Served = new(2026, 3, 1);

    [Fact]
    public async Task A_claim_of_the_patients_own_policy_is_written_field_for_field()
    {
        var (claim, batch) = await host.SentAsync();

        Assert.Equal(Expected(claim), Assert.Single(host.Read(batch)).Claim);
    }

    [Fact]
    public async Task Submitter_and_receiver_stand_at_the_head()
    {
        var (_, batch) = await host.SentAsync();

        Assert.Equal(
            new ClaimBatchHeader
            {
                BatchNumber = batch.InterchangeControlNumber,
                CreatedAt = batch.CreateTime.ToDateTime(),
                Submitter = new()
                {
                    EntityCode = "41",
                    Name = "EXAMPLE FAMILY MEDICINE",
                    IdQualifier = "46",
                    Id = "SUB001",
                    Contacts = [new("IC", "BILLING DESK", [new("TE", "5555550100")])],
                },
                Receiver = new() { EntityCode = "40", Name = "EXAMPLE PAYER", IdQualifier = "46", Id = "PAYER01" },
            },
            Assert.Single(host.Read(batch)).Header with { CreatedAt = batch.CreateTime.ToDateTime() });
    }

    [Fact]
    public async Task Everything_a_visit_may_say_is_written()
    {
        host.Patients.Practice.PayToAddress = Visits.Address("PO BOX 9", "CHICAGO", "606010009");
        var (claim, batch) = await host.SentAsync(Everything);
        host.Patients.Practice.PayToAddress = null;

        var expected = Expected(claim);
        Assert.Equal(
            expected with
            {
                BillingProvider = expected.BillingProvider with
                {
                    PayToAddress = new() { EntityCode = "87", Address = new() { Line1 = "PO BOX 9", City = "CHICAGO", State = "IL", PostalCode = "606010009" } },
                },
                PlaceOfService = "21",
                RelatedCauses = ["AA", "EM"],
                AccidentState = "WI",
                Dates =
                [
                    new("431", new(2026, 2, 20)), new("439", new(2026, 2, 19)), new("484", new(2026, 1, 5)),
                    new("435", new(2026, 2, 28)), new("096", new(2026, 3, 2)),
                ],
                References = [new("G1", "AUTH1"), new("EA", "MRN100")],
                Providers =
                [
                    new() { EntityCode = "DN", IsPerson = true, Name = "POE", FirstName = "LEE", MiddleName = "Q", NameSuffix = "JR", IdQualifier = "XX", Id = "1245319599" },
                    .. expected.Providers,
                    new()
                    {
                        EntityCode = "77", Name = "GENERAL HOSPITAL", IdQualifier = "XX", Id = "1003000126",
                        Address = new() { Line1 = "1 HOSPITAL DR", City = "PEORIA", State = "IL", PostalCode = "616020001" },
                    },
                ],
                Lines =
                [
                    expected.Lines[0] with { Procedure = new("HC", "97039", ["25"], "TRACTION OF ANOTHER KIND") },
                    expected.Lines[1] with
                    {
                        Procedure = ProcedureCode.Hcpcs("J1885"), Units = 2, Dates = [new("472", new(2026, 2, 28))],
                        Drug = new() { Ndc = "00409379501", Quantity = 2, UnitCode = "UN" },
                    },
                ],
            },
            Assert.Single(host.Read(batch)).Claim);
    }

    [Fact]
    public async Task A_rendering_provider_who_bills_and_a_facility_that_is_the_practice_are_not_written_again()
    {
        var (claim, batch) = await host.SentAsync(visit =>
        {
            visit.RenderingProvider.Npi = "1234567893";
            visit.Facility = new() { DisplayName = "OFFICE", Address = Visits.Address("100 MAIN ST", "SPRINGFIELD", "62701-0001") };
        });

        Assert.Equal(Expected(claim) with { Providers = [] }, Assert.Single(host.Read(batch)).Claim);
    }

    [Fact]
    public async Task A_dependent_stands_under_the_parent_who_holds_the_policy()
    {
        var (claim, batch) = await host.SentAsync(
            visit => (visit.Patient.PersonName.GivenName, visit.Patient.AdministrativeGender) = ("TIM", Patients.AdministrativeGender.Male), cover => cover.HeldByParent());

        var expected = Expected(claim);
        Assert.Equal(
            expected with
            {
                Subscriber = expected.Subscriber with
                {
                    Person = new() { EntityCode = "IL", IsPerson = true, Name = "DOE", FirstName = "MARIA", MiddleName = "T", IdQualifier = "MI", Id = "W000000001" },
                },
                Patient = new()
                {
                    Relationship = "19",
                    Person = new()
                    {
                        EntityCode = "QC",
                        IsPerson = true,
                        Name = "DOE",
                        FirstName = "TIM",
                        Address = Home,
                        BirthDate = new(1980, 2, 14),
                        Sex = "M",
                    },
                },
            },
            Assert.Single(host.Read(batch)).Claim);
    }

    [Theory]
    [InlineData(Coverage.Policy.Types.Relationship.Spouse, "01")]
    [InlineData(Coverage.Policy.Types.Relationship.Child, "19")]
    [InlineData(Coverage.Policy.Types.Relationship.LifePartner, "53")]
    [InlineData(Coverage.Policy.Types.Relationship.Other, "G8")]
    public async Task Each_relationship_has_its_code(Coverage.Policy.Types.Relationship relationship, string code)
    {
        var (_, batch) = await host.SentAsync(cover: cover =>
        {
            cover.HeldByParent();
            cover.Policy.Relationship = relationship;
        });

        Assert.Equal(code, Assert.Single(host.Read(batch)).Claim.Patient!.Relationship);
    }

    // Two children of one parent, the parent, and a stranger: each claim under its own subscriber and patient.
    [Fact]
    public async Task A_family_in_one_file_is_told_apart()
    {
        var payer = $"payers/{Visits.Unique("pyr")}";
        var drafts = new List<Wire.Claim>
        {
            await host.DraftAsync(visit => visit.Patient.PersonName.GivenName = "TIM", cover => Held(cover, payer)),
            await host.DraftAsync(visit => visit.Patient.PersonName.GivenName = "ANN", cover => Held(cover, payer)),
            await host.DraftAsync(visit => visit.Patient.PersonName.GivenName = "MARIA", cover => cover.By(payer)),
            await host.DraftAsync(
                visit => visit.Patient.PersonName.GivenName = "ZOE",
                cover =>
                {
                    cover.By(payer);
                    (cover.Policy.MemberId, cover.Policy.GroupNumber) = ("W000000009", "");
                }),
        };

        var read = host.Read(await host.SendAsync(drafts)).ToDictionary(one => one.Claim.PatientControlNumber, one => one.Claim);

        Assert.Equal(
            [
                ("MARIA", "TIM", "19", "GRP100", "W000000001"), ("MARIA", "ANN", "19", "GRP100", "W000000001"), ("MARIA", "MARIA", null, "GRP100", "W000000001"),
                ("ZOE", "ZOE", null, "PLAN1", "W000000009"),
            ],
            drafts.Select(draft => read[draft.PatientControlNumber]).Select(claim => (
                claim.Subscriber.Person.FirstName, claim.PatientPerson.FirstName, claim.Patient?.Relationship, claim.Subscriber.GroupNumber, claim.Subscriber.Person.Id)));
    }

    private static void Held(Coverage.ResolvedPolicy cover, string payer)
    {
        cover.HeldByParent();
        cover.By(payer);
    }

    private static void Everything(Patients.BillingRecord visit)
    {
        visit.Encounter.PlaceOfServiceCode = "21";
        visit.Encounter.PriorAuthorizationNumber = "AUTH1";
        (visit.Encounter.Charges[0].ProcedureCode, visit.Encounter.Charges[0].Description) = ("97039", "TRACTION OF ANOTHER KIND");
        var drug = visit.Encounter.Charges[1];
        (drug.ProcedureCode, drug.NationalDrugCode, drug.Units, drug.ServiceDate) = ("J1885", "00409379501", 2, Visits.Date(2026, 2, 28));
        visit.ReferringProvider = new()
        {
            PersonName = new() { FamilyName = "POE", GivenName = "LEE", MiddleName = "Q", Suffix = "JR" },
            Npi = "1245319599",
            TaxonomyCode = "207Q00000X",
        };
        visit.Facility = new() { DisplayName = "GENERAL HOSPITAL", Npi = "1003000126", Address = Visits.Address("1 HOSPITAL DR", "PEORIA", "61602-0001") };
        visit.MedicalHistoryEntries.Add(
        [
            Fact(Patients.MedicalHistoryEntry.Types.Kind.OnsetOfIllness, Visits.Date(2026, 2, 20)),
            Fact(Patients.MedicalHistoryEntry.Types.Kind.AutoAccident, Visits.Date(2026, 2, 19), state: "WI"),
            Fact(Patients.MedicalHistoryEntry.Types.Kind.Employment, Visits.Date(2026, 2, 19)),
            Fact(Patients.MedicalHistoryEntry.Types.Kind.LastMenstrualPeriod, Visits.Date(2026, 1, 5)),
            Fact(Patients.MedicalHistoryEntry.Types.Kind.Hospitalization, Visits.Date(2026, 2, 28), Visits.Date(2026, 3, 2)),
            Fact(Patients.MedicalHistoryEntry.Types.Kind.Condition, Visits.Date(2020, 1, 1)),
        ]);
    }

    private static Patients.MedicalHistoryEntry Fact(
        Patients.MedicalHistoryEntry.Types.Kind kind, Google.Type.Date start, Google.Type.Date? end = null, string state = "") =>
        new() { Kind = kind, StartDate = start, EndDate = end, StateCode = state };

    // The visit of Visits.Record under the cover of Visits.Cover, as 005010X222A1 wants it said.
    private static ProfessionalClaim Expected(Wire.Claim claim) => new()
    {
        BillingProvider = new()
        {
            Provider = new()
            {
                EntityCode = "85",
                Name = "EXAMPLE FAMILY MEDICINE",
                IdQualifier = "XX",
                Id = "1234567893",
                Address = Street,
                References = [new("EI", "123456789")],
            },
            TaxonomyCode = "207Q00000X",
        },
        Subscriber = new()
        {
            Sequence = "P",
            GroupNumber = "GRP100",
            FilingIndicator = "CI",
            Person = new()
            {
                EntityCode = "IL",
                IsPerson = true,
                Name = "DOE",
                FirstName = "JANE",
                IdQualifier = "MI",
                Id = "W000000001",
                Address = Home,
                BirthDate = new(1980, 2, 14),
                Sex = "F",
            },
            Payer = new() { EntityCode = "PR", Name = "EXAMPLE PAYER", IdQualifier = "PI", Id = "PAYER01" },
        },
        PatientControlNumber = claim.PatientControlNumber,
        ChargeCents = 21_000,
        PlaceOfService = "11",
        Frequency = "1",
        ProviderSignatureOnFile = true,
        Assignment = "A",
        BenefitsAssigned = "Y",
        ReleaseOfInformation = "Y",
        References = [new("EA", "MRN100")],
        Diagnoses = [new("ABK", "E119"), new("ABF", "I10")],
        Providers =
        [
            new()
            {
                EntityCode = "82", IsPerson = true, Name = "SMITH", FirstName = "ALEX", IdQualifier = "XX", Id = "1999999984", ProviderCode = "PE",
                TaxonomyCode = "207Q00000X",
            },
        ],
        Lines =
        [
            new()
            {
                Procedure = new("HC", "99214", ["25"]), ChargeCents = 18_000, Units = 1, DiagnosisPointers = [1, 2], Dates = [new("472", Served)],
                References = [new("6R", "1")],
            },
            new()
            {
                Procedure = new("HC", "83036", []), ChargeCents = 3_000, Units = 1, DiagnosisPointers = [1], Dates = [new("472", Served)],
                References = [new("6R", "2")],
            },
        ],
    };
}
