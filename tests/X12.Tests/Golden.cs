using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MedBill.X12.Tests;

/// <summary>The files of folder Golden. On disk one segment is one line; what is written has no line breaks.</summary>
internal static partial class Golden
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static string[] Names { get; } = [.. Directory.EnumerateFiles(Folder,
        "*.x12").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name)).ReplaceLineEndings("");

    public static MemoryStream Open(string name) => Stream(Text(name));

    public static MemoryStream Stream(string text) => new(Encoding.Latin1.GetBytes(text));

    /// <summary>Replaces what must be there once.</summary>
    public static string Edit(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{from}' is not in the file.");
        return text[..at] + to + text[(at + from.Length)..];
    }

    /// <summary>Makes SE01 right again after segments came or went.</summary>
    public static string Recount(string text) => Sets().Replace(text, set =>
        $"{set.Groups[1].Value}~SE*{(set.Groups[1].Value.Count(character => character == '~') + 2).ToString(CultureInfo.InvariantCulture)}*");

    [GeneratedRegex(@"(?<=~)(ST\*.*?)~SE\*\d+\*", RegexOptions.Singleline)]
    private static partial Regex Sets();
}
