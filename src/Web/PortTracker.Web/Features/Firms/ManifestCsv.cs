using System.Text;

namespace PortTracker.Web.Features.Firms;

/// <summary>Checks a manifest before it is sent.</summary>
public static class ManifestCsv
{
    // What lines of empty fields, and the end of some files, consist of.
    private const string Blanks = ",;\t \"\u001A";

    /// <summary>
    /// Whether it can be a CSV. The server recognises UTF-8, GB18030, and UTF-16 by its mark; of these only the last has zero bytes.
    /// </summary>
    public static bool IsText(byte[] csv) => csv is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || !csv.Contains((byte)0);

    /// <summary>The number of lines after the heading, without empty ones.</summary>
    public static int Vehicles(byte[] csv)
    {
        var lines = Encoding.UTF8.GetString(csv).AsSpan().EnumerateLines();
        var count = -1;
        foreach (var line in lines)
        {
            count += line.Trim(Blanks).IsEmpty ? 0 : 1;
        }

        return Math.Max(0, count);
    }
}
