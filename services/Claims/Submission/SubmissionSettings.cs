using MedBill.Claims.Domain;
using MedBill.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace MedBill.Claims.Submission;

/// <summary>Section <c>Submission</c> of the configuration.</summary>
public sealed class SubmissionSettings
{
    /// <summary>How long the first claim of a batch waits for others.</summary>
    public TimeSpan BatchWindow { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Claims at which a batch is closed at once.</summary>
    public int MaxClaims { get; set; } = SubmissionBatch.MaxClaims;

    /// <summary>ISA15: P production, T test. T in Development unless said otherwise.</summary>
    public string UsageCode { get; set; } = "";

    /// <summary>How long a claim may wait for the next word of its payer, in business time, before somebody has to ask.</summary>
    public TimeSpan AnswerLimit { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long one worker has for writing one file, and the pause before the next try.</summary>
    public TimeSpan WriteLease { get; set; } = TimeSpan.FromSeconds(15);
}

internal static class SubmissionSetup
{
    public static void AddSubmission(this WebApplicationBuilder builder)
    {
        builder.AddSettings(
            new("Submission:BatchWindow", "How long the first claim of a batch waits for others.", "00:00:02", SettingKind.Duration),
            new("Submission:MaxClaims", "Claims at which a batch is closed at once.", "5000", SettingKind.Count) { Least = 1, Most = SubmissionBatch.MaxClaims },
            new("Submission:UsageCode", "ISA15: P production, T test.", "P; T in Development", SettingKind.Choice) { Choices = ["P", "T"] },
            new("Submission:AnswerLimit", "How long a claim may wait for its payer's next word, in business time, before somebody has to ask.", "30.00:00:00", SettingKind.Duration) { Least = 0.001 },
            new("Submission:WriteLease", "How long one worker has for writing one file, and the pause before the next try.", "00:00:15", SettingKind.Duration) { Least = 0.001 });
        builder.Services.AddOptions<SubmissionSettings>()
            .Configure<IConfiguration, IHostEnvironment>((settings, configuration, environment) =>
            {
                configuration.GetSection("Submission").Bind(settings);
                settings.UsageCode = settings.UsageCode.Length > 0 ? settings.UsageCode : environment.IsDevelopment() ? "T" : "P";
            });
        builder.Services.AddSingleton(provider => provider.GetRequiredService<IOptions<SubmissionSettings>>().Value);
        builder.Services.AddScoped<ClaimEdits>();
        builder.Services.AddScoped<BatchClosing>();
        builder.Services.AddScoped<BatchWriting>();
        builder.Services.AddScoped<BatchSifting>();
        builder.Services.AddScoped<LeaseRenewal>();
        builder.Services.AddSingleton<BatchWriter>(BatchFile.Write);
        builder.Services.AddSingleton<BatchMaking>();
        builder.Services.AddScoped<Submitting>();
        builder.AddWorker<SubmissionWorker>();
        builder.AddWorker<UnansweredClaims>();
    }
}
