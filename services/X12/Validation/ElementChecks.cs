using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>Checks the elements of a segment: required, not used, type, length, code values, and the conditions between them.</summary>
internal sealed partial class ElementChecks(GuideTable guide, FindingContext context)
{
    public void Check(in SegmentView segment, int position, SegmentRule rule, string loop)
    {
        var screen = rule.Screen ??= new SegmentScreen(rule, guide.Shapes[rule.Key]);
        if (!screen.Passes(segment))
        {
            Explain(segment, position, rule, loop);
        }
    }

    /// <summary>Says what is wrong with a segment, element by element.</summary>
    public void Explain(in SegmentView segment, int position, SegmentRule rule, string loop)
    {
        var shape = guide.Shapes[rule.Key];
        for (var number = 1; number <= shape.Elements.Length; number++)
        {
            Element(segment, position, loop, rule, shape, number);
        }

        if (segment.ElementCount > shape.Elements.Length)
        {
            ReportElement(segment, position, loop, shape.Elements.Length + 1, 0, "TOO_MANY_ELEMENTS",
                $"{rule.Id} has {shape.Elements.Length} elements. Remove the rest.", "3", SnipType.Syntax);
        }
        else if (segment.ElementCount > 0 && segment[segment.ElementCount].IsEmpty && segment.Binary is not { IsInSegment: false })
        {
            ReportElement(segment, position, loop, segment.ElementCount, 0, "TRAILING_SEPARATOR",
                "The segment ends in a separator. Drop trailing empty elements.", null, SnipType.Syntax, FindingSeverity.Warning);
        }

        foreach (var condition in shape.Rules)
        {
            Condition(segment, position, loop, condition, rule);
        }

        switch (rule.Key)
        {
            case SegmentKey.N4:
                Place(segment, position, loop, rule);
                break;
            case SegmentKey.NM1:
                Name(segment, position, loop, rule);
                break;
            case SegmentKey.PER:
                Telephones(segment, position, loop, rule);
                break;
            case SegmentKey.HI:
                ValueAmounts(segment, position, loop);
                break;
            case SegmentKey.REF when guide.Id.SetId == "837":
                NineDigits(segment, position, loop);
                break;
            default:
                break;
        }
    }

    public void ReportElement(
        in SegmentView segment, int position, string loop, int element, int component, string code, string words, string? elementError,
        SnipType snip = SnipType.Guide, FindingSeverity severity = FindingSeverity.Error, int repeat = 0, bool refusesWriting = false)
    {
        var shapes = guide.Shapes.TryGetValue(segment.Key, out var shape) ? shape.Elements : [];
        var dataElement = element <= shapes.Length && element > 0 ? shapes[element - 1] : null;
        if (component > 0 && dataElement is not null && component <= dataElement.Components.Length)
        {
            dataElement = dataElement.Components[component - 1];
        }

        var id = segment.ToString();
        var place = component == 0 ? $"{id}{element:00}" : $"{id}{element:00}-{component}";
        context.Report(new Finding
        {
            Severity = severity,
            RefusesWriting = refusesWriting,
            Code = code,
            Message = words,
            Rule = $"{guide.Id.Version} {loop} {place}",
            Snip = snip,
            Loop = loop,
            SegmentId = id,
            SegmentPosition = position,
            Element = element,
            Component = component,
            Repeat = repeat,
            DataElement = dataElement?.Number ?? 0,
            ByteOffset = segment.Offset,
            Value = SegmentText.Decode(
                repeat > 0 && component == 0 ? RepeatOf(segment[element], segment.Delimiters.Repetition, repeat)
                : repeat > 0 ? ComponentOf(RepeatOf(segment[element], segment.Delimiters.Repetition, repeat), segment.Delimiters.Component, component)
                : component == 0 ? segment[element] : segment.Component(element, component)),
            SegmentErrorCode = "8",
            ElementErrorCode = elementError,
        });
    }

    private static ReadOnlySpan<byte> RepeatOf(ReadOnlySpan<byte> element, byte separator, int repeat)
    {
        foreach (var range in element.Split(separator))
        {
            if (--repeat == 0)
            {
                return element[range];
            }
        }

        return [];
    }

    private void Element(in SegmentView segment, int position, string loop, SegmentRule rule, SegmentShape shape, int number)
    {
        var value = segment[number];
        var use = rule.Elements[number];
        if (shape.Elements[number - 1].Type == "B" && segment.Binary is not null)
        {
            // Raw bytes: the reader took them by their length, and no rule of text holds for them.
            return;
        }

        if (value.IsEmpty)
        {
            if (use is { IsRequired: true })
            {
                ReportElement(segment, position, loop, number, 0, "ELEMENT_MISSING", "A required element is empty.", "1");
            }

            return;
        }

        if (use is null)
        {
            ReportElement(segment, position, loop, number, 0, "ELEMENT_NOT_USED",
                "The guide does not use this element here. Leave it empty.", "I10");
            return;
        }

        var delimiters = segment.Delimiters;
        var element = shape.Elements[number - 1];
        if (delimiters.Repetition != 0 && value.Contains(delimiters.Repetition))
        {
            if (use.Repeats)
            {
                var repeat = 0;
                foreach (var range in value.Split(delimiters.Repetition))
                {
                    repeat++;
                    if (element.Components.Length == 0)
                    {
                        Value(segment, position, loop, number, 0, value[range], element, use, repeat);
                    }
                    else
                    {
                        Components(segment, position, loop, number, element, use, value[range], repeat);
                    }
                }

                return;
            }

            ReportElement(segment, position, loop, number, 0, "ELEMENT_REPEATED", "The element may not be repeated.", "12",
                SnipType.Syntax);
        }
        else if (element.Components.Length == 0)
        {
            if (value.Contains(delimiters.Component))
            {
                ReportElement(segment, position, loop, number, 0, "TOO_MANY_COMPONENTS", "The element has no components.", "13",
                    SnipType.Syntax);
            }
            else
            {
                Value(segment, position, loop, number, 0, value, element, use);
            }
        }
        else
        {
            Components(segment, position, loop, number, element, use, value);
        }
    }

    private void Components(
        in SegmentView segment, int position, string loop, int number, ElementShape element, ElementRule use,
        ReadOnlySpan<byte> composite, int repeat = 0)
    {
        if (OtherSeparator(segment, number, element, use) is var other and not 0)
        {
            ReportSeparator(segment, position, loop, number, other);
            Components(
                segment.With(segment.Delimiters with { Component = other }), position, loop, number, element, use, composite, repeat);
            return;
        }

        var separator = segment.Delimiters.Component;
        if (composite.Count(separator) >= element.Components.Length)
        {
            ReportElement(segment, position, loop, number, 0, "TOO_MANY_COMPONENTS",
                $"The element has {element.Components.Length} components. Remove the rest.", "13", SnipType.Syntax, repeat: repeat);
        }

        for (var component = 1; component <= element.Components.Length; component++)
        {
            var value = ComponentOf(composite, separator, component);
            // Without component rules the dictionary alone decides.
            var rule = use.Components.Length == 0 ? Free : use.Components[component];
            if (value.IsEmpty)
            {
                if (rule is { IsRequired: true })
                {
                    ReportElement(segment, position, loop, number, component, "ELEMENT_MISSING", "A required component is empty.", "1",
                        repeat: repeat);
                }
            }
            else if (rule is null)
            {
                ReportElement(segment, position, loop, number, component, "ELEMENT_NOT_USED",
                    "The guide does not use this component here. Leave it empty.", "I10", repeat: repeat);
            }
            else
            {
                Value(segment, position, loop, number, component, value, element.Components[component - 1], rule, repeat);
            }
        }
    }

    private static ReadOnlySpan<byte> ComponentOf(ReadOnlySpan<byte> composite, byte separator, int component)
    {
        foreach (var range in composite.Split(separator))
        {
            if (--component == 0)
            {
                return composite[range];
            }
        }

        return [];
    }

    private const int MostCodesTold = 60;

    private static readonly ElementRule Free = new();

    private void Value(
        in SegmentView segment, int position, string loop, int number, int component, ReadOnlySpan<byte> value,
        ElementShape shape, ElementRule rule, int repeat = 0)
    {
        // One fault of an element, the one that tells most: a code that is none is too long or too short by chance.
        var codes = rule.Codes.Length > 0 || IsForeign(segment, number, component, shape) ? rule.Codes : shape.Codes;
        if (codes.Length > 0 && !value.IsEmpty && !SegmentRule.Contains(codes, value))
        {
            ReportElement(segment, position, loop, number, component, "CODE_NOT_ALLOWED",
                codes.Length > MostCodesTold
                    ? $"The value is none of the {codes.Length} codes the guide has here."
                    : $"Allowed here: {string.Join(", ", codes.Select(code => SegmentText.Decode(code)))}.",
                "7", repeat: repeat);
            return;
        }

        var length = LengthOf(value, shape.Type);
        if (length < shape.Min)
        {
            ReportElement(segment, position, loop, number, component, "TOO_SHORT", $"At least {shape.Min} character(s) are needed.", "4",
                SnipType.Syntax, repeat: repeat);
        }
        else if (shape.Number == MonetaryAmount && _boundsAmounts && AmountLength(value) > MostAmountDigits)
        {
            ReportElement(segment, position, loop, number, component, "TOO_LONG",
                "An amount has at most ten digits, two of them for cents whether written or not.", "5", SnipType.Syntax, repeat: repeat);
        }
        else if (length > shape.Max || length > rule.Longest)
        {
            ReportElement(segment, position, loop, number, component, "TOO_LONG",
                $"At most {Math.Min(shape.Max, rule.Longest)} character(s) fit.", "5", SnipType.Syntax, repeat: repeat);
        }
        else if (!HasType(segment, number, component, value, shape, out var error, out var words))
        {
            ReportElement(segment, position, loop, number, component, "VALUE_WRONG", words, error, SnipType.Syntax, repeat: repeat);
        }
        else if (shape.Type is "AN" or "ID")
        {
            Characters(segment, position, loop, number, component, value, shape, repeat);
        }
    }

    // Sign and point do not count to the length of a number.
    private static int LengthOf(ReadOnlySpan<byte> value, string type) => type is "R" or "N0" or "N2"
        ? value.Length - value.Count((byte)'-') - value.Count((byte)'.')
        : value.Length;

    private static bool HasType(
        in SegmentView segment, int number, int component, ReadOnlySpan<byte> value, ElementShape shape, out string error, out string words)
    {
        (error, words) = ("6", "A number is wanted.");
        switch (shape.Type)
        {
            case "N0" or "N2":
                return !value.TrimStart((byte)'-').ContainsAnyExceptInRange((byte)'0', (byte)'9');
            case "R":
                return Numbers.TryDecimal(value, out _);
            case "DT":
                (error, words) = ("8", "A date CCYYMMDD is wanted.");
                return Numbers.TryDate(value, out _);
            case "TM":
                (error, words) = ("9", "A time HHMM is wanted.");
                return Numbers.TryTime(value, out _);
            default:
                if (shape.Number == 1251)
                {
                    (error, words) = ("8", "The date does not fit the format named before it.");
                    return IsPeriod(component == 0 ? segment[number - 1] : segment.Component(number, component - 1), value);
                }

                (error, words) = ("6", "Control characters are not allowed, nor is a value of blanks alone.");
                return value.ContainsAnyExcept((byte)' ') && !value.ContainsAnyInRange((byte)0, (byte)0x1F);
        }
    }

    public static bool IsPeriod(ReadOnlySpan<byte> format, ReadOnlySpan<byte> value) => format switch
    {
        _ when format.SequenceEqual("D8"u8) => Numbers.TryDate(value, out _),
        _ when format.SequenceEqual("RD8"u8) => value.Length == 17 && value[8] == '-'
            && Numbers.TryDate(value[..8], out var from) && Numbers.TryDate(value[9..], out var to) && from <= to,
        _ when format.SequenceEqual("DT"u8) => value.Length == 12 && Numbers.TryDate(value[..8], out _) && Numbers.TryTime(value[8..], out _),
        _ when format.SequenceEqual("TM"u8) => value.Length == 4 && Numbers.TryTime(value, out _),
        _ => true,
    };

    private void Condition(in SegmentView segment, int position, string loop, SyntaxRule rule, SegmentRule use)
    {
        var present = 0;
        foreach (var element in rule.Elements)
        {
            present += segment[element].IsEmpty ? 0 : 1;
        }

        var first = rule.Elements[0];
        var firstIsPresent = !segment[first].IsEmpty;
        var (fails, error) = rule.Kind switch
        {
            'P' => (present > 0 && present < rule.Elements.Length, "2"),
            'C' => (firstIsPresent && present < rule.Elements.Length, "2"),
            'R' => (present == 0, "2"),
            'E' => (present > 1, "10"),
            'L' => (firstIsPresent && present == 1, "2"),
            _ => (false, "2"),
        };
        if (!fails)
        {
            return;
        }

        var missing = first;
        foreach (var element in rule.Elements)
        {
            if (segment[element].IsEmpty)
            {
                if (use.Elements[element] is { IsRequired: true })
                {
                    // The guide requires it anyway, and that was said.
                    return;
                }

                missing = missing == first ? element : missing;
            }
        }

        var told = error == "10" ? first : missing;
        if (context.IsReported(position, told))
        {
            // Of two conditions that one element breaks, one tells.
            return;
        }

        ReportElement(
            segment, position, loop, told, 0, "ELEMENTS_DISAGREE",
            error == "10" ? "Only one of these elements may be present." : "An element that must come with another is missing.",
            error, SnipType.Syntax);
    }
}
