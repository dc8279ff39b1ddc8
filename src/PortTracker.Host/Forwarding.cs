using Microsoft.Extensions.Diagnostics.HealthChecks;
using PortTracker.Throughput;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PortTracker.Host;

/// <summary>A service that is in other processes, to which this one passes on what is meant for it.</summary>
/// <param name="Name">The service.</param>
/// <param name="Addresses">Its instances; one address may stand for several, by its name in DNS.</param>
internal sealed record ForwardedService(string Name, IReadOnlyList<Uri> Addresses)
{
    public string DoesNotAnswer => $"The {Name} service does not answer.";
}

/// <summary>
/// Routes and hub of the services that are elsewhere: <c>Addresses:{service}</c>, several with commas between. Whoever serves them decides who may do what
/// and how large a body may be.
/// </summary>
internal static class Forwarding
{
    // A year of movements takes a while to import, and is answered at the end.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ConnectionsLast = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private const int NoLimit = -1;

    public static WebApplicationBuilder AddForwarding(this WebApplicationBuilder builder, HostedServices hosted)
    {
        ForwardedService[] services =
        [
            .. hosted.Elsewhere.Select(name => new ForwardedService(name, AddressesOf(name, builder.Configuration))),
        ];
        builder
            .Services.AddReverseProxy()
            .LoadFromMemory([.. services.SelectMany(Routes)], [.. services.Select(Cluster)])
            .ConfigureHttpClient(
                (_, handler) =>
                {
                    handler.ConnectTimeout = Patience;
                    // So that instances of a service that were added since get their share.
                    handler.PooledConnectionLifetime = ConnectionsLast;
                }
            );
        // It writes down the addresses that it forwards to, with the hub's token in them. Whatever level is configured.
        builder.Logging.AddFilter(typeof(IHttpForwarder).Namespace, LogLevel.Warning);
        builder.Services.AddHttpClient(nameof(Forwarding), http => http.Timeout = Patience).RemoveAllLoggers();
        foreach (var service in services)
        {
            builder.Services.AddSingleton(service);
            builder
                .Services.AddHealthChecks()
                .Add(
                    new HealthCheckRegistration(
                        service.Name,
                        provider => new AnswerCheck(service, provider.GetRequiredService<IHttpClientFactory>()),
                        HealthStatus.Degraded,
                        tags: null
                    )
                );
        }

        return builder;
    }

    public static WebApplication MapForwarding(this WebApplication app)
    {
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(EndWithTheHostAsync);
            proxy.Use(ExplainAsync);
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
        return app;
    }

    /// <summary>A client for asking the services themselves.</summary>
    public static HttpClient CreateClient(this IHttpClientFactory clients, Uri address)
    {
        var client = clients.CreateClient(nameof(Forwarding));
        client.BaseAddress = address;
        return client;
    }

    private static Uri[] AddressesOf(string service, IConfiguration configuration)
    {
        var configured = (configuration[$"Addresses:{service}"] ?? "").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        return configured is []
            ? throw new ConfigurationException(
                $"Addresses:{service} is missing: say where the {service} service is, such as http://{service}:8080, or add it to Services."
            )
            : Array.ConvertAll(configured, AddressOf);

        Uri AddressOf(string text) =>
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
                ? address
                : throw new ConfigurationException(
                    $"Addresses:{service} is '{text}', which is no address: write it like http://{service}:8080."
                );
    }

    private static IEnumerable<RouteConfig> Routes(ForwardedService service)
    {
        yield return Route(service, service.Name, $"/api/{service.Name}/{{**rest}}");
        if (service.Name is ServiceNames.Board)
        {
            yield return Route(service, "hub", IQueueHub.Route + "/{**rest}");
        }

        if (service.Name is ServiceNames.Throughput)
        {
            yield return Route(service, "jobs", ThroughputService.JobsPage + "/{**rest}");
        }
    }

    private static RouteConfig Route(ForwardedService service, string id, string path) =>
        new()
        {
            RouteId = id,
            ClusterId = service.Name,
            Match = new RouteMatch { Path = path },
            AuthorizationPolicy = "Anonymous",
            MaxRequestBodySize = NoLimit,
            // So that a service that tells its address to others, such as the external provider, tells the public one.
            Transforms =
            [
                new Dictionary<string, string>(StringComparer.Ordinal) { ["RequestHeaderOriginalHost"] = "true" },
            ],
        };

    private static ClusterConfig Cluster(ForwardedService service) =>
        new()
        {
            ClusterId = service.Name,
            HttpRequest = new ForwarderRequestConfig { ActivityTimeout = LongestSilence },
            // An instance that is away is left out for a moment, unless all are.
            HealthCheck = new HealthCheckConfig
            {
                Passive = new PassiveHealthCheckConfig { Enabled = true, ReactivationPeriod = Patience },
            },
            Destinations = service.Addresses.ToDictionary(
                address => address.AbsoluteUri,
                address => new DestinationConfig { Address = address.AbsoluteUri },
                StringComparer.Ordinal
            ),
        };

    /// <summary>A board that is watched would hold up the end of the host; its page connects again.</summary>
    private static async Task EndWithTheHostAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments(IQueueHub.Route, StringComparison.Ordinal))
        {
            await next(http);
            return;
        }

        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await using (stopping.Register(http.Abort))
        {
            await next(http);
        }
    }

    private static async Task ExplainAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        // Below that, it is the caller who went away or sent what cannot be read.
        if (
            http.GetForwarderErrorFeature() is null
            || http.Response.HasStarted
            || http.Response.StatusCode < StatusCodes.Status502BadGateway
        )
        {
            return;
        }

        var service = http
            .RequestServices.GetServices<ForwardedService>()
            .Single(service => service.Name == http.GetReverseProxyFeature().Cluster.Config.ClusterId);
        await TypedResults
            .Problem(
                title: service.DoesNotAnswer,
                detail: $"{service.DoesNotAnswer} Nothing is known to have been done: send it again in a moment, with the same {Headers.IdempotencyKey}.",
                statusCode: http.Response.StatusCode
            )
            .ExecuteAsync(http);
    }

    private sealed class AnswerCheck(ForwardedService service, IHttpClientFactory clients) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            var silent = new List<Uri>();
            foreach (var address in service.Addresses)
            {
                if (!await AnswersAsync(address, cancellationToken))
                {
                    silent.Add(address);
                }
            }

            // Anyone may ask: where the services are is for the log.
            return silent.Count is 0 ? HealthCheckResult.Healthy($"The {service.Name} service answers.")
                : silent.Count == service.Addresses.Count ? HealthCheckResult.Degraded(service.DoesNotAnswer)
                : HealthCheckResult.Degraded(
                    $"The {service.Name} service does not answer at {silent.Count} of its {service.Addresses.Count} addresses."
                );
        }

        private async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
        {
            using var client = clients.CreateClient(address);
            try
            {
                using var answer = await client.GetAsync(Health.Live, cancellationToken);
                return answer.IsSuccessStatusCode;
            }
            catch (Exception e)
                when (e is HttpRequestException
                    || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                )
            {
                return false;
            }
        }
    }
}
