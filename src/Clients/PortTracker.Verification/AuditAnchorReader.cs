using System.Text.Json;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Audit;

namespace PortTracker.Verification;

/// <summary>Reads the file in which the services record the heads of their audit trails.</summary>
public static class AuditAnchorReader
{
    private const int MaxAttempts = 100;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>All anchors of a file, and the lines that are none. A service may write to it meanwhile.</summary>
    /// <exception cref="InvalidDataException">No line of the file is an anchor.</exception>
    public static async Task<AuditAnchors> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        List<AuditAnchor> anchors = [];
        List<int> skipped = [];
        using var reader = new StreamReader(await OpenAsync(path, cancellationToken));
        for (var number = 1; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (line.Length is 0)
            {
                continue;
            }

            if (Parse(line) is { } anchor)
            {
                anchors.Add(anchor);
            }
            else
            {
                skipped.Add(number);
            }
        }

        return anchors.Count is 0 && skipped.Count > 0
            ? throw new InvalidDataException(
                $"No line of {path} is an anchor of an audit trail. Check that this is the anchor file of the server."
            )
            : new AuditAnchors(anchors, skipped);
    }

    /// <summary>Opens the file, after a service has written its line.</summary>
    private static async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            }
            catch (IOException e)
                when (i < MaxAttempts && e is not FileNotFoundException and not DirectoryNotFoundException)
            {
                await Task.Delay(RetryDelay, cancellationToken);
            }
        }
    }

    private static AuditAnchor? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditAnchor>(line, PortJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
