using System.Text;
using System.Text.Unicode;

namespace PortTracker.Web.Firms;

/// <summary>What a page can tell of a manifest before it is sent.</summary>
public static class ManifestFile
{
    /// <summary>Whether it is UTF-8: spreadsheets often write something else, in which Chinese plates are lost.</summary>
    public static bool IsText(byte[] csv) => Utf8.IsValid(csv) && !csv.Contains((byte)0);

    /// <summary>How many lines it has after its heading, the empty ones left out.</summary>
    public static int Vehicles(byte[] csv)
    {
        var lines = Encoding.UTF8.GetString(csv).AsSpan().EnumerateLines();
        var count = -1;
        foreach (var line in lines)
        {
            count += line.IsWhiteSpace() ? 0 : 1;
        }

        return Math.Max(0, count);
    }
}
