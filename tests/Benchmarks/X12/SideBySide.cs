using System.Globalization;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;

namespace MedBill.Benchmarks.X12;

/// <summary>
/// Generates an 835 and an 837P and measures the library against a bare scan (S) and against string.Split (N) in one run.
/// Speed is shown, never judged: the exit code says whether the work was done right.
/// </summary>
internal sealed class SideBySide(TextWriter output)
{
    private const int Rounds = 7;

    // One set is little: as many rounds more.
    private const int RoundsOfWriting = 40;
    public const int RemittanceClaimsPerSet = 1_000;
    private const int ClaimsPerSet = 5_000;
    private readonly List<string> _faults = [];

    public int Run(int claims)
    {
        var remittances = GeneratedRemittances.Bytes(claims, RemittanceClaimsPerSet);
        var professional = GeneratedClaims.Bytes(claims, ClaimsPerSet);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{claims:N0} claims each: 835 of {remittances.Length / 1e6:0.0} MB, 837P of {professional.Length / 1e6:0.0} MB, seeded; best of {Rounds} rounds, one thread."));
        output.WriteLine("S  vectorised IndexOf of the segment terminator over the whole file, nothing else");
        output.WriteLine("N  the file as text, string.Split into segments and elements (837P: and components), every one touched");
        output.WriteLine();
        Header();
        Advice(remittances, claims);
        Professional(professional, claims);
        Memory(claims);
        foreach (var fault in _faults)
        {
            output.WriteLine($"WRONG: {fault}");
        }

        return _faults.Count == 0 ? 0 : 1;
    }

    private void Advice(byte[] file, int claims)
    {
        var all = Measurement.BestOf(Rounds,
            ("835 S", file.Length, () => Workloads.Scan(file)),
            ("835 N", file.Length, () => Workloads.Split(file)),
            ("835 tokenise", file.Length, () => Workloads.Tokenise(new MemoryStream(file))),
            ("835 typed and balanced", file.Length, () => Workloads.Remittances(new MemoryStream(file))),
            ("835 validate", file.Length, () => Workloads.Validate(new MemoryStream(file))));
        var (scan, split, tokens, typed, validated) = (all[0], all[1], all[2], all[3], all[4]);
        Expect(scan.Result == tokens.Result, $"tokenise gave {tokens.Result} segments, there are {scan.Result}");
        Expect(typed.Result == claims, $"typed reading gave {typed.Result} claims without a finding or difference, there are {claims}");
        Expect(validated.Result == Sets(claims, RemittanceClaimsPerSet), "the generated 835 has findings");
        Row(scan, "");
        Row(split, "");
        Row(tokens, "at least 0.25 S", scan, 0.25);
        Row(tokens, "at least 5 N", split, 5);
        Row(typed, "at least 3 N", split, 3);
        Limit("835 typed: bytes allocated a byte", "at most 2.5", typed.AllocatedPerByte, 2.5);
        Limit("835 typed: generation 2 collections", "none", typed.Collections.Gen2, 0);
        Limit("835 tokenise: bytes allocated a segment", "none", Math.Round((double)tokens.Allocated / tokens.Result, 1), 0);
        Row(validated, "");
    }

    private void Professional(byte[] file, int claims)
    {
        var sets = Sets(claims, ClaimsPerSet);
        var received = Claim837PFile.Read(new MemoryStream(file), new FindingLog()).Take(Math.Min(claims, ClaimsPerSet)).ToList();
        var body = received.Select(one => one.Claim).ToList();
        var all = Measurement.BestOf(Rounds,
            ("837P S", file.Length, () => Workloads.Scan(file)),
            ("837P N", file.Length, () => Workloads.SplitComponents(file)),
            ("837P tokenise", file.Length, () => Workloads.Tokenise(new MemoryStream(file))),
            ("837P typed", file.Length, () => Workloads.Claims(new MemoryStream(file))),
            ("837P full validation", file.Length, () => Workloads.Validate(new MemoryStream(file))));
        var (scan, split, tokens, typed, validated) = (all[0], all[1], all[2], all[3], all[4]);
        var set = Workloads.Write(received, body).ToArray();
        var both = Measurement.BestOf(RoundsOfWriting,
            ("837P typed writing, validated", set.Length, () => Workloads.Write(received, body).Length),
            ("837P validation of what was written", set.Length, () => Workloads.Validate(new MemoryStream(set))));
        var written = both[0];
        // Every writer validates; what is left without that is the writing itself.
        var alone = written with { Name = "837P typed writing, its validation taken off", Seconds = written.Seconds - both[1].Seconds, Allocated = written.Allocated - both[1].Allocated };
        Expect(scan.Result == tokens.Result, $"tokenise gave {tokens.Result} segments, there are {scan.Result}");
        Expect(typed.Result == claims, $"typed reading gave {typed.Result} claims without a finding, there are {claims}");
        Expect(validated.Result == sets, "the generated 837P has findings");
        Expect(set.Length > 0 && written.Result == set.Length && both[1].Result == 1, "what was read could not be written");
        Expect(Body(set).SequenceEqual(Body(file)), "what was read is not written back byte for byte");
        Row(scan, "");
        Row(split, "");
        Row(tokens, "at least 0.25 S", scan, 0.25);
        Row(tokens, "at least 5 N", split, 5);
        Row(typed, "");
        Row(validated, "at least 0.4 N", split, 0.4);
        Row(alone, "at least 2 N", split, 2);
        Row(written, "(2 N)", split, 2);
    }

    private void Memory(int claims)
    {
        var tenth = Math.Max(1, claims / 10);
        foreach (var (what, name, perSet) in ((string, string, int)[])
        [
            ("835", "835 typed", RemittanceClaimsPerSet), ("837P", "837P typed", ClaimsPerSet), ("validate", "837P full validation", ClaimsPerSet),
        ])
        {
            var few = Peak.Of(what, tenth, perSet);
            var many = Peak.Of(what, claims, perSet);
            var giant = Peak.Of(what, claims, claims);
            Expect(few > 0 && many > 0 && giant > 0, $"{name}: reading from disk in a process of its own went wrong");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name + ", peak of a process, MB",-46}{"the same",-18}{few:0} for {tenth:N0} claims, {many:0} for {claims:N0}, {giant:0} for {claims:N0} in one set"));
        }
    }

    private void Header() => output.WriteLine($"{"",-46}{"target",-18}{"MB/s",8}{"ratio",10}   {"bytes allocated a byte",-24}collections gen 0, 1, 2");

    private void Row(Measurement measured, string target, Measurement? against = null, double wanted = 0)
    {
        var ratio = against is null ? 0 : measured.MegabytesPerSecond / against.MegabytesPerSecond;
        var (gen0, gen1, gen2) = measured.Collections;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{measured.Name,-46}{target,-18}{measured.MegabytesPerSecond,8:N0}{(against is null ? "" : ratio.ToString("0.00", CultureInfo.InvariantCulture)),10}   {measured.AllocatedPerByte,-24:0.00}{gen0}, {gen1}, {gen2}{(ratio < wanted ? "   SHORT" : "")}"));
    }

    private void Limit(string name, string target, double figure, double most) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-46}{target,-18}{figure,8:0.##}{(figure > most ? "   SHORT" : "")}"));

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            _faults.Add(otherwise);
        }
    }

    /// <summary>The first set of a file, from ST to SE.</summary>
    private static ReadOnlySpan<byte> Body(byte[] file)
    {
        var rest = file.AsSpan(file.AsSpan().IndexOf("ST*837*"u8));
        return rest[..rest.IndexOf("SE*"u8)];
    }

    private static int Sets(int claims, int perSet) => (claims + perSet - 1) / perSet;
}
