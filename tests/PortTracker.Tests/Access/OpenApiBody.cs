using System.Text.Json.Nodes;

namespace PortTracker.Tests.Access;

/// <summary>A request's body; without a schema it is CSV.</summary>
internal sealed record OpenApiBody(string MediaType, JsonObject? Schema)
{
    public static OpenApiBody? Of(JsonObject? content) =>
        content is null ? null
        : content["application/json"]?["schema"] is JsonObject schema ? new OpenApiBody("application/json", schema)
        : new OpenApiBody(content.First().Key, Schema: null);
}
