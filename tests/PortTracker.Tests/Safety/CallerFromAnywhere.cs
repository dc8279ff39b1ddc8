using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.Tests.Safety;

/// <summary>
/// Lets a test's requests come from any address, as connections do: within a process there is none. Those that a test says nothing of come
/// from ever another, and are in nobody's way.
/// </summary>
internal sealed class CallerFromAnywhere : IStartupFilter
{
    public const string Header = "X-Test-Connection";

    public static void AddTo(IServiceCollection services) =>
        services.AddSingleton<IStartupFilter, CallerFromAnywhere>();

    /// <summary>A client whose connections come from there.</summary>
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
