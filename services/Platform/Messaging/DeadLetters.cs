using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Answer = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Platform.Messaging;

/// <summary>Messages that could not be applied, kept until someone replays them (architecture, decision 29).</summary>
public sealed class DeadLetters
{
    private const int MaxListed = 1000;

    private readonly ServiceDb _db;
    private readonly IServiceProvider _provider;
    private readonly ILogger<DeadLetters> _logger;

    /// <summary>Made by the host.</summary>
    public DeadLetters(ServiceDb db, IServiceProvider provider, ILogger<DeadLetters> logger) =>
        (_db, _provider, _logger) = (db, provider, logger);

    /// <summary>Those still parked, oldest first, at most 1,000.</summary>
    public async Task<IReadOnlyList<DeadLetterRow>> ListAsync(CancellationToken cancel) =>
        await _db.Set<DeadLetterRow>().AsNoTracking()
            .Where(row => row.ReplayedTime == null).OrderBy(row => row.Id).Take(MaxListed).ToListAsync(cancel);

    /// <summary>Runs the stored message through dispatcher and inbox again.</summary>
    /// <returns>True when it is applied now, or was before.</returns>
    /// <exception cref="Failure">NotFound DEAD_LETTER_NOT_FOUND.</exception>
    public async Task<bool> ReplayAsync(string id, CancellationToken cancel)
    {
        var letter = await _db.Set<DeadLetterRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "DEAD_LETTER_NOT_FOUND", "There is no such dead letter.", ("id", id));
        var dispatcher = _provider.GetRequiredService<Dispatcher>();
        var answer = (await dispatcher.DispatchAsync(letter.Topic, [Envelope.Parse(letter.Envelope)], cancel))[0];
        Log.Replayed(_logger, id, answer.ToString());
        if (answer != Answer.Success)
        {
            return false;
        }

        var now = _db.Runtime.Machine.GetUtcNow();
        await _db.InTransactionAsync(
            token => _db.Set<DeadLetterRow>().Where(row => row.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReplayedTime, now), token),
            cancel);
        return true;
    }

    internal async Task ParkAsync(string topic, Envelope envelope, CancellationToken cancel)
    {
        var now = _db.Runtime.Machine.GetUtcNow();
        var row = new DeadLetterRow
        {
            Id = ResourceName.NewId("dlt", now),
            Topic = topic,
            Source = envelope.Source,
            MessageId = envelope.Id,
            Type = envelope.Type,
            Subject = envelope.Subject,
            Envelope = envelope.Json,
            ReceivedTime = now,
        };
        if (await _db.InTransactionAsync(token => PlatformSql.ParkAsync(_db, row, token), cancel))
        {
            TelemetryNames.Parked.Add(1);
            Log.Parked(_logger, envelope.Type, envelope.Id, topic);
        }
    }
}
