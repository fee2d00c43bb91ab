using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf.Reflection;

namespace MedBill.Gateway.Http;

/// <summary>
/// Field paths of the services (<c>patient.person_name.given_name</c>, <c>encounters[1].rendering_provider</c>) as JSON pointers into the body
/// that the caller wrote, and back for merge patch. Follows the naming of the models.
/// </summary>
internal static class JsonNames
{
    // Fields that name another record; the public member is its id.
    private static readonly HashSet<string> References =
    [
        "patient", "rendering_provider", "referring_provider", "facility", "guarantor", "encounter", "payer", "plan", "claim", "policy",
        "remittance", "remittance_file", "submission_batch", "account", "journal_entry", "fee_schedule",
    ];

    private static readonly Dictionary<string, string> Others = new()
    {
        ["name"] = "id",
        ["parent"] = "",
        ["payer_id"] = "electronicPayerId",
        ["administrative_gender"] = "gender",
        ["medical_history_entries"] = "medicalHistoryEntryIds",
        ["names"] = "claimIds",
        ["address_lines"] = "lines",
        ["locality"] = "city",
        ["administrative_area"] = "state",
    };

    private static readonly ConcurrentDictionary<MessageDescriptor, Dictionary<string, FieldDescriptor>> Members = new();

    /// <summary>The public member of a field.</summary>
    public static string Of(FieldDescriptor field) => Of(field.Name, field.FieldType == FieldType.String, field.IsRepeated);

    /// <summary>The field of a public member; null when there is none.</summary>
    public static FieldDescriptor? Field(MessageDescriptor message, string member) => Members.GetOrAdd(message, static descriptor =>
        descriptor.Fields.InDeclarationOrder().Where(field => Of(field).Length > 0).ToDictionary(Of)).GetValueOrDefault(member);

    /// <summary>The pointer of a field path.</summary>
    /// <param name="path">As the service said it.</param>
    /// <param name="root">Field of the request that the whole body is, such as <c>patient</c>; empty when the body is the request.</param>
    public static string Pointer(string path, string root)
    {
        var pointer = new StringBuilder();
        var parts = path.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            var bracket = parts[i].IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? parts[i] : parts[i][..bracket];
            if (i == 0 && name == root && parts.Length > 1)
            {
                continue;
            }

            // `requests[3].charge.amount` is `/charges/3/amount` in the body.
            if (name == "charge" && i > 0)
            {
                continue;
            }

            var isLeaf = i == parts.Length - 1;
            pointer.Append('/').Append(name == "requests" ? "charges" : Of(name, isLeaf, bracket >= 0));
            if (bracket >= 0)
            {
                pointer.Append('/').Append(parts[i][(bracket + 1)..^1]);
            }
        }

        return pointer.ToString();
    }

    private static string Of(string name, bool isText, bool isRepeated) =>
        Others.TryGetValue(name, out var other) ? other
        : isText && !isRepeated && References.Contains(name) ? Camel(name) + "Id"
        : isText && isRepeated && name == "encounters" ? "encounterIds"
        : Camel(name);

    private static string Camel(string name)
    {
        var words = name.Split('_');
        return words[0] + string.Concat(words.Skip(1).Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
