using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PortTracker.Tests;

/// <summary>
/// A logger factory that is not disposed with its host. Hangfire keeps the factory of the last host in a static field: once that host
/// stopped, the jobs of other hosts would fail. In production a process has one host.
/// </summary>
internal sealed class LastingLoggerFactory(
    IEnumerable<ILoggerProvider> providers,
    IOptionsMonitor<LoggerFilterOptions> filter
) : ILoggerFactory
{
    private readonly LoggerFactory inner = new(providers, filter);

    public static void AddTo(IServiceCollection services) =>
        services.AddSingleton<ILoggerFactory, LastingLoggerFactory>();

    public ILogger CreateLogger(string categoryName) => inner.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() { }
}
