using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PortTracker.Tests;

/// <summary>
/// A host's log that does not end with it. Hangfire keeps the factory of the host that started last in a static, for all: once that host
/// has ended, the others' jobs could not be run any more. In production a process has one host.
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
