using System.ComponentModel.DataAnnotations;

namespace PortTracker.Access;

/// <summary>Limits for sign-in attempts: configuration section <c>RateLimits</c>.</summary>
internal sealed class SignInLimitOptions
{
    /// <summary>Attempts per name and minute.</summary>
    [Range(1, 10_000)]
    public int SignInsByName { get; set; } = 10;

    /// <summary>Attempts per address and minute. A whole shift may sign in from one address.</summary>
    [Range(1, 10_000)]
    public int SignInsByAddress { get; set; } = 60;
}
