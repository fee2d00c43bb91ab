using MedBill.Remittance.Storage;
using MedBill.Remittance.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Claims = MedBill.Contracts.Claims.Events.V1;
using Patients = MedBill.Contracts.Patients.Events.V1;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Remittance.Tests.Messaging;

public sealed class PoisonTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    public static TheoryData<string> Broken => ["claim", "encounter", "patient", "payer", "payer id", "number", "long number", "charge", "line charge", "date", "party"];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_claim_that_breaks_the_contract_is_refused_for_good(string what)
    {
        var submitted = Samples.Submitted(Samples.Visit(Samples.Unique("PCN")));
        var number = submitted.PatientControlNumber;
        Break(submitted, what);

        Assert.Equal(Status.Drop, await host.DeliverAsync(submitted));

        Assert.False(await host.WithDbAsync<RemittanceDb, bool>(db => db.SubmittedClaims.AnyAsync(claim => claim.PatientControlNumber == number)));
    }

    [Fact]
    public async Task A_claim_without_a_practice_is_refused_for_good() =>
        Assert.Equal(Status.Drop, await host.DeliverAsync(Samples.Submitted(Samples.Visit(Samples.Unique("PCN"))), practice: null));

    [Fact]
    public async Task A_patient_control_number_given_twice_is_refused_for_good()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);

        Assert.Equal(Status.Drop, await host.DeliverAsync(Samples.Submitted(visit, claimId: "clm-other")));
    }

    [Fact]
    public async Task The_same_claim_twice_is_one_claim_whatever_the_event_id()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        var submitted = Samples.Submitted(visit);

        Assert.Equal(Status.Success, await host.DeliverAsync(submitted, id: "one-" + visit.PatientControlNumber));
        Assert.Equal(Status.Success, await host.DeliverAsync(submitted, id: "one-" + visit.PatientControlNumber));
        Assert.Equal(Status.Success, await host.DeliverAsync(submitted, id: "two-" + visit.PatientControlNumber));

        Assert.Equal(1, await host.WithDbAsync<RemittanceDb, int>(db => db.SubmittedClaims.CountAsync(claim => claim.PatientControlNumber == visit.PatientControlNumber)));
    }

    [Fact]
    public async Task An_acceptance_without_a_payers_number_says_nothing_here()
    {
        var submitted = Samples.Submitted(Samples.Visit(Samples.Unique("PCN")));

        Assert.Equal(Status.Success, await host.DeliverAsync(new Claims.ClaimAccepted { Claim = submitted.Claim, VersionNumber = 1 }, "claims", submitted.Claim));
    }

    [Theory]
    [InlineData("practices/prc-1", "12345678931")]
    [InlineData("practices/prc-1", "")]
    [InlineData("prc-1", "1234567893")]
    public async Task A_practice_that_breaks_the_contract_is_refused_for_good(string practice, string npi) =>
        Assert.Equal(Status.Drop, await host.DeliverAsync(new Patients.PracticeChanged { Practice = practice, Npi = npi }, "patients", practice));

    private static void Break(Claims.ClaimSubmitted submitted, string what)
    {
        switch (what)
        {
            case "claim":
                submitted.Claim = "clm-1";
                break;
            case "encounter":
                submitted.Encounter = "encounters/";
                break;
            case "patient":
                submitted.Patient = "";
                break;
            case "payer":
                submitted.Payer = "payer/1";
                break;
            case "payer id":
                submitted.PayerId = new string('A', 16);
                break;
            case "number":
                submitted.PatientControlNumber = "";
                break;
            case "long number":
                submitted.PatientControlNumber = new string('A', 21);
                break;
            case "charge":
                submitted.TotalCharge.CurrencyCode = "EUR";
                break;
            case "line charge":
                submitted.Lines[0].Charge.Nanos = 1;
                break;
            case "date":
                submitted.ServiceDate = null;
                break;
            default:
                submitted.ResponsibleParty = "";
                break;
        }
    }
}
