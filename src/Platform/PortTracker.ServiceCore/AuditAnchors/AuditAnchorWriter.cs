using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortTracker.Contracts.Audit;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.ServiceCore.AuditAnchors;

/// <summary>
/// Writes the head of the audit trail to the anchor file and the log: at the start, at each midnight of the first port, and at
/// shutdown. A later change or removal of earlier rows can then be detected.
/// </summary>
internal sealed partial class AuditAnchorWriter<TDb>(
    IServiceScopeFactory scopes,
    ServiceName<TDb> name,
    AuditAnchorFile file,
    PortCatalog ports,
    TimeProvider time,
    ILogger<AuditAnchorWriter<TDb>> logger
) : BackgroundService
    where TDb : ServiceDbContext
{
    private readonly Lock stopLock = new();
    private Task? finalAnchor;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        lock (stopLock)
        {
            // A host can be stopped twice. Both calls wait for the same anchor.
            finalAnchor ??= AnchorAsync(cancellationToken);
        }

        await finalAnchor;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var port = ports.All.First();
        while (true)
        {
            await AnchorAsync(stoppingToken);
            var now = time.GetUtcNow();
            var midnight = port.StartOf(port.BusinessDate(now).AddDays(1));
            await Task.Delay(midnight - now, time, stoppingToken);
        }
    }

    private async Task AnchorAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var head = await scope.ServiceProvider.GetRequiredService<TDb>().Pending.Trail.HeadAsync(cancellationToken);
            var anchor = new AuditAnchor
            {
                Service = name.Value,
                Sequence = head.Sequence,
                Hash = AuditChain.Text(head.Hash),
                At = time.GetUtcNow(),
            };
            LogAnchor(name.Value, anchor.Sequence, anchor.Hash);
            await file.AppendAsync(anchor, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The service continues: the next anchor covers these rows too.
            LogFailed(e, name.Value);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The audit trail of {Service} is at row {Sequence}, with the hash {Hash}"
    )]
    private partial void LogAnchor(string service, long sequence, string hash);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The audit trail of {Service} could not be anchored; the next anchor covers its rows. Check Audit:AnchorFile and the database."
    )]
    private partial void LogFailed(Exception e, string service);
}
