using MedBill.Collections.Features;
using MedBill.Collections.Storage;
using MedBill.Collections.Subscriptions;
using MedBill.Contracts.Patients.V1;
using MedBill.Platform.Hosting;
using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;
using ClaimEvents = MedBill.Contracts.Claims.Events.V1;
using PatientEvents = MedBill.Contracts.Patients.Events.V1;
using RemittanceEvents = MedBill.Contracts.Remittance.Events.V1;

namespace MedBill.Collections;

/// <summary>The collections service.</summary>
public static class CollectionsApp
{
    /// <summary>Builds the host; nothing runs yet.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddPlatform("collections");
        builder.AddStorage<CollectionsDb, CollectionsSqliteDb, CollectionsSqlServerDb>(durable: true);
        builder.AddMessaging<CollectionsDb>(messaging => messaging
            .Publishes("accounts")
            .On<PatientEvents.EncounterCharged, OnEncounterCharged>("patients")
            .On<ClaimEvents.ClaimSubmitted, OnClaimSubmitted>("claims")
            .On<RemittanceEvents.PaymentsPosted, OnPaymentsPosted>("remittances"));
        builder.AddServiceClient<PatientService.PatientServiceClient>("patient-registry");
        builder.Services.AddScoped<Journal>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UsePlatform();
        app.MapGrpcService<CollectionRpc>();
        return app;
    }
}
