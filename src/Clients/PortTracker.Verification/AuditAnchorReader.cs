using System.Text.Json;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Audit;

namespace PortTracker.Verification;

/// <summary>Reads the file in which the services record the heads of their audit trails.</summary>
public static class AuditAnchorReader
{
    /// <summary>All anchors of a file, of all services.</summary>
    /// <exception cref="InvalidDataException">A line is not an anchor.</exception>
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
                throw new InvalidDataException(
                    $"Line {number} of {path} is not an anchor of an audit trail. Check that this is the anchor file of the server.",
                    e
                );
            }
        }

        return anchors;
    }
}
