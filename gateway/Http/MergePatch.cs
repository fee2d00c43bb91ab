using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace MedBill.Gateway.Http;

/// <summary>JSON Merge Patch (RFC 7396): the members that are there are the field mask; null clears.</summary>
internal static class MergePatch
{
    /// <summary>The mask of a patch, relative to the resource.</summary>
    public static FieldMask Mask(JsonElement patch, MessageDescriptor resource)
    {
        var mask = new FieldMask();
        Add(mask, patch, resource, "");
        return mask;
    }

    private static void Add(FieldMask mask, JsonElement patch, MessageDescriptor message, string prefix)
    {
        foreach (var member in patch.EnumerateObject())
        {
            // Members that are no field of the resource (its id, its parent's) are not to be changed.
            if (JsonNames.Field(message, member.Name) is not { } field)
            {
                continue;
            }

            var path = prefix + field.Name;
            var isNested = member.Value.ValueKind == JsonValueKind.Object && !field.IsRepeated && field.FieldType == FieldType.Message
                && field.MessageType.File.Package.StartsWith("medbill.", StringComparison.Ordinal);
            if (isNested)
            {
                Add(mask, member.Value, field.MessageType, path + ".");
            }
            else
            {
                mask.Paths.Add(path);
            }
        }
    }
}
