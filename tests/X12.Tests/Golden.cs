using System.Text;

namespace MedBill.X12.Tests;

/// <summary>The files of folder Golden. On disk one segment is one line; what is written has no line breaks.</summary>
internal static class Golden
{
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)).ReplaceLineEndings("");

    public static MemoryStream Open(string name) => Stream(Text(name));

    public static MemoryStream Stream(string text) => new(Encoding.Latin1.GetBytes(text));
}
