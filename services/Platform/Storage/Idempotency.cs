using System.Diagnostics;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Platform.Storage;

/// <summary>On an rpc method: its request ids are remembered for ever instead of 30 days.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RemembersRequestsForEverAttribute : Attribute;

/// <summary>
/// Every write may be retried (AIP-155): the request id is reserved as the first statement of the transaction, the answer is stored with
/// the effect. A repeat gets the stored answer and the header <c>idempotent-replayed: true</c>; failures are not remembered.
/// </summary>
public sealed class Idempotency(ServiceDb db, Caller caller)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>
    /// Runs a write: transaction, reservation, <paramref name="act"/>, answer, audit row, commit. An empty request id leaves out the
    /// reservation. Do not call peers inside <paramref name="act"/> (SQLite's write gate is held); load everything it changes inside it.
    /// </summary>
    /// <param name="request">The whole request; its bytes are what the id is bound to.</param>
    /// <param name="requestId">The caller's key: empty, or 1-255 visible ASCII characters.</param>
    /// <param name="context">The call.</param>
    /// <param name="act">Load, check the etag, one domain call, save, map.</param>
    /// <param name="onCommitted">Called after the commit, not on a replay; e.g. wakes a worker.</param>
    /// <exception cref="Failure">ReusedKey REQUEST_ID_REUSED when the id came with another request; Invalid INVALID_REQUEST_ID.</exception>
    public async Task<TReply> RunAsync<TReply>(
        IMessage request,
        string requestId,
        ServerCallContext context,
        Func<CancellationToken, Task<TReply>> act,
        Action? onCommitted = null)
        where TReply : class, IMessage<TReply>, new()
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(act);
        var row = Row(request, requestId, context);
        var (reply, replayed) = await db.InTransactionAsync(
            token => OnceAsync(row, context.Method, request, act, token), context.CancellationToken);
        if (!replayed)
        {
            onCommitted?.Invoke();
            return reply;
        }

        await SayReplayedAsync(context);
        return reply;
    }

    /// <summary>
    /// The stored answer of a repeat, null when there is none: for a write that must ask a peer before <see cref="RunAsync"/>, so that a repeat
    /// needs no peer.
    /// </summary>
    /// <exception cref="Failure">As <see cref="RunAsync"/>.</exception>
    public async Task<TReply?> FindAsync<TReply>(IMessage request, string requestId, ServerCallContext context)
        where TReply : class, IMessage<TReply>, new()
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);

        // What is only checked goes the whole way, to where it is refused.
        if (db.OnlyChecks || Row(request, requestId, context) is not { } row
            || await AnswerAsync<TReply>(row, context.CancellationToken) is not { } reply)
        {
            return null;
        }

        await SayReplayedAsync(context);
        return reply;
    }

    private static async Task SayReplayedAsync(ServerCallContext context)
    {
        TelemetryNames.Replays.Add(1);
        context.ResponseTrailers.Add("idempotent-replayed", "true");
        await context.WriteResponseHeadersAsync(new() { { "idempotent-replayed", "true" } });
    }

    private async Task<(TReply Reply, bool Replayed)> OnceAsync<TReply>(
        IdempotencyRow? row, string method, IMessage request, Func<CancellationToken, Task<TReply>> act, CancellationToken cancel)
        where TReply : class, IMessage<TReply>, new()
    {
        if (row is not null && !await PlatformSql.ReserveAsync(db, row, cancel))
        {
            return (await AnswerAsync<TReply>(row, cancel) ?? throw new UnreachableException("A reserved request id is there to be read."), true);
        }

        var reply = await act(cancel);
        string[] resources = NameIn(reply) is { } name ? [name] : [.. NamesIn(reply).DefaultIfEmpty(NameIn(request) ?? "")];
        await (row is null
            ? PlatformSql.InsertAuditAsync(db, method, resources[0], cancel)
            : PlatformSql.KeepAnswerAsync(db, row, reply.ToByteArray(), resources[0], cancel));
        await db.AuditAsync(method, resources.Skip(1), cancel);
        return (reply, false);
    }

    private async Task<TReply?> AnswerAsync<TReply>(IdempotencyRow row, CancellationToken cancel)
        where TReply : class, IMessage<TReply>, new()
    {
        var kept = await db.Set<IdempotencyRow>().AsNoTracking().SingleOrDefaultAsync(
            r => r.Practice == row.Practice && r.Client == row.Client && r.Method == row.Method && r.RequestId == row.RequestId, cancel);
        if (kept is null)
        {
            return null;
        }

        if (kept.RequestHash != row.RequestHash)
        {
            throw new Failure(FailureKind.ReusedKey, "REQUEST_ID_REUSED", "This request id was used for another request.");
        }

        var reply = new TReply();
        reply.MergeFrom(kept.Answer);
        return reply;
    }

    private IdempotencyRow? Row(IMessage request, string requestId, ServerCallContext context)
    {
        if (string.IsNullOrEmpty(requestId))
        {
            return null;
        }

        if (requestId.Length > 255 || requestId.Any(c => c is < '!' or > '~'))
        {
            throw Failure.Invalid("request_id", "INVALID_REQUEST_ID", "A request id has 1 to 255 visible ASCII characters.");
        }

        var forEver = context.GetHttpContext().GetEndpoint()?.Metadata.GetMetadata<RemembersRequestsForEverAttribute>() is not null;
        return new()
        {
            Practice = db.Practice ?? "",
            Client = caller.ClientId,
            Method = context.Method,
            RequestId = requestId,
            RequestHash = Convert.ToHexStringLower(SHA256.HashData(request.ToByteArray())),
            ExpireTime = forEver ? null : db.Runtime.Machine.GetUtcNow() + Kept,
        };
    }

    private static string? NameIn(IMessage message) =>
        message.Descriptor.FindFieldByName("name") is { FieldType: FieldType.String, IsRepeated: false } field
        ? (string)field.Accessor.GetValue(message)
        : null;

    // The answer of a batch: a list of resources.
    private static IEnumerable<string> NamesIn(IMessage message) =>
        from field in message.Descriptor.Fields.InDeclarationOrder()
        where field.FieldType == FieldType.Message && field.IsRepeated && !field.IsMap
        from IMessage item in (System.Collections.IList)field.Accessor.GetValue(message)
        let name = NameIn(item)
        where name is not null
        select name;
}
