using MedBill.Contracts.Claims.V1;
using MedBill.Contracts.Collections.V1;
using MedBill.Contracts.Coverage.V1;
using MedBill.Contracts.Patients.V1;
using MedBill.Contracts.Remittance.V1;
using MedBill.Gateway.Accounts;
using MedBill.Gateway.Claims;
using MedBill.Gateway.Coverage;
using MedBill.Gateway.Description;
using MedBill.Gateway.Http;
using MedBill.Gateway.Identity;
using MedBill.Gateway.Patients;
using MedBill.Gateway.Remittances;
using MedBill.Gateway.Sandbox;
using MedBill.Platform.Hosting;

namespace MedBill.Gateway;

/// <summary>The public REST API of the suite.</summary>
public static class GatewayApp
{
    /// <summary>Builds the host; nothing runs yet.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel => (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, RequestBodies.MostBytes));
        builder.AddPlatformHost("gateway");
        builder.AddServiceClient<PatientService.PatientServiceClient>("patient-registry", forwardCaller: true);
        builder.AddServiceClient<CoverageService.CoverageServiceClient>("coverage", forwardCaller: true);
        builder.AddServiceClient<ClaimService.ClaimServiceClient>("claims", forwardCaller: true);
        builder.AddServiceClient<RemittanceService.RemittanceServiceClient>("remittance", forwardCaller: true);
        builder.AddServiceClient<CollectionService.CollectionServiceClient>("collections", forwardCaller: true);
        builder.Services.ConfigureHttpJsonOptions(json => PublicJson.Configure(json.SerializerOptions));
        builder.Services.AddExceptionHandler<RpcProblems>();
        AuthorityChallenge.Add(builder);
        Health.Add(builder);
        RateLimits.Add(builder);
        ApiDescription.Add(builder);
        SandboxEndpoints.Add(builder);
        configure?.Invoke(builder);
        var issues = DevelopmentIssuer.Add(builder);

        var app = builder.Build();
        app.UseRequestIds();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(context => RpcProblems.WriteStatusAsync(context.HttpContext));
        app.UseRouting();
        app.UsePlatformHost((http, next) => app.Services.GetRequiredService<RateLimits>().InvokeAsync(http, next));
        app.UseRequestChecks();
        app.MapApi();
        app.MapHealth();
        app.MapDescription();
        if (app.Environment.IsDevelopment())
        {
            app.MapSandbox();
        }

        if (issues)
        {
            app.MapTokens();
        }

        return app;
    }

    private static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapPractices();
        routes.MapPatients();
        routes.MapEncounters();
        routes.MapPayers();
        routes.MapPolicies();
        routes.MapClaims();
        routes.MapSubmissions();
        routes.MapRemittances();
        routes.MapAccounts();
        routes.MapPayments();
        routes.MapDecisions();
        routes.MapReconciliation();
    }
}
