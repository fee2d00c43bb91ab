using MedBill.PatientRegistry.Features;
using MedBill.PatientRegistry.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;

namespace MedBill.PatientRegistry;

/// <summary>The patient-registry service.</summary>
public static class PatientRegistryApp
{
    /// <summary>Builds the host; nothing runs yet.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddPlatform("patient-registry");
        builder.AddStorage<PatientRegistryDb, PatientRegistrySqliteDb, PatientRegistrySqlServerDb>(durable: false);
        builder.AddMessaging<PatientRegistryDb>(messaging => messaging.Publishes("patients"));
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UsePlatform();
        app.MapGrpcService<PatientRpc>();
        return app;
    }
}
