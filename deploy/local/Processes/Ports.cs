using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MedBill.Local.Commands;
using MedBill.Local.Tye;

namespace MedBill.Local.Processes;

/// <summary>Which port each service listens on.</summary>
internal static class Ports
{
    // Below the ranges from which systems take ports for outgoing connections, so that none of ours is taken while we start.
    private const int FirstFree = 18_000;
    private const int LastFree = 31_000;
    private const int MaxBlocks = 500;

    /// <summary>The ports of <c>tye.yaml</c>, or a message naming the one that is taken.</summary>
    public static IReadOnlyDictionary<string, int> Fixed(TyeFile file)
    {
        var ports = file.Services.Where(service => service.Binding is not null).ToDictionary(service => service.Name, service => service.Binding!.Port);
        var ours = file.Started.Select(service => service.Name).ToHashSet();
        foreach (var (service, port) in ports)
        {
            if (ours.Contains(service) && !IsFree(port))
            {
                throw new LaunchException(
                    ExitCode.PortTaken,
                    $"Port {port}, on which {service} listens, is taken. Stop what uses it (is the suite up already? `state` tells), or change it in tye.yaml.");
            }
        }

        return ports;
    }

    /// <summary>Ports that nobody uses, side by side: for a run beside the one that is up.</summary>
    public static IReadOnlyDictionary<string, int> Free(TyeFile file, int seed)
    {
        var services = file.Services.Where(service => service.Binding is not null).ToList();
        var first = FreeBlock(services.Count, seed);
        return services.Select((service, index) => (service, index))
            .ToDictionary(pair => pair.service.Name, pair => pair.service.IsExternal ? pair.service.Binding!.Port : first + pair.index);
    }

    /// <summary>The first of so many ports side by side that nobody uses.</summary>
    public static int FreeBlock(int count, int seed)
    {
        var blocks = (LastFree - FirstFree) / count;
        for (var i = 0; i < MaxBlocks; i++)
        {
            var first = FirstFree + (((seed + i) % blocks) * count);
            if (Enumerable.Range(first, count).All(IsFree))
            {
                return first;
            }
        }

        throw new LaunchException(ExitCode.PortTaken, $"No {count} free ports side by side between {FirstFree} and {LastFree}.");
    }

    /// <summary>Nobody listens, on either loopback address.</summary>
    public static bool IsFree(int port) => CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || !HasIPv6Loopback() || CanListen(IPAddress.IPv6Loopback, port));

    private static bool HasIPv6Loopback() => NetworkInterface.GetAllNetworkInterfaces()
        .Any(network => network.GetIPProperties().UnicastAddresses.Any(address => address.Address.Equals(IPAddress.IPv6Loopback)));

    private static bool CanListen(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

        // As Kestrel does on Unix: a port whose last connections are still fading is free.
        if (!OperatingSystem.IsWindows())
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        }

        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
