using System.Globalization;
using MedBill.Local.Commands;

namespace MedBill.EndToEnd.Runner;

internal enum RunnerVerb
{
    Help,
    Day,
    Crash,
    Duplicates,
    Replicas,
    Load,
}

/// <summary>What was asked for.</summary>
internal sealed record RunnerArguments
{
    public const string Usage = """
        usage: MedBill.EndToEnd.Runner VERB [options]

          day                plays the demo day and checks every figure to the cent
          duplicates         plays it with every write sent twice under the same key, then has every event told twice
          load MINUTES       plays short days side by side, over and over, each a practice of its own, and checks each
          crash [MINUTES]    the same while each process is killed (kill -9) in turn, at random times, and starts again (1)
          replicas [MINUTES] the same with two replicas of each service over one database, and kills of both (1)

          --short            day, duplicates: a smaller day with the same steps
          --desks N          load, crash, replicas: how many days at a time (2)
          --seed N           crash, replicas: the order and times of the kills come out the same
          --keep             keeps the folder of the run (logs, mailbox, SQLite files) when all is well, too
          --json             one JSON object at the end instead of a line for each check

        Where the suite is comes from the environment (README.md beside the sources):
          MEDBILL_GATEWAY    base address of a gateway that runs already; without it the runner starts the services itself
          MEDBILL_APPS       folder of deploy/publish (the one that holds this runner's own folder)

        Exit codes: 0 all is as expected, 1 something is not, 2 it could not be tried.
        """;

    private const int MaxMinutes = 24 * 60;
    private const int MaxDesks = 64;

    public required RunnerVerb Verb { get; init; }

    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(1);

    public bool Short { get; init; }

    public bool Json { get; init; }

    public bool Keep { get; init; }

    public int Desks { get; init; } = 2;

    public int? Seed { get; init; }

    private bool IsLoad => Verb is RunnerVerb.Load or RunnerVerb.Crash or RunnerVerb.Replicas;

    /// <exception cref="LaunchException">Usage: what means nothing.</exception>
    public static RunnerArguments Parse(IReadOnlyList<string> args)
    {
        if (args is [] or ["help" or "--help" or "-h", ..])
        {
            return new() { Verb = RunnerVerb.Help };
        }

        var line = new RunnerArguments { Verb = ParseVerb(args[0]) };
        var i = 1;
        if (line.IsLoad && i < args.Count && !args[i].StartsWith('-'))
        {
            line = line with { Time = Minutes(args[i++]) };
        }
        else if (line.Verb == RunnerVerb.Load)
        {
            throw Refuse("load needs a number of minutes");
        }

        for (; i < args.Count; i++)
        {
            line = args[i] switch
            {
                "--json" => line with { Json = true },
                "--keep" => line with { Keep = true },
                "--short" when !line.IsLoad => line with { Short = true },
                "--desks" when line.IsLoad => line with { Desks = Number(args, ref i, MaxDesks) },
                "--seed" when line.IsLoad => line with { Seed = Number(args, ref i, int.MaxValue) },
                var other => throw Refuse($"'{other}' means nothing to {args[0]}"),
            };
        }

        return line;
    }

    private static RunnerVerb ParseVerb(string word) => word switch
    {
        "day" => RunnerVerb.Day,
        "crash" => RunnerVerb.Crash,
        "duplicates" => RunnerVerb.Duplicates,
        "replicas" => RunnerVerb.Replicas,
        "load" => RunnerVerb.Load,
        _ => throw Refuse($"'{word}' is no verb"),
    };

    private static TimeSpan Minutes(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= MaxMinutes
            ? TimeSpan.FromMinutes(minutes)
            : throw Refuse($"'{text}' is no number of minutes up to {MaxMinutes}");

    private static int Number(IReadOnlyList<string> args, ref int i, int max)
    {
        var option = args[i];
        return ++i < args.Count && int.TryParse(args[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= max
            ? number
            : throw Refuse($"{option} is a number from 1 to {max}");
    }

    private static LaunchException Refuse(string reason) => new(ExitCode.Usage, $"{reason}.", Usage.Split('\n'));
}
