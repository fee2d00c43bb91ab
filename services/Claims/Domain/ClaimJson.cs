using System.Text.Json;
using System.Text.Json.Serialization;
using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>How the parts of a claim that are not queried are kept: JSON, money as whole cents.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(CentsConverter)])]
[JsonSerializable(typeof(ClaimContent))]
[JsonSerializable(typeof(Adjudication))]
[JsonSerializable(typeof(IReadOnlyList<ClaimFinding>))]
[JsonSerializable(typeof(IReadOnlyList<PostedAdjustment>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
internal sealed partial class ClaimJson : JsonSerializerContext
{
    private sealed class CentsConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Cents);
    }
}

/// <summary>A version's content as it is kept. Read when first asked for: most work on a claim never looks at it.</summary>
public sealed class ContentDocument
{
    private ClaimContent? _content;

    public ContentDocument(string json) => Json = json;

    public ContentDocument(ClaimContent content) =>
        (_content, Json) = (content, JsonSerializer.Serialize(content, ClaimJson.Default.ClaimContent));

    public string Json { get; }

    public ClaimContent Content => _content ??= JsonSerializer.Deserialize(Json, ClaimJson.Default.ClaimContent)!;
}
