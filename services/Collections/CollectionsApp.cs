using MedBill.Collections.Features;
using MedBill.Collections.Journal;
using MedBill.Collections.Letters;
using MedBill.Collections.Storage;
using MedBill.Collections.Subscriptions;
using MedBill.Contracts.Claims.Events.V1;
using MedBill.Contracts.Patients.Events.V1;
using MedBill.Contracts.Patients.V1;
using MedBill.Contracts.Remittance.Events.V1;
using MedBill.Platform.Hosting;
using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;

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
        builder.AddMessaging<CollectionsDb>(messaging => messaging.Publishes("accounts")
            .On<EncounterCharged, OnEncounterCharged>("patients")
            .On<ClaimSubmitted, OnClaimSubmitted>("claims")
            .On<ClaimVersionDiscarded, OnClaimVersionDiscarded>("claims")
            .On<ClaimVoided, OnClaimVoided>("claims")
            .On<PaymentsPosted, OnPaymentsPosted>("remittances"));
        builder.AddServiceClient<PatientService.PatientServiceClient>("patient-registry");
        builder.Services.AddSingleton<EntryIds>();
        builder.Services.AddScoped<Books>();
        builder.Services.AddScoped<Corrections>();
        builder.Services.AddScoped<PatientRegistry>();
        builder.AddWorker<BalanceCheck>();
        builder.AddWorker<ReceivableFigures>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UsePlatform();
        app.MapGrpcService<CollectionRpc>();
        return app;
    }
}
