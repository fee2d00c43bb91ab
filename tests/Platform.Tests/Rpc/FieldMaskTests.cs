using Google.Protobuf.WellKnownTypes;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;

namespace MedBill.Platform.Tests.Rpc;

public sealed class FieldMaskTests
{
    private static readonly Wire.Thing Sample = new()
    {
        Name = "things/thg-1",
        Title = "new",
        State = Wire.Thing.Types.State.Closed,
        Tags = { "x" },
        MainPart = new() { Label = "main" },
    };

    [Fact]
    public void No_mask_means_the_populated_fields_that_may_be_written()
    {
        Assert.Equal(["main_part", "tags", "title"], FieldMasks.Paths(null, Sample).Order());
        Assert.Equal(["main_part", "tags", "title"], FieldMasks.Paths(new FieldMask(), Sample).Order());
    }

    [Fact]
    public void A_star_means_all_that_may_be_written()
    {
        var paths = FieldMasks.Paths(FieldMask.FromString("*"), Sample);

        Assert.Contains("note", paths);
        Assert.DoesNotContain("state", paths);
        Assert.DoesNotContain("name", paths);
    }

    [Fact]
    public void Output_only_paths_are_ignored() =>
        Assert.Equal(["title"], FieldMasks.Paths(new FieldMask { Paths = { "state", "name", "title" } }, Sample));

    [Fact]
    public void Every_unknown_path_is_told()
    {
        var mask = new FieldMask { Paths = { "title", "colour", "main_part.label", "main_part.weight", "tags.x" } };

        var failure = Assert.Throws<Failure>(() => FieldMasks.Paths(mask, Sample));

        Assert.Equal(["update_mask.paths[1]", "update_mask.paths[3]", "update_mask.paths[4]"], failure.Violations.Select(v => v.Field));
        Assert.All(failure.Violations, violation => Assert.Equal("UNKNOWN_FIELD", violation.Reason));
    }

    [Fact]
    public void Masked_fields_replace_the_targets()
    {
        var target = new Wire.Thing { Title = "old", Note = "kept", Tags = { "a", "b" }, MainPart = new() { Label = "old", Rank = 3 } };

        FieldMasks.Apply(["title", "tags", "main_part"], Sample, target);

        Assert.Equal(("new", "kept"), (target.Title, target.Note));
        Assert.Equal(["x"], target.Tags);
        Assert.Equal(new Wire.Part { Label = "main" }, target.MainPart);
        FieldMasks.Apply(["note"], Sample, target);
        Assert.Equal("", target.Note);
        FieldMasks.Apply([], Sample, target);
        Assert.Equal("new", target.Title);
    }
}
