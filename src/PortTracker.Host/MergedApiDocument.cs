using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.OpenApi;

namespace PortTracker.Host;

/// <summary>Merges the OpenAPI documents of this process and of the forwarded services, as if all were in one process.</summary>
internal static class MergedApiDocument
{
    // A service generates its document at the first request, which takes a while.
    private static readonly TimeSpan DocumentTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CachedIncompleteFor = TimeSpan.FromSeconds(5);

    public static async Task<Utf8ContentHttpResult> GetAsync(
        HttpContext http,
        [FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider,
        IEnumerable<RemoteService> services,
        IHttpClientFactory clients,
        CancellationToken cancellationToken
    )
    {
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        var json = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken);
        var merged = JsonNode.Parse(json)!.AsObject();

        var others = services.Select(async service => (service, await FetchAsync(service, clients, cancellationToken)));
        foreach (var (service, other) in await Task.WhenAll(others))
        {
            if (other is null)
            {
                var info = merged["info"]!;
                info["description"] = $"{info["description"]} {service.DoesNotAnswer} Its routes are missing here.";
                http.Features.Get<IOutputCacheFeature>()!.Context.ResponseExpirationTimeSpan = CachedIncompleteFor;
            }
            else
            {
                Merge(other, merged);
            }
        }

        var text = Encoding.UTF8.GetBytes(merged.ToJsonString());
        http.Response.Headers.ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 16))}\"";
        return TypedResults.Text(text, "application/json; charset=utf-8");
    }

    private static async Task<JsonObject?> FetchAsync(
        RemoteService service,
        IHttpClientFactory clients,
        CancellationToken cancellationToken
    )
    {
        using var client = clients.CreateClient(service.Addresses[0]);
        client.Timeout = DocumentTimeout;
        try
        {
            return await client.GetFromJsonAsync<JsonObject>(ApiDocument.Path, cancellationToken);
        }
        catch (Exception e)
            when (e is HttpRequestException or JsonException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return null;
        }
    }

    private static void Merge(JsonObject other, JsonObject merged)
    {
        AddTo(merged, "paths", other["paths"]);
        foreach (var (kind, components) in other["components"]?.AsObject() ?? [])
        {
            AddTo(Object(merged, "components"), kind, components);
        }

        var tags = Tags(merged);
        foreach (var tag in other["tags"]?.AsArray() ?? [])
        {
            if (!tags.Any(known => JsonNode.DeepEquals(known, tag)))
            {
                tags.Add(tag?.DeepClone());
            }
        }
    }

    // Entries that services share, such as problems, are the same in all of them.
    private static void AddTo(JsonObject parent, string name, JsonNode? entries)
    {
        var all = Object(parent, name);
        foreach (var (key, value) in entries?.AsObject() ?? [])
        {
            all.TryAdd(key, value?.DeepClone());
        }
    }

    private static JsonObject Object(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject found)
        {
            parent[name] = found = [];
        }

        return found;
    }

    private static JsonArray Tags(JsonObject merged)
    {
        if (merged["tags"] is not JsonArray found)
        {
            merged["tags"] = found = [];
        }

        return found;
    }
}
