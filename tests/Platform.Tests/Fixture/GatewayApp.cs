using MedBill.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MedBill.Platform.Tests.Fixture;

/// <summary>The hosting half alone, as the gateway uses it.</summary>
public static class GatewayApp
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddPlatformHost("gateway");
        builder.AddServiceClient<Wire.ThingService.ThingServiceClient>("things", forwardCaller: true);
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UsePlatformHost();
        app.MapGet("/livez", () => "live").AllowAnonymous();
        app.MapGet("/who", async (Wire.ThingService.ThingServiceClient things, CancellationToken cancel) =>
        {
            var who = await things.WhoAmIAsync(new(), cancellationToken: cancel);
            return Results.Text($"{who.Subject} {who.Practice}");
        }).RequireAuthorization("scope:things.read");
        return app;
    }
}
