using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MedBill.Gateway;

/// <summary>The verb <c>openapi PATH</c>: writes what <c>/openapi/v1.json</c> serves.</summary>
internal static class ApiDescriptionFile
{
    public static async Task<int> WriteAsync(string path)
    {
        var keys = Directory.CreateTempSubdirectory("medbill-openapi-").FullName;
        await using var app = GatewayApp.Build(
            ["--environment", "Development", "--urls", "http://127.0.0.1:0", "--Auth:Authority", "http://localhost:8080", "--Auth:DevelopmentKeyFolder", keys]);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var http = new HttpClient();
        await File.WriteAllTextAsync(path, await http.GetStringAsync(new Uri($"{address}/openapi/v1.json")) + "\n");
        await app.StopAsync();
        Directory.Delete(keys, recursive: true);
        return 0;
    }
}
