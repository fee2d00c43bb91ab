using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace MedBill.Deploy.Tests;

/// <summary>
/// The built programs with exactly the environment that production gives them, no database, broker, sidecar or authority about: they start, live
/// without being ready, and end when told to, within the time that the pods have.
/// </summary>
public sealed class StartTests
{
    public static TheoryData<string> Apps => [.. Repository.Projects.Keys];

    [Theory]
    [MemberData(nameof(Apps))]
    public async Task An_app_starts_with_what_its_pod_sets_lives_without_a_database_and_ends_on_SIGTERM(string app)
    {
        var project = Path.GetFileNameWithoutExtension(Repository.Projects[app]);
        var dll = new[] { "debug", "release" }.Select(kind => Path.Combine(Repository.Root, "artifacts/bin", project, kind, $"MedBill.{project}.dll"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(dll is null, $"{project} is not built");
        var pod = Pod.In(Resource.Read(Kubectl.Overlay(app == "sandbox-payer" ? "staging" : "production"))).Single(one => one.Name == app);
        using var folder = new TemporaryFolder();
        var port = FreePort();
        using var process = Start(dll!, pod, folder.Path, port);
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            var isGrpc = pod.Labels["medbill.io/protocol"] == "grpc";
            var alive = await EventuallyAsync(() => isGrpc ? CheckAsync(port, "live") : GetAsync(port, "/livez"), process);
            Assert.True(alive, process.HasExited ? await output : "not alive in a minute");
            if (app != "sandbox-payer")
            {
                Assert.False(await (isGrpc ? CheckAsync(port, "ready") : GetAsync(port, "/readyz")));
            }

            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)), "still there after 30 s");
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static Process Start(string dll, Pod pod, string folder, int port)
    {
        var start = new ProcessStartInfo("dotnet", dll) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var entry in pod.Environment)
        {
            var name = entry.Text("name")!;
            start.Environment[name] = name switch
            {
                "ASPNETCORE_HTTP_PORTS" => $"{port}",
                _ when entry.Text("value") is ['/', ..] path => folder + path,
                _ when entry.Text("value") is { } value => value,
                _ => entry.Text("valueFrom.secretKeyRef.key") switch
                {
                    "connection-string" when name.StartsWith("Redis", StringComparison.Ordinal) => "127.0.0.1:1,abortConnect=false",
                    "connection-string" => "Server=127.0.0.1,1;Database=medbill;User Id=medbill;Password=x;Connect Timeout=1;Encrypt=True",
                    null when name == "Auth__Authority" => "https://127.0.0.1:1",
                    null => "http://127.0.0.1:1",
                    _ => "x",
                },
            };
        }

        return Process.Start(start)!;
    }

    private static async Task<bool> EventuallyAsync(Func<Task<bool>> isSo, Process process)
    {
        var until = Stopwatch.StartNew();
        while (until.Elapsed < TimeSpan.FromMinutes(1) && !process.HasExited)
        {
            if (await isSo())
            {
                return true;
            }

            await Task.Delay(200);
        }

        return false;
    }

    private static async Task<bool> GetAsync(int port, string path)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://localhost:{port}{path}"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    // grpc.health.v1.Health/Check as a probe sends it: one frame with field 1, the service; the answer's field 1 is 1 for SERVING.
    private static async Task<bool> CheckAsync(int port, string service)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        var name = Encoding.ASCII.GetBytes(service);
        using var content = new ByteArrayContent([0, 0, 0, 0, (byte)(name.Length + 2), 0x0A, (byte)name.Length, .. name]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost:{port}/grpc.health.v1.Health/Check")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TE.Add(new("trailers"));
        try
        {
            using var answer = await http.SendAsync(request);
            return await answer.Content.ReadAsByteArrayAsync() is [0, 0, 0, 0, 2, 0x08, 1];
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
