using System.Text;
using System.Text.Json;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;

namespace PortTracker.ServiceCore.Journal;

internal sealed record RecordedEvent(long Sequence, Guid MovementId, byte[] Body)
{
    public PortEvent Event() =>
        JsonSerializer.Deserialize<PortEvent>(Body, PortJson.Options)
        ?? throw new JsonException("The journal line is empty.");

    /// <summary>The body as JSON. A body that is not valid JSON becomes a JSON string, so that it can be sent, shown and set aside too.</summary>
    public JsonElement BodyAsJson()
    {
        try
        {
            return JsonElement.Parse(Body);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(Body));
        }
    }
}
