using Microsoft.OpenApi;
using PortTracker.ServiceHosting.Security;
using Scalar.AspNetCore;

namespace PortTracker.Host;

/// <summary>The OpenAPI document and the page for trying the API.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    public const string Path = $"/openapi/{Name}.json";

    // The page uses inline styles, and scripts with a nonce.
    private static readonly ContentPolicy PagePolicy = new(http =>
        $"default-src 'none'; script-src {(http.Items[ScalarOptions.NonceHttpContextItemKey] is { } nonce ? $"'nonce-{nonce}'" : "'none'")}; "
        + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'"
    );

    public static void AddApiDocument(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient();
        builder.Services.AddOutputCache();
        builder.Services.AddOpenApi(
            Name,
            options =>
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info.Title = "PortTracker";
                        document.Info.Description =
                            "Clears vehicles for export at a land port. Every POST accepts an Idempotency-Key. Every refusal is a problem (RFC 9457) that says what to do.";
                        document.Servers = [new OpenApiServer { Url = "/" }];
                        return Task.CompletedTask;
                    }
                )
        );
    }

    /// <summary>Maps the document for the services in this process and the forwarded ones.</summary>
    public static void MapApiDocument(this WebApplication app)
    {
        // It is the same for everyone, and costs more than any other answer.
        app.UseOutputCache();
        app.MapGet(Path, MergedApiDocument.GetAsync)
            .ExcludeFromDescription()
            .AllowAnonymous()
            .CacheOutput(cache => cache.AddPolicy<SharedDocumentPolicy>(), excludeDefaultPolicy: true);
    }

    public static WebApplication MapApiPage(this WebApplication app)
    {
        // The page calls only this host.
        app.MapScalarApiReference(
                "/scalar",
                scalar =>
                    scalar
                        .WithNonce()
                        .DisableDefaultFonts()
                        .DisableTelemetry()
                        .DisableAgent()
                        .DisableMcp()
                        .HideDeveloperTools()
            )
            .WithMetadata(PagePolicy)
            .AllowAnonymous();
        return app;
    }
}
