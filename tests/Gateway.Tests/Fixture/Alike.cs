using System.Collections;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using MedBill.Gateway.Http;
using Wire = Google.Type;

namespace MedBill.Gateway.Tests.Fixture;

/// <summary>Holds a message against JSON, field by field, without the gateway's own mapping.</summary>
internal static class Alike
{
    /// <summary>Fields of resources that public JSON does not show, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotShown = new Dictionary<string, string>
    {
        ["google.type.Money.nanos"] = "The cents of `amount`.",
        ["google.type.PostalAddress.revision"] = "No use of it in the United States.",
        ["google.type.PostalAddress.region_code"] = "Always US.",
        ["google.type.PostalAddress.language_code"] = "No use of it in the United States.",
        ["google.type.PostalAddress.sorting_code"] = "No use of it in the United States.",
        ["google.type.PostalAddress.sublocality"] = "X12 N3 and N4 have no place for it.",
        ["google.type.PostalAddress.recipients"] = "The person or organisation the address belongs to has a name of its own.",
        ["google.type.PostalAddress.organization"] = "The person or organisation the address belongs to has a name of its own.",
    };

    /// <summary>Members that only requests have.</summary>
    private static readonly HashSet<string> OnlyInRequests = ["medbill.coverage.v1.EligibilityCheck.force_refresh"];

    /// <summary>Every field of the message is in the JSON as the shape says, or on the list above.</summary>
    public static void InAnswer(IMessage message, JsonElement json, Shape shape, string at = "")
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (shape.ByField.TryGetValue(field.Name, out var member))
            {
                var place = $"{at}/{member.Name}";
                if (OnlyInRequests.Contains(field.FullName))
                {
                    Assert.False(json.TryGetProperty(member.Name, out _), place);
                    continue;
                }

                Assert.True(json.TryGetProperty(member.Name, out var value), $"{place} is missing: {field.FullName}");
                Same(field, field.Accessor.GetValue(message), value, member.Shape, place, InAnswer);
            }
            else
            {
                Assert.True(NotShown.ContainsKey(field.FullName), $"{field.FullName} is neither shown nor on the list of what is not.");
            }
        }
    }

    /// <summary>Every member of the JSON that a caller may set is in the message; no output of a service is.</summary>
    public static void InRequest(IMessage message, JsonElement json, Shape shape, string at = "")
    {
        foreach (var member in shape.Members.Values.Where(member => member.Field is not null))
        {
            var (owner, field) = FieldOf(message, shape, member);
            var value = field.Accessor.GetValue(owner);
            var place = $"{at}/{member.Name}";
            if (member.IsOutputOnly)
            {
                Assert.True(IsUnset(owner, field), $"{place} came through, though only answers say it.");
            }
            else
            {
                Assert.True(json.TryGetProperty(member.Name, out var given), place);
                Same(field, value, given, member.Shape, place, InRequest);
            }
        }
    }

    private static (IMessage Owner, FieldDescriptor Field) FieldOf(IMessage message, Shape shape, Member member)
    {
        if (message.Descriptor.FindFieldByName(member.Field) is { } own)
        {
            return (message, own);
        }

        var inner = (IMessage)message.Descriptor.FindFieldByName(shape.Inner!).Accessor.GetValue(message);
        return (inner, inner.Descriptor.FindFieldByName(member.Field));
    }

    private static bool IsUnset(IMessage message, FieldDescriptor field) => field.IsRepeated
        ? ((IList)field.Accessor.GetValue(message)).Count == 0
        : field.HasPresence ? !field.Accessor.HasValue(message)
        : Equals(field.Accessor.GetValue(message), field.Accessor.GetValue((IMessage)Activator.CreateInstance(message.Descriptor.ClrType)!));

    private static void Same(
        FieldDescriptor field, object? value, JsonElement json, Shape shape, string place, Action<IMessage, JsonElement, Shape, string> compare)
    {
        if (field.IsRepeated)
        {
            var items = (IList)value!;
            Assert.Equal(items.Count, json.GetArrayLength());
            for (var i = 0; i < items.Count; i++)
            {
                SameOne(field, items[i], json[i], shape.Item!, $"{place}/{i}", compare);
            }
        }
        else
        {
            SameOne(field, value, json, shape, place, compare);
        }
    }

    private static void SameOne(
        FieldDescriptor field, object? value, JsonElement json, Shape shape, string place, Action<IMessage, JsonElement, Shape, string> compare)
    {
        switch (value)
        {
            case Wire.Money money:
                Assert.Equal($"{money.Units}.{money.Nanos / 10_000_000:00} {money.CurrencyCode}", $"{json.GetProperty("amount").GetString()} {json.GetProperty("currency").GetString()}");
                break;
            case Wire.Date date:
                Assert.Equal(new DateOnly(date.Year, date.Month, date.Day), DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case Timestamp instant:
                Assert.Equal(instant.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), json.GetString());
                break;
            case IMessage message:
                compare(message, json, shape, place);
                break;
            case System.Enum code:
                Assert.Equal(TextOf(field, code), json.GetString());
                break;
            case string text when shape.Kind == ShapeKind.Id:
                Assert.Equal(text.Split('/')[^1], json.GetString());
                break;
            case string text:
                Assert.True(text == json.GetString(), place);
                break;
            case bool flag:
                Assert.True(flag == json.GetBoolean(), place);
                break;
            default:
                Assert.True(Convert.ToInt64(value, CultureInfo.InvariantCulture) == json.GetInt64(), place);
                break;
        }
    }

    // STATE_DRAFT of enum State is DRAFT.
    private static string TextOf(FieldDescriptor field, System.Enum code)
    {
        var name = field.EnumType.FindValueByNumber(Convert.ToInt32(code, CultureInfo.InvariantCulture)).Name;
        var prefix = field.EnumType.Values[0].Name[..^"UNSPECIFIED".Length];
        Assert.StartsWith(prefix, name, StringComparison.Ordinal);
        return name[prefix.Length..];
    }
}
