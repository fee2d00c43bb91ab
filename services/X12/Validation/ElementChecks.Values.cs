using System.Buffers;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <content>What depends on more than one value, or on how a value is written.</content>
internal sealed partial class ElementChecks
{
    private static readonly SearchValues<byte> Separators = SearchValues.Create(":><|^\\"u8);

    private byte _separator;

    /// <summary>A set begins: its interchange's component separator counts until the data shows another.</summary>
    public void Begin() => _separator = 0;

    /// <summary>Goes on from where another stands.</summary>
    public void Follow(ElementChecks other) => _separator = other._separator;

    /// <summary>The segment with the component separator that its set really uses.</summary>
    public SegmentView Separated(in SegmentView segment, int position)
    {
        if (_separator == 0)
        {
            return segment;
        }

        if (segment.Bytes.Contains(_separator))
        {
            // Whoever reads by the ISA reads this segment wrong.
            context.StructureFault(position);
        }

        return segment.With(segment.Delimiters with { Component = _separator });
    }

    // A composite without the component separator, whose first part would be right if another character separated.
    private byte OtherSeparator(in SegmentView segment, int number, ElementShape element, ElementRule use)
    {
        var value = segment[number];
        var first = use.Components.Length == 0 ? Free : use.Components[1] ?? Free;
        var shape = element.Components[0];
        if (_separator != 0 || value.Contains(segment.Delimiters.Component)
            || (value.Length <= shape.Max && (first.Codes.Length == 0 || SegmentRule.Contains(first.Codes, value))))
        {
            return 0;
        }

        var end = value.IndexOfAny(Separators);
        return end >= shape.Min && end <= shape.Max && (first.Codes.Length == 0 || SegmentRule.Contains(first.Codes, value[..end]))
            ? value[end]
            : (byte)0;
    }

    private void ReportSeparator(in SegmentView segment, int position, string loop, int number, byte separator)
    {
        _separator = separator;
        context.StructureFault(position);
        ReportElement(segment, position, loop, number, 0, "COMPONENT_SEPARATOR_WRONG",
            $"ISA16 names {(char)segment.Delimiters.Component} as the separator of components, but {(char)separator} separates them. "
                + "Write one and the same.",
            "6", SnipType.Syntax);
    }

    private void Characters(
        in SegmentView segment, int position, string loop, int number, int component, ReadOnlySpan<byte> value, ElementShape shape, int repeat)
    {
        if (value[^1] == ' ' && value.Length > shape.Min)
        {
            ReportElement(segment, position, loop, number, component, "TRAILING_BLANK", "Drop the blanks at the end.", "6",
                SnipType.Syntax, FindingSeverity.Warning, repeat);
        }
        else if (value.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            ReportElement(segment, position, loop, number, component, "CHARACTER_WRONG",
                "A character is neither of the basic nor of the extended set. Write it without its accent.", "6",
                SnipType.Syntax, FindingSeverity.Warning, repeat);
        }
    }

    // A state is a state of the United States or a province of Canada, unless the country beside it is another.
    private static bool IsForeign(in SegmentView segment, int number, int component, ElementShape shape)
    {
        if (shape.Number != 156)
        {
            return false;
        }

        var country = component == 0 ? segment[number + 2] : segment.Component(number, component + 1);
        return !IsNear(country);
    }

    private static bool IsNear(ReadOnlySpan<byte> country) =>
        country.IsEmpty || country.SequenceEqual("US"u8) || country.SequenceEqual("CA"u8);

    /// <summary>Whether the segment is one of those that <see cref="Explain"/> looks at as a whole.</summary>
    public static bool IsDoubtful(uint key, in SegmentView segment) => key switch
    {
        SegmentKey.N4 => segment[2].IsEmpty || segment[3].IsEmpty || !segment[4].IsEmpty,
        SegmentKey.NM1 => !segment[4].IsEmpty && !segment.ElementIs(2, "1"u8),
        SegmentKey.REF => IsTaxId(segment) && !IsNineDigits(segment[2]),
        SegmentKey.PER => !IsTelephone(segment, 3) || !IsTelephone(segment, 5) || !IsTelephone(segment, 7),
        SegmentKey.HI => segment.Component(1, 1).SequenceEqual("BE"u8),
        _ => false,
    };

    private static bool IsTaxId(in SegmentView segment) => segment.ElementIs(1, "EI"u8) || segment.ElementIs(1, "SY"u8);

    private static bool IsNineDigits(ReadOnlySpan<byte> value) =>
        value.Length == 9 && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    // NM104: the given name of a person (NM102 = 1).
    private void Name(in SegmentView segment, int position, string loop, SegmentRule rule)
    {
        if (segment.ElementIs(2, "2"u8) && !segment[4].IsEmpty && rule.Elements[4] is not null
            && rule.Elements[2] is { } kinds && (kinds.Codes.Length == 0 || SegmentRule.Contains(kinds.Codes, "2"u8)))
        {
            ReportElement(segment, position, loop, 4, 0, "ORGANIZATION_WITH_GIVEN_NAME", "An organization (NM102 = 2) has no given name.",
                "I13", SnipType.Situation, FindingSeverity.Warning, refusesWriting: true);
        }
    }

    // The guides of claims: nine digits and no separators, for EIN and SSN alike.
    private void NineDigits(in SegmentView segment, int position, string loop)
    {
        if (IsTaxId(segment) && !segment[2].IsEmpty && !IsNineDigits(segment[2]))
        {
            ReportElement(segment, position, loop, 2, 0, "TAX_NUMBER_WRONG",
                "An EIN (REF*EI) and an SSN (REF*SY) are nine digits without hyphens.", "I12", SnipType.Situation, FindingSeverity.Warning,
                refusesWriting: true);
        }
    }

    // N4: where there are states and ZIP codes, both are sent; a country is named only when it is another.
    private void Place(in SegmentView segment, int position, string loop, SegmentRule rule)
    {
        if (segment.ElementIs(4, "US"u8) && rule.Elements[4] is not null)
        {
            ReportElement(segment, position, loop, 4, 0, "COUNTRY_IS_HOME", "A country is named only outside the United States.", "I13",
                SnipType.Situation, FindingSeverity.Warning, refusesWriting: true);
        }

        if (!IsNear(segment[4]) || !segment[7].IsEmpty)
        {
            return;
        }

        for (var number = 2; number <= 3; number++)
        {
            if (segment[number].IsEmpty && rule.Elements[number] is not null)
            {
                ReportElement(segment, position, loop, number, 0, "ADDRESS_INCOMPLETE",
                    number == 2 ? "An address in the United States or Canada has a state." : "An address in the United States or Canada has a postal code.",
                    "I9", SnipType.Situation, FindingSeverity.Warning, refusesWriting: true);
            }
        }
    }
}
