using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MedBill.Contracts.Tests;

public sealed class BreakingChangeTests
{
    [Fact]
    public void Nothing_breaks_the_released_contracts()
    {
        // MEDBILL_WRITE_BASELINE=1 (`just baseline`) releases the contracts as they are.
        if (Environment.GetEnvironmentVariable("MEDBILL_WRITE_BASELINE") == "1")
        {
            var released = new FileDescriptorSet { File = { ContractSet.Current.File.Select(WithoutComments) } };
            File.WriteAllBytes(ContractSet.BaselinePath, released.ToByteArray());
        }

        Assert.Empty(BreakingChanges.Between(ContractSet.Read(ContractSet.BaselinePath), ContractSet.Current));
    }

    [Fact]
    public void The_baseline_holds_every_area()
    {
        var packages = ContractSet.Ours(ContractSet.Read(ContractSet.BaselinePath)).Select(file => file.Package).Order();

        Assert.Equal(ContractSet.Ours(ContractSet.Current).Select(file => file.Package).Order(), packages);
    }

    [Theory]
    [InlineData("field removed")]
    [InlineData("field renamed")]
    [InlineData("field type")]
    [InlineData("enum value renumbered")]
    [InlineData("rpc removed")]
    [InlineData("rpc signature")]
    [InlineData("message removed")]
    [InlineData("file removed")]
    [InlineData("package")]
    public void A_breaking_change_is_caught(string change)
    {
        var broken = ContractSet.Current.Clone();
        Break(broken, change);

        Assert.Single(BreakingChanges.Between(ContractSet.Current, broken));
    }

    [Fact]
    public void An_addition_breaks_nothing()
    {
        var grown = ContractSet.Current.Clone();
        var claims = Claims(grown);
        claims.MessageType.Add(new DescriptorProto { Name = "Appeal" });
        claims.MessageType[0].Field.Add(new FieldDescriptorProto { Name = "added", Number = 999 });

        Assert.Empty(BreakingChanges.Between(ContractSet.Current, grown));
    }

    private static FileDescriptorProto Claims(FileDescriptorSet set) =>
        set.File.Single(file => file.Package == "medbill.claims.v1");

    private static void Break(FileDescriptorSet set, string change)
    {
        var claims = Claims(set);
        var claim = claims.MessageType.Single(message => message.Name == "Claim");
        switch (change)
        {
            case "field removed": claim.Field.RemoveAt(1); break;
            case "field renamed": claim.Field[1].Name = "visit"; break;
            case "field type": claim.Field[1].Type = FieldDescriptorProto.Types.Type.Bytes; break;
            case "enum value renumbered": claim.EnumType[0].Value[2].Number = 77; break;
            case "rpc removed": claims.Service[0].Method.RemoveAt(0); break;
            case "rpc signature": claims.Service[0].Method[0].ServerStreaming = true; break;
            case "message removed": claims.MessageType.Remove(claim); break;
            case "file removed": set.File.Remove(claims); break;
            case "package": claims.Package = "medbill.claims.v2"; break;
            default: throw new ArgumentOutOfRangeException(nameof(change), change, "Not a known change.");
        }
    }

    private static FileDescriptorProto WithoutComments(FileDescriptorProto file)
    {
        var bare = file.Clone();
        bare.SourceCodeInfo = null;
        return bare;
    }
}
