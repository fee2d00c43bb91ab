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

        // A test file posted by mistake is money that does not exist.
        services.AddSingleton(provider => new FileCheck(provider.GetRequiredService<IConfiguration>().GetValue(
            "Import:AcceptTestFiles", !provider.GetRequiredService<IHostEnvironment>().IsProduction())));
    }
}
