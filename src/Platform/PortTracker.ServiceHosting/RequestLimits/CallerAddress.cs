using System.Net;
using Microsoft.AspNetCore.Http;

namespace PortTracker.ServiceHosting.RequestLimits;

/// <summary>The address that rate limits count a request for.</summary>
public static class CallerAddress
{
    private const int NetworkBytes = 8;

    /// <summary>Returns the IPv4 address, or the network half of the IPv6 address, because one household can use every address in its network.</summary>
    public static string Of(HttpContext http) => Of(http.Connection.RemoteIpAddress);

    internal static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        var bytes = address.GetAddressBytes();
        if (bytes.Length is 4)
        {
            return address.ToString();
        }

        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes).ToString();
    }
}
