using System.Text.Json;
using MedBill.Platform.Values;
using Microsoft.AspNetCore.WebUtilities;

namespace MedBill.Gateway.Http;

/// <summary>One error, before it is written.</summary>
internal sealed record Problem(int Status, string Code, string Detail)
{
    /// <summary>The values that <see cref="Detail"/> mentions.</summary>
    public IReadOnlyList<(string Key, string Value)> Facts { get; init; } = [];

    /// <summary>Everything that is wrong with the request.</summary>
    public IReadOnlyList<ErrorModel> Errors { get; init; } = [];

    /// <summary>When the same request is worth repeating.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Which methods the address takes (RFC 9110 10.2.1).</summary>
    public string? Allow { get; init; }
}

/// <summary>One error of this API (RFC 9457, <c>application/problem+json</c>). Further members hold the values that <c>detail</c> mentions.</summary>
public sealed record ProblemModel
{
    /// <summary><c>urn:medbill:problem:</c> and the code in kebab case.</summary>
    public required string Type { get; init; }

    /// <summary>The status in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What happened, for people. Names nobody.</summary>
    public required string Detail { get; init; }

    /// <summary>The path asked for.</summary>
    public string? Instance { get; init; }

    /// <summary>Stable code: switch on this one.</summary>
    public required string Code { get; init; }

    /// <summary>The <c>Request-Id</c> of the answer; tell it when you ask for help.</summary>
    public required string RequestId { get; init; }

    /// <summary>Everything that is wrong with the request, at once.</summary>
    public IReadOnlyList<ErrorModel>? Errors { get; init; }
}

/// <summary>One thing that is wrong with a request. One of <c>pointer</c>, <c>parameter</c> and <c>header</c> says where.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">What is wrong, without the value.</param>
public sealed record ErrorModel(string Code, string Detail)
{
    /// <summary>Where in the body that was sent (RFC 6901): <c>/charges/3/amount</c>.</summary>
#pragma warning disable CA1720 // RFC 6901 calls it so.
    public string? Pointer { get; init; }
#pragma warning restore CA1720

    /// <summary>Which parameter of the path or the query.</summary>
    public string? Parameter { get; init; }

    /// <summary>Which header.</summary>
    public string? Header { get; init; }

    /// <summary>Where the value would stand in the X12 file.</summary>
    public string? X12 { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Fix { get; init; }
}

/// <summary>A "no" of the gateway itself.</summary>
internal sealed class Refusal(Problem problem) : Exception(problem.Detail)
{
    /// <summary>A "no" without further values.</summary>
    public Refusal(int status, string code, string detail)
        : this(new Problem(status, code, detail))
    {
    }

    /// <summary>What to answer.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>The body's own text is wrong: places are pointers already.</summary>
    public static Refusal OfBody(IReadOnlyList<Violation> violations) =>
        new(OfErrors([.. violations.Select(one => new ErrorModel(one.Reason, one.Description) { Pointer = one.Field })]));

    /// <summary>The query is wrong: places are its parameters.</summary>
    public static Refusal OfQuery(IReadOnlyList<Violation> violations) =>
        new(OfErrors([.. violations.Select(one => new ErrorModel(one.Reason, one.Description) { Parameter = one.Field })]));

    /// <summary>These fields are wrong.</summary>
    public static Problem OfErrors(IReadOnlyList<ErrorModel> errors) => new(
        StatusCodes.Status422UnprocessableEntity,
        "VALIDATION_FAILED",
        errors.Count == 1 ? "A field of the request is not valid." : $"{errors.Count} fields of the request are not valid.")
    {
        Errors = errors,
    };
}

/// <summary>Writes problem documents.</summary>
internal static class ProblemWriter
{
    public const string MediaType = "application/problem+json";

    public static async Task WriteAsync(HttpContext http, Problem problem, string? instance)
    {
        var response = http.Response;
        response.StatusCode = problem.Status;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (problem.Allow is not null)
        {
            response.Headers.Allow = problem.Allow;
        }

        // RFC 9110 15.5.2: a 401 says how to authenticate, also when a service said it.
        if (problem.Status == StatusCodes.Status401Unauthorized && response.Headers.WWWAuthenticate.Count == 0)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        await using var writer = new Utf8JsonWriter(response.BodyWriter, new() { Encoder = PublicJson.Options.Encoder });
        Write(writer, problem, instance, RequestIds.Of(http));
        await writer.FlushAsync(CancellationToken.None);
    }

    private static void Write(Utf8JsonWriter json, Problem problem, string? instance, string requestId)
    {
        json.WriteStartObject();
        json.WriteString("type", "urn:medbill:problem:" + problem.Code.ToLowerInvariant().Replace('_', '-'));
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(problem.Status));
        json.WriteNumber("status", problem.Status);
        json.WriteString("detail", problem.Detail);
        if (instance is not null)
        {
            json.WriteString("instance", instance);
        }

        json.WriteString("code", problem.Code);
        json.WriteString("requestId", requestId);
        foreach (var (key, value) in problem.Facts.DistinctBy(fact => fact.Key))
        {
            var member = JsonNamingPolicy.CamelCase.ConvertName(CamelOf(key));
            if (member is not ("type" or "title" or "status" or "detail" or "instance" or "code" or "requestId" or "errors"))
            {
                json.WriteString(member, value);
            }
        }

        if (problem.Errors.Count > 0)
        {
            json.WritePropertyName("errors");
            JsonSerializer.Serialize(json, problem.Errors, PublicJsonContext.Default.IReadOnlyListErrorModel);
        }

        json.WriteEndObject();
    }

    // patient_control_number → patientControlNumber
    private static string CamelOf(string snake) => string.Concat(snake.Split('_').Select((word, i) =>
        i == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
