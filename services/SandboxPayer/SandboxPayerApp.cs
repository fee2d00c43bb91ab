using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.SandboxPayer.Adjudication;
using MedBill.SandboxPayer.Answers;
using MedBill.SandboxPayer.Clock;

namespace MedBill.SandboxPayer;

/// <summary>The simulated payer: stands behind the mailbox where a clearinghouse would (never in production).</summary>
public static class SandboxPayerApp
{
    /// <summary>Builds the host; nothing runs yet.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddPlatformHost("sandbox-payer");
        builder.AddMailbox();
        builder.AddSettings(
            new("Storage:Folder", "Folder of what the payer has decided.", "required", SettingKind.Folder),
            new("Sandbox:FeeScheduleFile", "What it allows for each procedure.", "the file beside the program", SettingKind.File),
            new("Sandbox:PaymentDelayDays", "Days of business time between a decision and its payment.", "0", SettingKind.Count));
        builder.Services.AddSingleton(_ => FeeSchedule.Load(
            builder.Configuration["Sandbox:FeeScheduleFile"] ?? Path.Combine(AppContext.BaseDirectory, "fee-schedule.json")));
        builder.Services.AddSingleton<Adjudicator>();
        builder.Services.AddSingleton<DecisionMemory>();
        builder.Services.AddSingleton<ClaimFileAnswers>();
        builder.Services.AddSingleton(_ => new AnswerStore(Path.Combine(
            builder.Configuration["Storage:Folder"] ?? throw new StartRefusedException("Storage:Folder is required."), "sandbox-payer")));
        builder.AddWorker<AnswerSender>();
        builder.AddWorker<OutboundReader>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UsePlatformHost();
        app.MapGet("/livez", () => TypedResults.Ok()).AllowAnonymous();
        app.MapGet("/readyz", () => TypedResults.Ok()).AllowAnonymous();
        app.MapSandbox();
        return app;
    }
}
