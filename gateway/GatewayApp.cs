using MedBill.Contracts.Claims.V1;
using MedBill.Contracts.Collections.V1;
using MedBill.Contracts.Coverage.V1;
using MedBill.Contracts.Patients.V1;
using MedBill.Contracts.Remittance.V1;
using MedBill.Gateway.Accounts;
using MedBill.Gateway.Claims;
using MedBill.Gateway.Coverage;
using MedBill.Gateway.Http;
using MedBill.Gateway.Identity;
using MedBill.Gateway.Patients;
using MedBill.Gateway.Remittances;
using MedBill.Gateway.Sandbox;
using MedBill.Platform.Hosting;
using Scalar.AspNetCore;

namespace MedBill.Gateway;

/// <summary>The public REST API.</summary>
public static class GatewayApp
{
    /// <summary>Builds the host; nothing runs yet.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddPlatformHost("gateway");
        builder.AddServiceClient<PatientService.PatientServiceClient>("patient-registry", forwardCaller: true);
        builder.AddServiceClient<CoverageService.CoverageServiceClient>("coverage", forwardCaller: true);
        builder.AddServiceClient<ClaimService.ClaimServiceClient>("claims", forwardCaller: true);
        builder.AddServiceClient<RemittanceService.RemittanceServiceClient>("remittance", forwardCaller: true);
        builder.AddServiceClient<CollectionService.CollectionServiceClient>("collections", forwardCaller: true);
        builder.Services.ConfigureHttpJsonOptions(json => PublicJson.Configure(json.SerializerOptions));
        builder.Services.AddExceptionHandler<RpcProblems>();
        builder.AddRateLimits();
        builder.AddApiDescription();
        var isDevelopment = builder.Environment.IsDevelopment();
        if (isDevelopment)
        {
            DevelopmentIssuer.Add(builder);
            SandboxEndpoints.Add(builder);
        }

        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseRequestIds();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(context => RpcProblems.WriteStatusAsync(context.HttpContext));
        app.UsePlatformHost();
        app.UseRateLimiter();
        MapRoutes(app, isDevelopment);
        return app;
    }

    private static void MapRoutes(WebApplication app, bool isDevelopment)
    {
        app.MapPatients();
        app.MapCoverage();
        app.MapClaims();
        app.MapRemittances();
        app.MapAccounts();
        app.MapReconciliation();
        app.MapHealth();
        app.MapOpenApi().AllowAnonymous();
        app.MapScalarApiReference("/docs", options => options.WithTitle("MedBill").DisableDefaultFonts()).AllowAnonymous();
        if (isDevelopment)
        {
            DevelopmentIssuer.Map(app);
            app.MapSandbox();
        }
    }
}
