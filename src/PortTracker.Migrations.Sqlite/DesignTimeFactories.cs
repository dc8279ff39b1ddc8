using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PortTracker.Access;
using PortTracker.Clearance;
using PortTracker.Inspection;
using PortTracker.QueueBoard;
using PortTracker.Throughput;
using PortTracker.VehicleEntry;

namespace PortTracker.Migrations.Sqlite;

// How `dotnet ef` makes the contexts, of which each service keeps its own to itself.

internal sealed class AccessDbFactory : IDesignTimeDbContextFactory<AccessDb>
{
    public AccessDb CreateDbContext(string[] args) => new(Sqlite.Options<AccessDb>());
}

internal sealed class EntryDbFactory : IDesignTimeDbContextFactory<EntryDb>
{
    public EntryDb CreateDbContext(string[] args) => new(Sqlite.Options<EntryDb>());
}

internal sealed class InspectionDbFactory : IDesignTimeDbContextFactory<InspectionDb>
{
    public InspectionDb CreateDbContext(string[] args) => new(Sqlite.Options<InspectionDb>());
}

internal sealed class ClearanceDbFactory : IDesignTimeDbContextFactory<ClearanceDb>
{
    public ClearanceDb CreateDbContext(string[] args) => new(Sqlite.Options<ClearanceDb>());
}

internal sealed class BoardDbFactory : IDesignTimeDbContextFactory<BoardDb>
{
    public BoardDb CreateDbContext(string[] args) => new(Sqlite.Options<BoardDb>());
}

internal sealed class ThroughputDbFactory : IDesignTimeDbContextFactory<ThroughputDb>
{
    public ThroughputDb CreateDbContext(string[] args) => new(Sqlite.Options<ThroughputDb>());
}

internal static class Sqlite
{
    public static DbContextOptions<TDb> Options<TDb>()
        where TDb : DbContext =>
        new DbContextOptionsBuilder<TDb>()
            .UseSqlite(
                "Data Source=:memory:",
                sqlite => sqlite.MigrationsAssembly(typeof(Sqlite).Assembly.GetName().Name)
            )
            .Options;
}
