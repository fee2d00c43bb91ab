using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MedBill.Gateway.Description;

/// <summary>The verb <c>openapi PATH</c>: writes what <c>/openapi/v1.json</c> serves in Development.</summary>
internal static class ApiDescriptionFile
{
    public static async Task<int> WriteAsync(string path)
    {
        await using var app = GatewayApp.Build(
            ["--environment", "Development", "--urls", "http://127.0.0.1:0", "--Auth:Authority", "http://localhost:8080", "--Logging:LogLevel:Default", "Warning"]);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        var text = await http.GetStringAsync(new Uri($"/openapi/{ApiDescription.Name}.json", UriKind.Relative));
        await File.WriteAllTextAsync(path, text.ReplaceLineEndings("\n").TrimEnd() + "\n");
        await app.StopAsync();
        return 0;
    }
}
