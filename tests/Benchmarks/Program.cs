using System.Globalization;
using MedBill.Benchmarks;
using MedBill.Benchmarks.X12;

#pragma warning disable RS0030 // A command line speaks through its console.
return args switch
{
    ["floors", var folder] => await Floors.RunAsync(folder, Console.Out),
    ["floors-server"] => await Floors.ServeAsync(Console.Out),
    ["x12"] => new SideBySide(Console.Out).Run(100_000),
    ["x12", var claims] when Number(claims) is { } count => new SideBySide(Console.Out).Run(count),
    ["x12-peak", var what, var path, var claims] => Peak.Read(what, path, Number(claims)!.Value, Console.Out),
    _ => Usage(),
};

static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

static int Usage()
{
    Console.Error.WriteLine("usage: floors FOLDER   what this machine can do at best, in that folder: one JSON object");
    Console.Error.WriteLine("       x12 [CLAIMS]    speed and size of the X12 library over generated files (100,000 claims each)");
    return 2;
}
