using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace MedBill.Platform.Hosting;

/// <summary>
/// Machine time: leases, retries, time-outs, retention and token lifetimes, which moving the business clock must not touch
/// (architecture, decision 19). Business time is the registered <see cref="TimeProvider"/>.
/// </summary>
public sealed class MachineTime(TimeProvider time)
{
    /// <summary>The machine's clock, or a test's.</summary>
    public TimeProvider Provider { get; } = time;

    /// <summary>Now, in UTC.</summary>
    public DateTimeOffset GetUtcNow() => Provider.GetUtcNow();

    /// <summary>Waits on machine time.</summary>
    public Task DelayAsync(TimeSpan time, CancellationToken cancel) => Task.Delay(time, Provider, cancel);
}

/// <summary>
/// The file that holds how far business time is ahead of machine time: one <see cref="TimeSpan"/>, like
/// <c>30.00:00:00</c>.
/// </summary>
public static class ClockOffsetFile
{
    /// <summary>The offset; zero when the file is missing or not readable as one.</summary>
    public static TimeSpan Read(string path)
    {
        try
        {
            return TimeSpan.TryParseExact(File.ReadAllText(path).Trim(), "c", CultureInfo.InvariantCulture, out var offset)
                ? offset
                : TimeSpan.Zero;
        }
        catch (IOException)
        {
            return TimeSpan.Zero;
        }
    }

    /// <summary>Sets the offset; readers see the old or the new one, never half.</summary>
    public static void Write(string path, TimeSpan offset)
    {
        var part = path + ".part";
        File.WriteAllText(part, offset.ToString("c", CultureInfo.InvariantCulture));
        File.Move(part, path, overwrite: true);
    }
}

/// <summary>Machine time plus the offset in a file that any process of the suite may rewrite.</summary>
internal sealed class OffsetClock(string path) : TimeProvider
{
    private const long LookEveryMilliseconds = 100;

    private readonly Lock _look = new();
    private long _lookedAt = long.MinValue;
    private DateTime _written;
    private TimeSpan _offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset();

    private TimeSpan Offset()
    {
        lock (_look)
        {
            var now = Environment.TickCount64;
            if (_lookedAt != long.MinValue && now - _lookedAt < LookEveryMilliseconds)
            {
                return _offset;
            }

            _lookedAt = now;
            var written = File.GetLastWriteTimeUtc(path);
            if (written != _written)
            {
                (_written, _offset) = (written, ClockOffsetFile.Read(path));
            }

            return _offset;
        }
    }
}

internal static class ClockSetup
{
    public static void AddClocks(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(new MachineTime(TimeProvider.System));
        builder.Services.TryAddSingleton(_ =>
            builder.Configuration["Clock:OffsetFile"] is { Length: > 0 } path ? new OffsetClock(path) : TimeProvider.System);
        builder.Services.AddStartCheck(provider =>
            builder.Configuration["Clock:OffsetFile"] is { Length: > 0 } && !builder.Environment.IsDevelopment()
                ? "Clock:OffsetFile is for Development only."
                : null);
    }
}
