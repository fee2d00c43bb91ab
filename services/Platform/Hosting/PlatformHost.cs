using System.Globalization;
using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Reflection;
using MedBill.Platform.Messaging;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace MedBill.Platform.Hosting;

/// <summary>What every host of the suite has.</summary>
public static class PlatformHost
{
    /// <summary>Largest gRPC message, both ways: 4 MB.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    /// <summary>
    /// The half that any host has, HTTP/1.1 ones too: logs, traces, metrics, token checks, scopes, clocks, clients. Follow with
    /// <see cref="UsePlatformHost"/>.
    /// </summary>
    public static void AddPlatformHost(this WebApplicationBuilder builder, string appId)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // Whatever the machine's language: what is written here, others read.
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        builder.Services.AddSingleton(new ServiceIdentity(appId));
        builder.Services.AddHostedService<StartChecks>();
        builder.Services.AddHostedService<StopWithInput>();
        builder.AddSettings(PlatformSettings.Host);
        builder.Services.AddStartCheck(provider => provider.GetRequiredService<ServiceTransport>().ThroughSidecar
            && !builder.Environment.IsDevelopment() && string.IsNullOrEmpty(builder.Configuration["DAPR_API_TOKEN"])
                ? "DAPR_API_TOKEN is required in Dapr mode outside Development."
                : null);
        builder.Services.AddDraining();
        builder.Services.AddScoped<Caller>();
        builder.Services.TryAddSingleton<ServiceTransport>();
        builder.AddTelemetry(appId);
        builder.AddClocks();
        builder.AddAuthentication();
    }

    /// <summary>A gRPC service: the host half, h2c, interceptors, health, limits. Follow with <see cref="UsePlatform"/>.</summary>
    public static void AddPlatform(this WebApplicationBuilder builder, string appId)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPlatformHost(appId);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddSingleton<FailureInterceptor>();
        builder.Services.AddSingleton<FieldBehaviorInterceptor>();
        builder.Services.AddGrpc(grpc =>
        {
            (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (MaxMessageBytes, MaxMessageBytes);
            grpc.Interceptors.Add<FailureInterceptor>();
            grpc.Interceptors.Add<FieldBehaviorInterceptor>();
        });
        builder.Services.AddGrpcHealthChecks(health =>
        {
            health.Services.Map("live", check => check.Tags.Contains("live"));
            health.Services.Map("ready", check => check.Tags.Contains("ready"));
        })
            .AddCheck("process", () => HealthCheckResult.Healthy(), tags: ["live"])
            .AddCheck<DrainHealth>("drain", tags: ["ready"])
            .AddCheck<StoreHealth>("store", tags: ["ready", AppCallbackHealthService.Tag])
            .AddCheck<RelayHealth>("relay", tags: ["ready", AppCallbackHealthService.Tag]);
        builder.Services.AddSingleton<StoreShape>();
        builder.Services.AddReflection();
        builder.Services.AddSingleton<MappedEndpoints>();
        builder.Services.AddStartCheck(Authentication.FindUnguardedMethod);
    }

    /// <summary>Token check, the scope's <see cref="Caller"/>, authorization.</summary>
    /// <param name="app">The host.</param>
    /// <param name="known">What runs once it is known who calls, and before it is asked what he may do.</param>
    public static void UsePlatformHost(this WebApplication app, Func<HttpContext, RequestDelegate, Task>? known = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseAuthentication();
        app.Use((http, next) =>
        {
            http.RequestServices.GetRequiredService<Caller>().From(http);
            return next(http);
        });
        if (known is not null)
        {
            app.Use(known);
        }

        app.UseAuthorization();
    }

    /// <summary>The host half, <c>grpc.health.v1</c>, the event callback, and reflection in Development.</summary>
    public static void UsePlatform(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UsePlatformHost();
        app.Services.GetRequiredService<MappedEndpoints>().Routes = app;
        app.MapGrpcHealthChecksService().AllowAnonymous();
        if (app.Services.GetService<SubscriptionTable>() is not null)
        {
            // They take no bearer token; the app token is checked inside (architecture 3.9).
            app.MapGrpcService<AppCallbackService>().AllowAnonymous();
            app.MapGrpcService<AppCallbackBulkService>().AllowAnonymous();
            app.MapGrpcService<AppCallbackHealthService>().AllowAnonymous();
        }

        if (app.Environment.IsDevelopment())
        {
            app.MapGrpcService<ReflectionServiceImpl>().AllowAnonymous();
        }
    }

    internal static void AddReflection(this IServiceCollection services) => services.AddSingleton(provider => new ReflectionServiceImpl(
        provider.GetRequiredService<MappedEndpoints>().All
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
            .Distinct().Select(DescriptorOf).OfType<Google.Protobuf.Reflection.ServiceDescriptor>()));

    private static Google.Protobuf.Reflection.ServiceDescriptor? DescriptorOf(Type? service)
    {
        for (var type = service; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } bind)
            {
                return bind.BindType.GetProperty("Descriptor")?.GetValue(null) as Google.Protobuf.Reflection.ServiceDescriptor;
            }
        }

        return null;
    }

    private sealed class DrainHealth(Draining draining) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(draining.HasBegun ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
    }

    private sealed class StoreHealth(IServiceScopeFactory scopes, StoreShape shape) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var scope = scopes.CreateAsyncScope();
            return scope.ServiceProvider.GetService<ServiceDb>() is not { } db
                || (await db.Database.CanConnectAsync(cancellationToken) && await shape.IsUsableAsync(cancellationToken))
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy();
        }
    }

    private sealed class RelayHealth(IServiceProvider provider) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(
                provider.GetService<OutboxRelay>() is { IsAlive: false } ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
    }
}
