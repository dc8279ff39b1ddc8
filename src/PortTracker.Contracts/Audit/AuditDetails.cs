using System.Text.Json;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Audit;

/// <summary>The part of an audit row that can identify people. It is removed after the retention period; the hash chain does not need it.</summary>
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

    /// <summary>The values before the change, of the properties that changed.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>The values after the change, of the properties that changed; all properties of something new. Nulls are left out.</summary>
    public JsonElement? After { get; init; }

    /// <summary>The details of a row; null if they were removed or are not readable.</summary>
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
