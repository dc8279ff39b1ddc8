using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.ServiceHosting.RequestLimits;

/// <summary>
/// Limits the requests of each caller. Signed-in callers are counted by identity, all others by address. Each process counts its own
/// requests, and each request once.
/// </summary>
public static class RateLimits
{
    /// <summary>The policy of routes that keep a connection open.</summary>
    public const string Connections = nameof(Connections);

    // Allows bursts: opening a page sends several requests, and many phones reconnect in the same moment.
    private const int BurstSeconds = 5;

    private static readonly TimeSpan ConnectionRetryDelay = TimeSpan.FromSeconds(10);

    internal static void AddRateLimits(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptions<RateLimitOptions>()
            .BindConfiguration(RateLimitOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>(Configure);
    }

    private static void Configure(RateLimiterOptions limiter, IOptions<RateLimitOptions> options)
    {
        var limits = options.Value;
        limiter.OnRejected = (rejected, _) => RefuseAsync(rejected);
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, LimitedCaller>(http =>
            RateLimitPartition.GetTokenBucketLimiter(
                LimitedCaller.Of(http, limits),
                account => new TokenBucketRateLimiterOptions
                {
                    TokensPerPeriod = account.PerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    TokenLimit = BurstSeconds * account.PerSecond,
                }
            )
        );
        limiter.AddPolicy(
            Connections,
            http =>
                IsBrief(http.Request)
                    ? RateLimitPartition.GetNoLimiter(default(LimitedCaller))
                    : RateLimitPartition.GetConcurrencyLimiter(
                        LimitedCaller.Of(http, limits),
                        _ => new ConcurrencyLimiterOptions { PermitLimit = limits.Connections }
                    )
        );
    }

    // Without a WebSocket, these requests send over an open connection, or begin or end it.
    private static bool IsBrief(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) || HttpMethods.IsDelete(request.Method);

    private static async ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        var http = rejected.HttpContext;
        var refusal = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
            ? ProblemResults.TooMany(http, "You have reached the limit of requests for one caller.", wait)
            : ProblemResults.TooMany(http, "You have too many open connections. Close some.", ConnectionRetryDelay);
        await refusal.ExecuteAsync(http);
    }

    /// <summary>The caller that a request is counted for.</summary>
    private readonly record struct LimitedCaller(string Name, int PerSecond)
    {
        public static LimitedCaller Of(HttpContext http, RateLimitOptions limits)
        {
            var caller = new Caller(http.User);
            return caller.Id is not { } id
                ? new LimitedCaller(CallerAddress.Of(http), limits.Anonymous)
                : new LimitedCaller(
                    id.ToString("N", CultureInfo.InvariantCulture),
                    caller.IsStaff ? limits.Staff : limits.Firms
                );
        }
    }
}
