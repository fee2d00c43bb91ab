using System.Collections.Concurrent;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using MedBill.Platform.Values;

namespace MedBill.Platform.Rpc;

/// <summary>
/// Update masks (AIP-134, AIP-161): relative to the resource, absent = populated fields, <c>*</c> = all that may be
/// written.
/// </summary>
public static class FieldMasks
{
    /// <summary>The paths an update writes. Identifier and output-only fields are left out, whoever names them.</summary>
    /// <exception cref="Failure">Invalid UNKNOWN_FIELD for every path that does not exist.</exception>
    public static IReadOnlySet<string> Paths(FieldMask? mask, IMessage resource, string field = "update_mask")
    {
        ArgumentNullException.ThrowIfNull(resource);
        var fields = resource.Descriptor.Fields.InDeclarationOrder();
        if (mask is null || mask.Paths.Count == 0)
        {
            return fields.Where(f => MayWrite(f) && Populated(f, resource)).Select(f => f.Name).ToHashSet();
        }

        if (mask.Paths.Contains("*"))
        {
            return fields.Where(f => MayWrite(f)).Select(f => f.Name).ToHashSet();
        }

        var violations = new Violations();
        var paths = new HashSet<string>();
        for (var i = 0; i < mask.Paths.Count; i++)
        {
            var found = Find(resource.Descriptor, mask.Paths[i]);
            violations.AddIf(found is null, $"{field}.paths[{i}]", "UNKNOWN_FIELD", "There is no such field.");
            if (found is not null && MayWrite(found))
            {
                paths.Add(mask.Paths[i]);
            }
        }

        violations.ThrowIfAny();
        return paths;
    }

    /// <summary>
    /// Copies the masked fields of <paramref name="source"/> into <paramref name="target"/>; repeated and message fields are
    /// replaced.
    /// </summary>
    public static void Apply<T>(IEnumerable<string> paths, T source, T target)
        where T : IMessage
    {
        ArgumentNullException.ThrowIfNull(paths);
        var mask = new FieldMask();
        mask.Paths.AddRange(paths);
        if (mask.Paths.Count > 0)
        {
            mask.Merge(source, target, new() { ReplaceMessageFields = true, ReplaceRepeatedFields = true, ReplacePrimitiveFields = true });
        }
    }

    private static bool MayWrite(FieldDescriptor field) =>
        !Behaviors.Of(field).Contains(FieldBehavior.OutputOnly) && !Behaviors.Of(field).Contains(FieldBehavior.Identifier);

    private static bool Populated(FieldDescriptor field, IMessage message) => field switch
    {
        { IsMap: true } or { IsRepeated: true } => ((System.Collections.ICollection)field.Accessor.GetValue(message)).Count > 0,
        { HasPresence: true } => field.Accessor.HasValue(message),
        _ => field.Accessor.GetValue(message) is { } value && value is not ("" or 0 or 0L or 0u or 0ul or false or 0d or 0f)
            && !(value is System.Enum && Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) == 0)
            && value is not ByteString { IsEmpty: true },
    };

    private static FieldDescriptor? Find(MessageDescriptor message, string path)
    {
        FieldDescriptor? field = null;
        MessageDescriptor? at = message;
        foreach (var part in path.Split('.'))
        {
            field = at?.FindFieldByName(part);
            if (field is null)
            {
                return null;
            }

            at = field.FieldType == FieldType.Message && !field.IsRepeated ? field.MessageType : null;
        }

        return field;
    }
}

/// <summary>The <c>google.api.field_behavior</c> annotations of a field.</summary>
internal static class Behaviors
{
    // Reading options copies them.
    private static readonly ConcurrentDictionary<FieldDescriptor, FieldBehavior[]> Known = new();

    public static FieldBehavior[] Of(FieldDescriptor field) => Known.GetOrAdd(
        field, static one => one.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.ToArray() ?? []);
}
