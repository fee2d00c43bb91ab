using MedBill.Platform.Tests.Fixture;
using MedBill.TestKit;

namespace MedBill.Platform.Tests.Rpc;

public sealed class PageTokenTests(PageTokenTests.Filled host) : IClassFixture<PageTokenTests.Filled>
{
    public sealed class Filled() : ServiceHost("things", ThingsApp.Build)
    {
        public const int Count = 230;

        public Wire.ThingService.ThingServiceClient Things => Client<Wire.ThingService.ThingServiceClient>("things.read");

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await WithDbAsync<ThingsDb>(async db =>
            {
                for (var i = 0; i < Count; i++)
                {
                    db.Add(Thing.Open($"thg-{i:D5}", i % 2 == 0 ? "even" : "odd", Clock.GetUtcNow()));
                }

                await db.SaveChangesAsync();
            });
        }
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(50, true)]
    [InlineData(200, false)]
    [InlineData(229, false)]
    public async Task Pages_hold_everything_once_in_order(int size, bool newestFirst)
    {
        var names = new List<string>();
        var request = new Wire.ListThingsRequest { PageSize = size, NewestFirst = newestFirst };
        do
        {
            var page = await host.Things.ListThingsAsync(request);
            Assert.InRange(page.Things.Count, 1, Math.Min(size, 200));
            names.AddRange(page.Things.Select(thing => thing.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        var expected = Enumerable.Range(0, Filled.Count).Select(i => $"things/thg-{i:D5}");
        Assert.Equal(newestFirst ? expected.Reverse() : expected, names);
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, 1)]
    [InlineData(200, 200)]
    [InlineData(1_000_000, 200)]
    public async Task A_page_has_50_unless_said_and_200_at_most(int asked, int got) =>
        Assert.Equal(got, (await host.Things.ListThingsAsync(new() { PageSize = asked })).Things.Count);

    [Fact]
    public async Task A_last_page_that_is_just_full_has_no_token() =>
        Assert.Equal("", (await host.Things.ListThingsAsync(new() { PageSize = 115, Title = "odd" })).NextPageToken);

    [Fact]
    public async Task The_page_size_may_change_on_the_way()
    {
        var first = await host.Things.ListThingsAsync(new() { PageSize = 10 });

        var second = await host.Things.ListThingsAsync(new() { PageSize = 3, PageToken = first.NextPageToken });

        Assert.Equal("things/thg-00010", second.Things[0].Name);
    }

    [Theory]
    [InlineData("nonsense!")]
    [InlineData("AAAA")]
    [InlineData("AQ")]
    public async Task A_token_that_is_none_is_refused(string token) =>
        Assert.Equal("INVALID_PAGE_TOKEN", await RefusedAsync(new() { PageToken = token }));

    [Fact]
    public async Task A_token_does_not_fit_other_arguments()
    {
        var token = (await host.Things.ListThingsAsync(new() { PageSize = 10, Title = "odd" })).NextPageToken;

        Assert.Equal("INVALID_PAGE_TOKEN", await RefusedAsync(new() { PageToken = token, Title = "even" }));
    }

    [Fact]
    public async Task A_token_of_another_practice_opens_nothing()
    {
        var token = (await host.Things.ListThingsAsync(new() { PageSize = 10 })).NextPageToken;
        var other = host.ClientFor<Wire.ThingService.ThingServiceClient>(ServiceHost.OtherPractice, "things.read");

        Assert.Empty((await other.ListThingsAsync(new() { PageToken = token })).Things);
    }

    [Fact]
    public async Task A_negative_size_is_refused() => Assert.Equal("NEGATIVE_PAGE_SIZE", await RefusedAsync(new() { PageSize = -1 }));

    private async Task<string> RefusedAsync(Wire.ListThingsRequest request)
    {
        var exception = await Assert.ThrowsAsync<Grpc.Core.RpcException>(async () => await host.Things.ListThingsAsync(request));
        return Assert.Single(MedBill.Platform.Rpc.RichStatus.ToFailure(exception, out _)!.Violations).Reason;
    }
}
