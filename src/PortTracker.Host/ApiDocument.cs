using Scalar.AspNetCore;

namespace PortTracker.Host;

/// <summary>The OpenAPI document and the page on which it can be tried.</summary>
internal static class ApiDocument
{
    public static void AddApiDocument(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(
            "v1",
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

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        app.MapScalarApiReference("/scalar").AllowAnonymous();
    }
}
