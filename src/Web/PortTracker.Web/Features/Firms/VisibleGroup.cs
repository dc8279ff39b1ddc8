using PortTracker.Contracts.Board;

namespace PortTracker.Web.Features.Firms;

/// <summary>A group and its visible movements.</summary>
/// <param name="Group">The group.</param>
/// <param name="IsOpen">Whether its movements are shown.</param>
/// <param name="Rows">The visible movements.</param>
public sealed record VisibleGroup(FirmGroup Group, bool IsOpen, IReadOnlyList<FirmMovement> Rows);
