using System.Text;

namespace PortTracker.Tests;

internal static class CsvBody
{
    public static StringContent Of(string text) => new(text, Encoding.UTF8, "text/csv");
}
