using MedBill.Platform.Hosting;

namespace MedBill.Remittance.Import;

/// <summary>Registers what takes files in and reads them.</summary>
internal static class ImportSetup
{
    public static void AddImport(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Archive>();
        services.AddSingleton<Payees>();
        services.AddSingleton<AdviceStore>();
        services.AddSingleton<AdviceReader>();
        services.AddSingleton<ReadingParts>();
        services.AddSingleton<FileIntake>();

        builder.AddSettings(
            new("Archive:Folder", "Folder of the 835 files as they came; one volume for all replicas.", "remittance-files in Storage:Folder", SettingKind.Folder),
            new("Import:AcceptTestFiles", "Post files whose ISA15 is T.", "true; false in Production", SettingKind.Flag));

        // A test file posted by mistake is money that does not exist.
        services.AddSingleton(provider => new FileCheck(provider.GetRequiredService<IConfiguration>().GetValue(
            "Import:AcceptTestFiles", !provider.GetRequiredService<IHostEnvironment>().IsProduction())));
    }
}
