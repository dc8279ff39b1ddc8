using System.Globalization;

namespace PortTracker.ApiClient;

/// <summary>Writes paths with their queries. A parameter without a value is left out.</summary>
internal static class QueryString
{
    public static string Append(string path, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var (name, value) in parameters)
        {
            var text = value switch
            {
                null => null,
                DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
                DateTimeOffset instant => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            };
            if (text is not null)
            {
                path = $"{path}{separator}{name}={Uri.EscapeDataString(text)}";
                separator = '&';
            }
        }

        return path;
    }
}
