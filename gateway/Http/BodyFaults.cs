using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;

namespace MedBill.Gateway.Http;

/// <summary>
/// What is wrong with a body by its own text. The request is refused; but its caller is to hear of everything at once, so the service is
/// still asked what is wrong with the values that could be read, and keeps nothing (<see cref="Caller.OnlyCheckHeader"/>).
/// </summary>
internal sealed class BodyFaults
{
    private readonly IReadOnlyList<Violation> _violations;

    private BodyFaults(IReadOnlyList<Violation> violations) => _violations = violations;

    /// <summary>The header of every call made for a request with such faults.</summary>
    public static Metadata Header => new() { { Caller.OnlyCheckHeader, "1" } };

    /// <summary>Those of a request; null when its body is sound, or has none.</summary>
    public static BodyFaults? Of(HttpContext http) => http.Items.TryGetValue(typeof(BodyFaults), out var faults) ? (BodyFaults)faults! : null;

    /// <summary>Keeps them with the request while the rest is asked about.</summary>
    /// <exception cref="Refusal">At once, when there is nobody to ask: the route asks no service, or nothing of the body could be read.</exception>
    public static void Keep(HttpContext http, IReadOnlyList<Violation> violations)
    {
        var asksService = http.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Any(one => one.ParameterType.IsSubclassOf(typeof(ClientBase)));
        if (asksService != true || violations.Count >= ShapeCheck.MostViolations || violations.Any(one => one.Field.Length == 0))
        {
            throw Refusal.OfBody(violations);
        }

        http.Items[typeof(BodyFaults)] = new BodyFaults(violations);
    }

    /// <summary>
    /// The body without what is wrong: members at fault are left out, and a list with an item at fault is left out whole, since the places of
    /// the others would no longer be those that the caller wrote.
    /// </summary>
    public static ReadOnlyMemory<byte> SoundPart(ReadOnlyMemory<byte> json, IReadOnlyList<Violation> violations)
    {
        var faulty = violations.Select(one => one.Field).ToHashSet(StringComparer.Ordinal);
        var sound = new ArrayBufferWriter<byte>(json.Length);
        using var document = JsonDocument.Parse(json, new() { MaxDepth = PublicJson.MaxDepth });
        using (var writer = new Utf8JsonWriter(sound))
        {
            Write(document.RootElement, "", faulty, writer);
        }

        return sound.WrittenMemory;
    }

    /// <summary>The one answer: these, and what is wrong elsewhere.</summary>
    /// <param name="others">What a service said. Of a value that was left out it can only say that it is missing.</param>
    public Problem With(IEnumerable<ErrorModel> others)
    {
        var own = Refusal.OfBody(_violations).Problem.Errors;
        return Refusal.OfErrors([.. own.Concat(others.Where(IsElsewhere)).Take(ShapeCheck.MostViolations)]);
    }

    private bool IsElsewhere(ErrorModel error) => error.Pointer is not { } pointer
        || !_violations.Any(one => IsWithin(one.Field, pointer) || IsWithin(pointer, one.Field));

    private static bool IsWithin(string pointer, string outer) =>
        pointer.StartsWith(outer, StringComparison.Ordinal) && (pointer.Length == outer.Length || outer.Length == 0 || pointer[outer.Length] == '/');

    private static void Write(JsonElement value, string pointer, HashSet<string> faulty, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    var place = $"{pointer}/{ShapeCheck.Escape(member.Name)}";
                    if (!faulty.Contains(place) && !HasFaultyItem(member.Value, place, faulty))
                    {
                        writer.WritePropertyName(member.Name);
                        Write(member.Value, place, faulty, writer);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index++}"), faulty, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static bool HasFaultyItem(JsonElement value, string pointer, HashSet<string> faulty) =>
        value.ValueKind == JsonValueKind.Array
        && Enumerable.Range(0, value.GetArrayLength()).Any(i => faulty.Contains(string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}")));
}
