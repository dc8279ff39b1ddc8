using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Metrics for Prometheus on a port of their own (<c>Metrics:Port</c>); metrics and traces for a collector where
/// OTEL_EXPORTER_OTLP_ENDPOINT names one. Without either nothing is measured, and nothing is spent on it.
/// </summary>
public static class Telemetry
{
    private const string PortKey = "Metrics:Port";
    private const string CollectorKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly string[] Buses = ["MassTransit", "RabbitMQ.Client.*"];

    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder)
    {
        var port = MetricsPort(builder.Configuration);
        var hasCollector = !string.IsNullOrWhiteSpace(builder.Configuration[CollectorKey]);
        if (port is null && !hasCollector)
        {
            return builder;
        }

        var instance = builder.Configuration["Instance"];
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddService(
                    "porttracker",
                    serviceInstanceId: string.IsNullOrWhiteSpace(instance) ? Environment.MachineName : instance
                )
            )
            .WithMetrics(metrics =>
            {
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddMeter([PortMetrics.Name, .. Buses]);
                if (port is not null)
                {
                    metrics.AddPrometheusExporter();
                }
            });
        if (hasCollector)
        {
            telemetry
                .WithTracing(traces =>
                    traces
                        .AddAspNetCoreInstrumentation()
                        .AddHttpClientInstrumentation()
                        .AddSource([PortMetrics.Name, .. Buses])
                )
                .UseOtlpExporter();
        }

        if (port is not null)
        {
            builder.Configuration[WebHostDefaults.ServerUrlsKey] = WithMetricsAddress(
                builder.Configuration,
                port.Value
            );
        }

        return builder;
    }

    /// <summary>
    /// Answers <c>/metrics</c>, and nothing else, on the port for metrics. It goes first: what comes in there is no business
    /// of the rest. The port is that of the connection, because the Host header says what a caller likes.
    /// </summary>
    public static IApplicationBuilder MapMetrics(this IApplicationBuilder app) =>
        MetricsPort(app.ApplicationServices.GetRequiredService<IConfiguration>()) is { } port
            ? app.MapWhen(
                http => http.Connection.LocalPort == port,
                metrics => metrics.UseOpenTelemetryPrometheusScrapingEndpoint()
            )
            : app;

    /// <summary>The host's addresses and, behind them, that of the metrics: on the same interface as the first.</summary>
    private static string WithMetricsAddress(IConfiguration configuration, int port)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey];
        var others = string.IsNullOrWhiteSpace(urls) ? "http://localhost:5000" : urls;
        var first = BindingAddress.Parse(others.Split(';', StringSplitOptions.RemoveEmptyEntries)[0].Trim());
        return string.Create(CultureInfo.InvariantCulture, $"{others};http://{first.Host}:{port}");
    }

    private static int? MetricsPort(IConfiguration configuration)
    {
        var configured = configuration[PortKey];
        if (string.IsNullOrWhiteSpace(configured))
        {
            return null;
        }

        return
            int.TryParse(configured, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and < 65536
            ? port
            : throw new InvalidOperationException(
                $"{PortKey} is '{configured}', which is no port: give a number from 1 to 65535, or leave it empty."
            );
    }
}
