using System.Globalization;
using BenchmarkDotNet.Running;
using MedBill.Benchmarks;
using MedBill.Benchmarks.X12;

#pragma warning disable RS0030 // A command line speaks through its console.
return args switch
{
    ["floors", var folder] => await Floors.RunAsync(folder, Console.Out),
    ["floors-server"] => await Floors.ServeAsync(Console.Out),
    ["x12"] => new SideBySide(Console.Out).Run(100_000),
    ["x12", var claims] when Number(claims) is { } count => new SideBySide(Console.Out).Run(count),
    ["x12", "hostile"] => Hostile.Run(Console.Out),
    ["x12-hostile", var name, var how] => Hostile.RunOne(name, how, Console.Out),
    ["x12", "fuzz", var minutes, .. var seed] when Minutes(minutes) is { } time && seed.Length < 2 =>
        new Fuzz(Console.Out).Run(time, seed is [var given] ? Number(given) ?? 1 : 1),
    ["bench", .. var options] => Bench(options),
    ["x12-peak", var what, var path, var claims] => Peak.Read(what, path, Number(claims)!.Value, Console.Out),
    _ => Usage(),
};

static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

static double? Minutes(string text) =>
    double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) && minutes > 0 ? minutes : null;

static int Bench(string[] options) => BenchmarkSwitcher.FromAssembly(typeof(Floors).Assembly).Run(options).Any() ? 0 : 1;

static int Usage()
{
    Console.Error.WriteLine("usage: floors FOLDER   what this machine can do at best, in that folder: one JSON object");
    Console.Error.WriteLine("       x12 [CLAIMS]    speed and size of the X12 library over generated files (100,000 claims each), side by side with a bare scan and string.Split");
    Console.Error.WriteLine("       x12 hostile     files of a size that is meant to hurt: time, memory, findings");
    Console.Error.WriteLine("       x12 fuzz MINUTES [SEED]   changed files thrown at everything that reads");
    Console.Error.WriteLine("       bench [OPTIONS] the rows of x12 by BenchmarkDotNet, e.g. --filter '*Remittance*'");
    return 2;
}
