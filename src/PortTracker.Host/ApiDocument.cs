using Scalar.AspNetCore;

namespace PortTracker.Host;

/// <summary>The OpenAPI document and the page on which it can be tried.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    public const string Path = $"/openapi/{Name}.json";

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
        app.MapScalarApiReference("/scalar").AllowAnonymous();
        return app;
    }
}
