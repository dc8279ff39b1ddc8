using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PortTracker.Host;

/// <summary>
/// Whether this process lives, and whether it can do its work. Kestrel listens only once everything else has started, so who
/// asks before gets no answer.
/// </summary>
internal static class Health
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
                report.Status,
                report.Entries.ToDictionary(
                    check => check.Key,
                    check => new Check(check.Value.Status, WhatAnyoneMayKnow(check.Value), check.Value.Duration),
                    StringComparer.Ordinal
                )
            ),
            PortJson.Options,
            http.RequestAborted
        );

    // What an exception says is for the log, and the bus says in its own words what its exceptions do.
    private static string? WhatAnyoneMayKnow(HealthReportEntry check) =>
        check.Exception is null && !check.Tags.Contains("masstransit", StringComparer.Ordinal)
            ? check.Description
            : null;

    private sealed record Readiness(HealthStatus Status, IReadOnlyDictionary<string, Check> Checks);

    private sealed record Check(HealthStatus Status, string? Description, TimeSpan Duration);
}
