using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortTracker.Contracts.Api;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceHosting.Access;
using PortTracker.ServiceHosting.RequestLimits;
using PortTracker.ServiceHosting.Requests;
using PortTracker.ServiceHosting.Security;

namespace PortTracker.ServiceHosting.Endpoints;

/// <summary>The defaults of every host, whichever services it has.</summary>
public static class HostingDefaults
{
    public static IHostApplicationBuilder AddPortTrackerDefaults(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddSingleton<CurrentAction>();
        services.AddOptions<PortOptions>().Bind(builder.Configuration).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PortOptions>, PortOptions>();
        services.AddSingleton<PortCatalog>();
        builder.AddServerLimits();
        builder.AddProxies();
        builder.AddAccess();
        builder.AddRateLimits();
        services.ConfigureHttpJsonOptions(options => PortJson.Configure(options.SerializerOptions));
        // The caller gets the reason why a body cannot be read, not only the log.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        // Started work is completed before the process ends.
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Explain);
        // These logs contain full addresses, with the hub's token and search texts, so they stay off whatever level is configured.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        return builder;
    }

    public static IApplicationBuilder UsePortTrackerDefaults(this IApplicationBuilder app)
    {
        var dialect = app.ApplicationServices.GetRequiredService<IDatabaseDialect>();
        app.UseForwardedHeaders();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                StatusCodeSelector = e =>
                    e switch
                    {
                        BadHttpRequestException bad => bad.StatusCode,
                        _ when IsUnavailable(e) => StatusCodes.Status503ServiceUnavailable,
                        _ => StatusCodes.Status500InternalServerError,
                    },
                SuppressDiagnosticsCallback = context =>
                    context.Exception is BadHttpRequestException or ServiceUnavailableException,
            }
        );

        bool IsUnavailable(Exception e) => e is ServiceUnavailableException || dialect.IsUnavailable(e);
        app.UseStatusCodePages();
        app.UseMethodLimits();
        app.UseReadableRequests();
        app.UseBodyLimits();
        return app;
    }

    private static void Explain(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem is HttpValidationProblemDetails { Errors.Count: > 0 } invalid)
        {
            // Field names in the caller's JSON casing.
            var errors = invalid.Errors.ToDictionary(error => CamelCase(error.Key), error => error.Value);
            invalid.Errors.Clear();
            foreach (var (field, messages) in errors)
            {
                invalid.Errors[field] = messages;
            }

            invalid.Detail ??= "Nothing was done. Correct the fields listed and send the request again.";
        }

        if (problem.Status is StatusCodes.Status503ServiceUnavailable)
        {
            context.HttpContext.Response.Headers.RetryAfter =
                ServiceUnavailableException.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status503ServiceUnavailable => context.Exception is ServiceUnavailableException unavailable
                ? unavailable.Message
                : "The database cannot be used at the moment. Tell the operator, and send the request again in a moment.",
            StatusCodes.Status400BadRequest => ReasonOf(context.Exception),
            StatusCodes.Status401Unauthorized =>
                "Sign in. Send a token from POST /api/access/tokens, or the API key of a firm, as Authorization: Bearer ….",
            StatusCodes.Status403Forbidden => "Your role does not allow this.",
            StatusCodes.Status408RequestTimeout =>
                $"The body did not arrive within {Limits.BodyTime.TotalSeconds} seconds. Send it over a faster connection, or in parts.",
            StatusCodes.Status413PayloadTooLarge => SizeLimitOf(context.HttpContext),
            StatusCodes.Status415UnsupportedMediaType =>
                "Send JSON with Content-Type: application/json, or CSV with text/csv where the route takes CSV.",
            _ => null,
        };
    }

    private static string SizeLimitOf(HttpContext http)
    {
        // The exception handler has taken the route off the request.
        var route = (http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint())?.Metadata;
        var bytes = route?.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? Limits.BodyBytes;
        if (bytes <= Limits.BodyBytes)
        {
            return $"The body is larger than the {bytes / 1024} KB that this route accepts.";
        }

        var isCsv = route?.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("text/csv") is true;
        return $"The body is larger than {bytes / 1024 / 1024} MB. Send it in parts of at most {(isCsv ? Limits.Manifest : Limits.Batch)} vehicles.";
    }

    private static string ReasonOf(Exception? e) =>
        e?.InnerException is System.Text.Json.JsonException json
            ? $"The body is not valid JSON for this route: {json.Message}"
            : e?.Message ?? "The request could not be read.";

    private static string CamelCase(string path) =>
        string.Join(
            '.',
            path.Split('.').Select(part => part is "" ? part : char.ToLowerInvariant(part[0]) + part[1..])
        );
}
