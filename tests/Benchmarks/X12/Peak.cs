using System.Diagnostics;
using System.Globalization;

namespace MedBill.Benchmarks.X12;

/// <summary>What a process needs at most to read a file from disk: each reading has a process of its own.</summary>
internal static class Peak
{
    /// <summary>Generates the file, reads it in another process, and gives that process's peak in megabytes; -1 when it read wrong.</summary>
    public static double Of(string what, int claims, int claimsPerSet)
    {
        var path = Path.Combine(Path.GetTempPath(), $"medbill-x12-{Environment.ProcessId}.x12");
        try
        {
            using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 65_536))
            {
                Generate(file, what, claims, claimsPerSet);
            }

            using var process = Process.Start(ThisProgram.Start("x12-peak", what, path, claims.ToString(CultureInfo.InvariantCulture)))!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 && double.TryParse(said, CultureInfo.InvariantCulture, out var megabytes) ? megabytes : -1;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The other process.</summary>
    public static int Read(string what, string path, int claims, TextWriter output)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        var isRight = what switch
        {
            "835" => Workloads.Remittances(file) == claims,
            "837P" => Workloads.Claims(file) == claims,
            _ => Workloads.Validate(file) > 0,
        };
        using var self = Process.GetCurrentProcess();
        output.WriteLine((self.PeakWorkingSet64 / 1e6).ToString("0.0", CultureInfo.InvariantCulture));
        return isRight ? 0 : 1;
    }

    private static void Generate(Stream file, string what, int claims, int claimsPerSet)
    {
        if (what == "835")
        {
            GeneratedRemittances.Write(file, claims, claimsPerSet);
        }
        else
        {
            GeneratedClaims.Write(file, claims, claimsPerSet);
        }
    }
}
