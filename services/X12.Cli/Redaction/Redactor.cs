using System.Text;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Tokens;

namespace MedBill.X12.Cli.Redaction;

/// <summary>Copies a file segment by segment, and replaces what <see cref="RedactionTable"/> names.</summary>
internal static class Redactor
{
    /// <summary>How many segments were written.</summary>
    public static long Redact(Stream input, Stream output, Disguise disguise, Nesting nesting, FindingLog findings)
    {
        using var reader = new X12Reader(input, findings);
        var count = 0L;
        long? end = null;
        while (reader.Read())
        {
            var segment = reader.Segment;
            nesting.See(segment.ToString());
            // Line breaks between segments stay line breaks.
            if (end is { } before && segment.Offset > before)
            {
                output.WriteByte((byte)'\n');
            }

            count++;
            if (segment.Binary is { } range)
            {
                Blacken(output, segment, range);
                end = range.Offset + range.Length + 1;
                continue;
            }

            output.Write(Encoding.Latin1.GetBytes(Redacted(segment, disguise)));
            output.WriteByte(segment.Delimiters.Segment);
            end = segment.Offset + segment.Bytes.Length + 1;
        }

        return count;
    }

    /// <summary>A document (BIN, BDS) becomes as many X, so that the length before it stays true.</summary>
    private static void Blacken(Stream output, in SegmentView segment, BinaryRange range)
    {
        output.Write(segment.Bytes[..(int)(range.Offset - segment.Offset)]);
        for (var left = range.Length; left > 0; left--)
        {
            output.WriteByte((byte)'X');
        }

        output.WriteByte(segment.Delimiters.Segment);
    }

    private static string Redacted(in SegmentView segment, Disguise disguise)
    {
        var separators = segment.Delimiters;
        var words = Encoding.Latin1.GetString(segment.Bytes).Split((char)separators.Element);
        var qualifier = words.Length > 1 ? words[1] : "";
        var places = RedactionTable.Default.Of(words[0], qualifier, words.ElementAtOrDefault(2) ?? "");
        // Nobody here knows what a segment outside the table says, or an element that X12 does not give it: nothing of them is shown.
        var known = places is null ? 0 : SegmentShapes.ElementCount(words[0]) ?? words.Length;
        for (var number = known + 1; number < words.Length; number++)
        {
            words[number] = Pieces(words[number], separators, disguise.Id);
        }

        // What is longer than any code of that element is none: perhaps an identifier that slipped into the wrong place.
        for (var number = 1; number < words.Length && number <= known; number++)
        {
            if (!places!.Any(place => place.Component == 0 && (place.Element == 0 || place.Element == number)) && HoldsNoCode(words[0], number, words[number], separators))
            {
                words[number] = Pieces(words[number], separators, disguise.Id);
            }
        }

        foreach (var place in places ?? [])
        {
            var (first, last) = place.Element == 0 ? (1, words.Length - 1) : (place.Element, place.Element);
            for (var number = first; number <= Math.Min(last, known) && number < words.Length; number++)
            {
                words[number] = Element(words, number, place, separators, disguise);
            }
        }

        return string.Join((char)separators.Element, words);
    }

    private static bool HoldsNoCode(string segment, int number, string element, Delimiters separators) =>
        element.Split((char)separators.Repetition).Any(repetition => repetition.Split((char)separators.Component)
            .Select((value, index) => SegmentShapes.IsTooLong(segment, number, index + 1, value)).Any(isTooLong => isTooLong));

    private static string Element(string[] words, int number, RedactionPlace place, Delimiters separators, Disguise disguise)
    {
        var isFixed = words[0] == "ISA";
        var value = isFixed ? words[number].TrimEnd(' ') : words[number];
        if (value.Length == 0)
        {
            return words[number];
        }

        if (place.Component == 0)
        {
            var made = Replace(value, place.Kind, words, disguise);
            return isFixed ? made.PadRight(words[number].Length) : made;
        }

        var components = value.Split((char)separators.Component);
        if (place.Component <= components.Length && components[place.Component - 1].Length > 0)
        {
            components[place.Component - 1] = Replace(components[place.Component - 1], place.Kind, words, disguise);
        }

        return string.Join((char)separators.Component, components);
    }

    private static string Replace(string value, RedactionKind kind, string[] words, Disguise disguise) => kind switch
    {
        RedactionKind.Name when words[0] is "NM1" && words.ElementAtOrDefault(2) != "1" => disguise.Organization(value),
        RedactionKind.Name => disguise.Surname(value),
        RedactionKind.First => disguise.GivenName(value),
        RedactionKind.Org => disguise.Organization(value),
        RedactionKind.Street => disguise.Street(value),
        RedactionKind.City => disguise.City(value),
        RedactionKind.Text => Disguise.Words(value),
        // A time of day alone identifies nobody.
        RedactionKind.Date when words[0] == "DTP" && words.ElementAtOrDefault(2) == "TM" => value,
        RedactionKind.Date => disguise.Date(value),
        RedactionKind.Specialty when words.ElementAtOrDefault(2) == "PXC" => value,
        // Of an 837I the state of an accident; elsewhere the number of a place.
        RedactionKind.Reference when words.ElementAtOrDefault(1) == "LU" && value.Length == 2 && value.All(char.IsAsciiLetterUpper) => value,
        _ => disguise.Id(value),
    };

    private static string Pieces(string element, Delimiters separators, Func<string, string> replace) =>
        string.Join((char)separators.Component, element.Split((char)separators.Component).Select(replace));
}
