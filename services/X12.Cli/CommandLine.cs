namespace MedBill.X12.Cli;

/// <summary>What was asked for.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        usage: dotnet run --project services/X12.Cli -- VERB [options] [FILE…]      no FILE, or -: standard input

          validate    what is wrong with each file, where, and how to mend it
              --json          the findings as one JSON object
              --most N        findings kept for a file (1000)
          summary     what each file holds: claims, payments, persons, answers, and whether the sums agree
              --json
          convert     X12 to typed JSON, JSON to X12; which way, the input tells
              --out FILE      instead of standard output; of several files the folder they go to
          split       one file for each part, into a folder
              --by PART       interchange | group | set | claim (set); claim: of an 837
              --out DIR       where to (needed)
          redact      the same file with every identifying element replaced by a made-up one of the same form
              --key TEXT      the same key replaces the same value by the same, in every file; without it each run is its own
              --out FILE      as for convert

        Exit codes: 0 nothing is wrong, 1 a file has errors, 2 the command or a path is wrong, or nothing can be written.
        """;

    public required string Verb { get; init; }

    public bool Json { get; init; }

    public int Most { get; init; } = 1_000;

    public string By { get; init; } = "set";

    public string? Out { get; init; }

    public string? Key { get; init; }

    public IReadOnlyList<string> Files { get; init; } = ["-"];

    private static readonly Dictionary<string, string[]> Options = new()
    {
        ["validate"] = ["--json", "--most"],
        ["summary"] = ["--json"],
        ["convert"] = ["--out"],
        ["split"] = ["--by", "--out"],
        ["redact"] = ["--key", "--out"],
    };

    public static CommandLine Parse(string[] args)
    {
        if (args.Length == 0 || args[0] is "help" or "--help" or "-h")
        {
            return new CommandLine { Verb = "help" };
        }

        if (!Options.TryGetValue(args[0], out var known))
        {
            throw new UsageException($"There is no command {args[0]}.");
        }

        var line = new CommandLine { Verb = args[0] };
        var files = new List<string>();
        for (var index = 1; index < args.Length; index++)
        {
            var word = args[index];
            if (word is "--help" or "-h")
            {
                return new CommandLine { Verb = "help" };
            }

            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                files.Add(word);
                continue;
            }

            if (!known.Contains(word))
            {
                throw new UsageException($"{line.Verb} has no option {word}.");
            }

            line = word == "--json" ? line with { Json = true } : line.With(word, index + 1 < args.Length ? args[++index] : null);
        }

        line = files.Count == 0 ? line : line with { Files = files };
        if (files.Count > 1 && line.Verb is not ("validate" or "summary"))
        {
            line.CheckSeveral();
        }

        return line;
    }

    /// <summary>Where what is made of a file goes; null is standard output.</summary>
    /// <param name="file">The input.</param>
    /// <param name="extension">Of the output, when its name is taken from the input.</param>
    public string? OutOf(string file, string extension) =>
        Files.Count == 1 ? Out : Path.Combine(Out!, Path.GetFileNameWithoutExtension(file) + extension);

    // Each file's output takes the file's name.
    private void CheckSeveral()
    {
        if (Out is null)
        {
            throw new UsageException($"{Verb} of several files needs --out DIR.");
        }

        var twice = Files.GroupBy(file => Path.GetFileNameWithoutExtension(file)).FirstOrDefault(name => name.Count() > 1)?.Key;
        if (Files.Contains("-") || twice is not null)
        {
            throw new UsageException(twice is null ? "Standard input has no name to be written under." : $"Two of the files are named {twice}.");
        }

        if (File.Exists(Out))
        {
            throw new UsageException($"{Out} is a file; several files go to a folder.");
        }
    }

    private CommandLine With(string option, string? value)
    {
        if (value is null)
        {
            throw new UsageException($"{option} needs a value.");
        }

        return option switch
        {
            "--out" => this with { Out = value },
            "--key" => this with { Key = value },
            "--by" when value is "interchange" or "group" or "set" or "claim" => this with { By = value },
            "--most" when int.TryParse(value, out var most) && most is > 0 and <= 1_000_000 => this with { Most = most },
            _ => throw new UsageException($"{option} does not take {value}."),
        };
    }
}
