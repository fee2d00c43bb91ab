using System.Globalization;

namespace MedBill.Local.Commands;

internal enum Verb
{
    Help,
    Up,
    Demo,
    Load,
    State,
    Logs,
}

internal enum LoadMode
{
    All,
    Each,
    Batch,
    Remit,
}

/// <summary>What was asked for.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        usage: dotnet run --project deploy/local -- VERB [options]

          up                       build and start what tye.yaml lists, and keep it running (data: artifacts/data)
          demo                     play a day of billing on a suite of its own and check every figure
              --out DIR            where the X12 files, statements and summary.json go (artifacts/demo)
              --short              a smaller day with the same steps
              --kill SERVICE,...   kill -9 each of these services once, one at a time, in the step that asks most of it
          load                     drive bills through the REST API on a suite of its own and measure
              --claims N           how many (1000)
              --callers C          how many at a time (16)
              --mode MODE          each | batch | remit | all (all)
              --out DIR            where load.json goes (artifacts/load)
          state                    what the suite that is up is doing
          logs [SERVICE]           its logs
              --lines N            how many lines (50)
              --follow             and what comes

          --no-build               start what is built already
          --configuration NAME     Release or Debug (Release)
          --file PATH              another tye.yaml
          --data DIR               up, state, logs: another data folder

        Exit codes: 0 done, 1 a figure was not as expected, 2 usage, 3 port taken, 4 build failed, 5 a service did not
        come up, 130 interrupted.
        """;

    private const int MaxClaims = 1_000_000;
    private const int MaxCallers = 256;
    private const int MaxLines = 10_000;

    public required Verb Verb { get; init; }

    public string? Service { get; init; }

    public string? Out { get; init; }

    public string? File { get; init; }

    public string? Data { get; init; }

    public IReadOnlyList<string> Kill { get; init; } = [];

    public bool Small { get; init; }

    public bool NoBuild { get; init; }

    public bool Follow { get; init; }

    public string Configuration { get; init; } = "Release";

    public int Claims { get; init; } = 1_000;

    public int Callers { get; init; } = 16;

    public int Lines { get; init; } = 50;

    public LoadMode Mode { get; init; } = LoadMode.All;

    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        if (args is [] or ["help" or "--help" or "-h", ..])
        {
            return new() { Verb = Verb.Help };
        }

        var line = new CommandLine { Verb = ParseVerb(args[0]) };
        for (var i = 1; i < args.Count; i++)
        {
            line = args[i] switch
            {
                "--no-build" => line with { NoBuild = true },
                "--short" when line.Verb == Verb.Demo => line with { Small = true },
                "--follow" when line.Verb == Verb.Logs => line with { Follow = true },
                "--file" => line with { File = Value(args, ref i) },
                "--configuration" or "-c" => line with { Configuration = OneOf(args, ref i, "Release", "Debug") },
                "--data" when line.Verb is Verb.Up or Verb.State or Verb.Logs => line with { Data = Value(args, ref i) },
                "--out" when line.Verb is Verb.Demo or Verb.Load => line with { Out = Value(args, ref i) },
                "--kill" when line.Verb == Verb.Demo => line with { Kill = Value(args, ref i).Split(',') },
                "--claims" when line.Verb == Verb.Load => line with { Claims = Number(args, ref i, MaxClaims) },
                "--callers" when line.Verb == Verb.Load => line with { Callers = Number(args, ref i, MaxCallers) },
                "--mode" when line.Verb == Verb.Load => line with { Mode = Enum.Parse<LoadMode>(OneOf(args, ref i, "all", "each", "batch", "remit"), ignoreCase: true) },
                "--lines" when line.Verb == Verb.Logs => line with { Lines = Number(args, ref i, MaxLines) },
                var service when line.Verb == Verb.Logs && line.Service is null && !service.StartsWith('-') => line with { Service = service },
                var other => throw Refuse($"'{other}' means nothing to {args[0]}"),
            };
        }

        return line;
    }

    private static Verb ParseVerb(string word) => word switch
    {
        "up" => Verb.Up,
        "demo" => Verb.Demo,
        "load" => Verb.Load,
        "state" => Verb.State,
        "logs" => Verb.Logs,
        _ => throw Refuse($"'{word}' is no verb"),
    };

    private static string Value(IReadOnlyList<string> args, ref int i) =>
        i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : throw Refuse($"{args[i]} needs a value");

    private static string OneOf(IReadOnlyList<string> args, ref int i, params string[] allowed)
    {
        var option = args[i];
        var value = Value(args, ref i);
        return Array.Find(allowed, candidate => candidate.Equals(value, StringComparison.OrdinalIgnoreCase))
            ?? throw Refuse($"{option} is one of {string.Join(", ", allowed)}");
    }

    private static int Number(IReadOnlyList<string> args, ref int i, int max)
    {
        var option = args[i];
        return int.TryParse(Value(args, ref i), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= max
            ? number
            : throw Refuse($"{option} is a number from 1 to {max}");
    }

    private static LaunchException Refuse(string reason) => new(ExitCode.Usage, $"{reason}.", Usage.Split('\n'));
}
