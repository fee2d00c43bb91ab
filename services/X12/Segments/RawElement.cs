using System.Text;
using MedBill.X12.Tokens;

namespace MedBill.X12.Segments;

/// <summary>
/// The text form of an element of a <see cref="RawSegment"/>: whatever the file's separators, <c>:</c> divides components and <c>^</c>
/// repetitions; where these are data, a backslash stands before them, as before a backslash.
/// </summary>
internal static class RawElement
{
    private const char Escape = '\\';

    public static string Canonical(string text, Delimiters delimiters)
    {
        var (component, repetition) = ((char)delimiters.Component, (char)delimiters.Repetition);
        if ((component, repetition) == (':', '^') ? !text.Contains(Escape, StringComparison.Ordinal) : text.AsSpan().IndexOfAny(Marks(component, repetition)) < 0)
        {
            return text;
        }

        var canonical = new StringBuilder(text.Length + 4);
        foreach (var character in text)
        {
            if (character == component)
            {
                canonical.Append(':');
            }
            else if (character == repetition && repetition != '\0')
            {
                canonical.Append('^');
            }
            else
            {
                if (character is ':' or '^' or Escape)
                {
                    canonical.Append(Escape);
                }

                canonical.Append(character);
            }
        }

        return canonical.ToString();
    }

    /// <summary>The element's pieces in order, each with the mark that ends it: <c>:</c>, <c>^</c>, or 0 for the last.</summary>
    public static IEnumerable<(string Text, char Mark)> Pieces(string element)
    {
        var piece = new StringBuilder();
        for (var index = 0; index < element.Length; index++)
        {
            var character = element[index];
            if (character == Escape && index + 1 < element.Length)
            {
                piece.Append(element[++index]);
            }
            else if (character is ':' or '^')
            {
                yield return (piece.ToString(), character);
                piece.Clear();
            }
            else
            {
                piece.Append(character);
            }
        }

        yield return (piece.ToString(), '\0');
    }

    private static ReadOnlySpan<char> Marks(char component, char repetition) => new[] { ':', '^', Escape, component, repetition };
}
