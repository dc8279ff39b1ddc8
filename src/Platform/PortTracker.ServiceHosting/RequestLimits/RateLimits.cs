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
using PortTracker.ServiceHosting.Requests;

namespace PortTracker.ServiceHosting.RequestLimits;

/// <summary>
/// Limits the requests of each caller, and those of all anonymous callers together. Signed-in callers are counted by identity, all others
/// by address. Each process counts its own requests, and each request once.
/// </summary>
public static class RateLimits
{
    /// <summary>The policy of routes that keep a connection open.</summary>
    public const string Connections = nameof(Connections);

    // Allows bursts: opening a page sends several requests, and many phones reconnect in the same moment.
    private const int BurstSeconds = 5;

    private static readonly TimeSpan ConnectionRetryDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ProgressRetryDelay = TimeSpan.FromSeconds(1);

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
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            RequestsPerSecond(limits),
            RequestsInProgress(limits),
            AnonymousBodies(limits.AnonymousBodiesByAddress, CallerAddress.Of),
            AnonymousBodies(limits.AnonymousBodies, _ => "")
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

    private static PartitionedRateLimiter<HttpContext> RequestsPerSecond(RateLimitOptions limits) =>
        PartitionedRateLimiter.Create<HttpContext, LimitedCaller>(http =>
            RateLimitPartition.GetTokenBucketLimiter(
                LimitedCaller.Of(http, limits),
                caller => new TokenBucketRateLimiterOptions
                {
                    TokensPerPeriod = caller.PerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    TokenLimit = BurstSeconds * caller.PerSecond,
                }
            )
        );

    private static PartitionedRateLimiter<HttpContext> RequestsInProgress(RateLimitOptions limits) =>
        PartitionedRateLimiter.Create<HttpContext, LimitedCaller>(http =>
            http.Request.IsForHub()
                ? RateLimitPartition.GetNoLimiter(default(LimitedCaller))
                : RateLimitPartition.GetConcurrencyLimiter(
                    LimitedCaller.Of(http, limits),
                    _ => new ConcurrencyLimiterOptions { PermitLimit = limits.InProgress }
                )
        );

    /// <summary>Anonymous requests with a body, which may come slowly.</summary>
    private static PartitionedRateLimiter<HttpContext> AnonymousBodies(
        int limit,
        Func<HttpContext, string> partition
    ) =>
        PartitionedRateLimiter.Create<HttpContext, string>(http =>
            HttpMethods.IsPost(http.Request.Method) && !http.Request.IsForHub() && new Caller(http.User).Id is null
                ? RateLimitPartition.GetConcurrencyLimiter(
                    partition(http),
                    _ => new ConcurrencyLimiterOptions { PermitLimit = limit }
                )
                : RateLimitPartition.GetNoLimiter("not limited")
        );

    // Without a WebSocket, these requests send over an open connection, or begin or end it.
    private static bool IsBrief(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) || HttpMethods.IsDelete(request.Method);

    private static async ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        var http = rejected.HttpContext;
        var refusal =
            rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                ? ProblemResults.TooMany(http, "You have reached the limit of requests for one caller.", wait)
            : http.Request.IsForHub()
                ? ProblemResults.TooMany(http, "You have too many open connections. Close some.", ConnectionRetryDelay)
            : ProblemResults.TooMany(http, "Too many requests are in progress.", ProgressRetryDelay);
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
