using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;
using MedBill.Remittance.Features;
using MedBill.Remittance.Import;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Storage;
using MedBill.Remittance.Subscriptions;
using ClaimEvents = MedBill.Contracts.Claims.Events.V1;
using PatientEvents = MedBill.Contracts.Patients.Events.V1;

namespace MedBill.Remittance;

/// <summary>The service as a host.</summary>
public static class RemittanceApp
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddPlatform("remittance");
        builder.AddStorage<RemittanceDb, RemittanceSqliteDb, RemittanceSqlServerDb>(durable: true);
        builder.AddMessaging<RemittanceDb>(subscribe => subscribe
            .Publishes("remittances")
            .On<ClaimEvents.ClaimSubmitted, OnClaimSubmitted>("claims")
            .On<ClaimEvents.ClaimAccepted, OnClaimAccepted>("claims")
            .On<PatientEvents.PracticeChanged, OnPracticeChanged>("patients"));
        builder.AddMailbox();
        builder.AddImport();
        builder.AddWorker<RemittanceMailbox>();
        builder.AddWorker<ReadingWorker>();
        builder.AddWorker<PostingWorker>();
        builder.AddWorker<PostingFigures>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UsePlatform();
        app.MapGrpcService<RemittanceRpc>();
        return app;
    }
}
