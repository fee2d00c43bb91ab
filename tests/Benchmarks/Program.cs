using MedBill.Benchmarks;

#pragma warning disable RS0030 // A command line speaks through its console.
return args switch
{
    ["floors", var folder] => await Floors.RunAsync(folder, Console.Out),
    ["floors-server"] => await Floors.ServeAsync(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: floors FOLDER   what this machine can do at best, in that folder: one JSON object");
    return 2;
}
