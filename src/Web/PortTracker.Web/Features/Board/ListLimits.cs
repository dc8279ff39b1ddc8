using PortTracker.Contracts.Events;

namespace PortTracker.Web.Features.Board;

/// <summary>The number of vehicles that a page lists.</summary>
public static class ListLimits
{
    /// <summary>The most search results listed.</summary>
    public const int MostFound = 40;

    /// <summary>The most vehicles listed of a stage.</summary>
    public static int Most(Stage stage) => stage == Stage.Cleared ? 18 : 40;
}
