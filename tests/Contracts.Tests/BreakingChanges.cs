using Google.Protobuf.Reflection;

namespace MedBill.Contracts.Tests;

/// <summary>
/// Compares two descriptor sets and says every change that an existing client or subscriber, in protobuf or in JSON,
/// could not live with. Additions are fine.
/// </summary>
internal static class BreakingChanges
{
    public static IReadOnlyList<string> Between(FileDescriptorSet before, FileDescriptorSet after)
    {
        var changes = new List<string>();
        var files = ContractSet.Ours(after).ToDictionary(file => file.Name);
        foreach (var old in ContractSet.Ours(before))
        {
            if (!files.TryGetValue(old.Name, out var now))
            {
                changes.Add($"{old.Name}: file removed");
                continue;
            }

            if (old.Package != now.Package)
            {
                changes.Add($"{old.Name}: package {old.Package} became {now.Package}");
            }

            if (old.Options.CsharpNamespace != now.Options.CsharpNamespace)
            {
                changes.Add($"{old.Name}: C# namespace changed");
            }

            Messages(old.Package, old.MessageType, now.MessageType, changes);
            Enums(old.Package, old.EnumType, now.EnumType, changes);
            Services(old.Package, old.Service, now.Service, changes);
        }

        return changes;
    }

    private static void Messages(
        string scope, IEnumerable<DescriptorProto> before, IEnumerable<DescriptorProto> after, List<string> changes)
    {
        var byName = after.ToDictionary(message => message.Name);
        foreach (var old in before)
        {
            var path = $"{scope}.{old.Name}";
            if (!byName.TryGetValue(old.Name, out var now))
            {
                changes.Add($"{path}: message removed");
                continue;
            }

            Fields(path, old, now, changes);
            Messages(path, old.NestedType, now.NestedType, changes);
            Enums(path, old.EnumType, now.EnumType, changes);
        }
    }

    private static void Fields(string path, DescriptorProto before, DescriptorProto after, List<string> changes)
    {
        var byNumber = after.Field.ToDictionary(field => field.Number);
        foreach (var old in before.Field)
        {
            if (!byNumber.TryGetValue(old.Number, out var now))
            {
                changes.Add($"{path}.{old.Name}: field {old.Number} removed");
            }
            else if (old.Name != now.Name || old.JsonName != now.JsonName)
            {
                changes.Add($"{path}.{old.Name}: renamed to {now.Name}");
            }
            else if (old.Type != now.Type || old.TypeName != now.TypeName || old.Label != now.Label)
            {
                changes.Add($"{path}.{old.Name}: type changed");
            }
        }
    }

    private static void Enums(
        string scope, IEnumerable<EnumDescriptorProto> before, IEnumerable<EnumDescriptorProto> after, List<string> changes)
    {
        var byName = after.ToDictionary(type => type.Name);
        foreach (var old in before)
        {
            if (!byName.TryGetValue(old.Name, out var now))
            {
                changes.Add($"{scope}.{old.Name}: enum removed");
                continue;
            }

            foreach (var value in old.Value)
            {
                if (!now.Value.Any(other => other.Number == value.Number && other.Name == value.Name))
                {
                    changes.Add($"{scope}.{old.Name}.{value.Name}: value removed, renamed or renumbered");
                }
            }
        }
    }

    private static void Services(
        string scope, IEnumerable<ServiceDescriptorProto> before, IEnumerable<ServiceDescriptorProto> after, List<string> changes)
    {
        var byName = after.ToDictionary(service => service.Name);
        foreach (var old in before)
        {
            if (!byName.TryGetValue(old.Name, out var now))
            {
                changes.Add($"{scope}.{old.Name}: service removed");
                continue;
            }

            foreach (var method in old.Method)
            {
                if (now.Method.FirstOrDefault(other => other.Name == method.Name) is not { } same)
                {
                    changes.Add($"{scope}.{old.Name}.{method.Name}: rpc removed");
                }
                else if (same.InputType != method.InputType || same.OutputType != method.OutputType
                    || same.ClientStreaming != method.ClientStreaming || same.ServerStreaming != method.ServerStreaming)
                {
                    changes.Add($"{scope}.{old.Name}.{method.Name}: signature changed");
                }
            }
        }
    }
}
