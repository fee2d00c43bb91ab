using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace MedBill.SqlServer.Tests.Fixture;

/// <summary>Microsoft's parser of SQL Server's dialect.</summary>
internal static partial class TSql
{
    /// <summary>The statements of a script, or of one batch.</summary>
    /// <exception cref="FormatException">SQL Server would not take it.</exception>
    public static TSqlScript Parse(string sql)
    {
        var script = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        return errors.Count == 0 ? script : throw new FormatException($"line {errors[0].Line}: {errors[0].Message}");
    }

    /// <summary>A part as it was written.</summary>
    public static string Text(TSqlFragment part) => string.Concat(part.ScriptTokenStream
        .Skip(part.FirstTokenIndex).Take(part.LastTokenIndex - part.FirstTokenIndex + 1).Select(token => token.Text));

    /// <summary>A part up to where another within it begins.</summary>
    public static string Before(TSqlFragment part, TSqlFragment end) => string.Concat(part.ScriptTokenStream
        .Skip(part.FirstTokenIndex).Take(end.FirstTokenIndex - part.FirstTokenIndex).Select(token => token.Text));

    /// <summary>Every part of one kind, however deep.</summary>
    public static List<T> Find<T>(TSqlFragment script)
        where T : TSqlFragment
    {
        var finder = new Finder<T>();
        script.Accept(finder);
        return finder.Found;
    }

    /// <summary>A text with EF's places ({0}, {name}) as one with parameters; the second value declares them.</summary>
    public static (string Sql, IReadOnlyList<string> Parameters) Parameterize(string text)
    {
        var counts = Counted().Matches(text).Select(match => match.Groups[1].Value).ToHashSet();
        var names = Places().Matches(text).Select(match => match.Groups[1].Value).Distinct().ToList();
        return (Places().Replace(text, "@p_$1"), names.ConvertAll(name => $"@p_{name} {(counts.Contains(name) ? "int" : "nvarchar(4000)")}"));
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Places();

    [GeneratedRegex(@"TOP \(\{(\w+)\}\)")]
    private static partial Regex Counted();

    private sealed class Finder<T> : TSqlFragmentVisitor
        where T : TSqlFragment
    {
        public List<T> Found { get; } = [];

        public override void Visit(TSqlFragment node)
        {
            if (node is T found)
            {
                Found.Add(found);
            }
        }
    }
}
