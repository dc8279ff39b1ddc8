using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceCore.Persistence;

/// <summary>Logs when a service's database becomes unavailable and when it is available again: one line each, however many requests fail.</summary>
public sealed partial class DatabaseOutage<TDb>(ServiceName<TDb> name, ILogger<DatabaseOutage<TDb>> logger)
    where TDb : ServiceDbContext
{
    private bool isUnavailable;

    internal void Report(Exception e)
    {
        if (!Interlocked.Exchange(ref isUnavailable, true))
        {
            LogUnavailable(name.Value, e.GetBaseException().Message);
        }
    }

    internal void End()
    {
        if (isUnavailable && Interlocked.Exchange(ref isUnavailable, false))
        {
            LogAvailable(name.Value);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Service} cannot use its database: {Error}. It refuses commands, and events wait in the journals. Check the disk and the database; it goes on by itself."
    )]
    private partial void LogUnavailable(string service, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Service} can use its database again")]
    private partial void LogAvailable(string service);
}
