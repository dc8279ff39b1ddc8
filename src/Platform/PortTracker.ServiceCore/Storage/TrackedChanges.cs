using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Update;

namespace PortTracker.ServiceCore.Storage;

/// <summary>The tracked changes of a context, as database providers see them.</summary>
public static class TrackedChanges
{
    public static IEnumerable<IUpdateEntry> Changes(this DbContext db) =>
        db
            .ChangeTracker.Entries()
            .Where(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached))
            .Select(Row);

    private static IUpdateEntry Row(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry entry) =>
#pragma warning disable EF1001 // The only way to get the public interface that providers use.
        entry.GetInfrastructure();
#pragma warning restore EF1001
}
