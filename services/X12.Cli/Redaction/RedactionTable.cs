using System.Globalization;

namespace MedBill.X12.Cli.Redaction;

internal enum RedactionKind
{
    Name,
    First,
    Org,
    Id,
    Street,
    City,
    Text,
    Date,
    Specialty,
    Reference,
}

/// <summary>A place to redact: element (0 is every element), component (0 is the whole element).</summary>
internal sealed record RedactionPlace(int Element, int Component, RedactionKind Kind);

/// <summary>elements.redact: what identifies.</summary>
internal sealed class RedactionTable
{
    // A longer value is no code, whatever its qualifier says.
    private const int LongestCode = 4;

    private readonly Dictionary<string, RedactionPlace[]> _places = [];
    private readonly Dictionary<string, string[]> _codes = [];

    public static RedactionTable Default { get; } = Load();

    /// <summary>The places of a segment; null when the segment is not known.</summary>
    public IReadOnlyList<RedactionPlace>? Of(string segment, string qualifier, string value) =>
        value.Length <= LongestCode && _codes.TryGetValue(segment, out var codes) && codes.Contains(qualifier) ? [] : _places.GetValueOrDefault(segment);

    private static RedactionTable Load()
    {
        using var stream = typeof(RedactionTable).Assembly.GetManifestResourceStream("elements.redact")
            ?? throw new InvalidOperationException("elements.redact is not part of the assembly.");
        using var reader = new StreamReader(stream);
        var table = new RedactionTable();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                table.Line(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return table;
    }

    private void Line(string[] words)
    {
        if (words[0] == "keep")
        {
            foreach (var segment in words[1..])
            {
                _places.Add(segment, []);
            }
        }
        else if (words[0].Split('=') is [var segment, var codes])
        {
            _codes.Add(segment, codes.Split(','));
        }
        else
        {
            _places.Add(words[0], [.. words[1..].Select(Place)]);
        }
    }

    private static RedactionPlace Place(string word)
    {
        var parts = word.Split(':');
        var place = parts[0].Split('-');
        return new RedactionPlace(
            place[0] == "*" ? 0 : Number(place[0]), place.Length > 1 ? Number(place[1]) : 0, Enum.Parse<RedactionKind>(parts[1], ignoreCase: true));
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
