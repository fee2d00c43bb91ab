using System.Numerics;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>
/// A quick look at the elements of a segment as one loop uses it. Most segments are right, and this says so at once; of the others
/// <see cref="ElementChecks"/> says what is wrong. It never lets one pass of which they would say anything.
/// </summary>
internal sealed class SegmentScreen
{
    private readonly Element[] _elements;
    private readonly Condition[] _conditions;
    private readonly int _lastRequired;
    private readonly uint _key;
    private readonly bool _isDoubtful;

    public SegmentScreen(SegmentRule rule, SegmentShape shape)
    {
        _elements = [.. shape.Elements.Select((element, index) => new Element(element, rule.Elements[index + 1]))];
        _lastRequired = LastRequired(_elements);
        (_key, _isDoubtful) = (rule.Key, rule.Key is SegmentKey.N4 or SegmentKey.NM1 or SegmentKey.REF or SegmentKey.PER or SegmentKey.HI);
        _conditions = [.. shape.Rules.Select(condition => new Condition(
            condition.Kind, 1ul << condition.Elements[0], condition.Elements.Aggregate(0ul, (all, element) => all | (1ul << element))))];
    }

    /// <summary>Whether nothing is to be said of the segment's elements.</summary>
    public bool Passes(in SegmentView segment)
    {
        var bytes = segment.Bytes;
        var (count, delimiters) = (segment.ElementCount, segment.Delimiters);
        if (count > _elements.Length || count < _lastRequired || (count > 0 && segment[count].IsEmpty)
            || bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~') || (_isDoubtful && ElementChecks.IsDoubtful(_key, segment))
            || (delimiters.Repetition != 0 && bytes.Contains(delimiters.Repetition)))
        {
            return false;
        }

        var hasComponents = bytes.Contains(delimiters.Component);
        var present = 0ul;
        for (var number = 1; number <= count; number++)
        {
            var value = segment[number];
            var element = _elements[number - 1];
            if (value.IsEmpty)
            {
                if (element.IsRequired)
                {
                    return false;
                }

                continue;
            }

            present |= 1ul << number;
            if (element.Components.Length > 0 ? !element.PassesComposite(value, delimiters.Component)
                : (hasComponents && value.Contains(delimiters.Component)) || !element.Passes(value, segment[number - 1]))
            {
                return false;
            }
        }

        foreach (var condition in _conditions)
        {
            if (!condition.Holds(present))
            {
                return false;
            }
        }

        return true;
    }

    private static int LastRequired(Element[] elements) => Array.FindLastIndex(elements, element => element.IsRequired) + 1;

    private enum Kind
    {
        Text,
        Number,
        Integer,
        Date,
        Time,
        Period,
        Other,
    }

    /// <summary>A condition between elements; bit N is element N.</summary>
    private readonly record struct Condition(char Rule, ulong First, ulong All)
    {
        public bool Holds(ulong present)
        {
            var some = present & All;
            return Rule switch
            {
                'P' => some == 0 || some == All,
                'C' => (present & First) == 0 || some == All,
                'R' => some != 0,
                'E' => (some & (some - 1)) == 0,
                'L' => (present & First) == 0 || BitOperations.PopCount(some) > 1,
                _ => true,
            };
        }
    }

    private sealed class Element
    {
        private readonly Kind _kind;
        private readonly int _min;
        private readonly int _max;
        private readonly bool _isUsed;
        private readonly CodeList? _codes;
        private readonly int _lastRequiredComponent;

        public Element(ElementShape shape, ElementRule? use)
        {
            (_isUsed, IsRequired) = (use is not null, use is { IsRequired: true });
            // An amount that long is looked at more closely.
            var longest = shape.Number == ElementChecks.MonetaryAmount ? Math.Min(shape.Max, ElementChecks.SafeAmountDigits) : shape.Max;
            (_min, _max) = (shape.Min, Math.Min(longest, use?.Longest ?? int.MaxValue));
            _kind = shape.Type switch
            {
                "R" => Kind.Number,
                "N0" or "N2" => Kind.Integer,
                "DT" => Kind.Date,
                "TM" => Kind.Time,
                "B" => Kind.Other,
                _ => shape.Number == 1251 ? Kind.Period : Kind.Text,
            };
            var codes = use is { Codes.Length: > 0 } ? use.Codes : shape.Codes;
            _codes = codes.Length > 0 ? new CodeList(codes) : null;
            // Without component rules the dictionary alone decides.
            Components = use is null ? [] : [.. shape.Components.Select((component, index) => new Element(
                component, use.Components.Length == 0 ? new ElementRule() : use.Components[index + 1]))];
            _lastRequiredComponent = LastRequired(Components);
            _isUsed &= shape.Components.Length == Components.Length;
        }

        public bool IsRequired { get; }

        public Element[] Components { get; }

        public bool Passes(ReadOnlySpan<byte> value, ReadOnlySpan<byte> before)
        {
            if (!_isUsed || (_codes is not null && !_codes.Contains(value)))
            {
                return false;
            }

            switch (_kind)
            {
                case Kind.Text:
                    return value.Length >= _min && value.Length <= _max && value[0] != ' ' && value[^1] != ' ';
                case Kind.Number:
                    return IsNumber(value, mostPoints: 1);
                case Kind.Integer:
                    return IsNumber(value, mostPoints: 0);
                case Kind.Date:
                    return value.Length >= _min && value.Length <= _max && Numbers.TryDate(value, out _);
                case Kind.Time:
                    return value.Length >= _min && value.Length <= _max && Numbers.TryTime(value, out _);
                case Kind.Period:
                    return value.Length >= _min && value.Length <= _max && ElementChecks.IsPeriod(before, value);
                default:
                    return false;
            }
        }

        public bool PassesComposite(ReadOnlySpan<byte> composite, byte separator)
        {
            if (!_isUsed)
            {
                return false;
            }

            var count = 0;
            ReadOnlySpan<byte> before = default;
            for (var rest = composite; ;)
            {
                var end = rest.IndexOf(separator);
                var value = end < 0 ? rest : rest[..end];
                if (count == Components.Length)
                {
                    return false;
                }

                var component = Components[count++];
                if (value.IsEmpty ? component.IsRequired : !component.Passes(value, before))
                {
                    return false;
                }

                if (end < 0)
                {
                    return count >= _lastRequiredComponent;
                }

                before = value;
                rest = rest[(end + 1)..];
            }
        }

        // Sign and point do not count to the length. What is spelled otherwise is looked at more closely.
        private bool IsNumber(ReadOnlySpan<byte> value, int mostPoints)
        {
            var digits = 0;
            for (var index = 0; index < value.Length; index++)
            {
                if (char.IsAsciiDigit((char)value[index]))
                {
                    digits++;
                }
                else if (!(value[index] == '-' && index == 0) && !(value[index] == '.' && mostPoints-- > 0))
                {
                    return false;
                }
            }

            return digits > 0 && digits >= _min && digits <= _max && value.Length <= 20 && value[^1] != '.';
        }
    }
}
