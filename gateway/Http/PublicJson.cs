using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedBill.Gateway.Http;

/// <summary>How the public JSON is written and read.</summary>
internal static class PublicJson
{
    /// <summary>No request nests deeper than this.</summary>
    public const int MaxDepth = 16;

    /// <summary>The one set of options, also the framework's.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Makes the framework's own options the same.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = MaxDepth;

        // Answers are application/json and nosniff: a name like O'BRIEN need not come as \u0027.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new UtcInstant());
        options.TypeInfoResolverChain.Insert(0, PublicJsonContext.Default);
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    /// <summary>RFC 3339 in UTC: <c>2026-03-02T14:00:00Z</c>.</summary>
    private sealed class UtcInstant : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
    }
}
