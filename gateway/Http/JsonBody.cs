using System.Reflection;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace MedBill.Gateway.Http;

/// <summary>
/// A request body, read strictly: unknown members, wrong types, dates and amounts that are none are all found, each with its JSON pointer,
/// before anything is asked of a service.
/// </summary>
public sealed class JsonBody<T> : IEndpointParameterMetadataProvider
    where T : class
{
    private JsonBody(T value) => Value = value;

    /// <summary>What the caller sent.</summary>
    public T Value { get; }

    /// <summary>Reads it.</summary>
    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        RequestBodies.RequireMediaType(context.Request, RequestBodies.Json);
        var (value, _) = await RequestBodies.ReadAsync<T, bool>(context, static _ => true);
        return new(value);
    }

    /// <summary>For the API description.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new Accepts(typeof(T), RequestBodies.Json));
        builder.Metadata.Add(new BodyMetadata(typeof(T)));
    }
}

/// <summary>
/// A JSON Merge Patch (RFC 7396), read as strictly: the members that are there are the field mask; null clears; an object changes only the
/// members it has; a list is replaced whole. Members that only answers say are ignored.
/// </summary>
public sealed class PatchBody<T> : IEndpointParameterMetadataProvider
    where T : class
{
    private PatchBody(T value, FieldMask mask) => (Value, Mask) = (value, mask);

    /// <summary>The new values.</summary>
    public T Value { get; }

    /// <summary>Which fields they are for.</summary>
    public FieldMask Mask { get; }

    /// <summary>Reads it.</summary>
    public static async ValueTask<PatchBody<T>?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        RequestBodies.RequireMediaType(context.Request, RequestBodies.MergePatchJson, RequestBodies.Json);
        var (value, mask) = await RequestBodies.ReadAsync<T, FieldMask>(context, static bytes =>
        {
            using var json = JsonDocument.Parse(bytes);
            return MergePatch.MaskOf(json.RootElement, Shape.Of(typeof(T)));
        });
        return mask.Paths.Count > 0
            ? new(value, mask)
            : throw Refusal.OfBody([new("", "EMPTY_PATCH", "A patch names at least one member that can be changed.")]);
    }

    /// <summary>For the API description.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new Accepts(typeof(T), RequestBodies.MergePatchJson, RequestBodies.Json));
        builder.Metadata.Add(new BodyMetadata(typeof(T)));
    }
}

/// <summary>A body that may be left out, which says the same as <c>{}</c>.</summary>
public sealed class OptionalJsonBody<T> : IEndpointParameterMetadataProvider
    where T : class, new()
{
    private OptionalJsonBody(T value) => Value = value;

    /// <summary>What the caller sent.</summary>
    public T Value { get; }

    /// <summary>Reads it.</summary>
    public static async ValueTask<OptionalJsonBody<T>?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.ContentLength == 0 || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return new(new T());
        }

        RequestBodies.RequireMediaType(context.Request, RequestBodies.Json);
        var (value, _) = await RequestBodies.ReadAsync<T, bool>(context, static _ => true);
        return new(value);
    }

    /// <summary>For the API description.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new BodyMetadata(typeof(T)));
        if (typeof(T) != typeof(EmptyModel))
        {
            builder.Metadata.Add(new Accepts(typeof(T), RequestBodies.Json) { IsOptional = true });
        }
    }
}

/// <summary>Nothing: an action that takes no members.</summary>
public sealed record EmptyModel;
