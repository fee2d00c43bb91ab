using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using MedBill.Platform.Rpc;
using MedBill.Platform.Tests.Fixture;
using MedBill.Platform.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Tests.Rpc;

public sealed class FailureMappingTests(FailureMappingTests.Host host) : IClassFixture<FailureMappingTests.Host>
{
    [Theory]
    [InlineData(FailureKind.Invalid, StatusCode.InvalidArgument)]
    [InlineData(FailureKind.Precondition, StatusCode.FailedPrecondition)]
    [InlineData(FailureKind.Stale, StatusCode.Aborted)]
    [InlineData(FailureKind.Contention, StatusCode.Aborted)]
    [InlineData(FailureKind.ReusedKey, StatusCode.InvalidArgument)]
    [InlineData(FailureKind.Conflict, StatusCode.AlreadyExists)]
    [InlineData(FailureKind.NotFound, StatusCode.NotFound)]
    [InlineData(FailureKind.PermissionDenied, StatusCode.PermissionDenied)]
    [InlineData(FailureKind.Unauthenticated, StatusCode.Unauthenticated)]
    [InlineData(FailureKind.Limited, StatusCode.ResourceExhausted)]
    [InlineData(FailureKind.Unavailable, StatusCode.Unavailable)]
    public async Task Each_kind_has_its_code_and_one_error_info(FailureKind kind, StatusCode code)
    {
        var exception = await FailAsync(kind.ToString());

        Assert.Equal((code, "Some message about x."), (exception.StatusCode, exception.Status.Detail));
        var info = Assert.Single(Details(exception), detail => detail.Is(Google.Rpc.ErrorInfo.Descriptor)).Unpack<Google.Rpc.ErrorInfo>();
        Assert.Equal(("SOME_REASON", "things.medbill"), (info.Reason, info.Domain));
        Assert.Equal("1", info.Metadata["x"]);
    }

    [Fact]
    public void Every_kind_is_in_the_list_above() => Assert.Equal(11, Enum.GetValues<FailureKind>().Length);

    [Fact]
    public async Task All_violations_travel_with_x12_and_fix()
    {
        var failure = (await FailAsync("fields")).ToFailure(out _)!;

        Assert.Equal(
            [
                new("thing.npi", "NPI_CHECK_DIGIT", "The check digit does not fit.", "2310B NM109", "Look the number up."),
                new Violation("thing.code", "CODE_UNKNOWN", "There is no such code."),
            ],
            failure.Violations);
        Assert.Empty(failure.Facts);
    }

    [Fact]
    public async Task A_wait_travels_as_retry_info()
    {
        var exception = await FailAsync("limited");

        Assert.Equal(TimeSpan.FromSeconds(7), exception.ToFailure(out _)!.RetryAfter);
        Assert.Single(Details(exception), detail => detail.Is(Google.Rpc.RetryInfo.Descriptor));
    }

    [Theory]
    [InlineData("stale row", StatusCode.Aborted, "CONCURRENT_WRITE")]
    [InlineData("same key", StatusCode.Aborted, "CONCURRENT_WRITE")]
    [InlineData("busy", StatusCode.Aborted, "CONCURRENT_WRITE")]
    [InlineData("disk", StatusCode.Unavailable, "STORE_UNAVAILABLE")]
    [InlineData("peer away", StatusCode.Unavailable, "PEER_UNAVAILABLE")]
    [InlineData("peer bug", StatusCode.Internal, "INTERNAL")]
    [InlineData("bug", StatusCode.Internal, "INTERNAL")]
    public async Task What_goes_wrong_inside_is_named_but_not_told(string how, StatusCode code, string reason)
    {
        var exception = await FailAsync(how);

        var info = Assert.Single(Details(exception), detail => detail.Is(Google.Rpc.ErrorInfo.Descriptor)).Unpack<Google.Rpc.ErrorInfo>();
        Assert.Equal((code, reason), (exception.StatusCode, info.Reason));
        Assert.DoesNotContain("Roe", exception.ToString(), StringComparison.Ordinal);
        var bytes = exception.Trailers.GetValueBytes("grpc-status-details-bin")!;
        Assert.DoesNotContain("Roe", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_error_is_logged_by_type_and_place_without_its_text()
    {
        host.Lines.Clear();

        await FailAsync("bug");

        var line = Assert.Single(host.Lines, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.Contains("ThingRpc.Fail", line, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Lines, line => line.Contains("Roe", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_thousand_violations_still_fit_into_the_answer()
    {
        var request = new Wire.OpenThingRequest { Count = 1, Thing = new() { Title = "a" } };
        request.Thing.Parts.AddRange(Enumerable.Range(0, 1000).Select(_ => new Wire.Part()));

        var (failure, _) = await Expect.FailureAsync(host.Things.OpenThingAsync(request));

        Assert.Equal(100, failure.Violations.Count);
        Assert.Contains("1000", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_nobody_wrote_answers_unimplemented()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await host.Things.UnwrittenAsync(new()));

        Assert.Equal(StatusCode.Unimplemented, exception.StatusCode);
    }

    [Fact]
    public void An_answer_without_error_info_is_no_failure_of_ours() =>
        Assert.Null(new RpcException(new Status(StatusCode.Unavailable, "proxy")).ToFailure(out _));

    private async Task<RpcException> FailAsync(string how) =>
        await Assert.ThrowsAsync<RpcException>(async () => await host.Things.FailAsync(new() { How = how }));

    private static Google.Protobuf.Collections.RepeatedField<Google.Protobuf.WellKnownTypes.Any> Details(RpcException exception) =>
        Google.Rpc.Status.Parser.ParseFrom(exception.Trailers.GetValueBytes("grpc-status-details-bin")).Details;

    public sealed class Host() : TestKit.ServiceHost("things", ThingsApp.Build), ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public Wire.ThingService.ThingServiceClient Things => Client<Wire.ThingService.ThingServiceClient>("things.read", "things.write");

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }

        protected override void Configure(WebApplicationBuilder builder) =>
            builder.Logging.ClearProviders().AddProvider(this).SetMinimumLevel(LogLevel.Trace);
    }
}
