using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Tells the anchor file and the log how far the audit trail is: at the start, at each midnight of the first port, and at an orderly
/// end. From then on, what is older cannot be changed, nor cut off, without it being seen.
/// </summary>
internal sealed partial class AuditAnchors<TDb>(
    IServiceScopeFactory scopes,
    ServiceName<TDb> name,
    AnchorFile file,
    PortCatalog ports,
    TimeProvider time,
    ILogger<AuditAnchors<TDb>> logger
) : BackgroundService
    where TDb : ServiceDbContext
{
    private readonly Lock ending = new();
    private Task? end;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        lock (ending)
        {
            // A host can be told to end twice; neither ends before it.
            end ??= AnchorAsync(cancellationToken);
        }

        await end;
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
            var head = await scope.ServiceProvider.GetRequiredService<TDb>().Trail.HeadAsync(cancellationToken);
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
            // The service goes on: the next anchor covers what this one would have.
            LogFailed(e, name.Value);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The audit trail of {Service} is at row {Sequence}, with the hash {Hash}"
    )]
    private partial void LogAnchor(string service, long sequence, string hash);

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail of {Service} could not be anchored")]
    private partial void LogFailed(Exception e, string service);
}
