using Google.Protobuf.WellKnownTypes;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Tests.Fixture;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Platform.Tests.Rpc;

public sealed class FieldBehaviorTests(ThingsHost host) : IClassFixture<ThingsHost>
{
    // New each time: the client adds its token to it.
    private static Grpc.Core.Metadata OnlyCheck() => new() { { Caller.OnlyCheckHeader, "1" } };

    private static (string Field, string Reason)[] Check(object request) =>
        [.. Assert.Throws<Failure>(() => FieldBehaviorInterceptor.Check(request)).Violations.Select(v => (v.Field, v.Reason))];

    [Fact]
    public void Everything_required_and_missing_is_told_with_its_path()
    {
        var request = new Wire.OpenThingRequest
        {
            Thing = new()
            {
                Title = " ",
                Parts = { new Wire.Part { Label = "a" }, new Wire.Part(), new Wire.Part() },
                MainPart = new(),
                Spares = { ["left"] = new Wire.Part() },
            },
        };

        Assert.Equal(
            [
                ("count", "FIELD_REQUIRED"),
                ("thing.main_part.label", "FIELD_REQUIRED"),
                ("thing.parts[1].label", "FIELD_REQUIRED"),
                ("thing.parts[2].label", "FIELD_REQUIRED"),
                ("thing.spares.label", "FIELD_REQUIRED"),
                ("thing.title", "FIELD_REQUIRED"),
            ],
            Check(request).Order());
    }

    [Fact]
    public void A_missing_message_is_told_once() =>
        Assert.Equal([("thing", "FIELD_REQUIRED")], Check(new Wire.OpenThingRequest { Count = 0 }));

    [Fact]
    public void A_zero_with_presence_is_there() =>
        FieldBehaviorInterceptor.Check(new Wire.OpenThingRequest { Count = 0, Thing = new() { Title = "a" } });

    [Fact]
    public void Output_only_fields_in_input_are_cleared_wherever_they_are()
    {
        var request = new Wire.OpenThingRequest
        {
            Count = 1,
            Thing = new() { Title = "a", State = Wire.Thing.Types.State.Closed, Parts = { new Wire.Part { Label = "p", Rank = 9 } } },
        };

        FieldBehaviorInterceptor.Check(request);

        Assert.Equal(Wire.Thing.Types.State.Unspecified, request.Thing.State);
        Assert.Equal(0, request.Thing.Parts[0].Rank);
    }

    [Fact]
    public void In_an_update_only_masked_fields_need_be_there()
    {
        FieldBehaviorInterceptor.Check(new Wire.UpdateThingRequest { Thing = new() { Note = "n" } });
        FieldBehaviorInterceptor.Check(
            new Wire.UpdateThingRequest { Thing = new() { Note = "n" }, UpdateMask = FieldMask.FromString("note") });

        foreach (var mask in new[] { "title", "*" })
        {
            var update = new Wire.UpdateThingRequest { Thing = new(), UpdateMask = FieldMask.FromString(mask) };
            Assert.Equal([("thing.title", "FIELD_REQUIRED")], Check(update));
        }

        Assert.Equal(
            [("thing.main_part.label", "FIELD_REQUIRED")], Check(new Wire.UpdateThingRequest { Thing = new() { MainPart = new() } }));
    }

    [Fact]
    public void An_update_of_a_field_inside_needs_only_that_field()
    {
        var part = new Wire.Part { Price = new() { CurrencyCode = "USD", Units = 3 } };
        FieldBehaviorInterceptor.Check(
            new Wire.UpdateThingRequest { Thing = new() { MainPart = part }, UpdateMask = FieldMask.FromString("main_part.price") });
        FieldBehaviorInterceptor.Check(new Wire.UpdateThingRequest { Thing = new() { Note = "n", MainPart = part }, UpdateMask = FieldMask.FromString("note") });

        foreach (var mask in new[] { "main_part", "main_part.label", "*" })
        {
            var update = new Wire.UpdateThingRequest { Thing = new() { Title = "t", MainPart = part }, UpdateMask = FieldMask.FromString(mask) };
            Assert.Equal([("thing.main_part.label", "FIELD_REQUIRED")], Check(update));
        }
    }

    [Fact]
    public void An_immutable_field_is_refused_when_named_and_cleared_when_not()
    {
        Assert.Equal(
            [("thing.kind", "FIELD_IMMUTABLE")],
            Check(new Wire.UpdateThingRequest { Thing = new() { Kind = "b" }, UpdateMask = FieldMask.FromString("kind") }));

        var whole = new Wire.UpdateThingRequest { Thing = new() { Title = "a", Kind = "b" } };
        FieldBehaviorInterceptor.Check(whole);
        Assert.Equal("", whole.Thing.Kind);

        var create = new Wire.OpenThingRequest { Count = 1, Thing = new() { Title = "a", Kind = "b" } };
        FieldBehaviorInterceptor.Check(create);
        Assert.Equal("b", create.Thing.Kind);
    }

    [Fact]
    public void Texts_and_lists_have_limits()
    {
        var text = new string('x', FieldBehaviorInterceptor.MaxStringLength + 1);
        var request = new Wire.OpenThingRequest { Count = 1, Thing = new() { Title = text, Tags = { "ok", text } } };
        request.Thing.Parts.AddRange(Enumerable.Repeat(new Wire.Part { Label = "a" }, FieldBehaviorInterceptor.MaxItems + 1));

        Assert.Equal(
            [("thing.parts", "TOO_MANY_ITEMS"), ("thing.tags[1]", "FIELD_TOO_LONG"), ("thing.title", "FIELD_TOO_LONG")],
            Check(request).Order());
        FieldBehaviorInterceptor.Check(new Wire.OpenThingRequest { Count = 1, Thing = new() { Title = text[1..] } });
    }

    [Fact]
    public async Task A_caller_hears_all_of_it_as_violations()
    {
        var (failure, code) = await Expect.FailureAsync(host.Things.OpenThingAsync(new() { Thing = new() }));

        Assert.Equal(("VALIDATION_FAILED", Grpc.Core.StatusCode.InvalidArgument), (failure.Reason, code));
        Assert.Equal(["count", "thing.title"], failure.Violations.Select(v => v.Field).Order());
    }

    [Fact]
    public async Task What_the_method_finds_wrong_is_heard_in_the_same_answer_and_nothing_is_kept()
    {
        var wrong = new Wire.OpenThingRequest
        {
            Thing = new() { Title = "never kept", Price = new() { CurrencyCode = "EUR", Units = 1 } },
            RequestId = "both-at-once",
        };
        var (failure, _) = await Expect.FailureAsync(host.Things.OpenThingAsync(wrong));
        Assert.Equal(["count", "thing.price"], failure.Violations.Select(v => v.Field).Order());

        // What the method would have kept is not kept either, its request id included.
        (failure, _) = await Expect.FailureAsync(host.Things.OpenThingAsync(new() { Thing = new() { Title = "never kept" }, RequestId = "both-at-once" }));
        Assert.Equal(["count"], failure.Violations.Select(v => v.Field));
        Assert.Empty((await host.Things.ListThingsAsync(new() { Title = "never kept" })).Things);
        Assert.Equal("right", (await host.Things.OpenThingAsync(new() { Count = 1, Thing = new() { Title = "right" }, RequestId = "both-at-once" })).Title);
    }

    [Fact]
    public async Task A_call_that_only_checks_keeps_nothing_and_says_what_is_wrong()
    {
        var sound = new Wire.OpenThingRequest { Count = 1, Thing = new() { Title = "only asked" }, RequestId = "only-asked" };

        var (failure, _) = await Expect.FailureAsync(host.Things.OpenThingAsync(sound, OnlyCheck()));
        Assert.Equal(("VALIDATION_FAILED", 0), (failure.Reason, failure.Violations.Count));
        Assert.Empty((await host.Things.ListThingsAsync(new() { Title = "only asked" })).Things);

        var unsound = new Wire.OpenThingRequest(sound) { Thing = new() { Title = "only asked", Price = new() { CurrencyCode = "EUR", Units = 1 } } };
        (failure, _) = await Expect.FailureAsync(host.Things.OpenThingAsync(unsound, OnlyCheck()));
        Assert.Equal(["thing.price"], failure.Violations.Select(v => v.Field));

        Assert.Equal("only asked", (await host.Things.OpenThingAsync(sound)).Title);
    }

    [Fact]
    public async Task What_is_over_a_limit_goes_no_further()
    {
        var text = new string('x', FieldBehaviorInterceptor.MaxStringLength + 1);
        var (failure, _) = await Expect.FailureAsync(host.Things.OpenThingAsync(
            new() { Count = 1, Thing = new() { Title = text, Price = new() { CurrencyCode = "EUR", Units = 1 } } }));

        Assert.Equal([("thing.title", "FIELD_TOO_LONG")], failure.Violations.Select(v => (v.Field, v.Reason)));
    }

    [Fact]
    public async Task Of_what_is_wrong_in_a_hundred_places_the_method_is_not_asked()
    {
        var request = new Wire.OpenThingRequest { Count = 1, Thing = new() { Title = "t", Price = new() { CurrencyCode = "EUR", Units = 1 } } };
        request.Thing.Parts.AddRange(Enumerable.Range(0, 5_000).Select(_ => new Wire.Part()));

        var (failure, _) = await Expect.FailureAsync(host.Things.OpenThingAsync(request));

        Assert.Equal(100, failure.Violations.Count);
        Assert.DoesNotContain(failure.Violations, one => one.Field == "thing.price");
    }

    [Fact]
    public async Task A_read_that_only_checks_is_not_written_down_as_a_read()
    {
        var thing = await host.Things.OpenThingAsync(new() { Count = 1, Thing = new() { Title = "read" } });

        await Expect.FailureAsync(host.Things.GetThingAsync(new() { Name = thing.Name }, OnlyCheck()));

        Assert.Equal(0, await host.WithDbAsync<ThingsDb, int>(db => db.Set<AuditRow>().CountAsync(row => row.Resource == thing.Name && row.Method.EndsWith("GetThing"))));
        await host.Things.GetThingAsync(new() { Name = thing.Name });
        Assert.Equal(1, await host.WithDbAsync<ThingsDb, int>(db => db.Set<AuditRow>().CountAsync(row => row.Resource == thing.Name && row.Method.EndsWith("GetThing"))));
    }

    [Fact]
    public async Task Each_message_of_an_upload_is_checked()
    {
        using var call = host.Things.Upload();
        await call.RequestStream.WriteAsync(new() { Count = 1, Thing = new() { Title = "a" } });
        await call.RequestStream.WriteAsync(new() { Count = 1, Thing = new() });
        await call.RequestStream.CompleteAsync();

        var exception = await Assert.ThrowsAsync<Grpc.Core.RpcException>(async () => await call);

        Assert.Equal("thing.title", Assert.Single(exception.ToFailure(out _)!.Violations).Field);
    }
}
