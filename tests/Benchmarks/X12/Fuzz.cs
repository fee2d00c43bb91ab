using System.Diagnostics;
using System.Globalization;
using MedBill.X12.Tests.Fuzz;

namespace MedBill.Benchmarks.X12;

/// <summary>
/// Changes golden and generated files at random and throws them at everything that reads. Nothing may throw, and no file may take longer or
/// more memory than its size deserves. Equal seed, equal files.
/// </summary>
internal sealed class Fuzz(TextWriter output)
{
    private const int GeneratedFileClaims = 12;
    private const int MostChanges = 12;

    // Some twenty readers each rent a buffer; a finding holds its words.
    private const long MostBytes = 100_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public int Run(double minutes, int seed)
    {
        var files = Files();
        var watch = Stopwatch.StartNew();
        var (iterations, slowest, most) = (0, TimeSpan.Zero, 0L);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {files.Count} files, {minutes} minutes"));
        for (; watch.Elapsed.TotalMinutes < minutes; iterations++)
        {
            var bytes = Changed(files, new Random(unchecked((seed * 1_000_003) + iterations)));
            var (began, allocated) = (watch.Elapsed, GC.GetAllocatedBytesForCurrentThread());
            try
            {
                EveryReader.Read(bytes);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                return Failed(bytes, seed, iterations, exception.ToString());
            }

            var (took, used) = (watch.Elapsed - began, GC.GetAllocatedBytesForCurrentThread() - allocated);
            (slowest, most) = (took > slowest ? took : slowest, Math.Max(most, used));
            if (took > Longest || used > MostBytes)
            {
                return Failed(bytes, seed, iterations, string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s, {used:N0} bytes allocated"));
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{iterations:N0} files read, none threw; slowest {slowest.TotalMilliseconds:N0} ms, most allocated {most / 1e6:N1} MB"));
        return 0;
    }

    private int Failed(byte[] bytes, int seed, int iteration, string what)
    {
        var path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"medbill-fuzz-{seed}-{iteration}.x12"));
        File.WriteAllBytes(path, bytes);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, iteration {iteration}, {path}: {what}"));
        return 1;
    }

    private static byte[] Changed(List<byte[]> files, Random random)
    {
        var bytes = files[random.Next(files.Count)].ToList();
        for (var changes = random.Next(1, MostChanges); changes > 0; changes--)
        {
            Mutation.Any(random).Apply(bytes);
        }

        return [.. bytes];
    }

    private static List<byte[]> Files() =>
    [
        GeneratedRemittances.Bytes(GeneratedFileClaims, GeneratedFileClaims / 2),
        GeneratedClaims.Bytes(GeneratedFileClaims, GeneratedFileClaims / 2),
        .. Directory.EnumerateFiles(GoldenFolder(), "*.x12").Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    private static string GoldenFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var golden = Path.Combine(folder.FullName, "tests", "X12.Tests", "Golden");
            if (Directory.Exists(golden))
            {
                return golden;
            }
        }

        throw new DirectoryNotFoundException("tests/X12.Tests/Golden is in no folder above this program.");
    }
}
