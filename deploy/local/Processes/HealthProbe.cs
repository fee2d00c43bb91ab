using System.Net;
using System.Net.Http.Headers;

namespace MedBill.Local.Processes;

/// <summary>
/// Asks a process whether it is ready: <c>GET /readyz</c>, or <c>grpc.health.v1.Health/Check</c> of the service <c>ready</c> where HTTP/1.1 is
/// not spoken. The launcher references nothing of the suite, so the gRPC call is written by hand: one frame each way.
/// </summary>
internal sealed class HealthProbe : IDisposable
{
    // HealthCheckResponse { status: SERVING }: field 1, varint, 1.
    private static readonly byte[] Serving = [0x08, 0x01];

    // One uncompressed frame of 7 bytes: HealthCheckRequest { service: "ready" }.
    private static readonly byte[] Question = [0, 0, 0, 0, 7, 0x0A, 5, .. "ready"u8];

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    public async Task<bool> IsReadyAsync(Uri address, CancellationToken cancel)
    {
        try
        {
            return await AskHttpAsync(address, cancel) ?? await AskGrpcAsync(address, cancel);
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    // Null when this is no HTTP/1.1 host: Kestrel answers 400 on a port that speaks HTTP/2 alone.
    private async Task<bool?> AskHttpAsync(Uri address, CancellationToken cancel)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(address, "readyz"), cancel);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => true,
                HttpStatusCode.BadRequest or HttpStatusCode.NotFound => null,
                _ => false,
            };
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError)
        {
            return null;
        }
    }

    private async Task<bool> AskGrpcAsync(Uri address, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(Question);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "grpc.health.v1.Health/Check"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TE.Add(new("trailers"));
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel);
        var body = await answer.Content.ReadAsByteArrayAsync(cancel);
        return answer.IsSuccessStatusCode && body.AsSpan().EndsWith(Serving) && body.Length == 5 + Serving.Length;
    }
}
