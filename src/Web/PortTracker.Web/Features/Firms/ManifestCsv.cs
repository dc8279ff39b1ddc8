using System.Text;
using System.Text.Unicode;

namespace PortTracker.Web.Features.Firms;

/// <summary>Checks a manifest before it is sent.</summary>
public static class ManifestCsv
{
    /// <summary>Whether it is UTF-8. Spreadsheets often write other encodings, which lose Chinese plates.</summary>
    public static bool IsText(byte[] csv) => Utf8.IsValid(csv) && !csv.Contains((byte)0);

    /// <summary>The number of lines after the heading, without empty ones.</summary>
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
