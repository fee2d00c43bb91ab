using MedBill.Claims.Acknowledgments;
using MedBill.Claims.Features;
using MedBill.Claims.Storage;
using MedBill.Claims.Submission;
using MedBill.Claims.Subscriptions;
using MedBill.Contracts.Coverage.V1;
using MedBill.Contracts.Patients.V1;
using MedBill.Contracts.Remittance.Events.V1;
using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;

namespace MedBill.Claims;

/// <summary>The claims service.</summary>
public static class ClaimsApp
{
    /// <summary>Builds the host; nothing runs yet.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddPlatform("claims");
        builder.AddStorage<ClaimsDb, ClaimsSqliteDb, ClaimsSqlServerDb>(durable: true);
        builder.AddMessaging<ClaimsDb>(messaging => messaging.Publishes("claims").On<PaymentsPosted, OnPaymentsPosted>("remittances"));
        builder.AddServiceClient<PatientService.PatientServiceClient>("patient-registry");
        builder.AddServiceClient<CoverageService.CoverageServiceClient>("coverage");
        builder.AddMailbox();
        builder.AddSubmission();
        builder.AddWorker<AcknowledgmentWorker>();
        builder.AddWorker<ClaimFigures>();
        builder.Services.AddScoped<ClaimDrafting>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UsePlatform();
        app.MapGrpcService<ClaimRpc>();
        return app;
    }
}
