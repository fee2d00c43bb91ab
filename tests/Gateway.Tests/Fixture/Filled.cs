using System.Collections;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using MedBill.Gateway.Http;
using Wire = Google.Type;

namespace MedBill.Gateway.Tests.Fixture;

/// <summary>Messages and bodies in which every field is set, each to another value, so that no swap or omission can hide.</summary>
internal static class Filled
{
    /// <summary>Sets every field. A text that could be a name is one: two ids in it, so that both ends can be read.</summary>
    public static T Message<T>(T message)
        where T : IMessage
    {
        var number = 0;
        Fill(message, ref number);
        return message;
    }

    /// <summary>A body with every member that a caller may set.</summary>
    public static JsonObject Json(Shape shape) => (JsonObject)JsonNode.Parse(BodyText.Of(shape))!;

    private static void Fill(IMessage message, ref int number)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(message);
                list.Add(One(field, ref number));
                list.Add(One(field, ref number));
            }
            else
            {
                field.Accessor.SetValue(message, One(field, ref number));
            }
        }
    }

    private static object One(FieldDescriptor field, ref int number)
    {
        number++;
        switch (field.FieldType)
        {
            case FieldType.String:
                return field.Name switch
                {
                    "etag" => $"\"{number}\"",
                    "next_page_token" => "next",
                    "content_type" => "application/pdf",
                    _ => $"parents/par-{number}/things/thg-{number}",
                };
            case FieldType.Int32:
                return number;
            case FieldType.Int64:
                return (long)number;
            case FieldType.Bool:
                return true;
            case FieldType.Bytes:
                return ByteString.CopyFromUtf8($"%PDF-{number}");
            case FieldType.Enum:
                var value = field.EnumType.Values[1 + (number % (field.EnumType.Values.Count - 1))];
                return System.Enum.ToObject(field.EnumType.ClrType, value.Number);
            default:
                return Known(field.MessageType, number) ?? Nested(field, ref number);
        }
    }

    private static IMessage Nested(FieldDescriptor field, ref int number)
    {
        var message = (IMessage)Activator.CreateInstance(field.MessageType.ClrType)!;
        Fill(message, ref number);
        return message;
    }

    private static IMessage? Known(MessageDescriptor type, int number) =>
        type == Wire.Money.Descriptor ? new Wire.Money { CurrencyCode = "USD", Units = number, Nanos = 250_000_000 }
        : type == Wire.Date.Descriptor ? new Wire.Date { Year = 2026, Month = 1 + (number % 12), Day = 1 + (number % 28) }
        : type == Timestamp.Descriptor ? new Timestamp { Seconds = 1_772_460_000 + number }
        : type == FieldMask.Descriptor ? new FieldMask()
        : null;
}
