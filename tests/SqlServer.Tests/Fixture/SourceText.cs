using System.Text.RegularExpressions;

namespace MedBill.SqlServer.Tests.Fixture;

/// <summary>A text in the product's source that is SQL.</summary>
/// <param name="File">Relative to the repository.</param>
/// <param name="Text">As it is sent, EF's places left in.</param>
public sealed record SourceText(string File, string Text)
{
    /// <summary>Only SQLite is ever sent this.</summary>
    public bool IsSqliteOnly => Text.Contains("RETURNING", StringComparison.Ordinal) || Text.Contains("ON CONFLICT", StringComparison.Ordinal)
        || Text.StartsWith("PRAGMA", StringComparison.Ordinal) || Text.Contains("__EFMigrationsLock", StringComparison.Ordinal);

    /// <summary>The stores it is sent to: those of its service, or, from the platform, of every one.</summary>
    public IEnumerable<Store> Stores => Store.All.Where(store => File.StartsWith("services/Platform/", StringComparison.Ordinal)
        || File.StartsWith($"services/{store.Context.Assembly.GetName().Name!["MedBill.".Length..]}/", StringComparison.Ordinal));
}

/// <summary>Finds every SQL text in the sources, so that none is forgotten.</summary>
internal static partial class Sources
{
    public static string Root { get; } = RepositoryFolder.Root;

    /// <summary>The product's own sources, without what is generated.</summary>
    public static IReadOnlyList<(string File, string Text)> Files { get; } =
    [
        .. from folder in new[] { "services", "gateway" }
           from path in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
           let file = Path.GetRelativePath(Root, path).Replace('\\', '/')
           where !file.Contains("/obj/", StringComparison.Ordinal) && !file.EndsWith(".Designer.cs", StringComparison.Ordinal)
           orderby file
           select (file, File.ReadAllText(path)),
    ];

    public static IReadOnlyList<SourceText> SqlTexts { get; } = [.. Files.SelectMany(source => In(source.File, source.Text))];

    /// <summary>The SQL texts of one source.</summary>
    public static IEnumerable<SourceText> In(string file, string source)
    {
        var constants = Constants().Matches(source).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim('\n', ' '));
        foreach (Match literal in Literals().Matches(source))
        {
            var text = (literal.Groups["raw"].Success ? literal.Groups["raw"].Value : literal.Groups["plain"].Value).Trim();
            if (IsSql().IsMatch(text))
            {
                yield return new(file, Inserted().Replace(text, match => constants[match.Groups[1].Value]));
            }
        }
    }

    /// <summary>Places where a text of the product, and not of EF's making, goes to the database.</summary>
    public static IEnumerable<string> Calls(string source) => Senders().Matches(source).Select(match => match.Value);

    [GeneratedRegex(@"(?<!['\\])\$*""{3}\s*\n(?<raw>.*?)""{3}|(?<!['\\])\$?""(?<plain>(?:[^""\\\n]|\\.)*)""", RegexOptions.Singleline)]
    private static partial Regex Literals();

    [GeneratedRegex(@"const string (\w+) =\s*""{3}\n(.*?)""{3};", RegexOptions.Singleline)]
    private static partial Regex Constants();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Inserted();

    [GeneratedRegex(@"^(SELECT\s|INSERT INTO\s\w|UPDATE\s\w+\sSET\s|DELETE\sFROM\s|MERGE\s|WITH\s\w+\sAS\s|DROP\s(TABLE|INDEX)|CREATE\s(TABLE|INDEX)|ALTER\sTABLE|TRUNCATE\s|EXEC\s|PRAGMA\s)")]
    private static partial Regex IsSql();

    [GeneratedRegex(@"\.(FromSql(Raw|Interpolated)?|ExecuteSql(Raw|Interpolated)?(Async)?|SqlQuery(Raw)?|Sql)(<\w+>)?\(|CommandText =\s")]
    private static partial Regex Senders();
}
