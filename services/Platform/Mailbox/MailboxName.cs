using System.Security.Cryptography;
using System.Text;

namespace MedBill.Platform.Mailbox;

/// <summary>Names of files: ours are safe, the other side's may be anything the disk takes.</summary>
internal static class MailboxName
{
    // As long as a name of ours, which is what stores keep of one. File systems take 255 bytes: there is room for the 33 in front of a taken
    // file, and behind for "-<12 digits>" of a second file of the same name and ".reason.txt.part".
    private const int MaxBytes = 128;
    private const int MaxExtensionBytes = 16;
    private const int MarkDigits = 12;

    public static bool IsSafe(string name) =>
        name.Length is > 0 and <= MaxBytes && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>The name; when it is too long, its beginning, a mark by which two such names stay two, and its extension.</summary>
    public static string Shortened(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
        {
            return name;
        }

        var end = $"-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..MarkDigits]}{Cut(Path.GetExtension(name), MaxExtensionBytes)}";
        return Cut(Path.GetFileNameWithoutExtension(name), MaxBytes - Encoding.UTF8.GetByteCount(end)) + end;
    }

    // Whole characters only.
    private static string Cut(string text, int maxBytes)
    {
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            maxBytes -= rune.Utf8SequenceLength;
            if (maxBytes < 0)
            {
                break;
            }

            cut.Append(rune.ToString());
        }

        return cut.ToString();
    }
}
