using System.Diagnostics;

namespace MedBill.Benchmarks;

/// <summary>Starts this program again with another verb.</summary>
internal static class ThisProgram
{
    // `dotnet x.dll` needs the path of the dll, an executable of its own does not.
    public static ProcessStartInfo Start(params string[] arguments) => new(
        Environment.ProcessPath!,
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ThisProgram).Assembly.Location, .. arguments] : arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardInput = true,
    };
}
