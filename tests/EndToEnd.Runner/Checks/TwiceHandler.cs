using System.Collections.Concurrent;

namespace MedBill.EndToEnd.Runner.Checks;

/// <summary>Sends every write that carries a key a second time, at once, and compares the answers: they must be the same, and the second a replay.</summary>
internal sealed class TwiceHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Key = "Idempotency-Key";
    private const string Replayed = "Idempotent-Replayed";

    // POSTs that leave nothing: they only ask, with a body, and keep no answer.
    private static readonly string[] Reads = [":search", ":scrub", ":priceServices"];

    private readonly ConcurrentQueue<string> _differences = new();
    private int _sent;

    /// <summary>Writes that were sent twice.</summary>
    public int Sent => _sent;

    /// <summary>Those whose second answer was another, or no replay.</summary>
    public IReadOnlyCollection<string> Differences => _differences;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.Contains(Key) || Array.Exists(Reads, verb => request.RequestUri?.AbsolutePath.EndsWith(verb, StringComparison.Ordinal) == true))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : null;
        var first = await base.SendAsync(request, cancellationToken);
        if (!first.IsSuccessStatusCode)
        {
            return first;
        }

        await first.Content.LoadIntoBufferAsync(cancellationToken);
        using var again = Copy(request, body);
        using var second = await base.SendAsync(again, cancellationToken);
        Interlocked.Increment(ref _sent);
        await CompareAsync(request, first, second, cancellationToken);
        return first;
    }

    private async Task CompareAsync(HttpRequestMessage request, HttpResponseMessage first, HttpResponseMessage second, CancellationToken cancel)
    {
        var what = $"{request.Method} {request.RequestUri?.AbsolutePath}";
        var (one, other) = (await first.Content.ReadAsByteArrayAsync(cancel), await second.Content.ReadAsByteArrayAsync(cancel));
        if (first.StatusCode != second.StatusCode)
        {
            _differences.Enqueue($"{what}: {(int)first.StatusCode}, then {(int)second.StatusCode}");
        }
        else if (!second.Headers.Contains(Replayed))
        {
            _differences.Enqueue($"{what}: no {Replayed}");
        }
        else if (!one.AsSpan().SequenceEqual(other))
        {
            _differences.Enqueue($"{what}: another answer");
        }
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, byte[]? body)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version };
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        if (body is not null)
        {
            copy.Content = new ByteArrayContent(body);
            copy.Content.Headers.ContentType = request.Content!.Headers.ContentType;
        }

        return copy;
    }
}
