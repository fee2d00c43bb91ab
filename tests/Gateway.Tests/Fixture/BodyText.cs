using System.Globalization;
using System.Text;
using MedBill.Gateway.Http;

namespace MedBill.Gateway.Tests.Fixture;

/// <summary>A place in a body.</summary>
/// <param name="Pointer">RFC 6901.</param>
/// <param name="Shape">What may stand there.</param>
/// <param name="Member">What it is; null for the body itself and for items of lists.</param>
/// <param name="Message">The message whose field it is; null for none.</param>
internal sealed record Place(string Pointer, Shape Shape, Member? Member, Google.Protobuf.Reflection.MessageDescriptor? Message)
{
    public bool IsLeaf => Shape.Kind is not (ShapeKind.Object or ShapeKind.Money or ShapeKind.List);

    public bool IsObject => Shape.Kind is ShapeKind.Object or ShapeKind.Money;
}

/// <summary>
/// Writes bodies in which every member that a caller may set has a value of its own; and bodies in which one or all of them are something
/// else, also what no JSON library would write.
/// </summary>
internal sealed class BodyText
{
    /// <summary>Instead of a member: leaves it out.</summary>
    public const string LeftOut = "";

    private readonly StringBuilder _text = new();
    private readonly Func<Place, string?> _instead;
    private readonly Func<Place, string?> _more;
    private int _number;

    private BodyText(Func<Place, string?>? instead, Func<Place, string?>? more) =>
        (_instead, _more) = (instead ?? (static _ => null), more ?? (static _ => null));

    /// <summary>A body.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="instead">Raw text for a place, or null for a good value.</param>
    /// <param name="more">Raw text of a further member of an object, or null for none.</param>
    public static string Of(Shape shape, Func<Place, string?>? instead = null, Func<Place, string?>? more = null)
    {
        var body = new BodyText(instead, more);
        body.Write(new("", shape, null, null));
        return body._text.ToString();
    }

    /// <summary>Every place of a body.</summary>
    public static IReadOnlyList<Place> PlacesOf(Shape shape)
    {
        var places = new List<Place>();
        Of(shape, place =>
        {
            places.Add(place);
            return null;
        });
        return places;
    }

    // False when the place is left out.
    private bool Write(Place place)
    {
        _number++;
        if (_instead(place) is { } raw)
        {
            _text.Append(raw);
            return raw.Length > 0;
        }

        switch (place.Shape.Kind)
        {
            case ShapeKind.Object or ShapeKind.Money:
                WriteObject(place);
                break;
            case ShapeKind.List:
                _text.Append('[');
                Write(new($"{place.Pointer}/0", place.Shape.Item!, null, place.Message));
                _text.Append(',');
                Write(new($"{place.Pointer}/1", place.Shape.Item!, null, place.Message));
                _text.Append(']');
                break;
            default:
                _text.Append(Value(place.Shape));
                break;
        }

        return true;
    }

    private void WriteObject(Place place)
    {
        _text.Append('{');
        var start = _text.Length;
        foreach (var member in place.Shape.Members.Values.Where(member => !member.IsOutputOnly).OrderBy(member => member.Position))
        {
            var before = _text.Length;
            _text.Append(before > start ? "," : "").Append(CultureInfo.InvariantCulture, $"\"{member.Name}\":");
            if (!Write(new($"{place.Pointer}/{member.Name}", member.Shape, member, place.Shape.Message)))
            {
                _text.Length = before;
            }
        }

        if (_more(place) is { } more)
        {
            _text.Append(_text.Length > start ? "," : "").Append(more);
        }

        _text.Append('}');
    }

    private string Value(Shape shape) => shape.Kind switch
    {
        ShapeKind.Amount => $"\"{_number.ToString(CultureInfo.InvariantCulture)}.25\"",
        ShapeKind.Currency => "\"USD\"",
        ShapeKind.Id => $"\"thg-{_number}\"",
        ShapeKind.Code => $"\"{shape.Codes[_number % shape.Codes.Count]}\"",
        ShapeKind.Whole or ShapeKind.LongWhole => (1 + (_number % 200)).ToString(CultureInfo.InvariantCulture),
        ShapeKind.Flag => "true",
        ShapeKind.Date => $"\"{new DateOnly(2026, 1 + (_number % 12), 1 + (_number % 28)).ToString("O", CultureInfo.InvariantCulture)}\"",
        ShapeKind.Instant => "\"2026-03-02T14:00:00Z\"",
        _ => $"\"text {_number}\"",
    };
}
