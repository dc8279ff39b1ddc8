using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace PortTracker.Host;

/// <summary>The address of a host on its own machine.</summary>
internal static class OwnAddress
{
    /// <summary>The address of this host, after it has started.</summary>
    public static Uri Of(IServiceProvider services)
    {
        var addresses = services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return Of(addresses.Addresses.First());
    }

    /// <summary>The address of a host that listens on the given address, which can be a wildcard.</summary>
    public static Uri Of(string listensAt)
    {
        var binding = BindingAddress.Parse(listensAt);
        var host = binding.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
        return new UriBuilder(binding.Scheme, host, binding.Port).Uri;
    }
}
