using System.Globalization;
using System.Text;
using MedBill.X12.Tokens;

namespace MedBill.X12.Guides;

/// <summary>Parses the text form of a guide; the form is described at the top of each file.</summary>
internal sealed class GuideText
{
    private readonly Dictionary<string, byte[][]> _codes = [];
    private readonly Dictionary<string, byte[][]> _values = [];
    private readonly Dictionary<uint, SegmentShape> _shapes = [];
    private readonly Dictionary<string, LoopRule> _loops = [];
    private readonly List<(string Parent, LoopRule Child)> _later = [];
    private readonly List<LoopRule> _adopted = [];
    private GuideId? _id;
    private LoopRule? _root;
    private LoopRule? _current;
    private bool _isChange;

    private readonly HashSet<uint> _used = [];

    public static GuideTable Load(GuideId guide)
    {
        using var segments = Open("005010.segments");
        using var loops = Open(guide.Table);
        var table = Parse(segments, loops);
        return table.Id == guide ? table : throw new InvalidOperationException($"{guide.Table} describes another guide than {guide.Version}.");
    }

    internal static StreamReader Open(string resource) => new(typeof(GuideText).Assembly.GetManifestResourceStream(resource)
        ?? throw new InvalidOperationException($"{resource} is not part of the assembly."));

    public static GuideTable Parse(TextReader segments, TextReader loops)
    {
        var parser = new GuideText();
        parser.Read(segments);
        parser.Read(loops);
        return new GuideTable
        {
            Id = parser._id ?? throw new FormatException("The guide has no guide line."),
            Root = parser._root ?? throw new FormatException("The guide has no loop."),
            Shapes = parser._shapes.Where(shape => parser._used.Contains(shape.Key)).ToDictionary(),
        };
    }

    private void Read(TextReader reader)
    {
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0 && line[0] != '#')
            {
                Line(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), number);
            }
        }
    }

    private void Line(string[] words, int number)
    {
        if (words.Length == 0)
        {
            return;
        }

        switch (words[0])
        {
            case "guide":
                _id ??= GuideId.All.FirstOrDefault(guide => guide.SetId == words[1] && guide.FunctionalId == words[2] && guide.Version == words[3]
                    && guide.Purpose == words.ElementAtOrDefault(4));
                break;
            case "like":
                using (var other = Open(words[1] + ".guide"))
                {
                    Read(other);
                }

                break;
            case "change":
                _current = _loops[words[1]];
                _isChange = true;
                break;
            case "codes":
                _codes[words[1]] = [.. words[2..].Select(Encoding.ASCII.GetBytes)];
                break;
            case "values":
                _values[words[1]] = [.. words[2..].Select(Encoding.ASCII.GetBytes)];
                break;
            case "segment":
                _shapes[SegmentKey.Pack(words[1])] = Shape(words[2..]);
                break;
            case "loop":
                Loop(words);
                break;
            case "after":
                _current = _loops[words[1]];
                _current.Stage++;
                _isChange = false;
                break;
            default:
                if (_current is null)
                {
                    throw new FormatException($"Line {number} stands in no loop.");
                }

                Add(Segment(words, _current, number), _current.Segments);
                break;
        }
    }

    // A change takes the place of the same use of the segment in the guide this one is like.
    private void Add(SegmentRule rule, List<SegmentRule> segments)
    {
        var replaced = _isChange
            ? segments.FindIndex(segment => segment.Id == rule.Id && segment.KeyValues.Length == rule.KeyValues.Length
                && segment.KeyValues.All(value => SegmentRule.Contains(rule.KeyValues, value)))
            : -1;
        if (replaced < 0)
        {
            segments.Add(rule);
            return;
        }

        rule.Rank = segments[replaced].Rank;
        segments[replaced] = rule;
    }

    private void Loop(string[] words)
    {
        _isChange = false;
        _current = new LoopRule { Id = words[1].TrimEnd('\''), IsRequired = words[3] == "R", Max = Number(words[4]) };
        _loops[words[1]] = _current;
        if (words[2] == "-")
        {
            _root = _current;
            return;
        }

        foreach (var parent in words[2].Split(','))
        {
            // 2300 hangs under 2000B and 2000C; the latter comes later in the file, and has loops of its own before 2300.
            if (_loops.TryGetValue(parent, out var above))
            {
                above.Add(above.Children.Count - _adopted.Count(adopted => adopted == above), _current);
            }
            else
            {
                _later.Add((parent, _current));
            }
        }

        foreach (var (parent, child) in _later.Where(later => later.Parent == words[1]).ToList())
        {
            _later.Remove((parent, child));
            _adopted.Add(_current);
            _current.Add(_current.Children.Count, child);
        }
    }

    private SegmentShape Shape(string[] words)
    {
        var elements = new List<ElementShape>();
        List<ElementShape>? components = null;
        var rules = new List<SyntaxRule>();
        foreach (var word in words)
        {
            var into = components ?? elements;
            switch (word[0])
            {
                case '(':
                    components = [];
                    break;
                case ')':
                    elements.Add(new ElementShape(0, "", 0, 0, [.. components!], []));
                    components = null;
                    break;
                case '*':
                    into.AddRange(Enumerable.Repeat(into[^1], Number(word[1..]) - 1));
                    break;
                case '!':
                    rules.Add(new SyntaxRule(word[1], [.. word[2..].Chunk(2).Select(pair => Number(new string(pair)))]));
                    break;
                default:
                    var parts = word.Split(':');
                    into.Add(new ElementShape(
                        Number(parts[0]), parts[1], Number(parts[2]), Number(parts[3]), [], _values.GetValueOrDefault(parts[0]) ?? []));
                    break;
            }
        }

        return new SegmentShape([.. elements], [.. rules]);
    }

    private SegmentRule Segment(string[] words, LoopRule loop, int line)
    {
        var (id, keyElement, keyComponent, keyValues) = Key(words[0]);
        var key = SegmentKey.Pack(id);
        if (!_shapes.TryGetValue(key, out var shape))
        {
            throw new FormatException($"Line {line}: the segment {id} has no shape.");
        }

        var elements = new ElementRule?[shape.Elements.Length + 1];
        foreach (var word in words[3..])
        {
            Element(word, elements, shape);
        }

        if (keyValues.Length > 0 && keyComponent == 0 && elements[keyElement] is { } keyed)
        {
            keyed.Codes = keyValues;
        }

        _used.Add(key);
        var previous = loop.Segments.Count == 0 ? null : loop.Segments[^1];
        var first = loop.Stage * LoopRule.StageWidth;
        return new SegmentRule
        {
            Id = id,
            Key = key,
            IsRequired = words[1] == "R",
            IsOfLaterGuide = words[1] == "L",
            Max = Number(words[2]),
            Rank = previous is null || previous.Rank < first ? first : previous.Id == id ? previous.Rank : previous.Rank + 1,
            KeyElement = keyElement,
            KeyComponent = keyComponent,
            KeyValues = keyValues,
            Elements = elements,
        };
    }

    private (string Id, int Element, int Component, byte[][] Values) Key(string word)
    {
        if (word.IndexOf('*', StringComparison.Ordinal) is > 0 and var star)
        {
            return (word[..star], 1, 0, Codes(word[(star + 1)..]));
        }

        if (word.IndexOf('@', StringComparison.Ordinal) is > 0 and var at)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var (element, component) = Place(word[(at + 1)..equals]);
            return (word[..at], element, component, Codes(word[(equals + 1)..]));
        }

        return (word, 1, 0, []);
    }

    private void Element(string word, ElementRule?[] elements, SegmentShape shape)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var place = equals < 0 ? word : word[..equals];
        var limit = place.IndexOf('<', StringComparison.Ordinal);
        var longest = limit < 0 ? int.MaxValue : Number(place[(limit + 1)..]);
        place = limit < 0 ? place : place[..limit];
        var repeats = place.EndsWith('+');
        place = place.TrimEnd('+');
        var isRequired = !place.EndsWith('?');
        var (element, component) = Place(place.TrimEnd('?'));
        var rule = elements[element] ??= new ElementRule { IsRequired = component == 0 && isRequired, Repeats = repeats };
        if (component > 0)
        {
            if (rule.Components.Length == 0)
            {
                rule.Components = new ElementRule?[shape.Elements[element - 1].Components.Length + 1];
            }

            rule = rule.Components[component] = new ElementRule { IsRequired = isRequired };
        }

        rule.Longest = longest;
        if (equals >= 0)
        {
            rule.Codes = Codes(word[(equals + 1)..]);
        }
    }

    private byte[][] Codes(string text) =>
        text[0] == '@' ? _codes[text[1..]] : [.. text.Split(',').Select(code => Encoding.ASCII.GetBytes(code.Replace('_', ' ')))];

    private static (int Element, int Component) Place(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? (Number(text), 0) : (Number(text[..dash]), Number(text[(dash + 1)..]));
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
