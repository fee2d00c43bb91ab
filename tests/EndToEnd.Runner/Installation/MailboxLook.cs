using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MedBill.EndToEnd.Runner.Installation;

/// <summary>Looks at the claim files that left, wherever in the mailbox they lie now.</summary>
internal sealed class MailboxLook(string folder)
{
    // An interchange header is 106 bytes; ISA13 is the nine digits before the last three elements (X12.5).
    private const int HeaderLength = 106;
    private const int ControlNumberAt = 90;
    private const int ControlNumberLength = 9;
    private static readonly string[] Places = ["outbound", "taken", "archive/outbound"];

    /// <summary>By control number (ISA13) the SHA-256 of each file of claims (837) that bears it.</summary>
    public ILookup<int, string> ClaimFiles()
    {
        var found = new List<(int Number, string Sha256)>();
        var files = Places.Select(place => Path.Combine(folder, place)).Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories));
        foreach (var bytes in files.Select(File.ReadAllBytes))
        {
            var text = Encoding.ASCII.GetString(bytes);
            if (text.Length > HeaderLength && text.StartsWith("ISA", StringComparison.Ordinal) && text.Contains($"ST{text[3]}837{text[3]}", StringComparison.Ordinal))
            {
                found.Add((
                    int.Parse(text.AsSpan(ControlNumberAt, ControlNumberLength), NumberStyles.None, CultureInfo.InvariantCulture),
                    Convert.ToHexStringLower(SHA256.HashData(bytes))));
            }
        }

        return found.ToLookup(one => one.Number, one => one.Sha256);
    }
}
