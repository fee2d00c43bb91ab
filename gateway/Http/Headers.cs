using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace MedBill.Gateway.Http;

/// <summary>The caller's key of a write that must happen once: required, 1-255 visible ASCII characters.</summary>
public sealed record IdempotencyKey(string Value) : IEndpointParameterMetadataProvider
{
    internal const string Header = "Idempotency-Key";

    /// <summary>Reads the header.</summary>
    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var value = OptionalIdempotencyKey.Read(context) ?? throw new HttpProblemException(
            StatusCodes.Status400BadRequest, "IDEMPOTENCY_KEY_REQUIRED", "Send an Idempotency-Key, so that a retry does nothing twice.");
        return ValueTask.FromResult<IdempotencyKey?>(new(value));
    }

    /// <summary>For the API description.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new HeaderMetadata(Header, true, "Your key for this write, 1-255 visible ASCII characters. A repeat returns the first answer and does nothing."));
    }
}

/// <summary>The same where it may be left out.</summary>
public sealed record OptionalIdempotencyKey(string Value) : IEndpointParameterMetadataProvider
{
    /// <summary>Reads the header.</summary>
    public static ValueTask<OptionalIdempotencyKey?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<OptionalIdempotencyKey?>(new(Read(context) ?? ""));

    /// <summary>For the API description.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new HeaderMetadata(IdempotencyKey.Header, false, "Your key for this write, 1-255 visible ASCII characters."));
    }

    internal static string? Read(HttpContext context)
    {
        if (context.Request.Headers[IdempotencyKey.Header] is not [{ } value])
        {
            return null;
        }

        return value.Length is > 0 and <= 255 && value.All(c => c is > ' ' and <= '~')
            ? value
            : throw new HttpProblemException(StatusCodes.Status400BadRequest, "IDEMPOTENCY_KEY_INVALID", "An Idempotency-Key has 1 to 255 visible ASCII characters.");
    }
}

/// <summary>The version a change is based on: required.</summary>
public sealed record IfMatch(string ETag) : IEndpointParameterMetadataProvider
{
    /// <summary>Reads the header.</summary>
    public static ValueTask<IfMatch?> BindAsync(HttpContext context) => ValueTask.FromResult<IfMatch?>(new(
        OptionalIfMatch.Read(context) ?? throw new HttpProblemException(
            StatusCodes.Status428PreconditionRequired, "PRECONDITION_REQUIRED", "Send the ETag you read as If-Match, so that nobody's change is lost.")));

    /// <summary>For the API description.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new HeaderMetadata("If-Match", true, "The ETag of the version you read."));
    }
}

/// <summary>The same where it may be left out.</summary>
public sealed record OptionalIfMatch(string ETag) : IEndpointParameterMetadataProvider
{
    /// <summary>Reads the header.</summary>
    public static ValueTask<OptionalIfMatch?> BindAsync(HttpContext context) => ValueTask.FromResult<OptionalIfMatch?>(new(Read(context) ?? ""));

    /// <summary>For the API description.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new HeaderMetadata("If-Match", false, "The ETag of the version you read; a stale one is refused with 412."));
    }

    internal static string? Read(HttpContext context) =>
        context.Request.Headers.IfMatch is [{ Length: > 0 and <= 64 } value] && value != "*" ? value : null;
}

/// <summary>A header that an endpoint reads, for the API description.</summary>
internal sealed record HeaderMetadata(string Name, bool IsRequired, string Description);
