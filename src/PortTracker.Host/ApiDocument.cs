using Scalar.AspNetCore;

namespace PortTracker.Host;

/// <summary>The OpenAPI document and the page on which it can be tried.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    public const string Path = $"/openapi/{Name}.json";

    // It writes its own styles, and marks its scripts with a number that nobody knows before.
    private static readonly ContentPolicy PagePolicy = new(http =>
        $"default-src 'none'; script-src {(http.Items[ScalarOptions.NonceHttpContextItemKey] is { } nonce ? $"'nonce-{nonce}'" : "'none'")}; "
        + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'"
    );

    public static void AddApiDocument(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(
            Name,
            options =>
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info.Title = "PortTracker";
                        document.Info.Description =
                            "Clears vehicles for export at a land port. Every POST takes an Idempotency-Key; every refusal is a problem (RFC 9457) that says what to do.";
                        return Task.CompletedTask;
                    }
                )
        );

    /// <summary>Maps the document: of what is here, and of what is forwarded.</summary>
    public static void MapApiDocument(this WebApplication app)
    {
        if (app.Services.GetServices<ForwardedService>().Any())
        {
            app.MapGet(Path, MergedApiDocument.GetAsync).ExcludeFromDescription().AllowAnonymous();
        }
        else
        {
            app.MapOpenApi().AllowAnonymous();
        }
    }

    public static WebApplication MapApiPage(this WebApplication app)
    {
        // Nothing of it calls anyone but this host.
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
