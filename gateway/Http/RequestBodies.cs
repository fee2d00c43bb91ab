using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace MedBill.Gateway.Http;

/// <summary>Reads JSON bodies, up to 1 MB.</summary>
internal static class RequestBodies
{
    /// <summary>1,000 charges, or a fee schedule of 5,000 items, fit.</summary>
    public const int MostBytes = 1_048_576;

    public const string Json = "application/json";
    public const string MergePatchJson = "application/merge-patch+json";

    private const int FirstBytes = 16_384;

    public static Problem TooLarge { get; } = new(StatusCodes.Status413PayloadTooLarge, "BODY_TOO_LARGE", "The body is larger than this address takes.");

    /// <summary>The media type must be one of these.</summary>
    public static void RequireMediaType(HttpRequest request, params ReadOnlySpan<string> types)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var given))
        {
            foreach (var type in types)
            {
                if (given.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
                {
                    return;
                }
            }
        }

        throw new Refusal(
            StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", $"The body must be {string.Join(" or ", types)}.");
    }

    /// <summary>Reads a body of one model, and holds it against the model's shape; what is at fault is left out and kept as <see cref="BodyFaults"/>.</summary>
    /// <returns>The model, and what <paramref name="alsoRead"/> made of the bytes.</returns>
    public static async ValueTask<(T Value, TMore More)> ReadAsync<T, TMore>(HttpContext http, Func<ReadOnlyMemory<byte>, TMore> alsoRead)
        where T : class
    {
        using var body = new PooledBody(SizeOf(http.Request));
        await body.FillAsync(http.Request.Body, http.RequestAborted);
        var sound = Sound<T>(http, body.Bytes);
        return (JsonSerializer.Deserialize<T>(sound.Span, PublicJson.Options)!, alsoRead(sound));
    }

    private static ReadOnlyMemory<byte> Sound<T>(HttpContext http, ReadOnlyMemory<byte> json)
    {
        try
        {
            var violations = ShapeCheck.Run(json.Span, Shape.Of(typeof(T)));
            if (violations.Count == 0)
            {
                return json;
            }

            BodyFaults.Keep(http, violations);
            return BodyFaults.SoundPart(json, violations);
        }
        catch (JsonException exception)
        {
            throw new Refusal(StatusCodes.Status400BadRequest, "MALFORMED_REQUEST", string.Create(
                CultureInfo.InvariantCulture, $"The body is not JSON: line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}."));
        }
    }

    private static int SizeOf(HttpRequest request) => request.ContentLength switch
    {
        > MostBytes => throw new Refusal(TooLarge),
        { } length => (int)length + 1,
        null => FirstBytes,
    };

    /// <summary>
    /// The bytes of one body in an array of the pool. It always knows which array is its own, also when reading fails half-way: one that went
    /// back twice would be two requests' at once.
    /// </summary>
    private sealed class PooledBody(int size) : IDisposable
    {
        private byte[] _buffer = ArrayPool<byte>.Shared.Rent(size);
        private int _length;

        public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

        public async ValueTask FillAsync(Stream source, CancellationToken cancel)
        {
            for (int read; (read = await source.ReadAsync(_buffer.AsMemory(_length), cancel)) > 0;)
            {
                _length += read;
                if (_length > MostBytes)
                {
                    throw new Refusal(TooLarge);
                }

                if (_length == _buffer.Length)
                {
                    Grow();
                }
            }
        }

        // What a person's record was is not left for the next request to find.
        public void Dispose()
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = [];
        }

        private void Grow()
        {
            var full = _buffer;
            _buffer = ArrayPool<byte>.Shared.Rent(full.Length * 2);
            full.CopyTo(_buffer, 0);
            ArrayPool<byte>.Shared.Return(full, clearArray: true);
        }
    }
}

/// <summary>Which bodies an endpoint takes, for the API description.</summary>
internal sealed class Accepts(Type? model, params string[] contentTypes) : IAcceptsMetadata
{
    public IReadOnlyList<string> ContentTypes { get; } = contentTypes;

    public Type? RequestType { get; } = model;

    public bool IsOptional { get; init; }
}
