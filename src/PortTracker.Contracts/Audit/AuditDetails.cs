using System.Text.Json;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Audit;

/// <summary>The part of an audit row that is about persons. It can be removed when its time is over; the chain holds without it.</summary>
public sealed record AuditDetails
{
    /// <summary>Name of the person who did it.</summary>
    public string? Name { get; init; }

    /// <summary>Network address of the request.</summary>
    public string? Address { get; init; }

    /// <summary>VIN of the vehicle, where it is known.</summary>
    public string? Vin { get; init; }

    /// <summary>Why, if the request states it.</summary>
    public string? Reason { get; init; }

    /// <summary>What it was before, of what has changed.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>What it is now, of what has changed; all of it where it is new. What is null is left out.</summary>
    public JsonElement? After { get; init; }

    /// <summary>The details of a row; null where they are removed, or are no longer what was written.</summary>
    public static AuditDetails? Of(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        try
        {
            return entry.Details is null
                ? null
                : JsonSerializer.Deserialize<AuditDetails>(entry.Details, PortJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
