using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Audit;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceCore.AuditAnchors;

/// <summary>
/// Appends the heads of the audit trails to a file: configuration key <c>Audit:AnchorFile</c>. The default is a file in the data
/// directory. With databases on a server there is no default, and no file is written.
/// </summary>
internal sealed class AuditAnchorFile
{
    private const int MaxAttempts = 100;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);
    private readonly string? path;

    public AuditAnchorFile(IConfiguration configuration, IStorage storage)
    {
        if (configuration["Audit:AnchorFile"] is { Length: > 0 } configured)
        {
            path = Path.GetFullPath(configured);
        }
        else if (storage.Directory is { } directory)
        {
            path = Path.Combine(directory, "audit-anchors.jsonl");
        }
    }

    public async Task AppendAsync(AuditAnchor anchor, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return;
        }

        var line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(anchor, PortJson.Options) + "\n");
        await using var file = await OpenAsync(path, cancellationToken);
        await file.WriteAsync(line, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    // Services in this and other processes write to the same file, one at a time.
    private static async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                return PrivateFile.Open(path, FileMode.Append, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (i < MaxAttempts)
            {
                await Task.Delay(RetryDelay, cancellationToken);
            }
        }
    }
}
