using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PortTracker.ServiceDefaults;

/// <summary>How much one caller may ask for: configuration section <c>RateLimits</c>.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Requests of each account of the staff, a second.</summary>
    [Range(1, Most)]
    public int Staff { get; set; } = 500;

    /// <summary>Requests of each user and each API key of a firm, a second.</summary>
    [Range(1, Most)]
    public int Firms { get; set; } = 50;

    /// <summary>Requests from each address, of those who have not signed in, a second.</summary>
    [Range(1, Most)]
    public int Anonymous { get; set; } = 100;

    /// <summary>Connections to the hub that each account, key or address may have at the same time.</summary>
    [Range(1, Most)]
    public int Connections { get; set; } = 500;

    private const int Most = 1_000_000;
}

/// <summary>
/// Keeps one caller from taking what is there for all. Who has signed in is counted by identity, wherever the calls come from; all others
/// are counted by address. Each process counts for itself, and each request once.
/// </summary>
public static class RateLimits
{
    /// <summary>The policy of routes that keep a connection open.</summary>
    public const string Connections = nameof(Connections);

    // After a pause: a page that opens asks for several things at once, and many phones come back in the same moment.
    private const int SecondsAtOnce = 5;

    private static readonly TimeSpan UntilOneCloses = TimeSpan.FromSeconds(10);

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
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Account>(http =>
            RateLimitPartition.GetTokenBucketLimiter(
                Account.Of(http, limits),
                account => new TokenBucketRateLimiterOptions
                {
                    TokensPerPeriod = account.PerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    TokenLimit = SecondsAtOnce * account.PerSecond,
                }
            )
        );
        limiter.AddPolicy(
            Connections,
            http =>
                IsBrief(http.Request)
                    ? RateLimitPartition.GetNoLimiter(default(Account))
                    : RateLimitPartition.GetConcurrencyLimiter(
                        Account.Of(http, limits),
                        _ => new ConcurrencyLimiterOptions { PermitLimit = limits.Connections }
                    )
        );
    }

    // What is sent over a connection that is open where there is no WebSocket, and its beginning and end.
    private static bool IsBrief(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) || HttpMethods.IsDelete(request.Method);

    private static async ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        var http = rejected.HttpContext;
        var refusal = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
            ? Problems.TooMany(http, "More requests came from you than one caller may send.", wait)
            : Problems.TooMany(http, "Too many of your connections are open: close some.", UntilOneCloses);
        await refusal.ExecuteAsync(http);
    }

    /// <summary>On whose account a request goes.</summary>
    private readonly record struct Account(string Name, int PerSecond)
    {
        public static Account Of(HttpContext http, RateLimitOptions limits)
        {
            var caller = new Caller(http.User);
            return caller.Id is not { } id
                ? new Account(CallerAddress.Of(http), limits.Anonymous)
                : new Account(
                    id.ToString("N", CultureInfo.InvariantCulture),
                    caller.IsStaff ? limits.Staff : limits.Firms
                );
        }
    }
}
