using System.Net;
using System.Net.Sockets;
using System.Text;
using MedBill.Local.Processes;

namespace MedBill.Local.Tests.Processes;

public sealed class HealthProbeTests : IDisposable
{
    private readonly HealthProbe _probe = new();

    public void Dispose() => _probe.Dispose();

    [Theory]
    [InlineData(200, true)]
    [InlineData(503, false)]
    [InlineData(500, false)]
    public async Task A_web_host_is_ready_when_readyz_says_so(int status, bool ready)
    {
        await using var server = new StubServer(request => new(request.Path == "/readyz" ? status : 404));

        Assert.Equal(ready, await _probe.IsReadyAsync(server.Address, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nobody_listening_is_not_ready() =>
        Assert.False(await _probe.IsReadyAsync(new("http://127.0.0.1:9"), TestContext.Current.CancellationToken));

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_grpc_host_is_ready_when_the_health_service_says_serving(byte status, bool ready)
    {
        using var server = new GrpcHealthStub(status);

        Assert.Equal(ready, await _probe.IsReadyAsync(server.Address, TestContext.Current.CancellationToken));
        Assert.Equal("ready", server.Asked);
    }

    /// <summary>Just enough of HTTP/2 to answer one gRPC health check; HTTP/1.1 gets what Kestrel says on such a port.</summary>
    private sealed class GrpcHealthStub : IDisposable
    {
        private const byte Data = 0, Headers = 1, Settings = 4;
        private const byte EndStream = 1, Ack = 1, EndHeaders = 4;
        private static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly byte _status;

        public GrpcHealthStub(byte status)
        {
            _status = status;
            _listener.Start();
            _ = AcceptAsync();
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

        public string? Asked { get; private set; }

        public void Dispose() => _listener.Stop();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await ServeAsync(client.GetStream());
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }

        private async Task ServeAsync(NetworkStream stream)
        {
            var first = new byte[3];
            await stream.ReadExactlyAsync(first);
            if (!Preface.AsSpan().StartsWith(first))
            {
                await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
                return;
            }

            await stream.ReadExactlyAsync(new byte[Preface.Length - first.Length]);
            await stream.WriteAsync(Frame(Settings, 0, 0, []));
            while (await ReadAsync(stream) is var (type, flags, body))
            {
                if (type == Settings && (flags & Ack) == 0)
                {
                    await stream.WriteAsync(Frame(Settings, Ack, 0, []));
                }
                else if (type == Data)
                {
                    // Five bytes of frame, tag and length of the name, the name.
                    Asked = Encoding.ASCII.GetString(body.AsSpan(7));
                    await AnswerAsync(stream);
                }
            }
        }

        private async Task AnswerAsync(NetworkStream stream)
        {
            // HPACK: :status 200 is entry 8 of the static table; the others are literals without indexing.
            await stream.WriteAsync(Frame(Headers, EndHeaders, 1, [0x88, .. Literal("content-type", "application/grpc")]));
            await stream.WriteAsync(Frame(Data, 0, 1, [0, 0, 0, 0, 2, 0x08, _status]));
            await stream.WriteAsync(Frame(Headers, EndHeaders | EndStream, 1, Literal("grpc-status", "0")));
        }

        private static async Task<(byte Type, byte Flags, byte[] Body)> ReadAsync(NetworkStream stream)
        {
            var head = new byte[9];
            await stream.ReadExactlyAsync(head);
            var body = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await stream.ReadExactlyAsync(body);
            return (head[3], head[4], body);
        }

        private static byte[] Literal(string name, string value) =>
            [0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), (byte)value.Length, .. Encoding.ASCII.GetBytes(value)];

        private static byte[] Frame(byte type, int flags, byte stream, byte[] body) =>
            [(byte)(body.Length >> 16), (byte)(body.Length >> 8), (byte)body.Length, type, (byte)flags, 0, 0, 0, stream, .. body];
    }
}
