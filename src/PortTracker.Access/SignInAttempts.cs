using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace PortTracker.Access;

/// <summary>How often one may try to sign in: configuration section <c>RateLimits</c>.</summary>
internal sealed class SignInLimits
{
    /// <summary>Under each name, a minute.</summary>
    [Range(1, 10_000)]
    public int SignInsByName { get; set; } = 10;

    /// <summary>From each address, a minute. A shift that begins does so behind one address.</summary>
    [Range(1, 10_000)]
    public int SignInsByAddress { get; set; } = 60;
}

/// <summary>
/// Counts the attempts to sign in, the good ones too: whoever guesses gets no further by guessing from everywhere, nor for everyone. A name
/// counts whether somebody has it or not.
/// </summary>
internal sealed class SignInAttempts(IOptions<SignInLimits> limits) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> names = PerMinute(limits.Value.SignInsByName);
    private readonly PartitionedRateLimiter<string> addresses = PerMinute(limits.Value.SignInsByAddress);

    /// <summary>Whether this is one too many from its address.</summary>
    public bool IsTooManyFrom(HttpContext http, [NotNullWhen(true)] out TimeSpan? wait) =>
        IsOver(addresses, CallerAddress.Of(http), out wait);

    /// <summary>Whether this is one too many from its address or under the name.</summary>
    public bool IsTooMany(HttpContext http, string name, [NotNullWhen(true)] out TimeSpan? wait) =>
        IsTooManyFrom(http, out wait) || IsOver(names, name, out wait);

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
