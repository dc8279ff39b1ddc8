using System.Text.Json;
using PortTracker.Contracts;

namespace PortTracker.Client;

/// <summary>Reads the file in which the services tell how far their audit trails are.</summary>
public static class AuditAnchors
{
    /// <summary>All anchors of a file, of all services.</summary>
    /// <exception cref="InvalidDataException">A line is no anchor.</exception>
    public static async Task<IReadOnlyList<AuditAnchor>> ReadAsync(
        string path,
        CancellationToken cancellationToken = default
    )
    {
        List<AuditAnchor> anchors = [];
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            number++;
            try
            {
                if (line.Length > 0)
                {
                    anchors.Add(JsonSerializer.Deserialize<AuditAnchor>(line, PortJson.Options)!);
                }
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"Line {number} of {path} is no anchor of an audit trail.", e);
            }
        }

        return anchors;
    }
}
