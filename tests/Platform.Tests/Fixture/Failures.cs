using Grpc.Core;
using MedBill.Platform.Values;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Platform.Tests.Fixture;

/// <summary>Every way a handler can fail.</summary>
internal static class Failures
{
    public const string Secret = "Jane Roe 1980-01-01";

    public static Exception Make(string how) => how switch
    {
        "fields" => Failure.Invalid(
        [
            new("thing.npi", "NPI_CHECK_DIGIT", "The check digit does not fit.", "2310B NM109", "Look the number up."),
            new("thing.code", "CODE_UNKNOWN", "There is no such code."),
        ]),
        "limited" => new Failure(FailureKind.Limited, "TOO_FAST", "Slower.") { RetryAfter = TimeSpan.FromSeconds(7) },
        "bug" => new InvalidOperationException(Secret),
        "stale row" => new DbUpdateConcurrencyException(Secret),
        "same key" => new DbUpdateException(Secret, new SqliteException(Secret, 19, 1555)),
        "busy" => new DbUpdateException(Secret, new SqliteException(Secret, 5)),
        "disk" => new SqliteException(Secret, 10),
        "peer away" => new RpcException(new Status(StatusCode.Unavailable, Secret)),
        "peer bug" => new RpcException(new Status(StatusCode.Internal, Secret)),
        _ when Enum.TryParse<FailureKind>(how, out var kind) => new Failure(kind, "SOME_REASON", "Some message about x.", ("x", "1")),
        _ => throw new ArgumentOutOfRangeException(nameof(how)),
    };
}
