using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;
using MedBill.Platform.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.Platform.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task A_running_service_is_live_and_ready_without_a_token()
    {
        await using var host = new ThingsHost();
        await host.StartAsync();
        var health = host.ClientWith<Health.HealthClient>(null);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await health.CheckAsync(new() { Service = "live" })).Status);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await health.CheckAsync(new() { Service = "ready" })).Status);
        await host.Callback(appToken: null).HealthCheckAsync();
    }

    [Fact]
    public async Task A_service_whose_relay_has_stopped_is_live_but_not_ready()
    {
        await using var host = new ThingsHost();
        await host.StartAsync();
        var thing = await host.Things.OpenThingAsync(new() { Count = 1, Thing = new() { Title = "a" } });
        await Expect.EventuallyAsync(() => host.WithDbAsync<ThingsDb, bool>(
            db => db.Set<OutboxRow>().AnyAsync(row => row.Subject == thing.Name && row.PublishedTime != null)));
        await host.Services.GetRequiredService<OutboxRelay>().StopAsync(CancellationToken.None);
        host.Machine.Advance(TimeSpan.FromMinutes(2));
        var health = host.ClientWith<Health.HealthClient>(null);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await health.CheckAsync(new() { Service = "live" })).Status);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, (await health.CheckAsync(new() { Service = "ready" })).Status);
        await Assert.ThrowsAsync<RpcException>(async () => await host.Callback(appToken: null).HealthCheckAsync());
    }

    [Fact]
    public async Task In_development_the_services_describe_themselves()
    {
        await using var host = new ThingsHost();
        await host.StartAsync();
        using var call = host.ClientWith<ServerReflection.ServerReflectionClient>(null).ServerReflectionInfo();

        await call.RequestStream.WriteAsync(new() { ListServices = "" });
        await call.ResponseStream.MoveNext(CancellationToken.None);

        Assert.Contains(
            "medbill.things.v1.ThingService", call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name));
    }
}
