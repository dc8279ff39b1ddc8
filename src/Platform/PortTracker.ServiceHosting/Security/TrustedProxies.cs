using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PortTracker.ServiceCore.Configuration;
using IPNetwork = System.Net.IPNetwork;

namespace PortTracker.ServiceHosting.Security;

/// <summary>
/// Trusts the X-Forwarded-For and X-Forwarded-Proto headers of this machine, whose pages call the API for their visitors, and of the
/// proxies in <c>Proxies:Networks</c>. Ignores these headers from all others.
/// </summary>
internal static class TrustedProxies
{
    private const string Key = "Proxies:Networks";
    private static readonly IPNetwork[] ThisMachine = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    public static void AddProxies(this IHostApplicationBuilder builder)
    {
        IPNetwork[] trusted = [.. ThisMachine, .. Configured(builder.Configuration)];
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // No limit: follow the chain as long as each proxy is trusted.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in trusted)
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
            $"{Key} has '{text}', which is not a network. Give addresses such as 10.1.2.3 or networks such as 10.1.2.0/24, separated by commas."
        );
}
