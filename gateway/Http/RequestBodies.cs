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

    /// <summary>Reads a body of one model, and holds it against the model's shape.</summary>
    /// <returns>The model, and what <paramref name="alsoRead"/> made of the bytes.</returns>
    public static async ValueTask<(T Value, TMore More)> ReadAsync<T, TMore>(HttpContext http, Func<ReadOnlyMemory<byte>, TMore> alsoRead)
        where T : class
    {
        var buffer = ArrayPool<byte>.Shared.Rent(SizeOf(http.Request));
        try
        {
            int length;
            (buffer, length) = await FillAsync(http, buffer);
            return (Parse<T>(buffer.AsSpan(0, length)), alsoRead(buffer.AsMemory(0, length)));
        }
        finally
        {
            // What a person's record was is not left for the next request to find.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static T Parse<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            var violations = ShapeCheck.Run(json, Shape.Of(typeof(T)));
            return violations.Count == 0 ? JsonSerializer.Deserialize<T>(json, PublicJson.Options)! : throw Refusal.OfBody(violations);
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

    private static async ValueTask<(byte[] Buffer, int Length)> FillAsync(HttpContext http, byte[] buffer)
    {
        var length = 0;
        for (int read; (read = await http.Request.Body.ReadAsync(buffer.AsMemory(length), http.RequestAborted)) > 0;)
        {
            length += read;
            if (length > MostBytes)
            {
                throw new Refusal(TooLarge);
            }

            if (length == buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                buffer = larger;
            }
        }

        return (buffer, length);
    }
}

/// <summary>Which bodies an endpoint takes, for the API description.</summary>
internal sealed class Accepts(Type? model, params string[] contentTypes) : IAcceptsMetadata
{
    public IReadOnlyList<string> ContentTypes { get; } = contentTypes;

    public Type? RequestType { get; } = model;

    public bool IsOptional { get; init; }
}
