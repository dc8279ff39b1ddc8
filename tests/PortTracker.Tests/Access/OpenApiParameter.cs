using System.Text.Json.Nodes;

namespace PortTracker.Tests.Access;

/// <summary>A parameter of a path or query.</summary>
internal sealed record OpenApiParameter(string Name, bool IsInPath, JsonObject Schema);
