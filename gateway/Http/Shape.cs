using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MedBill.Gateway.Http;

/// <summary>What JSON may stand at a place.</summary>
internal enum ShapeKind
{
    Object,
    Money,
    List,
    Text,
    Amount,
    Currency,
    Id,
    Code,
    Whole,
    LongWhole,
    Flag,
    Date,
    Instant,
}

/// <summary>
/// The form of a model, made once from its JSON contract and the message it shows: what requests are held against, and the way from a
/// service's field path to the member that the caller wrote.
/// </summary>
internal sealed class Shape
{
    private static readonly ConcurrentDictionary<Type, Shape> Known = new();

    private Shape(ShapeKind kind) => Kind = kind;

    public ShapeKind Kind { get; }

    /// <summary>Of a list: what it holds.</summary>
    public Shape? Item { get; private init; }

    /// <summary>Of a code: what it may say.</summary>
    public IReadOnlyList<string> Codes { get; private init; } = [];

    /// <summary>Of an object: its members by their JSON names.</summary>
    public FrozenDictionary<string, Member> Members { get; private init; } = FrozenDictionary<string, Member>.Empty;

    /// <summary>Of an object: its members by the fields they show.</summary>
    public FrozenDictionary<string, Member> ByField { get; private init; } = FrozenDictionary<string, Member>.Empty;

    /// <summary>Of an object: the field whose own fields stand among its members; null for none.</summary>
    public string? Inner { get; private init; }

    /// <summary>The message an object shows; null for one of our own.</summary>
    public MessageDescriptor? Message { get; private init; }

    /// <summary>An id, a true or false, a date.</summary>
    public static Shape Id { get; } = new(ShapeKind.Id);

    /// <inheritdoc cref="Id"/>
    public static Shape Flag { get; } = new(ShapeKind.Flag);

    /// <inheritdoc cref="Id"/>
    public static Shape Date { get; } = new(ShapeKind.Date);

    /// <summary>One of a wire enum's texts.</summary>
    public static Shape CodeOf(Type wireEnum) => new(ShapeKind.Code) { Codes = EnumText.TextsOf(wireEnum) };

    /// <summary>The shape of a model.</summary>
    public static Shape Of(Type model) => Known.GetOrAdd(model, static type => OfObject(type));

    private static Shape OfObject(Type model)
    {
        var contract = PublicJson.Options.GetTypeInfo(model);
        var shows = model.GetCustomAttribute<ShowsAttribute>();
        var message = shows is null ? null : (MessageDescriptor)shows.Message.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        var inner = shows?.Inner is { } field ? message!.FindFieldByName(field).MessageType : null;
        var members = contract.Properties.Select((property, i) => OfMember(property, i, message, inner)).ToList();
        return new(model == typeof(MoneyModel) ? ShapeKind.Money : ShapeKind.Object)
        {
            Members = members.ToFrozenDictionary(member => member.Name, StringComparer.Ordinal),
            ByField = members.Where(member => member.Field is not null).ToFrozenDictionary(member => member.Field!, StringComparer.Ordinal),
            Inner = shows?.Inner,
            Message = message,
        };
    }

    private static Member OfMember(JsonPropertyInfo property, int position, MessageDescriptor? message, MessageDescriptor? inner)
    {
        var attributes = property.AttributeProvider!.GetCustomAttributes(inherit: false);
        var (name, isId) = FieldOf(property.Name, attributes, message, inner);
        var field = name is null ? null : message?.FindFieldByName(name) ?? inner?.FindFieldByName(name);
        var behaviors = field?.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.ToHashSet() ?? [];
        var code = attributes.OfType<OneOfAttribute>().FirstOrDefault();
        return new(property.Name, position, OfType(property.PropertyType, isId, code, message, name), name)
        {
            IsRequired = behaviors.Contains(FieldBehavior.Required),
            IsImmutable = behaviors.Contains(FieldBehavior.Immutable),
            IsOutputOnly = behaviors.Overlaps([FieldBehavior.OutputOnly, FieldBehavior.Identifier]) || name == "etag",
        };
    }

    // `patientId` shows `patient`, a name, unless the message has a `patient_id` of its own.
    private static (string? Name, bool IsId) FieldOf(string member, object[] attributes, MessageDescriptor? message, MessageDescriptor? inner)
    {
        var snake = JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
        var endsLikeId = snake.EndsWith("_id", StringComparison.Ordinal) || snake.EndsWith("_ids", StringComparison.Ordinal);
        if (attributes.OfType<NoFieldAttribute>().Any() || message is null)
        {
            return (null, endsLikeId);
        }

        if (attributes.OfType<FieldAttribute>().FirstOrDefault() is { } named)
        {
            return (named.Name, snake.EndsWith("_ids", StringComparison.Ordinal) || (endsLikeId && named.Name == "name"));
        }

        if (member == "id" && message.FindFieldByName("name") is not null)
        {
            return ("name", true);
        }

        return (message.FindFieldByName(snake) ?? inner?.FindFieldByName(snake)) is null && endsLikeId
            ? (snake[..snake.LastIndexOf('_')], true)
            : (snake, false);
    }

    private static Shape OfType(Type type, bool isId, OneOfAttribute? code, MessageDescriptor? message, string? field)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return code is not null ? CodeOf(code.WireEnum)
                : isId ? Id
                : message == Google.Type.Money.Descriptor ? new(field == "units" ? ShapeKind.Amount : ShapeKind.Currency)
                : new(ShapeKind.Text);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return new(ShapeKind.List) { Item = OfType(type.GetGenericArguments()[0], isId, code, null, null) };
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Int32 => new(ShapeKind.Whole),
            TypeCode.Int64 => new(ShapeKind.LongWhole),
            TypeCode.Boolean => new(ShapeKind.Flag),
            _ when type == typeof(DateOnly) => new(ShapeKind.Date),
            _ when type == typeof(DateTimeOffset) => new(ShapeKind.Instant),
            _ => Of(type),
        };
    }
}

/// <summary>One member of a model.</summary>
/// <param name="Name">In JSON.</param>
/// <param name="Position">From 0, in the model.</param>
/// <param name="Shape">What it may hold.</param>
/// <param name="Field">The field it shows; null for none.</param>
internal sealed record Member(string Name, int Position, Shape Shape, string? Field)
{
    /// <summary>The service refuses a new thing without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Said once, when the thing is made.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>Only answers say it; ignored in requests.</summary>
    public bool IsOutputOnly { get; init; }
}
