using Grpc.Core;
using MedBill.Contracts.Patients.V1;

namespace MedBill.Collections.Tests.Fixture;

/// <summary>A registry of people who all exist: <c>patients/child-…</c> have the guarantor of the same number, others pay for themselves.</summary>
public sealed class FakePatientRegistry : PatientService.PatientServiceBase
{
    /// <summary>How often names were asked for.</summary>
    public int Batches { get; private set; }

    /// <summary>Down while set.</summary>
    public bool Away { get; set; }

    public override Task<Patient> GetPatient(GetPatientRequest request, ServerCallContext context)
    {
        RequireThere();
        if (request.Name == "patients/nobody")
        {
            throw new RpcException(new(StatusCode.NotFound, "nobody"));
        }

        var guarantor = request.Name.StartsWith("patients/child-", StringComparison.Ordinal) ? request.Name.Replace("patients/child-", "guarantors/gtr-", StringComparison.Ordinal) : "";
        return Task.FromResult(new Patient { Name = request.Name, Guarantor = guarantor });
    }

    public override Task<Practice> GetPractice(GetPracticeRequest request, ServerCallContext context)
    {
        RequireThere();
        return Task.FromResult(new Practice
        {
            Name = request.Name,
            DisplayName = "SPRINGFIELD FAMILY MEDICINE",
            Address = Home("100 MAIN ST", "627010001"),
            PayToAddress = Home("PO BOX 400", "627050400"),
            ContactPhone = "2175550134",
        });
    }

    public override Task<BatchGetResponsiblePartiesResponse> BatchGetResponsibleParties(BatchGetResponsiblePartiesRequest request, ServerCallContext context)
    {
        Assert.InRange(request.Names.Count, 1, 100);
        Batches++;
        return Task.FromResult(new BatchGetResponsiblePartiesResponse
        {
            ResponsibleParties =
            {
                request.Names.Select(name => new ResponsibleParty
                {
                    Name = name,
                    PersonName = new() { GivenName = "DANA", FamilyName = name.Split('/')[1].ToUpperInvariant() },
                    Address = Home("7 OAK LN", "62702"),
                }),
            },
        });
    }

    private void RequireThere()
    {
        if (Away)
        {
            throw new RpcException(new(StatusCode.Unavailable, "away"));
        }
    }

    private static Google.Type.PostalAddress Home(string street, string code) => new()
    {
        AddressLines = { street },
        Locality = "SPRINGFIELD",
        AdministrativeArea = "IL",
        PostalCode = code,
    };
}
