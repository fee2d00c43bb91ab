using MedBill.Contracts.Patients.V1;
using MedBill.Coverage.Eligibility;
using MedBill.Coverage.Features;
using MedBill.Coverage.Storage;
using MedBill.Platform.Caching;
using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;

namespace MedBill.Coverage;

/// <summary>The coverage service.</summary>
public static class CoverageApp
{
    /// <summary>Builds the host; nothing runs yet.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddPlatform("coverage");

        // The control number of a 270 and the bytes sent under it are one commit: lost to a power cut, the number would go out twice (ISA13).
        builder.AddStorage<CoverageDb, CoverageSqliteDb, CoverageSqlServerDb>(durable: true);
        builder.AddMessaging<CoverageDb>(messaging => messaging.Publishes("coverages"));
        builder.AddServiceClient<PatientService.PatientServiceClient>("patient-registry");
        builder.AddMailbox();
        builder.AddRedisCache();
        builder.AddSettings(new Setting(
            "Eligibility:AnswerLimit", "How long an answer to a 270 is waited for, in business time.", "3.00:00:00", SettingKind.Duration));
        builder.Services.AddScoped<RecentAnswers>();
        builder.AddWorker<InquiryWorker>();
        builder.AddWorker<AnswerReader>();
        builder.AddWorker<UnansweredChecks>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UsePlatform();
        app.MapGrpcService<CoverageRpc>();
        return app;
    }
}
