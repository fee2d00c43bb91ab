using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MedBill.Platform.Values;

namespace MedBill.Gateway.Http;

/// <summary>
/// Holds the bytes of a request against a shape in one pass and says every difference at once, each with its JSON pointer (RFC 6901). No
/// value is repeated in a message: it may name a person.
/// </summary>
internal sealed class ShapeCheck
{
    public const int MostViolations = 100;
    private const int MostNameCharacters = 128;

    private static readonly SearchValues<byte> WholeNumberBytes = SearchValues.Create("-0123456789"u8);

    private readonly List<(string? Name, int Index)> _place = [];
    private readonly Violations _violations = new();

    private ShapeCheck()
    {
    }

    /// <summary>Everything that is wrong, at most 100; empty when the bytes have the shape.</summary>
    /// <exception cref="JsonException">The bytes are not JSON.</exception>
    public static IReadOnlyList<Violation> Run(ReadOnlySpan<byte> json, Shape shape)
    {
        var check = new ShapeCheck();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = PublicJson.MaxDepth });
        reader.Read();
        check.Value(ref reader, shape);
        while (reader.Read())
        {
            // Throws when something follows the one value.
        }

        return check._violations.All;
    }

    private void Value(ref Utf8JsonReader reader, Shape shape)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Object or ShapeKind.Money:
                Object(ref reader, shape);
                break;
            case ShapeKind.List:
                List(ref reader, shape.Item!);
                break;
            case ShapeKind.Whole or ShapeKind.LongWhole:
                WholeNumber(ref reader, shape.Kind);
                break;
            case ShapeKind.Flag:
                Expect(ref reader, reader.TokenType is JsonTokenType.True or JsonTokenType.False, "true or false");
                break;
            default:
                if (Expect(ref reader, reader.TokenType == JsonTokenType.String, shape.Kind is ShapeKind.Date ? "a date, as a string" : "a string"))
                {
                    CheckText(ref reader, shape);
                }

                break;
        }
    }

    private void Object(ref Utf8JsonReader reader, Shape shape)
    {
        if (!Expect(ref reader, reader.TokenType == JsonTokenType.StartObject, "an object"))
        {
            return;
        }

        ulong seen = 0, given = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = MemberOf(ref reader, shape);
            _place.Add((member?.Name ?? NameOf(ref reader), 0));
            reader.Read();
            if (member is null)
            {
                Add("UNKNOWN_FIELD", "There is no such member.");
                reader.Skip();
            }
            else if ((seen >> member.Position & 1) == 1)
            {
                Add("DUPLICATE_FIELD", "This member is there twice.");
                reader.Skip();
            }
            else
            {
                seen |= 1UL << member.Position;
                if (reader.TokenType != JsonTokenType.Null)
                {
                    given |= 1UL << member.Position;
                    Value(ref reader, member.Shape);
                }
            }

            _place.RemoveAt(_place.Count - 1);
        }

        // An amount without a currency, or the other way round, says nothing; no service would see the difference.
        foreach (var member in shape.Kind == ShapeKind.Money ? shape.Members.Values : [])
        {
            if ((given >> member.Position & 1) == 0)
            {
                _place.Add((member.Name, 0));
                Add("FIELD_REQUIRED", "This field is required.");
                _place.RemoveAt(_place.Count - 1);
            }
        }
    }

    private void List(ref Utf8JsonReader reader, Shape item)
    {
        if (!Expect(ref reader, reader.TokenType == JsonTokenType.StartArray, "an array"))
        {
            return;
        }

        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            _place.Add((null, i));
            Value(ref reader, item);
            _place.RemoveAt(_place.Count - 1);
        }
    }

    private void WholeNumber(ref Utf8JsonReader reader, ShapeKind kind)
    {
        if (!Expect(ref reader, reader.TokenType == JsonTokenType.Number, "a whole number"))
        {
            return;
        }

        if (kind == ShapeKind.Whole ? reader.TryGetInt32(out _) : reader.TryGetInt64(out _))
        {
            return;
        }

        var isWhole = reader.ValueSpan.IndexOfAnyExcept(WholeNumberBytes) < 0;
        Add(isWhole ? "OUT_OF_RANGE" : "WRONG_TYPE", isWhole ? "This number is too large." : "This must be a whole number.");
    }

    private void CheckText(ref Utf8JsonReader reader, Shape shape)
    {
        // Nearly every text: nothing in it can be wrong, and no string need be made of it.
        if (shape.Kind == ShapeKind.Text && !reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan))
        {
            return;
        }

        var text = TextOf(ref reader);
        if (text is null || text.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0)
        {
            Add("INVALID_TEXT", "A text is Unicode without control characters.");
            return;
        }

        var (code, detail) = shape.Kind == ShapeKind.Instant && !reader.TryGetDateTimeOffset(out _)
            ? ("INVALID_INSTANT", "An instant is written as in RFC 3339.")
            : TextRules.Check(text, shape);
        if (code is not null)
        {
            Add(code, detail);
        }
    }

    private bool Expect(ref Utf8JsonReader reader, bool fits, string wanted)
    {
        if (!fits)
        {
            Add("WRONG_TYPE", $"This must be {wanted}.");
            reader.Skip();
        }

        return fits;
    }

    private static Member? MemberOf(ref Utf8JsonReader reader, Shape shape)
    {
        if (reader.ValueIsEscaped || reader.ValueSpan.Length > MostNameCharacters || !Ascii.IsValid(reader.ValueSpan))
        {
            return shape.Members.GetValueOrDefault(NameOf(ref reader));
        }

        Span<char> name = stackalloc char[MostNameCharacters];
        var length = reader.CopyString(name);
        return shape.Members.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[..length], out var member) ? member : null;
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        var name = TextOf(ref reader) ?? "\ufffd";
        return name.Length <= MostNameCharacters ? name : name[..MostNameCharacters];
    }

    // Null when it is no Unicode: broken UTF-8, or half a surrogate pair.
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void Add(string code, string detail)
    {
        if (_violations.All.Count < MostViolations)
        {
            _violations.Add(Pointer(), code, detail);
        }
    }

    /// <summary>A member's name as it stands in a JSON pointer.</summary>
    public static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var (name, index) in _place)
        {
            pointer.Append('/');
            _ = name is null
                ? pointer.Append(CultureInfo.InvariantCulture, $"{index}")
                : pointer.Append(Escape(name));
        }

        return pointer.ToString();
    }
}
