using System.Net;
using System.Net.Sockets;

namespace PortTracker.Testing;

internal static class Loopback
{
    /// <summary>
    /// Below the ports that systems give to callers: one who calls a host that is away must not take its port, nor meet himself.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }
}
