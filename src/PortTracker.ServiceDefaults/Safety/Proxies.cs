using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using IPNetwork = System.Net.IPNetwork;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Who is believed when it says for whom it calls and whether that one came by HTTPS: this machine, whose pages ask in the name of their
/// visitors, and the proxies of <c>Proxies:Networks</c>. From anyone else those headers are ignored.
/// </summary>
internal static class Proxies
{
    private const string Key = "Proxies:Networks";
    private static readonly IPNetwork[] ThisMachine = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    public static void AddProxies(this IHostApplicationBuilder builder)
    {
        IPNetwork[] believed = [.. ThisMachine, .. Configured(builder.Configuration)];
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // As far back as each that passed it on is believed.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in believed)
            {
                forwarded.KnownIPNetworks.Add(network);
            }
        });
    }

    private static IEnumerable<IPNetwork> Configured(IConfiguration configuration) =>
        (configuration[Key] ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Read);

    private static IPNetwork Read(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new ConfigurationException(
            $"{Key} has '{text}', which is no network: write addresses like 10.1.2.3 or networks like 10.1.2.0/24, with commas between."
        );
}

/// <summary>Where a request comes from, as far as limits go.</summary>
public static class CallerAddress
{
    private const int NetworkBytes = 8;

    /// <summary>The address; of IPv6 the first half, because a household has all of the other.</summary>
    public static string Of(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
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
