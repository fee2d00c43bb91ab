using MedBill.X12.Cli;

#pragma warning disable RS0030 // A command line speaks through its console.
using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
var terminal = new Terminal(input, output, Console.Error);
#pragma warning restore RS0030
return (int)Commands.Run(args, terminal);
