using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace PortTracker.Host;

/// <summary>The address at which a host is reached on its own machine.</summary>
internal static class OwnAddress
{
    /// <summary>Of this host, once it serves.</summary>
    public static Uri Of(IServiceProvider services)
    {
        var addresses = services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return Of(addresses.Addresses.First());
    }

    /// <summary>Of a host that listens at this, which may be every address.</summary>
    public static Uri Of(string listensAt)
    {
        var binding = BindingAddress.Parse(listensAt);
        var host = binding.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
        return new UriBuilder(binding.Scheme, host, binding.Port).Uri;
    }
}
