using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MedBill.Local.Tests;

/// <summary>A request as the stub saw it.</summary>
internal sealed record StubRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name.ToLowerInvariant());
}

/// <summary>What the stub says.</summary>
internal sealed record StubAnswer(int Status, string Body = "{}", params (string Name, string Value)[] Headers);

/// <summary>A small HTTP/1.1 server on a port of its own. A null answer drops the connection, as a killed process does.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<StubRequest, StubAnswer?> _answer;
    private readonly List<StubRequest> _seen = [];
    private readonly Task _accepting;

    public StubServer(Func<StubRequest, StubAnswer?> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public IReadOnlyList<StubRequest> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            try
            {
                while (await ReadAsync(stream) is { } request)
                {
                    lock (_seen)
                    {
                        _seen.Add(request);
                    }

                    if (_answer(request) is not { } answer)
                    {
                        client.Client.LingerState = new(true, 0);
                        return;
                    }

                    await stream.WriteAsync(Encode(answer), _stop.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The caller is gone, or the test is over.
            }
        }
    }

    private async Task<StubRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0].ToLowerInvariant(), pair => pair[1]);
        var first = lines[0].Split(' ');
        var body = headers.TryGetValue("content-length", out var length)
            ? await ExactlyAsync(stream, int.Parse(length, System.Globalization.CultureInfo.InvariantCulture))
            : headers.ContainsKey("transfer-encoding") ? await ChunksAsync(stream) : "";
        return new(first[0], first[1], headers, body);
    }

    private async Task<string> ChunksAsync(NetworkStream stream)
    {
        var body = new StringBuilder();
        while (true)
        {
            var size = "";
            while (!size.EndsWith("\r\n", StringComparison.Ordinal))
            {
                size += await ExactlyAsync(stream, 1);
            }

            var length = Convert.ToInt32(size.Trim(), 16);
            body.Append(await ExactlyAsync(stream, length));
            await ExactlyAsync(stream, 2);
            if (length == 0)
            {
                return body.ToString();
            }
        }
    }

    private async Task<string> ExactlyAsync(NetworkStream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, _stop.Token);
        return Encoding.UTF8.GetString(bytes);
    }

    private static byte[] Encode(StubAnswer answer)
    {
        var text = new StringBuilder($"HTTP/1.1 {answer.Status} X\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer.Body)}\r\n");
        foreach (var (name, value) in answer.Headers)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(answer.Body).ToString());
    }
}
