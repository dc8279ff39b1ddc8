using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PortTracker.Contracts.Api;

namespace PortTracker.Host;

/// <summary>
/// The liveness and readiness endpoints. Kestrel listens only after everything else has started, so earlier requests get no
/// response.
/// </summary>
internal static class HealthEndpoints
{
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks();

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(Live, new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(Ready, new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(
            new Readiness(
                ProductVersion.Text,
                report.Status,
                report.Entries.ToDictionary(
                    check => check.Key,
                    check => new Check(check.Value.Status, PublicDescription(check.Value), check.Value.Duration),
                    StringComparer.Ordinal
                )
            ),
            PortJson.Options,
            http.RequestAborted
        );

    // Exceptions can contain addresses, so their texts, and MassTransit's descriptions of them, go only to the log.
    private static string? PublicDescription(HealthReportEntry check) =>
        check.Exception is null && !check.Tags.Contains("masstransit", StringComparer.Ordinal)
            ? check.Description
            : null;

    private sealed record Readiness(string Version, HealthStatus Status, IReadOnlyDictionary<string, Check> Checks);

    private sealed record Check(HealthStatus Status, string? Description, TimeSpan Duration);
}
