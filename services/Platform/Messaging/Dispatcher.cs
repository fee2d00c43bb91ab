using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Answer = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Platform.Messaging;

/// <summary>
/// Takes messages to their handlers, each once: inbox row first, in the transaction of the effect (architecture 3.9, decision 29).
/// Applied, known or of no interest: SUCCESS. Early, contended, database away, or a bug: RETRY, which ends in the dead letters.
/// Unreadable or against the contract: DROP, which does so at once.
/// </summary>
internal sealed class Dispatcher(SubscriptionTable table, IServiceScopeFactory scopes, ILogger<Dispatcher> logger)
{
    /// <summary>
    /// Answers for each message, in order. Those of one practice are first tried together in one transaction, in the order they
    /// came.
    /// </summary>
    public async Task<Answer[]> DispatchAsync(string topic, IReadOnlyList<Envelope> envelopes, CancellationToken cancel)
    {
        if (table.OriginOfDeadLetters(topic) is { } origin)
        {
            return await ParkAsync(origin, envelopes, cancel);
        }

        var answers = new Answer[envelopes.Count];
        var work = new List<Work>();
        for (var i = 0; i < envelopes.Count; i++)
        {
            answers[i] = Read(topic, envelopes[i], i, work);
        }

        foreach (var practice in work.GroupBy(one => one.Envelope.Practice))
        {
            var group = practice.ToList();
            if (group.Count == 1 || !await TryTogetherAsync(group, cancel))
            {
                await OneByOneAsync(group, answers, cancel);
            }
        }

        for (var i = 0; i < envelopes.Count; i++)
        {
            TelemetryNames.Handled.Add(1, new("type", Known(topic, envelopes[i])), new("answer", answers[i].ToString()));
        }

        return answers;
    }

    private string Known(string topic, Envelope envelope) => table.Of(topic, envelope.Type).Any() ? envelope.Type : "other";

    private Answer Read(string topic, Envelope envelope, int index, List<Work> work)
    {
        if (!envelope.IsComplete)
        {
            Log.Dropped(logger, topic, "NOT_A_CLOUDEVENT");
            return Answer.Drop;
        }

        foreach (var subscription in table.Of(topic, envelope.Type))
        {
            if (subscription.Parse(envelope.Data) is not { } message)
            {
                Log.Dropped(logger, topic, $"UNREADABLE_DATA {envelope.Type} {envelope.Id}");
                return Answer.Drop;
            }

            work.Add(new(index, subscription, envelope, message));
        }

        return Answer.Success;
    }

    private async Task<bool> TryTogetherAsync(List<Work> group, CancellationToken cancel)
    {
        try
        {
            await ApplyAsync(group, cancel);
            return true;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            Log.BatchSplit(logger, group[0].Subscription.Consumer, group.Count, Log.Types(exception));
            return false;
        }
    }

    private async Task OneByOneAsync(List<Work> group, Answer[] answers, CancellationToken cancel)
    {
        var stuck = new HashSet<(string Consumer, string Subject)>();
        foreach (var one in group)
        {
            // Later events of a subject would only come before their predecessor.
            var answer = stuck.Contains((one.Subscription.Consumer, one.Envelope.Subject))
                ? Answer.Retry
                : await ApplyOneAsync(one, cancel);
            if (answer == Answer.Retry)
            {
                stuck.Add((one.Subscription.Consumer, one.Envelope.Subject));
            }

            answers[one.Index] = Worse(answers[one.Index], answer);
        }
    }

    private static Answer Worse(Answer left, Answer right) =>
        left == Answer.Retry || right == Answer.Retry ? Answer.Retry : left == Answer.Drop ? left : right;

    private async Task<Answer> ApplyOneAsync(Work one, CancellationToken cancel)
    {
        var (consumer, type, id) = (one.Subscription.Consumer, one.Envelope.Type, one.Envelope.Id);
        try
        {
            await ApplyAsync([one], cancel);
            return Answer.Success;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return Answer.Retry;
        }
        catch (ContractBreachException breach)
        {
            Log.Dropped(logger, one.Subscription.Topic, $"{breach.Message} {type} {id}");
            return Answer.Drop;
        }
#pragma warning disable CA1031 // Whatever a handler throws, its sender needs an answer.
        catch (Exception exception)
        {
            if (Passing(exception) is { } reason)
            {
                Log.NotYet(logger, consumer, type, id, reason);
            }
            else
            {
                Log.HandlerFailed(logger, consumer, type, id, Log.Types(exception), exception.StackTrace);
            }

            return Answer.Retry;
        }
#pragma warning restore CA1031
    }

    private static string? Passing(Exception exception) => exception switch
    {
        NotYetException early => early.Message,
        Failure { Kind: FailureKind.Contention or FailureKind.Unavailable or FailureKind.Limited } failure => failure.Reason,
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded } => "PEER_UNAVAILABLE",
        _ when DatabaseFaults.IsContention(exception) || DatabaseFaults.IsDuplicate(exception) => "CONCURRENT_WRITE",
        _ when DatabaseFaults.IsAway(exception) => "STORE_UNAVAILABLE",
        _ => null,
    };

    private async Task ApplyAsync(List<Work> group, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(group[0].Envelope.Practice);
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        await db.InTransactionAsync(
            async token =>
            {
                foreach (var one in group)
                {
                    using var activity = Start(one.Envelope);
                    if (await PlatformSql.ReceiveAsync(db, one.Subscription.Consumer, one.Envelope.Source, one.Envelope.Id, token))
                    {
                        await one.Subscription.HandleAsync(scope.ServiceProvider, one.Message, one.Envelope, token);
                        await db.SaveChangesAsync(token);
                        db.ChangeTracker.Clear();
                    }
                }
            },
            cancel);
    }

    private static Activity? Start(Envelope envelope)
    {
        _ = ActivityContext.TryParse(envelope.TraceParent, null, isRemote: true, out var writer);
        return TelemetryNames.Source.StartActivity($"{TelemetryNames.ProcessSpan} {envelope.Type}", ActivityKind.Consumer, writer);
    }

    private async Task<Answer[]> ParkAsync(string origin, IReadOnlyList<Envelope> envelopes, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(null);
        var letters = scope.ServiceProvider.GetRequiredService<DeadLetters>();
        var answers = new Answer[envelopes.Count];
        for (var i = 0; i < envelopes.Count; i++)
        {
            try
            {
                await letters.ParkAsync(origin, envelopes[i].Named(), cancel);
            }
#pragma warning disable CA1031 // A dead letter is never lost: it comes again until it is written.
            catch (Exception exception)
            {
                Log.SweepFailed(logger, nameof(DeadLetters), Log.Types(exception), exception.StackTrace);
                answers[i] = Answer.Retry;
            }
#pragma warning restore CA1031
        }

        return answers;
    }

    private sealed record Work(int Index, Subscription Subscription, Envelope Envelope, IMessage Message);
}
