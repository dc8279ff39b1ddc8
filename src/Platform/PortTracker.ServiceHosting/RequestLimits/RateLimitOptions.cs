using System.ComponentModel.DataAnnotations;

namespace PortTracker.ServiceHosting.RequestLimits;

/// <summary>The limits per caller: configuration section <c>RateLimits</c>.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Requests per second for each staff account.</summary>
    [Range(1, Max)]
    public int Staff { get; set; } = 500;

    /// <summary>Requests per second for each user and each API key of a firm.</summary>
    [Range(1, Max)]
    public int Firms { get; set; } = 50;

    /// <summary>Requests per second for each address, without sign-in.</summary>
    [Range(1, Max)]
    public int Anonymous { get; set; } = 100;

    /// <summary>Requests in progress for each account, key or address, but for the hub.</summary>
    [Range(1, Max)]
    public int InProgress { get; set; } = 200;

    /// <summary>Anonymous requests with a body in progress, for each address: one address must not take the share of all.</summary>
    [Range(1, Max)]
    public int AnonymousBodiesByAddress { get; set; } = 20;

    /// <summary>Anonymous requests with a body in progress, from all addresses together.</summary>
    [Range(1, Max)]
    public int AnonymousBodies { get; set; } = 200;

    /// <summary>Concurrent connections to the hub for each account, key or address.</summary>
    [Range(1, Max)]
    public int Connections { get; set; } = 500;

    /// <summary>Open TCP connections for each address that is not a trusted proxy.</summary>
    [Range(1, Max)]
    public int ConnectionsByAddress { get; set; } = 1_000;

    /// <summary>Memory for the bodies of all requests together, in MB.</summary>
    [Range(8, Max)]
    public int BodyMegabytes { get; set; } = 64;

    private const int Max = 1_000_000;
}
