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

        var line = JsonSerializer.Serialize(anchor, PortJson.Options) + "\n";
        var (file, isTorn) = await OpenAsync(path, cancellationToken);
        await using (file)
        {
            // A line that a crash or a full disk tore must not spoil this one.
            await file.WriteAsync(Encoding.UTF8.GetBytes(isTorn ? "\n" + line : line), cancellationToken);
            file.Flush(flushToDisk: true);
        }
    }

    // Services in this and other processes write to the same file, one at a time.
    private static async Task<(FileStream File, bool IsTorn)> OpenAsync(
        string path,
        CancellationToken cancellationToken
    )
    {
        for (var i = 1; ; i++)
        {
            try
            {
                // The file may be open for appending only, so that another handle must read its end.
                var isTorn = EndsWithinLine(path);
                return (PrivateFile.Open(path, FileMode.Append, FileAccess.Write, FileShare.None), isTorn);
            }
            catch (IOException) when (i < MaxAttempts)
            {
                await Task.Delay(RetryDelay, cancellationToken);
            }
        }
    }

    private static bool EndsWithinLine(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length is 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() is not '\n';
    }
}
