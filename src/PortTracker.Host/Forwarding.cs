using Microsoft.Extensions.Diagnostics.HealthChecks;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceHosting.Requests;
using PortTracker.Throughput;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace PortTracker.Host;

/// <summary>
/// Forwards the routes and the hub of services in other processes: <c>Addresses:{service}</c>, separated by commas. A name that resolves to
/// several addresses is several instances, which share the requests; one that does not answer gets none. The target service enforces
/// authorization and body limits.
/// </summary>
internal static class Forwarding
{
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan SlowResponseTimeout = TimeSpan.FromMinutes(10);
    private const string SlowThroughput = "slow throughput";

    // What reads or writes a year of movements.
    private static readonly string[] SlowRoutes =
    [
        "/api/throughput/movements/import",
        "/api/throughput/movements.csv",
        "/api/throughput/movements.xlsx",
        "/api/throughput/aggregations",
    ];

    private static readonly TimeSpan ResolveInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(3);
    private const int NoLimit = -1;

    public static WebApplicationBuilder AddForwarding(this WebApplicationBuilder builder, LocalServices hosted)
    {
        RemoteService[] services =
        [
            .. hosted.Remote.Select(name => new RemoteService(name, AddressesOf(name, builder.Configuration))),
        ];
        builder
            .Services.AddReverseProxy()
            .LoadFromMemory([.. services.SelectMany(Routes)], [.. services.SelectMany(Clusters)])
            // Instances come and go with each change of scale.
            .AddDnsDestinationResolver(dns => dns.RefreshPeriod = ResolveInterval)
            .ConfigureHttpClient(
                (_, handler) =>
                {
                    handler.ConnectTimeout = ShortTimeout;
                    // Reconnect regularly, so that new instances of a service get their share.
                    handler.PooledConnectionLifetime = ConnectionLifetime;
                }
            );
        // These logs contain the target addresses with the hub's token, so they stay off whatever level is configured.
        builder.Logging.AddFilter(typeof(IHttpForwarder).Namespace, LogLevel.Warning);
        builder.Services.AddHttpClient(nameof(Forwarding), http => http.Timeout = ShortTimeout).RemoveAllLoggers();
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
            proxy.Use(AbortOnShutdownAsync);
            proxy.Use(ExplainAsync);
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
        return app;
    }

    /// <summary>Creates a client for direct requests to a service.</summary>
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
                $"Addresses:{service} is missing. Set it to the address of the {service} service, such as http://{service}:8080, or add {service} to Services."
            )
            : Array.ConvertAll(configured, AddressOf);

        Uri AddressOf(string text) =>
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
                ? address
                : throw new ConfigurationException(
                    $"Addresses:{service} is '{text}', which is not an address. Give one such as http://{service}:8080."
                );
    }

    private static IEnumerable<RouteConfig> Routes(RemoteService service)
    {
        yield return Route(service, service.Name, $"/api/{service.Name}/{{**rest}}");
        if (service.Name is ServiceNames.Board)
        {
            yield return Route(service, "hub", IQueueHub.Route + "/{**rest}");
        }

        if (service.Name is ServiceNames.Throughput)
        {
            yield return Route(service, "jobs", ThroughputService.JobsPage + "/{**rest}");
            foreach (var path in SlowRoutes)
            {
                yield return Route(service, path, path) with
                {
                    ClusterId = SlowThroughput,
                };
            }
        }
    }

    private static RouteConfig Route(RemoteService service, string id, string path) =>
        new()
        {
            RouteId = id,
            ClusterId = service.Name,
            Match = new RouteMatch { Path = path },
            AuthorizationPolicy = "Anonymous",
            MaxRequestBodySize = NoLimit,
            // Forward the public host, because services send their address to others, such as the external provider.
            Transforms =
            [
                new Dictionary<string, string>(StringComparer.Ordinal) { ["RequestHeaderOriginalHost"] = "true" },
            ],
        };

    private static IEnumerable<ClusterConfig> Clusters(RemoteService service)
    {
        yield return Cluster(service, service.Name, ResponseTimeout);
        if (service.Name is ServiceNames.Throughput)
        {
            yield return Cluster(service, SlowThroughput, SlowResponseTimeout);
        }
    }

    private static ClusterConfig Cluster(RemoteService service, string id, TimeSpan timeout) =>
        new()
        {
            ClusterId = id,
            HttpRequest = new ForwarderRequestConfig { ActivityTimeout = timeout },
            // An instance that does not answer is skipped, unless none answers.
            HealthCheck = new HealthCheckConfig
            {
                AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
                Active = new ActiveHealthCheckConfig
                {
                    Enabled = true,
                    Path = HealthEndpoints.Live,
                    Interval = ProbeInterval,
                    Timeout = ProbeTimeout,
                },
                Passive = new PassiveHealthCheckConfig { Enabled = true, ReactivationPeriod = ShortTimeout },
            },
            Destinations = service.Addresses.ToDictionary(
                address => address.AbsoluteUri,
                address => new DestinationConfig { Address = address.AbsoluteUri },
                StringComparer.Ordinal
            ),
        };

    /// <summary>Aborts hub connections when the host stops, because an open board would delay the shutdown. Its page reconnects.</summary>
    private static async Task AbortOnShutdownAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.IsForHub())
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
        // Lower status codes are errors of the caller, who disconnected or sent an invalid request.
        if (
            http.GetForwarderErrorFeature() is null
            || http.Response.HasStarted
            || http.Response.StatusCode < StatusCodes.Status502BadGateway
        )
        {
            return;
        }

        var service = http
            .RequestServices.GetServices<RemoteService>()
            .Single(service => service.Name == ServiceOf(http.GetReverseProxyFeature().Cluster.Config.ClusterId));
        await TypedResults
            .Problem(
                title: service.DoesNotAnswer,
                detail: $"{service.DoesNotAnswer} It is not known whether the request was carried out. Send it again in a moment with the same {RequestHeaders.IdempotencyKey}.",
                statusCode: http.Response.StatusCode
            )
            .ExecuteAsync(http);
    }

    private static string ServiceOf(string cluster) => cluster is SlowThroughput ? ServiceNames.Throughput : cluster;

    private sealed class AnswerCheck(RemoteService service, IHttpClientFactory clients) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            var unreachable = new List<Uri>();
            foreach (var address in service.Addresses)
            {
                if (!await AnswersAsync(address, cancellationToken))
                {
                    unreachable.Add(address);
                }
            }

            // The health page is public, so it must not show addresses.
            return unreachable.Count is 0 ? HealthCheckResult.Healthy($"The {service.Name} service answers.")
                : unreachable.Count == service.Addresses.Count ? HealthCheckResult.Degraded(service.DoesNotAnswer)
                : HealthCheckResult.Degraded(
                    $"The {service.Name} service does not answer at {unreachable.Count} of its {service.Addresses.Count} addresses."
                );
        }

        private async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
        {
            using var client = clients.CreateClient(address);
            try
            {
                using var answer = await client.GetAsync(HealthEndpoints.Live, cancellationToken);
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
