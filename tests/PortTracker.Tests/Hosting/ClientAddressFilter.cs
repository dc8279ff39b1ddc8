using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.Tests.Hosting;

/// <summary>
/// Sets the remote address of a request, which has none within a process. Requests without a given address get a new one each,
/// so that limits do not affect them.
/// </summary>
internal sealed class ClientAddressFilter : IStartupFilter
{
    public const string Header = "X-Test-Connection";

    public static void AddTo(IServiceCollection services) =>
        services.AddSingleton<IStartupFilter, ClientAddressFilter>();

    /// <summary>A client with this remote address.</summary>
    public static HttpClient From(PortHost port, string address, params IReadOnlyList<string> forwardedFor)
    {
        var client = new HttpClient(port.Handler()) { BaseAddress = new Uri("http://localhost") };
        client.DefaultRequestHeaders.Add(Header, address);
        if (forwardedFor.Count > 0)
        {
            client.DefaultRequestHeaders.Add("X-Forwarded-For", string.Join(", ", forwardedFor));
        }

        return client;
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (http, rest) =>
                {
                    http.Connection.RemoteIpAddress = IPAddress.TryParse(http.Request.Headers[Header], out var address)
                        ? address
                        : new IPAddress(RandomNumberGenerator.GetBytes(16));
                    return rest(http);
                }
            );
            next(app);
        };
}
