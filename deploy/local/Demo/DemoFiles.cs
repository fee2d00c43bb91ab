using MedBill.SampleData.Play;

namespace MedBill.Local.Demo;

/// <summary>What the day leaves behind: every X12 file as exchanged, every statement, the figures.</summary>
internal static class DemoFiles
{
    public static void Write(string output, string mailbox, DayResult result, DemoFigures figures)
    {
        foreach (var folder in new[] { "x12", "statements" })
        {
            if (Directory.Exists(Path.Combine(output, folder)))
            {
                Directory.Delete(Path.Combine(output, folder), recursive: true);
            }
        }

        CopyExchanged(mailbox, output);
        var statements = Directory.CreateDirectory(Path.Combine(output, "statements"));
        foreach (var statement in result.Statements)
        {
            File.WriteAllBytes(Path.Combine(statements.FullName, $"{statement.Id}.pdf"), statement.Document.Span);
        }

        File.WriteAllText(Path.Combine(output, "summary.json"), Summary.Of(result, figures).ToJson() + "\n");
    }

    /// <summary>The mailbox keeps each file it exchanged in its archive, and what could not be read in quarantine.</summary>
    public static void CopyExchanged(string mailbox, string output)
    {
        foreach (var direction in new[] { "outbound", "inbound" })
        {
            var target = Directory.CreateDirectory(Path.Combine(output, "x12", direction)).FullName;
            Copy(Path.Combine(mailbox, "archive", direction), target);
            Copy(Path.Combine(mailbox, direction), target);
        }

        Copy(Path.Combine(mailbox, "quarantine"), Path.Combine(output, "x12", "inbound"));
    }

    private static void Copy(string source, string target)
    {
        if (Directory.Exists(source))
        {
            foreach (var file in Directory.GetFiles(source, "*.x12"))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
            }
        }
    }
}
