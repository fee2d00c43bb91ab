using System.Globalization;
using System.Text;
using MedBill.X12.Tokens;
using MedBill.X12.Validation;

namespace MedBill.X12.Guides;

/// <summary>A place where a code of an external set stands.</summary>
/// <param name="Set">The set.</param>
/// <param name="Element">The element; 0 is every element.</param>
/// <param name="Component">The component; 0 when the element has none.</param>
/// <param name="QualifierElement">The element that must hold one of the qualifiers; 0 is the same element.</param>
/// <param name="QualifierComponent">Its component.</param>
/// <param name="Qualifiers">Its values; none: always.</param>
internal sealed record CodePlace(
    CodeSet Set, int Element, int Component, int QualifierElement, int QualifierComponent, byte[][] Qualifiers);

/// <summary>The table 005010.codesets.</summary>
internal static class CodePlaces
{
    private static readonly Lazy<IReadOnlyDictionary<uint, CodePlace[]>> Loaded = new(Load);

    /// <summary>By packed segment identifier.</summary>
    public static IReadOnlyDictionary<uint, CodePlace[]> All => Loaded.Value;

    private static Dictionary<uint, CodePlace[]> Load()
    {
        using var reader = GuideText.Open("005010.codesets");
        var places = new List<(uint Segment, CodePlace Place)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                places.AddRange(Line(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            }
        }

        return places.GroupBy(place => place.Segment).ToDictionary(group => group.Key, group => group.Select(item => item.Place).ToArray());
    }

    private static IEnumerable<(uint Segment, CodePlace Place)> Line(string[] words)
    {
        var condition = words.Length > 3 ? words[3].Split('=') : null;
        var (qualifierElement, qualifierComponent) = condition is null ? (0, 0) : Place(condition[0]);
        byte[][] qualifiers = condition is null ? [] : [.. condition[1].Split(',').Select(Encoding.ASCII.GetBytes)];
        foreach (var place in words[2].Split(','))
        {
            var (element, component) = Place(place);
            yield return (SegmentKey.Pack(words[1]), new CodePlace(
                Enum.Parse<CodeSet>(words[0]), element, component, qualifierElement, qualifierComponent, qualifiers));
        }
    }

    private static (int Element, int Component) Place(string text)
    {
        var parts = text.Split('-');
        return (parts[0] == "*" ? 0 : Number(parts[0]), parts.Length > 1 ? Number(parts[1]) : 0);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
