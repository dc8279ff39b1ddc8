namespace PortTracker.Contracts.Throughput;

/// <summary>A count compared with the count of an earlier period.</summary>
public sealed record Comparison
{
    /// <summary>First day of the earlier period.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day of the earlier period; before its end where the period itself is not over, so that the same days are compared.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The earlier count: vehicles exported; null when it is not on record, or there is nothing to compare with it.</summary>
    public long? Vehicles { get; init; }

    /// <summary>Change in percent, rounded half away from zero to one decimal; null when the earlier count is 0 or not known.</summary>
    public decimal? ChangePercent { get; init; }

    /// <summary>The comparison of two counts; a count that is not on record is null.</summary>
    public static Comparison Of(long? vehicles, long? earlier, DateOnly from, DateOnly to)
    {
        var before = vehicles is null ? null : earlier;
        return new Comparison
        {
            From = from,
            To = to,
            Vehicles = before,
            ChangePercent = before is null or 0
                ? null
                : Math.Round((vehicles!.Value - before.Value) * 100m / before.Value, 1, MidpointRounding.AwayFromZero),
        };
    }
}
