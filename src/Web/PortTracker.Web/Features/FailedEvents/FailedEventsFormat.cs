using System.Text.Encodings.Web;
using System.Text.Json;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.FailedEvents;

/// <summary>Formats failed events and the outcome of actions on them.</summary>
internal static class FailedEventsFormat
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Name of a service.</summary>
    public static string ServiceName(string service) =>
        service switch
        {
            ServiceNames.Entry => SharedText.ServiceEntry,
            ServiceNames.Inspection => SharedText.ServiceInspection,
            ServiceNames.Clearance => SharedText.ServiceClearance,
            ServiceNames.Throughput => FailedEventsText.ServiceThroughput,
            ServiceNames.Board => FailedEventsText.ServiceBoard,
            _ => service,
        };

    /// <summary>Name of a type without its namespace.</summary>
    public static string ShortName(string type) => type[(type.LastIndexOf('.') + 1)..];

    public static string Json(JsonElement body) => JsonSerializer.Serialize(body, Indented);

    /// <summary>What a redrive of the event would do.</summary>
    public static string Preview(FailedEventResult preview, FailedEvent failed) =>
        preview.Outcome switch
        {
            FailedEventOutcome.Applied => FailedEventsText.WouldApply,
            FailedEventOutcome.Outdated => FailedEventsText.WouldBeOutdated,
            FailedEventOutcome.FailedAgain when preview.Error == failed.Error => FailedEventsText.WouldFailTheSame,
            FailedEventOutcome.FailedAgain => DisplayFormat.Fill(FailedEventsText.WouldFail, preview.Error ?? ""),
            _ => FailedEventsText.IsGone,
        };

    /// <summary>The counts of each outcome, one sentence for each that occurred.</summary>
    public static string Counts(
        IReadOnlyCollection<FailedEventResult> results,
        params IEnumerable<(FailedEventOutcome Outcome, string Text)> parts
    ) =>
        string.Join(
            " ",
            parts
                .Select(part => (part.Text, Count: results.Count(result => result.Outcome == part.Outcome)))
                .Where(part => part.Count > 0)
                .Select(part => DisplayFormat.Fill(part.Text, DisplayFormat.Number(part.Count)))
        );
}
