using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedBill.SampleData.Rest;

/// <summary>How the public API writes JSON: camelCase, absent instead of null, money as a decimal text.</summary>
public static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new MoneyConverter() },
    };

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        private sealed record Wire(string Amount, string Currency);

        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var wire = JsonSerializer.Deserialize<Wire>(ref reader, options);
            return wire is { Currency: "USD", Amount: { } amount } ? Money.Parse(amount) : throw new JsonException("Not an amount in USD.");
        }

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Wire(value.ToString(), "USD"), options);
    }
}
