using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// The file to which the heads of the audit trails are appended: configuration key <c>Audit:AnchorFile</c>. By default it is in the
/// data directory; where the databases are on a server there is none unless it is named.
/// </summary>
internal sealed class AnchorFile
{
    private const int Tries = 100;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);
    private readonly string? path;

    public AnchorFile(IConfiguration configuration, IServiceProvider services)
    {
        if (configuration["Audit:AnchorFile"] is { Length: > 0 } named)
        {
            path = Path.GetFullPath(named);
        }
        else if (services.GetService<DataDirectory>() is { } data)
        {
            path = Path.Combine(data.Path, "audit-anchors.jsonl");
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

    // Services of this process, and those of others on the same files, take turns.
    private static async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (i < Tries)
            {
                await Task.Delay(BetweenTries, cancellationToken);
            }
        }
    }
}
