using System.Diagnostics;
using System.Globalization;
using System.Text;
using MedBill.X12;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;
using MedBill.X12.Tests.Tokens;

namespace MedBill.Benchmarks.X12;

/// <summary>
/// Files of a size that is meant to hurt, none of them held in memory. Each is read by the typed reader and by the validator, in a process
/// of its own, and must give exactly the findings it deserves.
/// </summary>
internal static class Hostile
{
    private const int Gigabyte = 1_000_000_000;
    private const int SetClaims = 5_000;

    private const string Open = "SET_TRAILER_MISSING GROUP_TRAILER_MISSING INTERCHANGE_TRAILER_MISSING";

    private static readonly Case[] Cases =
    [
        new("terminators", "1 GB of ~", $"EMPTY_SEGMENT {Open} NO_CLAIM",
            () => new RepeatedStream(Start(), "~"u8.ToArray(), Gigabyte)),
        new("segment", "a segment of 10 MB", $"SEGMENT_TOO_LONG FILE_TRUNCATED {Open} NO_CLAIM",
            () => new RepeatedStream([.. Start(), .. "NTE*ADD*"u8], "X"u8.ToArray(), 10_000_000)),
        new("elements", "1 GB of *", $"SEGMENT_TOO_LONG FILE_TRUNCATED {Open} NO_CLAIM",
            () => new RepeatedStream([.. Start(), .. "NTE"u8], "*"u8.ToArray(), Gigabyte)),
        new("levels", "10 million HL levels", $"HL_NUMBER_WRONG {Open}",
            () => new RepeatedStream(Start(), "HL*1**20*1~"u8.ToArray(), 10_000_000)),
        new("valid", "a valid 837P of 1 GB", "",
            () => ManySets.Of(GeneratedClaims.Bytes(SetClaims, SetClaims), Gigabyte)),
    ];

    public static int Run(TextWriter output)
    {
        output.WriteLine($"{"",-24}{"reader",-10}{"seconds",8}{"MB/s",8}{"allocated MB",14}{"peak MB",9}   findings");
        var failed = 0;
        foreach (var (name, words, _, _) in Cases)
        {
            foreach (var how in (string[])["typed", "validate"])
            {
                using var process = Process.Start(ThisProgram.Start("x12-hostile", name, how))!;
                var said = process.StandardOutput.ReadToEnd().TrimEnd();
                process.WaitForExit();
                failed += process.ExitCode == 0 ? 0 : 1;
                output.WriteLine($"{words,-24}{how,-10}{said}{(process.ExitCode == 0 ? "" : "   WRONG")}");
            }
        }

        return failed == 0 ? 0 : 1;
    }

    /// <summary>One case, in its own process.</summary>
    public static int RunOne(string name, string how, TextWriter output)
    {
        var (_, _, expected, open) = Cases.Single(one => one.Name == name);
        var findings = new FindingLog();
        using var stream = new CountingStream(open());
        var watch = Stopwatch.StartNew();
        long items;
        if (how == "typed")
        {
            items = Claim837PFile.Read(stream, findings).LongCount();
        }
        else
        {
            var report = X12File.Validate(stream);
            (findings, items) = (report.Findings, report.Interchanges.Sum(interchange => interchange.Groups.Sum(group => group.Sets.Count)));
        }

        watch.Stop();
        using var self = Process.GetCurrentProcess();
        var codes = findings.Select(finding => finding.Code).Distinct().ToList();
        var seconds = watch.Elapsed.TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{seconds,8:0.0}{stream.Count / seconds / 1e6,8:N0}{GC.GetTotalAllocatedBytes() / 1e6,14:N1}{self.PeakWorkingSet64 / 1e6,9:N0}   {items:N0} items, {findings.Total:N0} findings: {string.Join(' ', codes)}"));
        return Matches(how, expected, findings, codes) ? 0 : 1;
    }

    // The validator says more than the reader: what the guide misses. It must say all the reader says of the envelopes.
    private static bool Matches(string how, string expected, FindingLog findings, List<string> codes)
    {
        var wanted = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return expected.Length == 0 ? findings.Total == 0
            : how == "typed" ? wanted.Order().SequenceEqual(codes.Order())
            : findings.HasErrors && wanted.Except(["NO_CLAIM"]).Except(codes).All(_ => findings.Dropped > 0);
    }

    private static byte[] Start() => Encoding.ASCII.GetBytes(
        "ISA*00*          *00*          *ZZ*CLEARWATER     *ZZ*PRAIRIEHP      *260315*1030*^*00501*000000101*0*T*:~"
        + "GS*HC*CLEARWATER*PRAIRIEHP*20260315*1030*1*X*005010X222A1~ST*837*0001*005010X222A1~");

    private sealed record Case(string Name, string Words, string Codes, Func<Stream> Open);
}
