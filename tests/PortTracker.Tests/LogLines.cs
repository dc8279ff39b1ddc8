using Microsoft.Extensions.Logging;

namespace PortTracker.Tests;

/// <summary>Keeps what is logged at one level.</summary>
internal sealed class LogLines(LogLevel level) : ILoggerProvider, ILogger
{
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Having(string text)
    {
        lock (lines)
        {
            return [.. lines.Where(line => line.Contains(text, StringComparison.Ordinal))];
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == level;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        lock (lines)
        {
            lines.Add(formatter(state, exception));
        }
    }

    public void Dispose() { }
}
