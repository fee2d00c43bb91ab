using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace MedBill.Contracts.Tests;

public sealed class CommentTests
{
    [Fact]
    public void Every_element_is_commented() => Assert.Empty(Uncommented(ContractSet.Current));

    [Fact]
    public void An_element_without_a_comment_is_found()
    {
        var broken = ContractSet.Current.Clone();
        var file = broken.File.Single(file => file.Package == "medbill.claims.v1");
        var comment = file.SourceCodeInfo.Location.First(location => location.Path is [4, 0, 2, 0]);
        comment.LeadingComments = "";

        Assert.Single(Uncommented(broken));
    }

    [Fact]
    public void Every_field_says_how_it_behaves() => Assert.Empty(
        from file in ContractSet.Ours(ContractSet.Current)
        from message in AllMessages(file.MessageType)
        from field in message.Field
        where !Behaves(field)
        select $"{file.Package}.{message.Name}.{field.Name}");

    [Fact]
    public void Every_resource_has_a_name_first() => Assert.Empty(
        from file in ContractSet.Ours(ContractSet.Current)
        from message in file.MessageType
        where message.Options?.HasExtension(ResourceExtensions.Resource) == true
        where message.Field[0].Name != "name" || message.Field[0].Number != 1
        select $"{file.Package}.{message.Name}");

    private static bool Behaves(FieldDescriptorProto field) =>
        field.Options is { } options && Parse(options).GetExtension(FieldBehaviorExtensions.FieldBehavior).Count > 0;

    // The descriptor set was read without an extension registry: read the options again with one.
    private static FieldOptions Parse(FieldOptions options) => FieldOptions.Parser
        .WithExtensionRegistry([FieldBehaviorExtensions.FieldBehavior]).ParseFrom(options.ToByteArray());

    private static IEnumerable<DescriptorProto> AllMessages(IEnumerable<DescriptorProto> messages) =>
        messages.SelectMany(message => AllMessages(message.NestedType).Prepend(message));

    private static List<string> Uncommented(FileDescriptorSet set)
    {
        var missing = new List<string>();
        foreach (var file in ContractSet.Ours(set))
        {
            foreach (var location in file.SourceCodeInfo.Location)
            {
                if (IsElement(location.Path) && string.IsNullOrWhiteSpace(location.LeadingComments))
                {
                    missing.Add($"{file.Name}:{location.Span[0] + 1}");
                }
            }
        }

        return missing;
    }

    // Paths of descriptor.proto: 4 message, 5 enum, 6 service; in a message 2 field, 3 message, 4 enum; in an enum
    // 2 value; in a service 2 rpc.
    private static bool IsElement(RepeatedField<int> path)
    {
        if (path.Count < 2 || path.Count % 2 != 0)
        {
            return false;
        }

        var kind = path[0] switch { 4 => 'm', 5 => 'e', 6 => 's', _ => 'x' };
        for (var i = 2; i < path.Count && kind != 'x'; i += 2)
        {
            kind = (kind, path[i]) switch
            {
                ('m', 2) => 'f',
                ('m', 3) => 'm',
                ('m', 4) => 'e',
                ('e', 2) => 'v',
                ('s', 2) => 'r',
                _ => 'x',
            };
        }

        return kind != 'x';
    }
}
