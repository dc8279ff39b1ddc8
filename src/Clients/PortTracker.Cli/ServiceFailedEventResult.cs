using PortTracker.Contracts.FailedEvents;

namespace PortTracker.Cli;

/// <summary>Outcome for a failed event of one service.</summary>
/// <param name="Endpoint">The service.</param>
/// <param name="Result">The outcome.</param>
internal sealed record ServiceFailedEventResult(string Endpoint, FailedEventResult Result)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsGood => Result.Outcome is not (FailedEventOutcome.FailedAgain or FailedEventOutcome.Gone);
}
