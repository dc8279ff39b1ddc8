namespace PortTracker.Contracts.Api;

/// <summary>Limits of the API.</summary>
public static class Limits
{
    /// <summary>How far back an officer may date a departure. A supervisor corrects it further, with a reason.</summary>
    public static TimeSpan DepartureBackdating { get; } = TimeSpan.FromDays(7);

    /// <summary>The most vehicles or movements that one request may name.</summary>
    public const int Batch = 500;

    /// <summary>The most vehicles of a manifest in CSV.</summary>
    public const int Manifest = 5_000;

    /// <summary>Maximum number of bad lines in a response. The response states how many there are.</summary>
    public const int BadLines = 1_000;

    /// <summary>The earliest instant that a request may state.</summary>
    public static DateTimeOffset Earliest { get; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The most items of a page.</summary>
    public const int Page = 5_000;

    /// <summary>The longest reason, in characters.</summary>
    public const int Reason = 300;

    /// <summary>The largest body of a request, in bytes, on routes that take no batch.</summary>
    public const int BodyBytes = 16 * 1024;

    /// <summary>The largest body of a batch, in bytes: vehicles, movements or a CSV. CSV imports of movements are streamed and may be larger.</summary>
    public const int BatchBytes = 4 * 1024 * 1024;

    /// <summary>How long a body may take to arrive; a streamed import has this time for each <see cref="BatchBytes"/> that its route accepts.</summary>
    public static TimeSpan BodyTime { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How far the time stated by a gate or officer may lie in the future, for clocks that differ.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromMinutes(5);
}
