using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using MedBill.Platform.Values;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace MedBill.Gateway.Http;

/// <summary>The public JSON.</summary>
internal static class PublicJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.PropertyNameCaseInsensitive = false;
        options.RespectNullableAnnotations = false;
        options.MaxDepth = 16;
        return options;
    }
}

/// <summary>
/// A request body, read strictly: unknown members and wrong types are all found, each with its JSON pointer, before anything is asked
/// of a service.
/// </summary>
public sealed partial class JsonBody<T> : IEndpointParameterMetadataProvider
    where T : class
{
    // The largest batch: 1,000 charges.
    private const int MostBytes = 1_048_576;

    private JsonBody(T value, JsonElement json) => (Value, Json) = (value, json);

    /// <summary>The model.</summary>
    public T Value { get; }

    /// <summary>As it came: which members are there.</summary>
    public JsonElement Json { get; }

    /// <summary>Reads it.</summary>
    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Request;
        if (!IsJson(request.ContentType))
        {
            throw new HttpProblemException(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "The body must be application/json.");
        }

        using var document = await ParseAsync(request, context.RequestAborted);
        var json = document.RootElement.Clone();
        var violations = new Violations();
        JsonShape.Check(json, PublicJson.Options.GetTypeInfo(typeof(T)), "", violations);
        if (violations.All.Count > 0)
        {
            throw new BodyProblemException(violations.All);
        }

        return new(json.Deserialize<T>(PublicJson.Options)!, json);
    }

    /// <summary>For the API description.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/merge-patch+json", StringComparison.OrdinalIgnoreCase));

    private static async Task<JsonDocument> ParseAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MostBytes)
        {
            throw TooLarge();
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16_384];
        for (int read; (read = await request.Body.ReadAsync(chunk, cancel)) > 0;)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MostBytes)
            {
                throw TooLarge();
            }
        }

        try
        {
            return JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException exception)
        {
            throw new HttpProblemException(StatusCodes.Status400BadRequest, "MALFORMED_REQUEST", string.Create(
                CultureInfo.InvariantCulture, $"The body is not JSON: line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}."));
        }
    }

    private static HttpProblemException TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, "BODY_TOO_LARGE", "The body is larger than 1 MB.");

    private sealed class AcceptsMetadata(string[] contentTypes, Type type) : IAcceptsMetadata
    {
        public IReadOnlyList<string> ContentTypes { get; } = contentTypes;

        public Type? RequestType { get; } = type;

        public bool IsOptional => false;
    }
}

/// <summary>Holds JSON against a model and says every difference at once. No value is repeated in a message.</summary>
internal static partial class JsonShape
{
    private const int MostViolations = 100;

    public static void Check(JsonElement json, JsonTypeInfo shape, string pointer, Violations violations)
    {
        if (violations.All.Count >= MostViolations)
        {
            return;
        }

        var type = Nullable.GetUnderlyingType(shape.Type) ?? shape.Type;
        switch (shape.Kind)
        {
            case JsonTypeInfoKind.Object:
                CheckObject(json, shape, pointer, violations);
                break;
            case JsonTypeInfoKind.Enumerable:
                CheckList(json, shape, pointer, violations);
                break;
            default:
                CheckValue(json, type, pointer, violations);
                break;
        }
    }

    private static void CheckObject(JsonElement json, JsonTypeInfo shape, string pointer, Violations violations)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            WrongType(pointer, "an object", violations);
            return;
        }

        var members = shape.Properties.ToDictionary(property => property.Name);
        foreach (var member in json.EnumerateObject())
        {
            var place = $"{pointer}/{Escape(member.Name)}";
            if (!members.TryGetValue(member.Name, out var property))
            {
                violations.Add(place, "UNKNOWN_FIELD", "There is no such member.");
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                Check(member.Value, shape.Options.GetTypeInfo(property.PropertyType), place, violations);
                CheckEnum(member.Value, property, place, violations);
            }
        }

        if (shape.Type == typeof(MoneyModel))
        {
            CheckMoney(json, pointer, violations);
        }
    }

    private static void CheckList(JsonElement json, JsonTypeInfo shape, string pointer, Violations violations)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            WrongType(pointer, "an array", violations);
            return;
        }

        var item = shape.Options.GetTypeInfo(shape.ElementType!);
        var at = 0;
        foreach (var element in json.EnumerateArray())
        {
            Check(element, item, $"{pointer}/{at++}", violations);
        }
    }

    private static void CheckValue(JsonElement json, Type type, string pointer, Violations violations)
    {
        var (fits, wanted) = type switch
        {
            _ when type == typeof(string) => (json.ValueKind == JsonValueKind.String, "a string"),
            _ when type == typeof(bool) => (json.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false"),
            _ when type == typeof(int) => (json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out _), "a whole number"),
            _ when type == typeof(long) => (json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out _), "a whole number"),
            _ when type == typeof(DateOnly) => (json.ValueKind == JsonValueKind.String
                && DateOnly.TryParseExact(json.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "a date YYYY-MM-DD"),
            _ => (json.ValueKind == JsonValueKind.String && json.TryGetDateTimeOffset(out _), "an instant, RFC 3339"),
        };
        if (!fits)
        {
            WrongType(pointer, wanted, violations);
        }
    }

    private static void CheckEnum(JsonElement json, JsonPropertyInfo property, string pointer, Violations violations)
    {
        if (json.ValueKind == JsonValueKind.String
            && property.AttributeProvider?.GetCustomAttributes(typeof(OneOfAttribute), false) is [OneOfAttribute oneOf]
            && EnumText.TextsOf(oneOf.WireEnum) is var texts && !texts.Contains(json.GetString()))
        {
            violations.Add(pointer, "UNKNOWN_VALUE", $"One of {string.Join(", ", texts)}.");
        }
    }

    private static void CheckMoney(JsonElement json, string pointer, Violations violations)
    {
        if (!json.TryGetProperty("amount", out var amount))
        {
            violations.Add($"{pointer}/amount", "FIELD_REQUIRED", "This is needed.");
        }
        else if (amount.ValueKind == JsonValueKind.String && !MoneyText().IsMatch(amount.GetString()!))
        {
            violations.Add($"{pointer}/amount", "MONEY_INVALID", "A decimal string of whole cents, such as 125.00.");
        }

        if (json.TryGetProperty("currency", out var currency) && currency.ValueKind == JsonValueKind.String && currency.GetString() != "USD")
        {
            violations.Add($"{pointer}/currency", "CURRENCY_UNKNOWN", "Only USD.");
        }
    }

    private static void WrongType(string pointer, string wanted, Violations violations) =>
        violations.Add(pointer, "WRONG_TYPE", $"This must be {wanted}.");

    // RFC 6901
    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    [GeneratedRegex(@"^-?[0-9]{1,12}(\.[0-9]{1,2})?$")]
    private static partial Regex MoneyText();
}
