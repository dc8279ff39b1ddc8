using PortTracker.Contracts.Events;

namespace PortTracker.Web.Features.Firms;

/// <summary>Filter, order and grouping of the movements.</summary>
public sealed record FirmQuery
{
    /// <summary>Part of a VIN, plate, declaration, carrier or queue number; empty for all.</summary>
    public string Text { get; init; } = "";

    /// <summary>The stage to show; null for all.</summary>
    public Stage? Stage { get; init; }

    /// <summary>The column to sort by.</summary>
    public FirmColumn Sort { get; init; } = FirmColumn.Stage;

    /// <summary>Whether the order is descending.</summary>
    public bool IsDescending { get; init; }

    /// <summary>The grouping.</summary>
    public FirmGrouping Grouping { get; init; }
}
