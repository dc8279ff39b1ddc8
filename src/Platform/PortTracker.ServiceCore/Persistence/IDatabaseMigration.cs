namespace PortTracker.ServiceCore.Persistence;

/// <summary>A change to a database that must be applied before the host serves requests.</summary>
public interface IDatabaseMigration
{
    Task<bool> IsPendingAsync(CancellationToken cancellationToken);

    Task ApplyAsync(CancellationToken cancellationToken);
}
