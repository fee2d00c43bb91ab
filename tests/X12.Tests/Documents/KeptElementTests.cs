using System.Text;
using MedBill.X12.Documents;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Tokens;

namespace MedBill.X12.Tests.Documents;

/// <summary>
/// What a guide lets a segment say comes back when the set is read and written: each element a golden file leaves empty is filled in turn,
/// and where validation takes the value, so must the typed form.
/// </summary>
public sealed class KeptElementTests
{
    // Their elements are lists: a place left empty between two values says nothing, and the list is written without it.
    private static readonly string[] s_lists = ["HI", "CRC", "IK5", "AK9"];

    public static TheoryData<string> Names => [.. Golden.Names.Where(name => !name.StartsWith("TA1", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_element_the_guide_takes_comes_back(string name)
    {
        var text = Golden.Text(name);
        var guide = X12Document.Read(Golden.Open(name), new FindingLog()).Interchanges[0].Groups[0].Sets[0].Guide!;
        var tried = 0;
        var lost = new List<string>();
        foreach (var (what, changed) in Filled(text, GuideTable.Of(guide)))
        {
            if (X12File.Validate(Golden.Stream(changed)).Findings.Count > 0)
            {
                continue;
            }

            tried++;
            var written = X12Document.Read(Golden.Stream(changed), new FindingLog()).Write();
            if (written.IsRefused || written.ToText() != changed)
            {
                lost.Add($"{what}: {string.Join("; ", written.Findings)}");
            }
        }

        Assert.True(lost.Count == 0, $"{lost.Count} of {tried}:\n{string.Join('\n', lost)}");
    }

    private static IEnumerable<(string What, string Text)> Filled(string file, GuideTable guide)
    {
        var segments = file.Split('~', StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < segments.Length; index++)
        {
            var elements = segments[index].Split('*');
            if (elements[0] is "ISA" or "GS" or "ST" or "SE" or "GE" or "IEA"
                || !guide.Shapes.TryGetValue(SegmentKey.Pack(elements[0]), out var shape))
            {
                continue;
            }

            for (var element = 1; element < shape.Elements.Length; element++)
            {
                if (element < elements.Length && elements[element].Length > 0
                    || (s_lists.Contains(elements[0]) && element > 1 && (element > elements.Length || elements[element - 1].Length == 0)))
                {
                    continue;
                }

                var values = Rules(guide.Root, elements[0]).Select(rule => element < rule.Elements.Length ? rule.Elements[element] : null)
                    .Where(rule => rule is not null).SelectMany(rule => Values(rule!, shape.Elements[element])).Distinct().Take(6);
                foreach (var value in values)
                {
                    var with = elements.Concat(Enumerable.Repeat("", Math.Max(0, element + 1 - elements.Length))).ToArray();
                    with[element] = value;
                    var text = string.Join('~', [.. segments[..index], string.Join('*', with), .. segments[(index + 1)..]]) + "~";
                    yield return ($"{elements[0]}{element:00} = {value} in segment {index} {segments[index]}", text);
                }
            }
        }
    }

    private static IEnumerable<SegmentRule> Rules(LoopRule loop, string id) =>
        loop.Segments.Where(segment => segment.Id == id).Concat(loop.Children.SelectMany(child => Rules(child, id)));

    private static IEnumerable<string> Values(ElementRule rule, ElementShape shape)
    {
        if (shape.Components.Length > 0)
        {
            // Components that are required where the composite is there at all.
            var parts = new List<string>();
            for (var component = 1; component < Math.Max(rule.Components.Length, 2); component++)
            {
                var part = component < rule.Components.Length ? rule.Components[component] : null;
                parts.Add(part is { IsRequired: true } ? Values(part, shape.Components[component]).First() : "");
            }

            return [string.Join(':', parts).TrimEnd(':')];
        }

        return rule.Codes.Length > 0 ? rule.Codes.Take(2).Select(Encoding.ASCII.GetString)
            : shape.Codes.Length > 0 ? shape.Codes.Take(2).Select(Encoding.ASCII.GetString)
            : shape.Type switch
            {
                "DT" => ["20260102"],
                "TM" => ["1015"],
                "R" or "N0" => [new string('1', Math.Max(1, shape.Min))],
                _ => [new string('A', Math.Max(2, shape.Min))[..Math.Min(Math.Max(2, shape.Min), shape.Max)]],
            };
    }
}
