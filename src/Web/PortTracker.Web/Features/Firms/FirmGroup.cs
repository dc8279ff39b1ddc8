using PortTracker.Contracts.Board;

namespace PortTracker.Web.Features.Firms;

/// <summary>A group of movements.</summary>
/// <param name="Key">Their declaration or carrier; empty for those without.</param>
/// <param name="Movements">The movements, in order.</param>
/// <param name="Counts">How many of them are in each stage.</param>
public sealed record FirmGroup(string Key, IReadOnlyList<FirmMovement> Movements, IReadOnlyList<StageCount> Counts);
