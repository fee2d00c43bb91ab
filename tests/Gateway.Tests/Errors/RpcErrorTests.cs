using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using MedBill.Gateway.Tests.Fixture;
using MedBill.Gateway.Tests.Routes;
using MedBill.Platform.Values;
using Status = Grpc.Core.Status;

namespace MedBill.Gateway.Tests.Errors;

/// <summary>Every error row of architecture 3.11: what a service says, with and without an ErrorInfo, and what becomes of it.</summary>
public sealed class RpcErrorTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    public static TheoryData<FailureKind, string, int, int?> Kinds => new()
    {
        { FailureKind.Invalid, "VALIDATION_FAILED", 422, null },
        { FailureKind.Precondition, "ILLEGAL_TRANSITION", 409, null },
        { FailureKind.Stale, "ETAG_MISMATCH", 412, null },
        { FailureKind.Contention, "CONCURRENT_WRITE", 409, 1 },
        { FailureKind.ReusedKey, "REQUEST_ID_REUSED", 422, null },
        { FailureKind.Conflict, "DUPLICATE_CLAIM", 409, null },
        { FailureKind.NotFound, "CLAIM_NOT_FOUND", 404, null },
        { FailureKind.PermissionDenied, "PRACTICE_REQUIRED", 403, null },
        { FailureKind.Unauthenticated, "TOKEN_REQUIRED", 401, null },
        { FailureKind.Limited, "TOO_MANY_CHECKS", 429, 1 },
        { FailureKind.Unavailable, "PAYER_UNAVAILABLE", 503, 1 },
    };

    public static TheoryData<StatusCode, int, string, int?> BareCodes => new()
    {
        { StatusCode.Cancelled, 503, "SERVICE_UNAVAILABLE", 1 },
        { StatusCode.Unknown, 500, "INTERNAL", null },
        { StatusCode.InvalidArgument, 500, "INTERNAL", null },
        { StatusCode.DeadlineExceeded, 504, "DEADLINE_EXCEEDED", 1 },
        { StatusCode.NotFound, 500, "INTERNAL", null },
        { StatusCode.AlreadyExists, 500, "INTERNAL", null },
        { StatusCode.PermissionDenied, 403, "SCOPE_REQUIRED", null },
        { StatusCode.ResourceExhausted, 500, "INTERNAL", null },
        { StatusCode.FailedPrecondition, 500, "INTERNAL", null },
        { StatusCode.Aborted, 500, "INTERNAL", null },
        { StatusCode.OutOfRange, 500, "INTERNAL", null },
        { StatusCode.Unimplemented, 500, "INTERNAL", null },
        { StatusCode.Internal, 500, "INTERNAL", null },
        { StatusCode.Unavailable, 503, "SERVICE_UNAVAILABLE", 1 },
        { StatusCode.DataLoss, 500, "INTERNAL", null },
        { StatusCode.Unauthenticated, 401, "TOKEN_REQUIRED", null },
    };

    [Fact]
    public void The_rows_leave_no_kind_and_no_code_out()
    {
        Assert.Equal(System.Enum.GetValues<FailureKind>().Order(), Kinds.Select(row => row.Data.Item1).Order());
        Assert.Equal(System.Enum.GetValues<StatusCode>().Except([StatusCode.OK]).Order(), BareCodes.Select(row => row.Data.Item1).Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_service_says_keeps_its_code_its_words_and_its_values(FailureKind kind, string reason, int status, int? retryAfter)
    {
        foreach (var route in SomeRoutes())
        {
            host.Backend.Reset();
            host.Backend.FailAll(new Failure(kind, reason, "It is as it is: A, B.", ("from", "DRAFT"), ("claim_number", "7"), ("status", "x"), ("code", "y")));
            using var client = host.With(route.Scopes);
            using var answer = await client.SendAsync(host.Request(route));
            var problem = await answer.ProblemAsync(status, reason, route.ToString());

            Assert.Equal("It is as it is: A, B.", problem.GetProperty("detail").GetString());
            Assert.Equal(route.Path, problem.GetProperty("instance").GetString());
            Assert.Equal(retryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Header("Retry-After"));
            Assert.Equal([("claimNumber", "7"), ("from", "DRAFT")], problem.Facts().Select(fact => (fact.Key, fact.Value!)).Order());
        }
    }

    [Theory]
    [MemberData(nameof(BareCodes))]
    public async Task What_says_no_reason_is_told_without_any_detail_of_it(StatusCode code, int status, string reason, int? retryAfter)
    {
        foreach (var route in SomeRoutes())
        {
            host.Backend.Reset();
            host.Logs.Clear();
            host.Backend.FailAll(new RpcException(new Status(code, "Quillfeather, Ada, born 1980-01-01: at MedBill.Claims line 7")));
            using var client = host.With(route.Scopes);
            using var answer = await client.SendAsync(host.Request(route));
            await answer.ProblemAsync(status, reason, route.ToString());

            Assert.Equal(retryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Header("Retry-After"));
            Assert.Equal(status >= 500, host.Logs.Any(line => line.Contains(status > 500 ? "http.request.unavailable" : "http.request.failed", StringComparison.Ordinal)));
            Assert.DoesNotContain(host.Logs, line => line.Contains("Quillfeather", StringComparison.Ordinal) && line.Contains("http.request", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithRpc), MemberType = typeof(RouteTable))]
    public async Task Every_route_passes_on_what_its_service_says_and_that_it_is_away(RouteCase route)
    {
        foreach (var (failure, status, reason) in ((RpcException, int, string)[])
        [
            (Platform.Rpc.RichStatus.ToRpcException(new(FailureKind.Stale, "ETAG_MISMATCH", "It has changed.", ("etag", "\"8\"")), "backend"), 412, "ETAG_MISMATCH"),
            (Platform.Rpc.RichStatus.ToRpcException(new(FailureKind.Precondition, "ILLEGAL_TRANSITION", "Not from here.") , "backend"), 409, "ILLEGAL_TRANSITION"),
            (new(new Status(StatusCode.Unavailable, "connection refused")), 503, "SERVICE_UNAVAILABLE"),
            (new(new Status(StatusCode.DeadlineExceeded, "")), 504, "DEADLINE_EXCEEDED"),
            (new(new Status(StatusCode.Unknown, "Exception was thrown by handler.")), 500, "INTERNAL"),
        ])
        {
            host.Backend.Reset();
            host.Backend.FailAll(failure);
            using var client = host.With(route.Scopes);
            using var answer = await client.SendAsync(host.Request(route));
            var problem = await answer.ProblemAsync(status, reason, route.ToString());

            Assert.Equal(route.Path, problem.GetProperty("instance").GetString());
            Assert.Equal(status is 503 or 504 ? "1" : null, answer.Header("Retry-After"));
            Assert.Single(host.Backend.Calls);
        }
    }

    [Fact]
    public async Task A_services_own_wait_is_told_in_whole_seconds()
    {
        foreach (var (wait, seconds) in (IEnumerable<(double, string)>)[(0, "1"), (0.2, "1"), (1.2, "2"), (90, "90")])
        {
            host.Backend.Reset();
            host.Backend.FailAll(new Failure(FailureKind.Unavailable, "PAYER_UNAVAILABLE", "The payer is away.") { RetryAfter = TimeSpan.FromSeconds(wait) });
            using var client = host.With("claims.read");
            using var answer = await client.GetAsync("/v1/claims/x-1", TestContext.Current.CancellationToken);
            await answer.ProblemAsync(503, "PAYER_UNAVAILABLE");

            Assert.Equal(seconds, answer.Header("Retry-After"));
        }
    }

    [Fact]
    public async Task Violations_come_back_where_the_caller_wrote_them_with_their_X12_place_and_fix()
    {
        var violations = new Violations();
        violations.Add("encounter.charges[1].amount", "AMOUNT_NOT_POSITIVE", "A charge is above zero.", "2400 SV102", "Send the charge.");
        violations.Add("encounter.rendering_provider", "PROVIDER_NOT_FOUND", "There is no such provider.");
        violations.Add("encounter.charges[0].modifiers[1]", "MODIFIER_FORMAT", "Two letters or digits.");
        violations.Add("encounter.nobody_knows.inner", "SOMETHING", "Something is wrong.");
        violations.Add("request_id", "REQUEST_ID_FORMAT", "A request id is visible ASCII.");
        violations.Add("encounter", "ENCOUNTER_EMPTY", "It is empty.");
        host.Backend.Reset();
        host.Backend.FailAll(Failure.Invalid(violations.All));
        using var client = host.With("patients.write");
        using var answer = await client.SendAsync(host.Request(RouteTable.All.Single(route => route.Rpc == "CreateEncounter")));
        var problem = await answer.ProblemAsync(422, "VALIDATION_FAILED");

        Assert.Equal(
            [
                "AMOUNT_NOT_POSITIVE /charges/1/amount", "ENCOUNTER_EMPTY ", "MODIFIER_FORMAT /charges/0/modifiers/1", "PROVIDER_NOT_FOUND /renderingProviderId",
                "REQUEST_ID_FORMAT Idempotency-Key", "SOMETHING ",
            ],
            problem.Errors());
        var amount = problem.GetProperty("errors")[0];
        Assert.Equal(("2400 SV102", "Send the charge."), (amount.GetProperty("x12").GetString(), amount.GetProperty("fix").GetString()));
    }

    [Fact]
    public async Task A_page_that_does_not_fit_into_a_message_is_asked_for_again_with_half_as_many()
    {
        host.Backend.Reset();
        host.Backend.Answer<Contracts.Claims.V1.ListClaimsRequest, Contracts.Claims.V1.ListClaimsResponse>("ListClaims", request =>
            request.PageSize > 30 ? throw new RpcException(new Status(StatusCode.ResourceExhausted, "Received message exceeds the maximum.")) : new());
        using var client = host.With("claims.read");
        using var answer = await client.GetAsync("/v1/claims?limit=200", TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal([200, 100, 50, 25], host.Backend.Calls.Select(call => ((Contracts.Claims.V1.ListClaimsRequest)call.Request).PageSize));
    }

    [Fact]
    public async Task An_odd_answer_of_a_service_is_one_problem_all_the_same()
    {
        foreach (var (code, details) in ((int, Google.Protobuf.IMessage[])[])
        [
            (3, [new ErrorInfo { Reason = "VALIDATION_FAILED", Domain = "x" }, new BadRequest()]),
            (3, [new ErrorInfo { Reason = "VALIDATION_FAILED", Domain = "x" }, new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Reason = "R_X", Description = "It is wrong.", Field = "..[[].a[99999999999]" } } }]),
            (3, [new ErrorInfo { Reason = "VALIDATION_FAILED", Domain = "x", Metadata = { ["errors"] = "x", ["type"] = "x", ["_"] = "x" } }]),
            (8, [new RetryInfo { RetryDelay = new Duration { Seconds = -5 } }, new ErrorInfo { Reason = "TOO_MANY_CHECKS" }]),
        ])
        {
            host.Backend.Reset();
            var status = new Google.Rpc.Status { Code = code, Message = "It is wrong." };
            status.Details.AddRange(details.Select(Any.Pack));
            host.Backend.FailAll(status.ToRpcException());
            using var client = host.With("claims.write");
            using var answer = await client.SendAsync(host.Request(RouteTable.All.Single(route => route.Rpc == "CreateClaim")));

            await answer.ProblemAsync(code == 3 ? 422 : 429, code == 3 ? "VALIDATION_FAILED" : "TOO_MANY_CHECKS");
        }
    }

    // A read, a list, a write, a change, an upload.
    private static IEnumerable<RouteCase> SomeRoutes() =>
        RouteTable.All.Where(route => route.Rpc is "GetClaim" or "ListClaims" or "CreateClaim" or "UpdateClaim" or "UploadRemittanceFile");
}
