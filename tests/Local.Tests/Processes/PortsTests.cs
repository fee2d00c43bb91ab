using System.Net;
using System.Net.Sockets;
using MedBill.Local.Commands;
using MedBill.Local.Processes;
using MedBill.Local.Tye;

namespace MedBill.Local.Tests.Processes;

public sealed class PortsTests
{
    [Fact]
    public void A_taken_port_is_named_with_its_service()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refused = Assert.Throws<LaunchException>(() => Ports.Fixed(Of(("claims", port))));

        Assert.Equal(ExitCode.PortTaken, refused.Code);
        Assert.StartsWith($"Port {port}, on which claims listens, is taken.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Free_ports_lie_side_by_side_and_nobody_listens_on_them()
    {
        var ports = Ports.Free(Of(("a", 1), ("b", 2), ("c", 3)), seed: 7);

        Assert.Equal([ports["a"], ports["a"] + 1, ports["a"] + 2], ports.Values);
        Assert.All(ports.Values, port => Assert.True(Ports.IsFree(port)));
    }

    [Fact]
    public void A_block_with_a_taken_port_is_passed_over()
    {
        var file = Of(("a", 1), ("b", 2));
        var first = Ports.Free(file, seed: 11);
        using var taken = new TcpListener(IPAddress.Loopback, first["b"]);
        taken.Start();

        Assert.DoesNotContain(first["b"], Ports.Free(file, seed: 11).Values);
    }

    private static TyeFile Of(params (string Name, int Port)[] services) => new(
        "test", "/", [.. services.Select(service => new TyeService { Name = service.Name, Executable = "cat", Binding = new("http", "localhost", service.Port) })]);
}
