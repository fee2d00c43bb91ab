using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace MedBill.TestKit;

/// <summary>
/// The real <c>redis-server</c> on a free port of this machine, in a folder of its own, keeping nothing on disk. Tests that need it are skipped,
/// and say so, where it is not installed (Debian: <c>apt-get install redis-server</c>; <c>.ci/run</c> does).
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("medbill-redis-").FullName;
    private Process? _process;

    private RedisServer(int port) => Port = port;

    /// <summary>Where it listens, on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; }

    /// <summary>As StackExchange.Redis spells it.</summary>
    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <summary>Starts one, or skips the test where there is none.</summary>
    public static async Task<RedisServer> StartNewAsync()
    {
        Assert.SkipWhen(Program is null, "redis-server is not on the PATH.");
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var server = new RedisServer(port);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it, or starts it again, empty.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Program!) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        foreach (var argument in (string[])["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        var watch = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            Assert.True(watch.Elapsed < StartLimit && !_process.HasExited, "redis-server does not start.");
            await Task.Delay(20);
        }
    }

    /// <summary>Ends it at once, as a lost machine would; what it held is gone.</summary>
    public async Task KillAsync()
    {
        if (_process is { } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
            running.Dispose();
            _process = null;
        }
    }

    /// <summary>Stops answering while connections stay open; <see cref="Resume"/> lets it go on.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>Goes on after <see cref="Freeze"/>.</summary>
    public void Resume() => Signal("-CONT");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[7];
            await client.GetStream().ReadExactlyAsync(answer);
            return answer.AsSpan().StartsWith("+PONG"u8);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process!.Id}"]);
        kill.WaitForExit();
    }
}
