using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MedBill.Claims.Domain;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MedBill.Claims.Storage;

/// <summary>Columns that are never queried hold JSON. Their values are replaced, never changed in place, so identity tells a change.</summary>
internal static class JsonColumns
{
    public static void HasJson<T>(this PropertyBuilder<T> property, JsonTypeInfo<T> type)
        where T : class? => property.HasConversion(
            new ValueConverter<T, string>(value => JsonSerializer.Serialize(value, type), text => JsonSerializer.Deserialize(text, type)!),
            new ValueComparer<T>((left, right) => ReferenceEquals(left, right), value => RuntimeHelpers.GetHashCode(value), value => value));

    /// <summary>The content stays text until somebody reads it.</summary>
    public static void HasDocument(this PropertyBuilder<ContentDocument> property) => property.HasConversion(
        new ValueConverter<ContentDocument, string>(document => document.Json, text => new ContentDocument(text)),
        new ValueComparer<ContentDocument>((left, right) => ReferenceEquals(left, right), value => RuntimeHelpers.GetHashCode(value), value => value));
}
