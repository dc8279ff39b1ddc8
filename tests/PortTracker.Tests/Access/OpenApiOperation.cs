using System.Text.Json.Nodes;

namespace PortTracker.Tests.Access;

/// <summary>An operation of the OpenAPI document.</summary>
internal sealed record OpenApiOperation(
    string Method,
    string Path,
    IReadOnlyList<OpenApiParameter> Parameters,
    OpenApiBody? Body
)
{
    /// <summary>All operations of the document.</summary>
    public static IReadOnlyList<OpenApiOperation> Of(JsonObject document) =>
        [
            .. from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select new OpenApiOperation(
                operation.Key.ToUpperInvariant(),
                path.Key,
                [
                    .. (operation.Value!["parameters"]?.AsArray() ?? []).Select(p => new OpenApiParameter(
                        (string)p!["name"]!,
                        (string)p["in"]! is "path",
                        p["schema"]!.AsObject()
                    )),
                ],
                OpenApiBody.Of(operation.Value["requestBody"]?["content"]?.AsObject())
            ),
        ];
}
