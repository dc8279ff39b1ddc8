using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PortTracker.ServiceHosting.RequestLimits;

namespace PortTracker.Access;

/// <summary>
/// Counts sign-in attempts by address and by name, successful ones included, so that neither many addresses nor many names help an
/// attacker. Names count whether or not an account exists.
/// </summary>
internal sealed class SignInAttempts(IOptions<SignInLimitOptions> limits) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> names = PerMinute(limits.Value.SignInsByName);
    private readonly PartitionedRateLimiter<string> addresses = PerMinute(limits.Value.SignInsByAddress);

    /// <summary>Whether the address has exceeded its limit.</summary>
    public bool IsTooManyFrom(HttpContext http, [NotNullWhen(true)] out TimeSpan? wait) =>
        IsOver(addresses, CallerAddress.Of(http), out wait);

    /// <summary>How long to wait, if a name has exceeded its limit; null if it has not.</summary>
    /// <param name="key">The name; together with the device or address, for one that is known.</param>
    public TimeSpan? WaitOf(string key) => IsOver(names, key, out var wait) ? wait : null;

    public async ValueTask DisposeAsync()
    {
        await names.DisposeAsync();
        await addresses.DisposeAsync();
    }

    private static bool IsOver(
        PartitionedRateLimiter<string> limiter,
        string key,
        [NotNullWhen(true)] out TimeSpan? wait
    )
    {
        using var lease = limiter.AttemptAcquire(key);
        wait =
            lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after
            : TimeSpan.FromMinutes(1);
        return !lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> PerMinute(int count) =>
        PartitionedRateLimiter.Create<string, string>(
            key =>
                RateLimitPartition.GetTokenBucketLimiter(
                    key,
                    _ => new TokenBucketRateLimiterOptions
                    {
                        TokensPerPeriod = 1,
                        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / count,
                        TokenLimit = count,
                    }
                ),
            StringComparer.Ordinal
        );
}
