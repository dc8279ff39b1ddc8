using System.Net;
using System.Net.Sockets;

namespace PortTracker.Testing;

internal static class Loopback
{
    /// <summary>
    /// Below the ephemeral ports: a client of a stopped host must not get its port, or connect to itself.
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
                // Taken: try another.
            }
        }
    }
}
