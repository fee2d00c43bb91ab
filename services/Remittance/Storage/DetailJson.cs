using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MedBill.Remittance.Storage;

/// <summary>What is stored as one column of JSON: read and written whole, never searched.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(CentsConverter)])]
[JsonSerializable(typeof(PaymentDetail))]
[JsonSerializable(typeof(IReadOnlyList<SubmittedLine>))]
[JsonSerializable(typeof(IReadOnlyList<BalanceDifference>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
internal sealed partial class DetailJson : JsonSerializerContext;

/// <summary>Amounts as whole cents.</summary>
internal sealed class CentsConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Cents);
}

internal static class JsonColumn
{
    /// <summary>One column of JSON. Values are never changed in place, so the same object is the same value.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property, JsonTypeInfo<T> type)
        where T : class
    {
        property.HasConversion(
            new ValueConverter<T, string>(
                value => JsonSerializer.Serialize(value, type),
                text => JsonSerializer.Deserialize(text, type)!),
            new ValueComparer<T>(
                (left, right) => ReferenceEquals(left, right),
                value => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value),
                value => value));
        return property;
    }
}
