namespace PortTracker.ServiceHosting.Csv;

/// <summary>Codes that spreadsheets would take for a number, and round: they keep 15 digits of one.</summary>
internal static class LongNumber
{
    private const int MostDigits = 15;

    public static bool Is(string text) => text.Length > MostDigits && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
