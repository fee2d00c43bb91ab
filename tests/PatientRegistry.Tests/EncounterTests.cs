using Grpc.Core;
using MedBill.Contracts.Patients.V1;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MedBill.PatientRegistry.Tests;

public sealed class EncounterTests(PatientRegistryHost host) : IClassFixture<PatientRegistryHost>
{
    [Fact]
    public async Task A_batch_with_one_wrong_encounter_stores_none()
    {
        var (patient, provider) = await PeopleAsync();
        var right = Visit(patient, provider);
        var wrong = Visit(patient, provider);
        wrong.DiagnosisCodes[0] = "nonsense";

        var failure = await Refused(() => host.Patients.BatchCreateEncountersAsync(new() { Encounters = { right, wrong } }).ResponseAsync);

        Assert.Equal(["encounters[1].diagnosis_codes[0] DIAGNOSIS_CODE_INVALID"], failure.Violations.Select(one => $"{one.Field} {one.Reason}"));
        Assert.Empty((await host.Patients.ListEncountersAsync(new() { Patient = patient })).Encounters);
    }

    [Fact]
    public async Task A_batch_answers_in_the_order_of_the_request()
    {
        var (patient, provider) = await PeopleAsync();
        var wanted = Enumerable.Range(1, 20).Select(day => Visit(patient, provider, day)).ToList();

        var made = await host.Patients.BatchCreateEncountersAsync(new() { Encounters = { wanted } });

        Assert.Equal(Enumerable.Range(1, 20), made.Encounters.Select(encounter => encounter.ServiceDate.Day));
        var records = await host.Patients.BatchGetResponsiblePartiesAsync(new() { Names = { patient } });
        Assert.Equal("RIVERA", records.ResponsibleParties[0].PersonName.FamilyName);
    }

    [Fact]
    public async Task A_service_before_birth_is_refused_whoever_dates_it()
    {
        var (patient, provider) = await PeopleAsync();
        var visit = Visit(patient, provider);
        visit.ServiceDate = new() { Year = 1979, Month = 1, Day = 1 };
        visit.Charges.Add(PatientRegistryHost.Charge());
        visit.Charges[0].ServiceDate = new() { Year = 1978, Month = 1, Day = 1 };

        var failure = await Refused(() => host.Patients.CreateEncounterAsync(new() { Encounter = visit }).ResponseAsync);
        Assert.Equal(
            ["encounter.charges[0].service_date BEFORE_BIRTH", "encounter.service_date BEFORE_BIRTH"],
            failure.Violations.Select(one => $"{one.Field} {one.Reason}").Order(StringComparer.Ordinal));

        var made = await host.VisitAsync(patient, provider);
        var earlier = new Encounter { Name = made.Name, ServiceDate = visit.ServiceDate };
        var update = await Refused(() => host.Patients.UpdateEncounterAsync(new() { Encounter = earlier, UpdateMask = new() { Paths = { "service_date" } } }).ResponseAsync);
        Assert.Equal(["BEFORE_BIRTH"], update.Violations.Select(one => one.Reason));
    }

    [Fact]
    public async Task A_visit_that_no_claim_could_ask_for_is_refused()
    {
        var (patient, provider) = await PeopleAsync();
        var visit = Visit(patient, provider);
        visit.Charges.Add([PatientRegistryHost.Charge(dollars: 60_000_000), PatientRegistryHost.Charge(dollars: 60_000_000)]);

        var failure = await Refused(() => host.Patients.CreateEncounterAsync(new() { Encounter = visit }).ResponseAsync);
        Assert.Equal(["encounter.charges CHARGES_TOO_HIGH"], failure.Violations.Select(one => $"{one.Field} {one.Reason}"));

        var made = await host.VisitAsync(patient, provider, PatientRegistryHost.Charge(dollars: 60_000_000));
        var later = new CreateChargeRequest { Encounter = made.Name, Charge = PatientRegistryHost.Charge(dollars: 60_000_000) };
        Assert.Equal("CHARGES_TOO_HIGH", (await Refused(() => host.Patients.BatchCreateChargesAsync(new() { Requests = { later } }).ResponseAsync)).Reason);
    }

    [Fact]
    public async Task An_update_changes_the_authorization_and_never_the_charges()
    {
        var (patient, provider) = await PeopleAsync();
        var made = await host.VisitAsync(patient, provider, PatientRegistryHost.Charge());
        var wanted = made.Clone();
        wanted.PriorAuthorizationNumber = "AUTH7";
        wanted.Charges.Clear();
        wanted.Charges.Add(PatientRegistryHost.Charge(dollars: 1));

        var changed = await host.Patients.UpdateEncounterAsync(new() { Encounter = wanted });
        Assert.Equal(("AUTH7", 150L), (changed.PriorAuthorizationNumber, changed.TotalCharge.Units));

        wanted.Etag = changed.Etag;
        var refused = await Refused(() => host.Patients.UpdateEncounterAsync(new() { Encounter = wanted, UpdateMask = new() { Paths = { "charges" } } }).ResponseAsync);
        Assert.Equal(["encounter.charges FIELD_IMMUTABLE"], refused.Violations.Select(one => $"{one.Field} {one.Reason}"));
    }

    [Fact]
    public async Task A_diagnosis_that_a_charge_points_at_cannot_be_taken_away()
    {
        var (patient, provider) = await PeopleAsync();
        var made = await host.VisitAsync(patient, provider, PatientRegistryHost.Charge(pointers: 2));
        var fewer = new Encounter { Name = made.Name, DiagnosisCodes = { "E119" } };

        var failure = await Refused(() => host.Patients.UpdateEncounterAsync(new() { Encounter = fewer, UpdateMask = new() { Paths = { "diagnosis_codes" } } }).ResponseAsync);

        Assert.Equal(["encounter.diagnosis_codes POINTER_INVALID"], failure.Violations.Select(one => $"{one.Field} {one.Reason}"));
    }

    [Fact]
    public async Task A_bill_has_all_in_one_read_and_only_the_patients_own_history()
    {
        var practice = host.ClientFor<PatientService.PatientServiceClient>(null, "admin");
        var registered = await practice.CreatePracticeAsync(new() { Practice = Practice() });
        var own = host.ClientFor<PatientService.PatientServiceClient>(registered.Name.Split('/')[1], "patients.read", "patients.write");
        var patient = await own.CreatePatientAsync(new() { Patient = PatientRegistryHost.Somebody() });
        var other = await own.CreatePatientAsync(new() { Patient = PatientRegistryHost.Somebody() });
        var provider = await own.CreateProviderAsync(new() { Provider = new() { PersonName = new() { GivenName = "SAM", FamilyName = "OKAFOR" }, Npi = "1999999984", TaxonomyCode = "207Q00000X" } });
        var fact = await own.CreateMedicalHistoryEntryAsync(new()
        {
            Parent = patient.Name,
            MedicalHistoryEntry = new() { Kind = MedicalHistoryEntry.Types.Kind.AutoAccident, StartDate = new() { Year = 2026, Month = 2, Day = 1 }, StateCode = "IL" },
        });
        var foreign = Visit(other.Name, provider.Name);
        foreign.MedicalHistoryEntries.Add(fact.Name.Replace(patient.Name, other.Name, StringComparison.Ordinal));
        Assert.Equal(["REFERENCE_NOT_FOUND"], (await Refused(() => own.CreateEncounterAsync(new() { Encounter = foreign }).ResponseAsync)).Violations.Select(one => one.Reason));

        var visit = Visit(patient.Name, provider.Name);
        visit.MedicalHistoryEntries.Add(fact.Name);
        var made = await own.CreateEncounterAsync(new() { Encounter = visit });
        var bill = await own.BatchGetBillingRecordsAsync(new() { Encounters = { made.Name } });

        Assert.Equal((made, patient, provider), (bill.BillingRecords[0].Encounter, bill.BillingRecords[0].Patient, bill.BillingRecords[0].RenderingProvider));
        Assert.Equal(fact, Assert.Single(bill.BillingRecords[0].MedicalHistoryEntries));
        Assert.Equal(registered, bill.Practice);
        Assert.Equal("DUPLICATE_NPI", (await Refused(() => practice.CreatePracticeAsync(new() { Practice = Practice() }).ResponseAsync)).Reason);
    }

    [Fact]
    public async Task Each_read_of_a_patient_leaves_an_audit_row()
    {
        var (patient, _) = await PeopleAsync();

        await host.Patients.GetPatientAsync(new() { Name = patient });

        var methods = await host.WithDbAsync<ServiceDb, List<string>>(
            db => db.Set<AuditRow>().AsNoTracking().Where(row => row.Resource == patient).OrderBy(row => row.Sequence).Select(row => row.Method).ToListAsync());
        Assert.Equal(["CreatePatient", "GetPatient"], methods.Select(method => method[(method.LastIndexOf('/') + 1)..]));
    }

    [Fact]
    public async Task A_search_is_by_the_start_of_the_name_in_any_case()
    {
        var one = PatientRegistryHost.Somebody();
        one.PersonName = new() { GivenName = "Zoë", FamilyName = "Quillfeather" };
        await host.Patients.CreatePatientAsync(new() { Patient = one });

        Assert.Single((await host.Patients.SearchPatientsAsync(new() { FamilyName = "quill" })).Patients);
        Assert.Single((await host.Patients.SearchPatientsAsync(new() { FamilyName = "QUILLFEATHER", GivenName = "zo" })).Patients);
        Assert.Empty((await host.Patients.SearchPatientsAsync(new() { FamilyName = "uill" })).Patients);
        Assert.Empty((await host.Patients.SearchPatientsAsync(new() { FamilyName = "quill", BirthDate = new() { Year = 1999, Month = 1, Day = 1 } })).Patients);
        Assert.Equal(["SEARCH_EMPTY"], (await Refused(() => host.Patients.SearchPatientsAsync(new()).ResponseAsync)).Violations.Select(wrong => wrong.Reason));
    }

    [Fact]
    public async Task Writing_practices_needs_the_scope_admin()
    {
        var failure = await Refused(() => host.Patients.CreatePracticeAsync(new() { Practice = Practice() }).ResponseAsync);
        Assert.Equal("SCOPE_REQUIRED", failure.Reason);
    }

    private async Task<(string Patient, string Provider)> PeopleAsync() =>
        ((await host.Patients.CreatePatientAsync(new() { Patient = PatientRegistryHost.Somebody() })).Name, (await host.ProviderAsync()).Name);

    private static Encounter Visit(string patient, string provider, int day = 1) => new()
    {
        Patient = patient,
        RenderingProvider = provider,
        PlaceOfServiceCode = "11",
        ServiceDate = new() { Year = 2026, Month = 2, Day = day },
        DiagnosisCodes = { "E119" },
    };

    private static Practice Practice()
    {
        var practice = new Practice
        {
            DisplayName = "LAKESIDE FAMILY CARE",
            Npi = "1245319599",
            TaxId = "123456789",
            TaxonomyCode = "207Q00000X",
            Address = PatientRegistryHost.Home(),
            ContactName = "BILLING DESK",
            ContactPhone = "5555550100",
            SubmitterId = "LAKE01",
        };
        practice.Address.PostalCode = "627020001";
        return practice;
    }

    private static async Task<Platform.Values.Failure> Refused(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        return refused.ToFailure(out _) ?? throw new InvalidOperationException(refused.Status.ToString());
    }
}
