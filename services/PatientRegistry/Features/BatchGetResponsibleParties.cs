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
    private const int MostParties = 100;

    [RequiresScope("patients.read")]
    public override async Task<Wire.BatchGetResponsiblePartiesResponse> BatchGetResponsibleParties(
        Wire.BatchGetResponsiblePartiesRequest request, ServerCallContext context)
    {
        if (request.Names.Count > MostParties)
        {
            throw Failure.Invalid("names", "TOO_MANY", $"At most {MostParties} names.");
        }

        var cancel = context.CancellationToken;
        var guarantorIds = Ids(request.Names, "guarantors");
        var patientIds = Ids(request.Names, "patients");
        var guarantors = await db.Guarantors.AsNoTracking().Where(row => guarantorIds.Contains(row.Id)).ToListAsync(cancel);
        var patients = await db.Patients.AsNoTracking().Where(row => patientIds.Contains(row.Id)).ToListAsync(cancel);
        var parties = guarantors.Select(row => (row.Name, row.Details.PersonName, row.Details.Address))
            .Concat(patients.Select(row => (row.Name, row.Details.PersonName, row.Details.Address)))
            .ToDictionary(party => party.Name);
        if (request.Names.FirstOrDefault(name => !parties.ContainsKey(name)) is { } missing)
        {
            throw new Failure(FailureKind.NotFound, "RESPONSIBLE_PARTY_NOT_FOUND", "There is no such guarantor or patient.", ("name", missing));
        }

        await db.RecordReadAsync(context.Method, "guarantors", cancel);
        return new()
        {
            ResponsibleParties =
            {
                request.Names.Select(name => new Wire.ResponsibleParty
                {
                    Name = name,
                    PersonName = parties[name].PersonName.ToWire(),
                    Address = parties[name].Address.ToWire(),
                }),
            },
        };
    }

    private static List<string> Ids(IEnumerable<string> names, string collection) =>
        [.. names.Where(name => name.StartsWith(collection + "/", StringComparison.Ordinal)).Select(name => name[(collection.Length + 1)..]).Distinct()];
}
