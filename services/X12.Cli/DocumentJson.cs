using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MedBill.X12.Documents;
using MedBill.X12.Envelopes;
using MedBill.X12.Guides;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Cli;

/// <summary>
/// The JSON form of a document: the records of the library, property by property. Amounts are cents, dates ISO 8601; what is absent or
/// empty is left out, what is unknown is refused.
/// </summary>
internal static class DocumentJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        // Names stay readable; the output is no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new ValueListConverters(), new SeparatorsConverter(), new SetConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
    };

    /// <summary>For what a command says of a file.</summary>
    public static JsonSerializerOptions Report { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Envelopes stand once, at their place in the document; empty lists say nothing.
    private static void LeaveOut(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            var property = type.Properties[index];
            if (property.PropertyType == typeof(SetEnvelope))
            {
                type.Properties.RemoveAt(index);
            }
            else if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ValueList<>))
            {
                property.ShouldSerialize = (_, value) => value is System.Collections.IEnumerable list && list.GetEnumerator().MoveNext();
                property.IsRequired = false;
            }
            else if (property.IsGetNullable)
            {
                // What is absent is left out, and may be.
                property.IsRequired = false;
            }
        }
    }

    private sealed class ValueListConverters : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ValueList<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(ValueListConverter<>).MakeGenericType(typeToConvert.GenericTypeArguments))!;
    }

    private sealed class ValueListConverter<T> : JsonConverter<ValueList<T>>
    {
        public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<T[]>(ref reader, options) is { } items && Array.TrueForAll(items, item => item is not null)
                ? ValueList.Create<T>(items)
                : throw new JsonException("A list is an array, and holds no null.");

        public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
        {
            if (value is ValueList<byte> bytes)
            {
                // As the reading of byte[] has it: base 64.
                writer.WriteBase64StringValue(bytes.AsSpan());
                return;
            }

            writer.WriteStartArray();
            foreach (var item in value)
            {
                JsonSerializer.Serialize(writer, item, options);
            }

            writer.WriteEndArray();
        }
    }

    /// <summary>Separators as the four characters in a row: element, component, repetition (a blank when there is none), segment.</summary>
    private sealed class SeparatorsConverter : JsonConverter<Delimiters>
    {
        public override Delimiters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { Length: 4 } text && text.All(character => character <= byte.MaxValue)
                ? new Delimiters((byte)text[0], (byte)text[1], text[2] == ' ' ? (byte)0 : (byte)text[2], (byte)text[3])
                : throw new JsonException("Separators are four characters: element, component, repetition, segment.");

        public override void Write(Utf8JsonWriter writer, Delimiters value, JsonSerializerOptions options) =>
            writer.WriteStringValue(
            [
                (char)value.Element, (char)value.Component, value.Repetition == 0 ? ' ' : (char)value.Repetition, (char)value.Segment,
            ]);
    }

    /// <summary>A set names its guide before its content, and the guide says what the content is.</summary>
    private sealed class SetConverter : JsonConverter<SetDocument>
    {
        public override SetDocument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = JsonSerializer.Deserialize<Parts>(ref reader, options)!;
            var guide = parts.Guide is null
                ? null
                : GuideId.All.FirstOrDefault(guide => guide.Name == parts.Guide) ?? throw new JsonException($"There is no guide {parts.Guide}.");
            var content = parts.Content.Deserialize(SetDocument.ContentType(guide), options) ?? throw new JsonException("A set needs content.");
            return new SetDocument(parts.Set, guide, content);
        }

        public override void Write(Utf8JsonWriter writer, SetDocument value, JsonSerializerOptions options) => JsonSerializer.Serialize(
            writer,
            new Parts(value.Set, value.Guide?.Name, JsonSerializer.SerializeToElement(value.Content, value.Content.GetType(), options)),
            options);

        private sealed record Parts(
            [property: JsonRequired] TransactionSet Set, string? Guide, [property: JsonRequired] JsonElement Content);
    }
}
