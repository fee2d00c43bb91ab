using System.Text.Json;
using Google.Protobuf.WellKnownTypes;

namespace MedBill.Gateway.Http;

/// <summary>The field mask of a merge patch, relative to the resource.</summary>
internal static class MergePatch
{
    public static FieldMask MaskOf(JsonElement patch, Shape shape)
    {
        var mask = new FieldMask();
        Add(mask, patch, shape, "");
        return mask;
    }

    private static void Add(FieldMask mask, JsonElement patch, Shape shape, string prefix)
    {
        foreach (var property in patch.EnumerateObject())
        {
            if (!shape.Members.TryGetValue(property.Name, out var member) || member.Field is not { } field || member.IsOutputOnly)
            {
                continue;
            }

            // Money is one value: its amount says nothing without its currency.
            if (member.Shape.Kind == ShapeKind.Object && property.Value.ValueKind == JsonValueKind.Object)
            {
                Add(mask, property.Value, member.Shape, $"{prefix}{field}.");
            }
            else
            {
                mask.Paths.Add(prefix + field);
            }
        }

        // An address that a patch begins must have its region too, which is no member of ours.
        if (shape.Message == Google.Type.PostalAddress.Descriptor && prefix.Length > 0 && mask.Paths.Any(path => path.StartsWith(prefix, StringComparison.Ordinal)))
        {
            mask.Paths.Add(prefix + "region_code");
        }
    }
}
