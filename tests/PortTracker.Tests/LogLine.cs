using Microsoft.Extensions.Logging;

namespace PortTracker.Tests;

internal sealed record LogLine(LogLevel Level, string Category, string Text);
