using Grpc.Core;
using MedBill.PatientRegistry.Domain;
using MedBill.PatientRegistry.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.PatientRegistry.Features;

internal sealed partial class PatientRpc
{
    // After every letter: a prefix is the range up to itself and this, which an index can find; LIKE cannot use one that tells case apart.
    private const char Last = '\uFFFF';

    [RequiresScope("patients.read")]
    public override async Task<Wire.SearchPatientsResponse> SearchPatients(Wire.SearchPatientsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var birthDate = request.BirthDate?.ToDate("birth_date", violations);
        foreach (var (field, value) in new[] { ("family_name", request.FamilyName), ("given_name", request.GivenName) })
        {
            violations.AddIf(value.Trim().Length == 1, field, "TOO_SHORT", "At least two characters.");
        }

        violations.AddIf(
            request.FamilyName.Length + request.GivenName.Length + request.ExternalId.Length + request.MedicalRecordNumber.Length == 0 && request.BirthDate is null,
            "family_name", "SEARCH_EMPTY", "Say at least one thing to look for.");
        violations.ThrowIfAny();
        var (items, next) = await Matching(request, birthDate).PageAsync(request, patient => patient.Id, context.CancellationToken);
        await db.RecordReadAsync(context.Method, "patients", context.CancellationToken);
        return new() { Patients = { items.Select(patient => patient.ToWire()) }, NextPageToken = next };
    }

#pragma warning disable CA1304, CA1309, CA1310, CA1311 // Becomes SQL, where the column's binary collation compares.
    private IQueryable<Patient> Matching(Wire.SearchPatientsRequest request, DateOnly? birthDate)
    {
        var patients = db.Patients.AsNoTracking();
        if (request.FamilyName.Trim().ToUpperInvariant() is { Length: > 0 } family)
        {
            var familyEnd = family + Last;
            patients = patients.Where(patient => string.Compare(patient.FamilyNameKey, family) >= 0 && string.Compare(patient.FamilyNameKey, familyEnd) < 0);
        }

        if (request.GivenName.Trim().ToUpperInvariant() is { Length: > 0 } given)
        {
            var givenEnd = given + Last;
            patients = patients.Where(patient => string.Compare(patient.GivenNameKey, given) >= 0 && string.Compare(patient.GivenNameKey, givenEnd) < 0);
        }

        if (request.ExternalId is { Length: > 0 } externalId)
        {
            patients = patients.Where(patient => patient.ExternalId == externalId);
        }

        if (request.MedicalRecordNumber is { Length: > 0 } number)
        {
            patients = patients.Where(patient => patient.MedicalRecordNumber == number);
        }

        return birthDate is null ? patients : patients.Where(patient => patient.BirthDate == birthDate);
    }
#pragma warning restore CA1304, CA1309, CA1310, CA1311
}
