using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace PortTracker.Tests;

/// <summary>Captures everything that a host logs: texts, values, exceptions and scopes.</summary>
internal sealed class LogCapture : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogLine> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<LogLine> Lines => lines;

    public IReadOnlyList<LogLine> Having(LogLevel level, string text) =>
        [.. lines.Where(line => line.Level == level && line.Text.Contains(text, StringComparison.Ordinal))];

    /// <summary>Settings that apply this level to all categories.</summary>
    public static Dictionary<string, string> Everything(LogLevel level) =>
        new[]
        {
            "Default",
            "Microsoft",
            "Microsoft.AspNetCore.DataProtection",
            "Microsoft.Hosting.Lifetime",
            "Hangfire",
            "MassTransit",
            "Polly",
            "System.Net.Http",
            "Yarp",
        }.ToDictionary(category => $"Logging:LogLevel:{category}", _ => $"{level}", StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose() { }

    private sealed class Logger(LogCapture capture, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => capture.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var text = new StringBuilder(formatter(state, exception)).Append(' ').Append(exception);
            Append(state, text);
            capture.scopes.ForEachScope(Append, text);
            capture.lines.Enqueue(new LogLine(logLevel, category, text.ToString()));
        }

        private static void Append(object? state, StringBuilder text)
        {
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
            {
                text.AppendJoin(' ', values.Select(value => $" {value.Key}={value.Value}"));
            }
        }
    }
}
