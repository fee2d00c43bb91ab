using System.Xml;
using MedBill.Platform.Hosting;
using MedBill.SandboxPayer.Scenarios;

namespace MedBill.SandboxPayer.Clock;

/// <summary>The business clock of the whole suite, which every process reads from one small file.</summary>
public static class ClockEndpoints
{
    // Ten years: far beyond any deadline of the trade, and dates stay dates.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3_660);

    /// <summary>Maps <c>/v1/sandbox/clock</c> and <c>/v1/sandbox/scenarios</c>.</summary>
    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        var sandbox = routes.MapGroup("/v1/sandbox").RequireAuthorization("scope:sandbox");
        sandbox.MapGet("/scenarios", () => TypedResults.Ok(new ScenarioList(Scenario.All)));
        sandbox.MapGet("/clock", (TimeProvider clock) => TypedResults.Ok(new ClockReading(clock.GetUtcNow())));
        sandbox.MapPost("/clock", Advance);
    }

    private static IResult Advance(ClockMove move, MachineTime machine, IConfiguration configuration)
    {
        if (configuration["Clock:OffsetFile"] is not { Length: > 0 } path)
        {
            return Refuse("CLOCK_FIXED", "Clock:OffsetFile is not set: this installation's clock cannot be moved.");
        }

        TimeSpan step;
        try
        {
            step = XmlConvert.ToTimeSpan(move.Advance ?? "");
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return Refuse("DURATION_INVALID", "advance must be an ISO 8601 duration, such as P30D.");
        }

        if (step < TimeSpan.Zero || step > Longest)
        {
            return Refuse("DURATION_INVALID", "advance must be between zero and ten years: business time does not run backwards.");
        }

        var offset = ClockOffsetFile.Read(path) + step;
        ClockOffsetFile.Write(path, offset);
        return TypedResults.Ok(new ClockReading(machine.GetUtcNow() + offset));
    }

    private static IResult Refuse(string code, string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status422UnprocessableEntity, type: $"urn:medbill:problem:{code.ToLowerInvariant().Replace('_', '-')}",
        extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>How far to move the clock.</summary>
/// <param name="Advance">ISO 8601 duration, such as <c>P30D</c>.</param>
public sealed record ClockMove(string? Advance);

/// <summary>What time it is for the business.</summary>
/// <param name="Now">Instant, UTC.</param>
public sealed record ClockReading(DateTimeOffset Now);

/// <summary>What the payer can be asked to do.</summary>
/// <param name="Items">The scenarios.</param>
public sealed record ScenarioList(IReadOnlyList<ScenarioDescription> Items);
