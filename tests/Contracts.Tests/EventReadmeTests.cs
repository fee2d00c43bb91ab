using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MedBill.Contracts.Tests;

/// <summary>
/// protos/README.md is what a subscriber of another team reads: every event stands there, under its topic, with an
/// example that is that event's exact JSON.
/// </summary>
public sealed partial class EventReadmeTests
{
    private static readonly string Readme =
        File.ReadAllText(Path.Combine(ContractSet.RepositoryRoot, "protos", "README.md"));

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    private static readonly IReadOnlyDictionary<string, MessageDescriptor> Events = EventFiles()
        .SelectMany(file => file.MessageTypes).ToDictionary(message => message.FullName);

    public static TheoryData<string> EventNames => [.. Events.Keys.Order()];

    [Theory]
    [MemberData(nameof(EventNames))]
    public void The_example_is_the_events_own_json(string fullName)
    {
        var section = Sections(Readme)[fullName];
        var message = JsonParser.Default.Parse(section.Example, Events[fullName]);

        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(Formatter.Format(message)), JsonNode.Parse(section.Example)),
            $"The example should be {Formatter.Format(message)}");
        Assert.Contains("Sent ", section.Text, StringComparison.Ordinal);
        Assert.Contains("Heard by ", section.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_names_every_event_and_nothing_else() => Assert.Equal(Events.Keys.Order(), Sections(Readme).Keys.Order());

    [Fact]
    public void Every_event_stands_under_the_topic_that_its_comment_names()
    {
        var comments = Comments();
        Assert.All(Sections(Readme), pair => Assert.Contains($"Topic `{pair.Value.Topic}`", comments[pair.Key], StringComparison.Ordinal));
    }

    [Fact]
    public void An_event_that_is_missing_would_be_seen()
    {
        var without = Readme.Replace("### `medbill.claims.events.v1.ClaimVoided`", "### other", StringComparison.Ordinal);

        Assert.DoesNotContain("medbill.claims.events.v1.ClaimVoided", Sections(without).Keys);
    }

    private static IEnumerable<FileDescriptor> EventFiles() =>
    [
        Patients.Events.V1.PatientEventsReflection.Descriptor,
        Coverage.Events.V1.CoverageEventsReflection.Descriptor,
        Claims.Events.V1.ClaimEventsReflection.Descriptor,
        Remittance.Events.V1.RemittanceEventsReflection.Descriptor,
        Collections.Events.V1.CollectionEventsReflection.Descriptor,
    ];

    private static Dictionary<string, string> Comments() => (
        from file in ContractSet.Ours(ContractSet.Current)
        where file.Package.Contains(".events.", StringComparison.Ordinal)
        from location in file.SourceCodeInfo.Location
        where location.Path.Count == 2 && location.Path[0] == FileDescriptorProto.MessageTypeFieldNumber
        select (Name: $"{file.Package}.{file.MessageType[location.Path[1]].Name}", location.LeadingComments))
        .ToDictionary(pair => pair.Name, pair => pair.LeadingComments);

    private static Dictionary<string, Section> Sections(string readme)
    {
        var sections = new Dictionary<string, Section>();
        foreach (var topic in TopicHeading().Split(readme).Skip(1).Chunk(2))
        {
            foreach (var part in EventHeading().Split(topic[1]).Skip(1).Chunk(2))
            {
                sections.Add(part[0], new Section(topic[0], part[1], JsonBlock().Match(part[1]).Groups[1].Value));
            }
        }

        return sections;
    }

    [GeneratedRegex("^## Topic `([a-z]+)`$", RegexOptions.Multiline)]
    private static partial Regex TopicHeading();

    [GeneratedRegex(@"^### `(medbill\.[A-Za-z0-9.]+)`$", RegexOptions.Multiline)]
    private static partial Regex EventHeading();

    [GeneratedRegex("```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    private sealed record Section(string Topic, string Text, string Example);
}
