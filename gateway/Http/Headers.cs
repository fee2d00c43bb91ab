using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace MedBill.Gateway.Http;

/// <summary>A header that an endpoint reads, for the API description.</summary>
internal sealed record HeaderMetadata(string Name, bool IsRequired, string Description);

/// <summary>The caller's key of a write that must happen once: required, 1-255 visible ASCII characters.</summary>
public sealed record IdempotencyKey(string Value) : IEndpointParameterMetadataProvider
{
    internal const string Header = "Idempotency-Key";

    private const string Says =
        "Your key for this write, 1-255 visible ASCII characters. A repeat returns the first answer, does nothing and says `Idempotent-Replayed: true`.";

    /// <summary>Reads the header.</summary>
    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var value = Read(context) ?? throw new Refusal(
            StatusCodes.Status400BadRequest, "IDEMPOTENCY_KEY_REQUIRED", "Send an Idempotency-Key, so that a retry does nothing twice.");
        return ValueTask.FromResult<IdempotencyKey?>(new(value));
    }

    /// <summary>For the API description.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new HeaderMetadata(Header, true, Says));
    }

    internal static void Describe(EndpointBuilder builder) => builder.Metadata.Add(new HeaderMetadata(Header, false, Says));

    internal static string? Read(HttpContext context)
    {
        var values = context.Request.Headers[Header];
        if (values.Count == 0)
        {
            return null;
        }

        return values is [{ Length: > 0 and <= 255 } value] && value.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
            ? value
            : throw new Refusal(StatusCodes.Status400BadRequest, "IDEMPOTENCY_KEY_INVALID", "An Idempotency-Key has 1 to 255 visible ASCII characters.");
    }
}

/// <summary>The same where it may be left out.</summary>
public sealed record OptionalIdempotencyKey(string Value) : IEndpointParameterMetadataProvider
{
    /// <summary>Reads the header.</summary>
    public static ValueTask<OptionalIdempotencyKey?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult<OptionalIdempotencyKey?>(new(IdempotencyKey.Read(context) ?? ""));
    }

    /// <summary>For the API description.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IdempotencyKey.Describe(builder);
    }
}

/// <summary>The version that a change is based on: required (RFC 6585, 428).</summary>
public sealed record IfMatch(string ETag) : IEndpointParameterMetadataProvider
{
    internal const string Header = "If-Match";

    private const int MostCharacters = 100;

    /// <summary>Reads the header.</summary>
    public static ValueTask<IfMatch?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult<IfMatch?>(new(Read(context) ?? throw new Refusal(
            StatusCodes.Status428PreconditionRequired, "PRECONDITION_REQUIRED", "Send the ETag you read as If-Match, so that nobody's change is lost.")));
    }

    /// <summary>For the API description.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new HeaderMetadata(Header, true, "The ETag of the version you read; `*` for any."));
    }

    // One entity tag or `*` (RFC 9110 13.1.1). A weak one goes on as it is and matches nothing.
    internal static string? Read(HttpContext context)
    {
        var values = context.Request.Headers.IfMatch;
        if (values.Count == 0)
        {
            return null;
        }

        return values is [{ Length: <= MostCharacters } value] && (value == "*" || IsTag(value.StartsWith("W/", StringComparison.Ordinal) ? value.AsSpan(2) : value))
            ? value
            : throw new Refusal(StatusCodes.Status400BadRequest, "IF_MATCH_INVALID", "If-Match is one ETag, quotes included, or *.");
    }

    // Quotes around visible ASCII without a quote (RFC 9110 8.8.3); ours hold digits.
    private static bool IsTag(ReadOnlySpan<char> text) =>
        text is ['"', .. { Length: > 0 } inner, '"'] && inner.IndexOfAnyExceptInRange('!', '~') < 0 && !inner.Contains('"');
}

/// <summary>The same where it may be left out.</summary>
public sealed record OptionalIfMatch(string ETag) : IEndpointParameterMetadataProvider
{
    /// <summary>Reads the header.</summary>
    public static ValueTask<OptionalIfMatch?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult<OptionalIfMatch?>(new(IfMatch.Read(context) ?? ""));
    }

    /// <summary>For the API description.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new HeaderMetadata(IfMatch.Header, false, "The ETag of the version you read; when it is stale nothing happens."));
    }
}
