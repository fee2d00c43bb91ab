using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Platform.Storage;

/// <summary>An event waiting to leave, or gone and kept for a week (architecture 3.9).</summary>
public sealed class OutboxRow
{
    /// <summary>Order of leaving.</summary>
    public long Sequence { get; init; }

    /// <summary>UUIDv7; the CloudEvent's id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it goes.</summary>
    public required string Topic { get; init; }

    /// <summary>Resource name the event is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Protobuf full name.</summary>
    public required string Type { get; init; }

    /// <summary>The whole CloudEvent as JSON: exactly the bytes that are sent.</summary>
    public required string Envelope { get; init; }

    /// <summary>Business time.</summary>
    public required DateTimeOffset CreatedTime { get; init; }

    /// <summary>Machine time; null while waiting.</summary>
    public DateTimeOffset? PublishedTime { get; set; }

    /// <summary>Machine time until which nobody else takes it: a lease when there is an owner, else a pause after a failure.</summary>
    public DateTimeOffset? LeaseEndTime { get; set; }

    /// <summary>The relay that holds it.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Times it was taken.</summary>
    public int Attempts { get; set; }

    /// <summary>Code of the last failure.</summary>
    public string? LastError { get; set; }
}

/// <summary>A message this service has applied.</summary>
public sealed class InboxRow
{
    /// <summary>The handler.</summary>
    public required string Consumer { get; init; }

    /// <summary>The CloudEvent's source.</summary>
    public required string Source { get; init; }

    /// <summary>The CloudEvent's id.</summary>
    public required string Id { get; init; }

    /// <summary>Machine time.</summary>
    public required DateTimeOffset ReceivedTime { get; init; }
}

/// <summary>A request id and the answer it got (AIP-155).</summary>
public sealed class IdempotencyRow
{
    /// <summary>Practice of the caller, empty when it has none.</summary>
    public required string Practice { get; init; }

    /// <summary>Client id of the caller.</summary>
    public required string Client { get; init; }

    /// <summary>Full rpc name.</summary>
    public required string Method { get; init; }

    /// <summary>The caller's key.</summary>
    public required string RequestId { get; init; }

    /// <summary>SHA-256 of the whole request, hexadecimal.</summary>
    public required string RequestHash { get; init; }

    /// <summary>The answer as protobuf bytes.</summary>
    public byte[]? Answer { get; init; }

    /// <summary>Machine time after which it may be forgotten; null = never.</summary>
    public DateTimeOffset? ExpireTime { get; init; }
}

/// <summary>A message that could not be applied (architecture, decision 29).</summary>
public sealed class DeadLetterRow
{
    /// <summary><c>dlt-…</c></summary>
    public required string Id { get; init; }

    /// <summary>The topic it was first sent to.</summary>
    public required string Topic { get; init; }

    /// <summary>The CloudEvent's source.</summary>
    public required string Source { get; init; }

    /// <summary>The CloudEvent's id.</summary>
    public required string MessageId { get; init; }

    /// <summary>The CloudEvent's type.</summary>
    public required string Type { get; init; }

    /// <summary>The CloudEvent's subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The whole CloudEvent as JSON.</summary>
    public required string Envelope { get; init; }

    /// <summary>Machine time.</summary>
    public required DateTimeOffset ReceivedTime { get; init; }

    /// <summary>Machine time of the replay that applied it; null while parked.</summary>
    public DateTimeOffset? ReplayedTime { get; set; }
}

/// <summary>Who did what to which, when: written with every write and every recorded read.</summary>
public sealed class AuditRow : IAppendOnly
{
    /// <summary>Order of happening.</summary>
    public long Sequence { get; init; }

    /// <summary>Business time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Practice in whose name; empty when none.</summary>
    public required string Practice { get; init; }

    /// <summary>Subject of the caller's token.</summary>
    public required string Subject { get; init; }

    /// <summary>Client id of the caller's token.</summary>
    public required string Client { get; init; }

    /// <summary>Full rpc name.</summary>
    public required string Method { get; init; }

    /// <summary>Resource name; empty when the answer has none.</summary>
    public required string Resource { get; init; }
}

/// <summary>The tables every service has.</summary>
internal static class PlatformTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<OutboxRow>(row =>
        {
            row.ToTable("outbox");
            row.HasKey(r => r.Sequence);
            row.Property(r => r.Id).HasMaxLength(36).IsRequired();
            row.HasIndex(r => r.Id).IsUnique();
            row.Property(r => r.Topic).HasMaxLength(64);
            row.Property(r => r.Subject).HasMaxLength(200);
            row.Property(r => r.Type).HasMaxLength(200);
            row.Property(r => r.LeaseOwner).HasMaxLength(36);
            row.Property(r => r.LastError).HasMaxLength(64);

            // Small however much was ever sent: the relay reads only what waits.
            row.HasIndex(r => r.Sequence).HasFilter("published_time IS NULL").HasDatabaseName("ix_outbox_waiting");
            row.HasIndex(r => new { r.Subject, r.Sequence })
                .HasFilter("published_time IS NULL").HasDatabaseName("ix_outbox_waiting_subject");
            row.HasIndex(r => r.PublishedTime).HasFilter("published_time IS NOT NULL").HasDatabaseName("ix_outbox_published");
        });
        model.Entity<InboxRow>(row =>
        {
            row.ToTable("inbox");
            row.HasKey(r => new { r.Consumer, r.Source, r.Id });
            row.Property(r => r.Consumer).HasMaxLength(100);
            row.Property(r => r.Source).HasMaxLength(100);
            row.Property(r => r.Id).HasMaxLength(64);
            row.HasIndex(r => r.ReceivedTime);
        });
        model.Entity<IdempotencyRow>(row =>
        {
            row.ToTable("idempotency");
            row.HasKey(r => new { r.Practice, r.Client, r.Method, r.RequestId });
            row.Property(r => r.Practice).HasMaxLength(40);
            row.Property(r => r.Client).HasMaxLength(100);
            row.Property(r => r.Method).HasMaxLength(150);
            row.Property(r => r.RequestId).HasMaxLength(255).IsUnicode(false);
            row.Property(r => r.RequestHash).HasMaxLength(64).IsUnicode(false);
            row.HasIndex(r => r.ExpireTime).HasFilter("expire_time IS NOT NULL");
        });
        model.Entity<DeadLetterRow>(row =>
        {
            row.ToTable("dead_letters");
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).HasMaxLength(40);
            row.Property(r => r.Topic).HasMaxLength(64);
            row.Property(r => r.Source).HasMaxLength(100);
            row.Property(r => r.MessageId).HasMaxLength(64);
            row.Property(r => r.Type).HasMaxLength(200);
            row.Property(r => r.Subject).HasMaxLength(200);
            row.HasIndex(r => new { r.Topic, r.Source, r.MessageId }).IsUnique();
        });
        model.Entity<AuditRow>(row =>
        {
            row.ToTable("audit");
            row.HasKey(r => r.Sequence);
            row.Property(r => r.Practice).HasMaxLength(40);
            row.Property(r => r.Subject).HasMaxLength(100);
            row.Property(r => r.Client).HasMaxLength(100);
            row.Property(r => r.Method).HasMaxLength(150);
            row.Property(r => r.Resource).HasMaxLength(200);
            row.HasIndex(r => new { r.Practice, r.Resource });
        });

        // Column names are written by hand in PlatformSql, so they are spelled once here: snake_case.
        Type[] own = [typeof(OutboxRow), typeof(InboxRow), typeof(IdempotencyRow), typeof(DeadLetterRow), typeof(AuditRow)];
        foreach (var property in own.SelectMany(type => model.Entity(type).Metadata.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
