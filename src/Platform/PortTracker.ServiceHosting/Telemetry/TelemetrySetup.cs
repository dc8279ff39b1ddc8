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
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Telemetry;

namespace PortTracker.ServiceHosting.Telemetry;

/// <summary>
/// Exposes metrics for Prometheus on a separate port (<c>Metrics:Port</c>), and sends metrics and traces to the collector in
/// OTEL_EXPORTER_OTLP_ENDPOINT. Without either, nothing is measured.
/// </summary>
public static class TelemetrySetup
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
    /// Serves only <c>/metrics</c> on the port for metrics. Call it before other middleware, which must not handle that port. The port is
    /// that of the connection, because callers control the Host header.
    /// </summary>
    public static IApplicationBuilder MapMetrics(this IApplicationBuilder app) =>
        MetricsPort(app.ApplicationServices.GetRequiredService<IConfiguration>()) is { } port
            ? app.MapWhen(
                http => http.Connection.LocalPort == port,
                metrics => metrics.UseOpenTelemetryPrometheusScrapingEndpoint()
            )
            : app;

    /// <summary>Appends the address for metrics to the host's addresses, on the interface of the first one.</summary>
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
            : throw new ConfigurationException(
                $"{PortKey} is '{configured}'. Give a port number from 1 to 65535, or leave it empty."
            );
    }
}
