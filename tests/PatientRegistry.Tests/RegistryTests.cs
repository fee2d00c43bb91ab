using Grpc.Core;
using MedBill.Contracts.Patients.V1;
using MedBill.PatientRegistry.Storage;
using MedBill.Platform.Rpc;
using MedBill.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.PatientRegistry.Tests;

public sealed class RegistryTests(PatientRegistryHost host) : IClassFixture<PatientRegistryHost>
{
    [Fact]
    public async Task A_patient_is_registered_read_and_changed_under_its_etag()
    {
        var made = await host.Patients.CreatePatientAsync(new() { Patient = PatientRegistryHost.Somebody("a-1") });
        var read = await host.Patients.GetPatientAsync(new() { Name = made.Name });
        Assert.Equal(made, read);

        var change = new Patient { Name = made.Name, Etag = made.Etag, Phone = "5555550101" };
        var changed = await host.Patients.UpdatePatientAsync(new() { Patient = change, UpdateMask = new() { Paths = { "phone" } } });
        Assert.Equal(("5555550101", "RIVERA"), (changed.Phone, changed.PersonName.FamilyName));

        var stale = await Refused(() => host.Patients.UpdatePatientAsync(new() { Patient = change, UpdateMask = new() { Paths = { "phone" } } }).ResponseAsync);
        Assert.Equal("ETAG_MISMATCH", stale.Reason);
        Assert.Equal(
            ["medbill.patients.events.v1.PatientCreated", "medbill.patients.events.v1.PatientUpdated"], await host.EventsAsync(made.Name));
    }

    [Fact]
    public async Task Every_mistake_is_said_at_once_and_nothing_is_stored()
    {
        var wrong = PatientRegistryHost.Somebody("a-2");
        wrong.BirthDate = new() { Year = 2040, Month = 1, Day = 1 };
        wrong.Phone = "call me";
        wrong.Address.PostalCode = "627";

        var failure = await Refused(() => host.Patients.CreatePatientAsync(new() { Patient = wrong }).ResponseAsync);

        Assert.Equal(
            ["patient.address.postal_code POSTAL_CODE_INVALID", "patient.birth_date DATE_IN_FUTURE", "patient.phone PHONE_INVALID"],
            failure.Violations.Select(one => $"{one.Field} {one.Reason}").Order());
        var found = await host.Patients.SearchPatientsAsync(new() { ExternalId = "a-2" });
        Assert.Empty(found.Patients);
    }

    [Fact]
    public async Task A_retry_with_the_same_request_id_registers_once()
    {
        var request = new CreatePatientRequest { Patient = PatientRegistryHost.Somebody("a-3"), RequestId = "key-a-3" };

        var first = await host.Patients.CreatePatientAsync(request);
        var retry = await host.Patients.CreatePatientAsync(request);

        Assert.Equal(first, retry);
        Assert.Equal("DUPLICATE_EXTERNAL_ID", (await Refused(() =>
            host.Patients.CreatePatientAsync(new() { Patient = PatientRegistryHost.Somebody("a-3") }).ResponseAsync)).Reason);
    }

    [Fact]
    public async Task Another_practice_finds_nothing()
    {
        var made = await host.Patients.CreatePatientAsync(new() { Patient = PatientRegistryHost.Somebody("a-4") });
        var other = host.ClientFor<PatientService.PatientServiceClient>(ServiceHost.OtherPractice, "patients.read");

        Assert.Equal("PATIENT_NOT_FOUND", (await Refused(() => other.GetPatientAsync(new() { Name = made.Name }).ResponseAsync)).Reason);
        Assert.Empty((await other.SearchPatientsAsync(new() { FamilyName = "rivera" })).Patients);
    }

    [Fact]
    public async Task A_visit_tells_its_charges_once_for_each_capture()
    {
        var patient = await host.Patients.CreatePatientAsync(new() { Patient = PatientRegistryHost.Somebody() });
        var provider = await host.ProviderAsync();
        var visit = await host.VisitAsync(patient.Name, provider.Name, PatientRegistryHost.Charge(dollars: 150), PatientRegistryHost.Charge("83036", 30, 1, 2));
        await host.Patients.BatchCreateChargesAsync(new() { Requests = { new CreateChargeRequest { Encounter = visit.Name, Charge = PatientRegistryHost.Charge("93000", 40) } } });

        var events = await host.EventsAsync<Contracts.Patients.Events.V1.EncounterCharged>(visit.Name);

        Assert.Equal([(1, 180L), (2, 40L)], events.Select(one => (one.CaptureNumber, one.TotalCharge.Units)));
        Assert.Equal([3], events[1].Charges.Select(charge => charge.LineNumber));
        Assert.Equal(patient.Name, events[0].ResponsibleParty);
        var read = await host.Patients.GetEncounterAsync(new() { Name = visit.Name });
        Assert.Equal((220L, Encounter.Types.State.Charged), (read.TotalCharge.Units, read.State));
    }

    [Fact]
    public async Task A_pointer_to_no_diagnosis_and_a_provider_of_nobody_are_refused()
    {
        var patient = await host.Patients.CreatePatientAsync(new() { Patient = PatientRegistryHost.Somebody() });

        var failure = await Refused(() => host.VisitAsync(patient.Name, "providers/prv-00000000000000000000000009", PatientRegistryHost.Charge(pointers: 3)));

        Assert.Equal(
            ["encounter.charges[0].diagnosis_pointers[0] POINTER_INVALID", "encounter.rendering_provider REFERENCE_NOT_FOUND"],
            failure.Violations.Select(one => $"{one.Field} {one.Reason}").Order());
    }

    [Fact]
    public async Task The_practice_must_have_a_street_and_a_valid_npi()
    {
        var practice = new Practice
        {
            DisplayName = "LAKESIDE FAMILY CARE",
            Npi = "1234567890",
            TaxId = "123456789",
            TaxonomyCode = "207Q00000X",
            Address = PatientRegistryHost.Home(),
            ContactName = "BILLING DESK",
            ContactPhone = "5555550100",
            SubmitterId = "LAKE01",
        };
        practice.Address.AddressLines[0] = "PO Box 12";

        var failure = await Refused(() => host.Admin.CreatePracticeAsync(new() { Practice = practice }).ResponseAsync);

        Assert.Equal(
            ["practice.address.address_lines[0] POST_BOX_NOT_ALLOWED", "practice.address.postal_code POSTAL_CODE_INVALID", "practice.npi NPI_CHECK_DIGIT"],
            failure.Violations.Select(one => $"{one.Field} {one.Reason}").Order());
    }

    [Fact]
    public async Task No_change_of_the_model_waits_for_a_migration()
    {
        await using var scope = host.Services.CreateAsyncScope();
        Assert.False(scope.ServiceProvider.GetRequiredService<PatientRegistryDb>().Database.HasPendingModelChanges());
        await using var server = new PatientRegistrySqlServerDesign().CreateDbContext([]);
        Assert.False(server.Database.HasPendingModelChanges());
    }

    private static async Task<Platform.Values.Failure> Refused(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        return refused.ToFailure(out _) ?? throw new InvalidOperationException(refused.Status.ToString());
    }
}
